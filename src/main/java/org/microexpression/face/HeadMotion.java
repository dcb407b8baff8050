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

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.util.KthSelector;

/**
 * Estimates the motion of the head between two frames, to a fraction of a pixel, from the parts of the face that
 * expressions hardly move: the nose bridge and the inner eye corners.
 * <p>
 * A correlation search over the whole face ({@link HeadSearch}) gives a start that need only be good to a few pixels.
 * From there the
 * similarity that carries the onset's grey levels to the apex's is refined from coarse to fine by efficient
 * second-order minimization (Benhimane and Malis, IROS 2004: Lucas-Kanade with the mean of both frames' gradients),
 * with a gain and an offset of the light, on the stable parts alone; pixels that do not follow the common motion lose
 * their weight (Tukey's biweight at {@value #TUKEY} standard deviations). The paper does not state how head motion is
 * removed; this is our choice.
 */
final class HeadMotion {

	/** Smoothing of both frames, canonical pixels, from coarse to fine. */
	private static final double[] SIGMAS = { 5, 2.5, 1 };

	private static final int ITERATIONS = 25;
	static final double TUKEY = 4.685;

	/** Grey levels below which a residual never counts as an outlier. */
	private static final double LEAST_NOISE = 0.5;

	/** Standard deviation of a head's rotation within a micro-expression (half a second), radians. */
	private static final double PRIOR_ROTATION = 0.03;

	/** Rotation in radians from which that expectation fades: the head really turned. */
	private static final double REAL_ROTATION = 0.1;

	/**
	 * How many times more than the stable parts themselves the expectation weighs that a head keeps its size within a
	 * micro-expression. A frown pulls the skin at both inner brows together and looks to the stable parts like a smaller
	 * face: smooth bumps of 2 pixels there, with noise, cost 0.54 pixels of mean error over the face, with this
	 * expectation 0.07. A seated person's distance changes by some 0.3 % in that time, which costs 0.1 pixels more than
	 * without it.
	 */
	private static final double PRIOR_SCALE = 4;

	/** Change of size, as a factor, from which that expectation fades: the head really came nearer or went away. */
	static final double REAL_SCALE = 0.01;

	private final FacePatch onset;
	private final FacePatch apex;
	private final SimilarityTransform toOnset;
	private final StableParts parts;

	/**
	 * @param onset      the face's part of the onset frame
	 * @param apex       that part of the apex frame where the search found it
	 * @param toOnset    canonical positions to those of the onset frame
	 * @param registered the onset's landmarks in canonical positions
	 */
	HeadMotion(final FacePatch onset, final FacePatch apex, final SimilarityTransform toOnset,
		final FacialLandmarks registered)
	{
		this.onset = onset;
		this.apex = apex;
		this.toOnset = toOnset;
		this.parts = new StableParts(registered);
	}

	/**
	 * @param start the motion to a few pixels
	 * @return the motion in canonical pixels: where a point of the registered onset face lies in the apex
	 */
	SimilarityTransform estimate(final SimilarityTransform start) {
		SimilarityTransform motion = start;
		for (final double sigma : SIGMAS)
			motion = refine(motion, sigma);
		return motion;
	}

	/** Least squares over the stable parts at one smoothness, until the motion stands still. */
	private SimilarityTransform refine(final SimilarityTransform start, final double sigma) {
		final FacePatch smooth = apex.smooth(sigma * toOnset.scale());
		final float[] template = sampleParts(onset.smooth(sigma * toOnset.scale()), SimilarityTransform.IDENTITY);
		SimilarityTransform motion = start;
		final double[] light = light(template, sampleParts(smooth, start));
		for (int i = 0; i < ITERATIONS; i++) {
			final SimilarityTransform step = step(template, sampleParts(smooth, motion), light, motion, sigma);
			motion = motion.compose(step);
			if (parts.largestShift(step) < 1e-3) break;
		}
		return motion;
	}

	/**
	 * Gain and offset that take the onset's grey levels to the apex's, by least squares over the stable parts. Without
	 * them a change of light would pass for noise, and the expectations below outweigh what the frames tell.
	 */
	private double[] light(final float[] template, final float[] moved) {
		final SimpleRegression line = new SimpleRegression();
		final int stride = parts.width() + 2;
		for (int i = 0; i < parts.count(); i++) {
			final int at = (parts.row(i) + 1) * stride + parts.column(i) + 1;
			line.addData(template[at], moved[at]);
		}
		final double gain = line.getSlope();
		return gain > 0 ? new double[] { gain, line.getIntercept() } : new double[] { 1, 0 };
	}

