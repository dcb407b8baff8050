/*-
 * #%L
 * Micro-Expression for Fiji.
 * %%
 * Copyright (C) 2026 Micro-Expression for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package org.microexpression.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.Bilinear;
import org.microexpression.image.CatmullRom.Precision;
import org.microexpression.image.CatmullRom;
import org.microexpression.synthetic.MotionModel.Grid;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;

/**
 * A made-up person before a camera: the astronaut portrait with a face shape, side, tone and framing of its own. The
 * same seed gives the same person.
 */
final class SyntheticSubject {

	/** Registered pixels that the fields of a person extend beyond the registered frame on every side. */
	static final int MARGIN = 64;

	/** Where the fields of a person are evaluated: the registered frame with the margin, pixel by pixel. */
	static final Grid GRID = new Grid(CanonicalFace.SIZE + 2 * MARGIN, CanonicalFace.SIZE + 2 * MARGIN, -MARGIN, -MARGIN,
		1);

	private final CatmullRom photo;
	private final double photoWidth;
	private final boolean mirrored;
	private final SimilarityTransform frameToPhoto;
	private final SimilarityTransform registeredToFrame;
	private final FacialLandmarks landmarks;
	private final Bilinear shapeU;
	private final Bilinear shapeV;
	private final double gamma;
	private final double contrast;
	private final double brightness;

	/**
	 * @param seed   the person
	 * @param width  columns of the frames
	 * @param height rows of the frames
	 * @param shape  how much the face differs from the portrait's, the longest displacement in registered pixels
	 */
	SyntheticSubject(final long seed, final int width, final int height, final double shape) {
		final Photograph portrait = Photograph.read(AstronautPortrait.RESOURCE);
		photo = new CatmullRom(portrait.pixels, portrait.width, portrait.height, Precision.SINGLE);
		photoWidth = portrait.width;
		final SplittableRandom random = Seeds.sample(seed, 0x5B);
		mirrored = random.nextBoolean();
		final FacialLandmarks inPhoto = AstronautPortrait.landmarks(mirrored);
		// From brows to chin the face takes about half of the frame, a little above the middle, as in recordings of heads.
		final double zoom = height / (175 + 25 * random.nextDouble());
		final double tilt = 0.05 * random.nextGaussian();
		final double centreX = width * (0.5 + 0.05 * (random.nextDouble() - 0.5));
		final double centreY = height * (0.46 + 0.05 * (random.nextDouble() - 0.5));
		final double faceX = (inPhoto.x()[27] + inPhoto.x()[30]) / 2;
		final double faceY = (inPhoto.y()[27] + inPhoto.y()[30]) / 2;
		frameToPhoto = SimilarityTransform.about(centreX, centreY, 1 / zoom, tilt, faceX - centreX, faceY - centreY);
		registeredToFrame = FaceRegistration.canonicalToFrame(inPhoto.transform(frameToPhoto.invert()));
		final DisplacementField moved = new MotionModel(Head.STILL, shapePatches(random, shape)).field(GRID);
		shapeU = between(moved.u());
		shapeV = between(moved.v());
		final FacialLandmarks portrayed = inPhoto.transform(frameToPhoto.invert()).transform(registeredToFrame.invert());
		final double[] x = new double[FacialLandmarks.COUNT];
		final double[] y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			// A point x of this face shows the portrait's point x − shape(x); three steps invert it well enough for
			// landmarks.
			x[i] = portrayed.x()[i];
			y[i] = portrayed.y()[i];
			for (int step = 0; step < 3; step++) {
				final double u = shapeU.at(x[i] + MARGIN, y[i] + MARGIN);
				y[i] = portrayed.y()[i] + shapeV.at(x[i] + MARGIN, y[i] + MARGIN);
				x[i] = portrayed.x()[i] + u;
			}
		}
		landmarks = new FacialLandmarks(x, y);
		gamma = Math.exp(0.2 * random.nextGaussian());
		contrast = 0.75 + 0.3 * random.nextDouble();
		brightness = 10 + 25 * random.nextDouble();
	}

	/** @return registered positions to positions in the frame of this person when the head is at rest */
	SimilarityTransform registeredToFrame() {
		return registeredToFrame;
	}

	/** @return the landmarks in registered pixels */
	FacialLandmarks landmarks() {
		return landmarks;
	}

	/**
	 * @param registeredX column in registered pixels
	 * @param registeredY row
	 * @return the grey level that the neutral face shows there, 0..255
	 */
	float neutral(final double registeredX, final double registeredY) {
		final double x = registeredX - shapeU.at(registeredX + MARGIN, registeredY + MARGIN);
		final double y = registeredY - shapeV.at(registeredX + MARGIN, registeredY + MARGIN);
		final double frameX = registeredToFrame.applyX(x, y);
		final double frameY = registeredToFrame.applyY(x, y);
		final double photoX = frameToPhoto.applyX(frameX, frameY);
		final double photoY = frameToPhoto.applyY(frameX, frameY);
		final double grey = Math.min(255, Math.max(0, photo.at(mirrored ? photoWidth - 1 - photoX : photoX, photoY)));
		return (float) (brightness + contrast * 255 * Math.pow(grey / 255, gamma));
	}

	/**
	 * @param values one component of a field on {@link #GRID}
	 * @return its values between the grid's points, the border's values outside; positions count from the grid's corner,
	 *         which is {@link #MARGIN} before the registered frame's
	 */
	static Bilinear between(final float[] values) {
		return new Bilinear(values, GRID.columns(), GRID.rows(), Border.REPEATED_SHORT, Mixing.STEPPED_DOUBLE);
	}

	/** Wider or narrower jaw, nose, eyes and brows: broad patches, small against their reach. */
	private static List<Patch> shapePatches(final SplittableRandom random, final double longest) {
		final List<Patch> patches = new ArrayList<>();
		final double jaw = longest * (2 * random.nextDouble() - 1);
		final double chin = longest * (2 * random.nextDouble() - 1);
		final double brows = 0.6 * longest * (2 * random.nextDouble() - 1);
		final double nose = 0.4 * longest * (2 * random.nextDouble() - 1);
		for (final FaceSide side : FaceSide.values()) {
			final double out = side.lateral();
			patches.add(Patch.round(63.5 + 52 * out, 95, jaw * out, 0, 20));
			patches.add(Patch.round(63.5 + 36 * out, 17, 0, brows, 14));
			patches.add(Patch.round(63.5 + 12 * out, 72, nose * out, 0, 9));
		}
		patches.add(Patch.round(63.5, 125, 0, chin, 22));
		for (int i = 0; i < 4; i++) {
			final double angle = 2 * Math.PI * random.nextDouble();
			final double length = 0.5 * longest * random.nextDouble();
			patches.add(Patch.round(128 * random.nextDouble(), 10 + 110 * random.nextDouble(), length * Math.cos(angle),
				length * Math.sin(angle), 12 + 14 * random.nextDouble()));
		}
		return patches;
	}
}
