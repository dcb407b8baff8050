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

package org.microexpression.face;

import java.util.Arrays;
import java.util.Optional;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.image.CatmullRom;
import org.microexpression.image.CatmullRom.Precision;
import org.microexpression.image.GaussianBlur;

/**
 * Follows one face from frame to frame of a video without searching it anew: each frame is laid on a reference frame by
 * the similarity of the {@link StableParts}, from where the face was in the frame before. It does in a few milliseconds
 * what {@link FaceRegistration} does for any two frames, and on the same grounds: Gauss-Newton steps from coarse to
 * fine with a gain and an offset of the light, pixels that do not follow losing their weight. For one thread.
 */
public final class FaceFollower {

	/** Correlation with the reference below which the face is lost; {@link HeadMotion} measured .54 on other things. */
	public static final double LEAST_QUALITY = 0.6;

	/** Correlation below which a shift is searched first, since the head may have moved far from frame to frame. */
	private static final double SURE_QUALITY = 0.85;

	private static final int SIZE = CanonicalFace.SIZE;

	/** Room around the canonical square in a picture that is laid on the reference. */
	private static final int MARGIN = 16;
	private static final int WIDE = SIZE + 2 * MARGIN;

	/** Room around the stable parts for what smoothing and the motion from frame to frame draw in. */
	private static final int BOX = 14;

	private static final double[] SIGMAS = { 4, 1.2 };
	private static final int ITERATIONS = 10;

	/** Largest shift of a step, registered pixels, with which each smoothness is done. */
	private static final double[] STANDS_STILL = { 0.05, 0.005 };

	/** As in {@link HeadMotion}, weaker: how strongly a small change of size is doubted. */
	private static final double PRIOR_SCALE = 1;

	/** Distance of the points that correlations are taken at. */
	private static final int COARSE = 4;

	private final FacialLandmarks registered;
	private final StableParts parts;
	/** The box around the stable parts in which both frames are compared, registered pixels. */
	private final int boxX;
	private final int boxY;
	private final int boxWidth;
	private final int boxHeight;
	private SimilarityTransform toFrame;
	private double[] reference;
	private float[][] references;
	private double referenceScale;
	private float[] latest;

	/**
	 * A face as it was found.
	 *
	 * @param toFrame registered positions to positions in the frame
	 * @param pixels  the registered face, {@link CanonicalFace#SIZE} squared grey levels, row-major
	 * @param quality its correlation with the reference
	 */
	public record View(SimilarityTransform toFrame, float[] pixels, double quality) {
	}

	/**
	 * @param landmarks the landmarks of the face in the frame that is {@link #begin begun} with, in its pixels
	 */
	public FaceFollower(final FacialLandmarks landmarks) {
		toFrame = FaceRegistration.canonicalToFrame(landmarks);
		registered = landmarks.transform(toFrame.invert());
		parts = new StableParts(registered);
		boxX = parts.left() - BOX;
		boxY = parts.top() - BOX;
		boxWidth = parts.width() + 2 * BOX;
		boxHeight = parts.height() + 2 * BOX;
	}

	/** @return the landmarks in registered pixels */
	public FacialLandmarks landmarks() {
		return registered;
	}

	/**
	 * @param frame the frame of the landmarks, grey levels; it becomes the reference
	 * @return its face
	 * @throws org.microexpression.base.InputException if the face lies outside the frame
	 */
	public View begin(final ArrayImg<FloatType, FloatArray> frame) {
		latest = picture(patch(frame, toFrame), toFrame);
		renew();
		return new View(toFrame, inner(latest), 1);
	}

	/** Makes the frame that was followed last the reference. */
	public void renew() {
		references = new float[SIGMAS.length][];
		for (int level = 0; level < SIGMAS.length; level++)
			references[level] = smooth(box(latest), boxWidth, SIGMAS[level]);
		reference = coarse(latest, 0, 0);
		referenceScale = toFrame.scale();
	}

