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

import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Seeds;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.image.CatmullRom;
import org.microexpression.image.CatmullRom.Precision;
import org.microexpression.synthetic.LongVideo.Person;

/**
 * The neutral face of a long video: a picture of it in the registered layout, with lids that can close. The same seed
 * gives the same person.
 */
public final class FilmedFace {

	/** Registered pixels above the eye whose skin a closing lid draws down. */
	private static final double LID_SKIN = 9;

	/**
	 * Registered pixels that the height of a frame shows of a photographed face: as in the middle of the painted ones.
	 */
	private static final double PHOTOGRAPHED = 205;

	private final CatmullRom picture;
	private final int margin;
	private final FacialLandmarks landmarks;
	private final SimilarityTransform registeredToFrame;
	private final double radiusX;
	private final double radiusY;

	private FilmedFace(final float[] pixels, final int margin, final FacialLandmarks landmarks,
		final SimilarityTransform registeredToFrame)
	{
		final int size = (CanonicalFace.SIZE + 2 * margin) * TextureImage.OVERSAMPLING;
		// What is finer than the frame's pixels would flicker as the head moves.
		final double shrink = TextureImage.OVERSAMPLING / registeredToFrame.scale();
		if (shrink > 1) GridFilters.blur(pixels, size, 0.5 * Math.sqrt(shrink * shrink - 1));
		picture = new CatmullRom(pixels, size, size, Precision.SINGLE);
		this.margin = margin;
		this.landmarks = landmarks;
		this.registeredToFrame = registeredToFrame;
		radiusX = CanonicalFace.SIZE / 2.0 + margin + (margin > TextureImage.MARGIN ? -32 : 0);
		radiusY = radiusX + 18;
	}

	/**
	 * @param person what kind of person
	 * @param seed   who it is
	 * @param width  columns of the frames
	 * @param height rows of the frames
	 * @return the face
	 */
	static FilmedFace of(final Person person, final long seed, final int width, final int height) {
		return person == Person.PAINTED ? painted(seed, width, height) : portrait(seed, width, height);
	}

	private static FilmedFace painted(final long seed, final int width, final int height) {
		final SplittableRandom random = Seeds.sample(seed, 0x1F);
		final double scale = height / (190 + 40 * random.nextDouble());
		final double tilt = 0.05 * random.nextGaussian();
		final double middle = (CanonicalFace.SIZE - 1) / 2.0;
		final SimilarityTransform place = SimilarityTransform.about(middle, middle, scale, tilt, width * (0.5 + 0.04 *
			random.nextGaussian()) - middle, height * 0.5 - middle);
		final TextureImage image = FacePainter.paint(FaceLayout.random(random.split(), FaceLayout.Variation.typical()),
			random);
		return new FilmedFace(image.pixels(), TextureImage.MARGIN, image.landmarks(), place);
	}

	/**
	 * @param person what kind of person
	 * @param seed   who it is
	 * @param format the recording, whose frames' size counts
	 * @return the face
	 */
	public static FilmedFace of(final Person person, final long seed, final LongVideo.Format format) {
		return of(person, seed, format.width(), format.height());
	}

	/**
	 * @param picture   a photograph of a face that looks into the camera, grey levels 0..255
	 * @param landmarks its landmarks, pixels of the photograph
	 * @param format    the recording, whose frames' size counts
	 * @return the face of the photograph, upright and in the middle
	 */
	public static FilmedFace of(final ArrayImg<FloatType, FloatArray> picture, final FacialLandmarks landmarks,
		final LongVideo.Format format)
	{
		final SimilarityTransform toPhotograph = FaceRegistration.canonicalToFrame(landmarks);
		final Photograph photograph = Photograph.of(picture);
		final double middle = (CanonicalFace.SIZE - 1) / 2.0;
		return new FilmedFace(photograph.asTexture(toPhotograph, false), TextureImage.MARGIN, landmarks.transform(
			toPhotograph.invert()), SimilarityTransform.about(middle, middle, format.height() / PHOTOGRAPHED, 0, format
				.width() / 2.0 - middle, format.height() / 2.0 - middle));
	}

	private static FilmedFace portrait(final long seed, final int width, final int height) {
		final SyntheticSubject subject = new SyntheticSubject(seed, width, height, 3);
		final int size = (CanonicalFace.SIZE + 2 * SyntheticSubject.MARGIN) * TextureImage.OVERSAMPLING;
		final float[] pixels = new float[size * size];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = subject.neutral(toRegistered(i % size, SyntheticSubject.MARGIN), toRegistered(i / size,
				SyntheticSubject.MARGIN));
		return new FilmedFace(pixels, SyntheticSubject.MARGIN, subject.landmarks(), subject.registeredToFrame());
	}

	private static double toRegistered(final int picture, final int margin) {
		return (picture + 0.5) / TextureImage.OVERSAMPLING - 0.5 - margin;
	}

	/** @return the neutral face's landmarks, registered pixels */
	FacialLandmarks landmarks() {
		return landmarks;
	}

	/** @return registered positions to positions in the frame while the head is at rest */
	SimilarityTransform registeredToFrame() {
		return registeredToFrame;
	}

	/**
	 * @param x registered column
	 * @param y registered row
	 * @return how much the head covers what is behind it there: 1 inside, 0 beyond its soft border
	 */
	double cover(final double x, final double y) {
		final double far = Math.hypot((x - 63.5) / radiusX, (y - 58) / radiusY);
		return Math.max(0, Math.min(1, (1 - far) * 10));
	}

	/**
	 * @param x      registered column on the neutral face
	 * @param y      registered row
	 * @param closed how far the lids are closed, 0..1
	 * @return the grey level there
	 */
	float at(final double x, final double y, final double closed) {
		final double row = closed > 0 ? underLid(x, y, closed) : y;
		return picture.at((x + 0.5 + margin) * TextureImage.OVERSAMPLING - 0.5, (row + 0.5 + margin) *
			TextureImage.OVERSAMPLING - 0.5);
	}

	/** The row of the picture that shows at a place: under the upper lid's edge the skin above the eye, drawn down. */
	private double underLid(final double x, final double y, final double closed) {
		for (int eye = 0; eye < 2; eye++) {
			final int outer = 36 + 6 * eye;
			final double left = landmarks.x()[outer];
			final double right = landmarks.x()[outer + 3];
			final double t = (x - left) / (right - left);
			if (t <= 0 || t >= 1) continue;
			final double corners = landmarks.y()[outer] * (1 - t) + landmarks.y()[outer + 3] * t;
			final double arch = 4 * t * (1 - t);
			final double upper = corners + arch * ((landmarks.y()[outer + 1] + landmarks.y()[outer + 2]) / 2 - corners) *
				1.15;
			final double lower = corners + arch * ((landmarks.y()[outer + 4] + landmarks.y()[outer + 5]) / 2 - corners);
			final double edge = upper + closed * (lower - upper);
			final double top = upper - LID_SKIN;
			if (y <= top || y >= edge) return y;
			return top + (y - top) * (upper - top) / (edge - top);
		}
		return y;
	}
}