	/** Grey levels of the box around the stable parts, one pixel wider on each side for the gradients; 0 where unseen. */
	private float[] sampleParts(final FacePatch patch, final SimilarityTransform motion) {
		return patch.sample(toOnset.compose(motion), parts.left() - 1.0, parts.top() - 1.0, 1, parts.width() + 2, parts
			.height() + 2, parts.seen());
	}

	/**
	 * One Gauss-Newton step for two motion parameters each of linear part and translation, and the change of gain and
	 * offset, which is added to {@code light}.
	 */
	private SimilarityTransform step(final float[] template, final float[] moved, final double[] light,
		final SimilarityTransform motion, final double sigma)
	{
		final int stride = parts.width() + 2;
		final int n = parts.count();
		final double[] residual = new double[n], across = new double[n], along = new double[n];
		for (int i = 0; i < n; i++) {
			final int at = (parts.row(i) + 1) * stride + parts.column(i) + 1;
			residual[i] = moved[at] - light[0] * template[at] - light[1];
			across[i] = (moved[at + 1] - moved[at - 1] + light[0] * (template[at + 1] - template[at - 1])) / 4;
			along[i] = (moved[at + stride] - moved[at - stride] + light[0] * (template[at + stride] - template[at -
				stride])) / 4;
		}
		final double noise = noise(residual);
		final double[][] normal = new double[6][6];
		final double[] right = new double[6], jacobian = new double[6];
		jacobian[5] = -1;
		for (int i = 0; i < n; i++) {
			final double weight = parts.weight(i) * tukey(residual[i] / noise);
			if (weight == 0) continue;
			final double x = parts.x(i), y = parts.y(i);
			jacobian[0] = across[i];
			jacobian[1] = along[i];
			jacobian[2] = across[i] * x + along[i] * y;
			jacobian[3] = along[i] * x - across[i] * y;
			jacobian[4] = -template[(parts.row(i) + 1) * stride + parts.column(i) + 1];
			for (int r = 0; r < 6; r++) {
				final double weighted = weight * jacobian[r];
				final double[] row = normal[r];
				for (int c = 0; c < 6; c++)
					row[c] += weighted * jacobian[c];
				right[r] -= weighted * residual[i];
			}
		}
		addPrior(normal, right, motion, noise * noise * Math.max(1, 4 * Math.PI * sigma * sigma));
		final double[] delta = NormalEquations.solve(normal, right);
		light[0] += delta[4];
		light[1] += delta[5];
		return parts.around(1 + delta[2], delta[3], delta[0], delta[1]);
	}

	/**
	 * Adds what is expected of a head: little rotation, against noise that counts once for all pixels that share it after
	 * smoothing, and hardly any change of size.
	 */
	private static void addPrior(final double[][] normal, final double[] right, final SimilarityTransform motion,
		final double noise)
	{
		final double rotation = motion.rotation();
		final double turned = 1 + rotation * rotation / (REAL_ROTATION * REAL_ROTATION);
		final double turn = noise / (PRIOR_ROTATION * PRIOR_ROTATION) / (turned * turned);
		final double growth = motion.scale() - 1;
		final double fade = 1 + growth * growth / (REAL_SCALE * REAL_SCALE);
		final double scale = PRIOR_SCALE * normal[2][2] / (fade * fade);
		normal[2][2] += scale;
		right[2] -= scale * growth;
		normal[3][3] += turn;
		right[3] -= turn * rotation;
	}

	/** Robust standard deviation: 1.4826 times the median absolute residual. */
	static double noise(final double[] residual) {
		final double[] sizes = new double[residual.length];
		for (int i = 0; i < sizes.length; i++)
			sizes[i] = Math.abs(residual[i]);
		return Math.max(LEAST_NOISE, 1.4826 * new KthSelector().select(sizes, null, sizes.length / 2));
	}

	private static double tukey(final double z) {
		final double u = z / TUKEY;
		return Math.abs(u) < 1 ? (1 - u * u) * (1 - u * u) : 0;
	}
}