	/**
	 * @param frame the next frame, grey levels, as large as the one before
	 * @return its face; empty if it was lost: then another one must be begun with
	 * @throws org.microexpression.base.InputException if a pixel of the face has no value
	 */
	public Optional<View> follow(final ArrayImg<FloatType, FloatArray> frame) {
		if (!inside(frame)) return Optional.empty();
		final FacePatch patch = patch(frame, toFrame);
		SimilarityTransform place = refine(patch, toFrame);
		float[] found = picture(patch, place);
		double quality = correlation(reference, coarse(found, 0, 0));
		if (quality < SURE_QUALITY) {
			final SimilarityTransform other = refine(patch, search(patch));
			final float[] there = picture(patch, other);
			final double better = correlation(reference, coarse(there, 0, 0));
			if (better > quality) {
				quality = better;
				place = other;
				found = there;
			}
		}
		final double growth = place.scale() / toFrame.scale();
		if (quality < LEAST_QUALITY || !(growth > 0.8 && growth < 1.25)) return Optional.empty();
		toFrame = place;
		latest = found;
		return Optional.of(new View(place, inner(found), quality));
	}

	/** @return whether eyes and nose lie in the frame where the face was last */
	private boolean inside(final ArrayImg<FloatType, FloatArray> frame) {
		return FaceRegistration.firstOutside(registered.transform(toFrame), frame.dimension(0), frame.dimension(1)) < 0;
	}

	/** The face's part of a frame, without what is finer than a registered pixel. */
	private static FacePatch patch(final ArrayImg<FloatType, FloatArray> frame, final SimilarityTransform place) {
		final FacePatch patch = FacePatch.cut(frame, "next", place, 2 * MARGIN);
		final double shrink = place.scale() / patch.bin();
		return patch.smooth(shrink > 1 ? 0.5 * Math.sqrt(shrink * shrink - 1) * patch.bin() : 0);
	}

	private static float[] picture(final FacePatch patch, final SimilarityTransform place) {
		return patch.sample(place, -MARGIN, -MARGIN, 1, WIDE, WIDE);
	}

	private static float[] inner(final float[] picture) {
		final float[] pixels = new float[SIZE * SIZE];
		for (int row = 0; row < SIZE; row++)
			System.arraycopy(picture, (row + MARGIN) * WIDE + MARGIN, pixels, row * SIZE, SIZE);
		return pixels;
	}

	private static float[] smooth(final float[] picture, final int width, final double sigma) {
		final float[] smooth = picture.clone();
		GaussianBlur.blur(smooth, width, picture.length / width, sigma, GaussianBlur.Style.LONG);
		return smooth;
	}

	/** The part of a picture around the stable parts; what it lacks repeats its border. */
	private float[] box(final float[] picture) {
		final float[] box = new float[boxWidth * boxHeight];
		for (int i = 0; i < box.length; i++)
			box[i] = picture[clamp(boxY + i / boxWidth + MARGIN) * WIDE + clamp(boxX + i % boxWidth + MARGIN)];
		return box;
	}

	private static int clamp(final int position) {
		return Math.max(0, Math.min(WIDE - 1, position));
	}

	/** Block means of the canonical square, shifted. */
	private static double[] coarse(final float[] picture, final int dx, final int dy) {
		final int n = SIZE / COARSE;
		final double[] means = new double[n * n];
		for (int row = 0; row < SIZE; row++)
			for (int column = 0; column < SIZE; column++)
				means[row / COARSE * n + column / COARSE] += picture[(row + MARGIN + dy) * WIDE + column + MARGIN + dx];
		return means;
	}

	private static double correlation(final double[] a, final double[] b) {
		final double meanA = Arrays.stream(a).average().orElseThrow(), meanB = Arrays.stream(b).average().orElseThrow();
		double aa = 0, bb = 0, ab = 0;
		for (int i = 0; i < a.length; i++) {
			aa += (a[i] - meanA) * (a[i] - meanA);
			bb += (b[i] - meanB) * (b[i] - meanB);
			ab += (a[i] - meanA) * (b[i] - meanB);
		}
		return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
	}

	/** The best of some shifts from where the face was. */
	private SimilarityTransform search(final FacePatch patch) {
		final float[] picture = smooth(picture(patch, toFrame), WIDE, 2);
		double best = -1;
		SimilarityTransform shift = SimilarityTransform.IDENTITY;
		for (int dy = -MARGIN; dy <= MARGIN; dy += COARSE) {
			for (int dx = -MARGIN; dx <= MARGIN; dx += COARSE) {
				final double correlation = correlation(reference, coarse(picture, dx, dy));
				if (correlation > best) {
					best = correlation;
					shift = new SimilarityTransform(1, 0, dx, dy);
				}
			}
		}
		return toFrame.compose(shift);
	}

	private SimilarityTransform refine(final FacePatch patch, final SimilarityTransform start) {
		final float[] picture = patch.sample(start, boxX, boxY, 1, boxWidth, boxHeight);
		SimilarityTransform motion = SimilarityTransform.IDENTITY;
		final double[] light = { 1, 0 };
		for (int level = 0; level < SIGMAS.length; level++) {
			final CatmullRom moved = new CatmullRom(smooth(picture, boxWidth, SIGMAS[level]), boxWidth, boxHeight,
				Precision.SINGLE);
			for (int i = 0; i < ITERATIONS; i++) {
				final SimilarityTransform step = step(references[level], moved, light, motion, start.scale());
				motion = motion.compose(step);
				if (parts.largestShift(step) < STANDS_STILL[level]) break;
			}
		}
		return start.compose(motion);
	}

	private SimilarityTransform step(final float[] template, final CatmullRom moved, final double[] light,
		final SimilarityTransform motion, final double startScale)
	{
		final int n = parts.count();
		final double[] residual = new double[n];
		for (int i = 0; i < n; i++) {
			final int x = parts.left() + parts.column(i), y = parts.top() + parts.row(i);
			residual[i] = moved.at(motion.applyX(x, y) - boxX, motion.applyY(x, y) - boxY) - light[0] * template[at(x, y)] -
				light[1];
		}
		final double noise = HeadMotion.noise(residual);
		final double[][] normal = new double[6][6];
		final double[] right = new double[6];
		final double[] jacobian = new double[6];
		for (int i = 0; i < n; i++) {
			final double u = residual[i] / noise / HeadMotion.TUKEY;
			if (Math.abs(u) >= 1) continue;
			final double weight = parts.weight(i) * (1 - u * u) * (1 - u * u);
			final int at = at(parts.left() + parts.column(i), parts.top() + parts.row(i));
			final double gx = light[0] * (template[at + 1] - template[at - 1]) / 2;
			final double gy = light[0] * (template[at + boxWidth] - template[at - boxWidth]) / 2;
			jacobian[0] = gx;
			jacobian[1] = gy;
			jacobian[2] = gx * parts.x(i) + gy * parts.y(i);
			jacobian[3] = gy * parts.x(i) - gx * parts.y(i);
			jacobian[4] = -template[at];
			jacobian[5] = -1;
			for (int r = 0; r < 6; r++) {
				for (int c = r; c < 6; c++)
					normal[r][c] += weight * jacobian[r] * jacobian[c];
				right[r] -= weight * jacobian[r] * residual[i];
			}
		}
		for (int r = 1; r < 6; r++)
			for (int c = 0; c < r; c++)
				normal[r][c] = normal[c][r];
		final double growth = startScale * motion.scale() / referenceScale - 1;
		final double fade = 1 + growth * growth / (HeadMotion.REAL_SCALE * HeadMotion.REAL_SCALE);
		final double scale = PRIOR_SCALE * normal[2][2] / (fade * fade);
		normal[2][2] += scale;
		right[2] -= scale * growth;
		final double[] delta = NormalEquations.solve(normal, right);
		light[0] += delta[4];
		light[1] += delta[5];
		return parts.around(1 + delta[2], delta[3], delta[0], delta[1]);
	}

	private int at(final int x, final int y) {
		return (y - boxY) * boxWidth + x - boxX;
	}
}
