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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.apache.commons.math3.distribution.TDistribution;

import org.microexpression.base.Progress;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldWarp;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.image.Exposure;

/**
 * Measures what the displacement method sees in these very frames where nothing happens. The apex is warped back by D;
 * its mean with the onset is a picture of the still face, and their difference is the noise of these frames: of camera,
 * compression, uneven light and resampling; another exposure is none and taken out. Put back on the still face the other
 * way round (mirrored, and upside down), half of it in each frame, the noise makes pairs that show nothing; their fields,
 * each computed once, tell the noise floor. A bootstrap of residuals; our choice, the paper has no such thing. Pairs of
 * frames before the onset, where there are some, are floors of their own, and the highest counts.
 */
public final class NoiseFloor {

	/**
	 * How many pairs of nothing are made: mirrored, and upside down. Our choice: two more, both ways at once and shifted,
	 * took twice the time and told no better where nothing happens ({@code NoiseFloorBench}).
	 */
	public static final int REPEATS = 2;

	private static final double SMALLEST = 1e-3;

	/** Spread of the logarithms of what pairs of nothing show, and how many pairs that counts for. */
	private static final double SPREAD = 0.25;
	private static final int KNOWN = 4;

	private NoiseFloor() {
		// Static only.
	}

	/** Says how strong a field is, px. */
	@FunctionalInterface
	public interface Strength {

		/**
		 * @param field a field of the registered frame
		 * @param pair  its pair
		 * @return its strength, px
		 */
		double of(DisplacementField field, RegisteredPair pair);
	}

	/**
	 * @param pair      a registered pair
	 * @param field     its field
	 * @param still     pairs that show nothing, registered, e.g. of frames before the onset; may be empty
	 * @param estimator computes fields
	 * @param strength  measures them
	 * @param progress  progress and cancellation
	 * @return strength of the field, noise, and how they stand to each other
	 */
	public static MotionEvidence evidence(final RegisteredPair pair, final DisplacementField field,
		final List<RegisteredPair> still, final DisplacementEstimator estimator, final Strength strength,
		final Progress progress)
	{
		final List<RegisteredPair> nothing = shuffled(pair, field);
		final double[] made = strengths(nothing, estimator, strength, progress);
		final double[] before = strengths(still, estimator, strength, progress);
		final double own = strength.of(field, pair);
		double noise = mean(made);
		String source = "these two frames";
		if (before.length > 0 && mean(before) > noise) {
			noise = mean(before);
			source = "frames before the onset";
		}
		return new MotionEvidence(own, noise, own / noise, pValue(own, noise, made), source);
	}

	private static double[] strengths(final List<RegisteredPair> pairs, final DisplacementEstimator estimator,
		final Strength strength, final Progress progress)
	{
		// Noise turned upside down is no registered face.
		final List<DisplacementField> fields = pairs.isEmpty() ? List.of() : HeadFreeEstimator.lenient(estimator)
			.computeQuickly(pairs, progress);
		final double[] strengths = new double[pairs.size()];
		for (int i = 0; i < strengths.length; i++)
			strengths[i] = Math.max(SMALLEST, strength.of(fields.get(i), pairs.get(i)));
		return strengths;
	}

	private static double mean(final double[] values) {
		double sum = 0;
		for (final double value : values)
			sum += value;
		return sum / values.length;
	}

	/**
	 * Of the logarithms, by Student's t. Few pairs tell little of their own spread: it is taken for {@value #SPREAD}, as if
	 * {@value #KNOWN} more pairs had shown that, and these are added. Our choice.
	 */
	private static double pValue(final double own, final double noise, final double[] made) {
		double squares = KNOWN * SPREAD * SPREAD;
		for (final double value : made)
			squares += Math.pow(Math.log(value / mean(made)), 2);
		final double freedom = KNOWN + made.length - 1;
		final double t = Math.log(own / noise) / Math.sqrt(squares / freedom * (1 + 1.0 / made.length));
		return new TDistribution(freedom).cumulativeProbability(-t);
	}

	/** The still face with the noise put back the other way round. */
	static List<RegisteredPair> shuffled(final RegisteredPair pair, final DisplacementField field) {
		final int width = field.width();
		final int height = field.height();
		final float[] onset = pixels(pair.onset());
		final float[] back = inLightOf(pair.onset(), FieldWarp.warp(pair.apex(), field));
		final List<RegisteredPair> pairs = new ArrayList<>();
		for (int k = 0; k < REPEATS; k++) {
			final float[] first = new float[onset.length];
			final float[] second = new float[onset.length];
			for (int i = 0; i < onset.length; i++) {
				final int x = i % width, y = i / width;
				final int from = k == 0 ? y * width + width - 1 - x : (height - 1 - y) * width + x;
				final float noise = 0.5f * (back[from] - onset[from]);
				final float still = 0.5f * (onset[i] + back[i]);
				first[i] = still + noise;
				second[i] = still - noise;
			}
			pairs.add(new RegisteredPair(ArrayImgs.floats(first, width, height), ArrayImgs.floats(second, width, height), pair
				.landmarks()));
		}
		return pairs;
	}

	/**
	 * The displacement module takes each frame's own brightness and contrast out, so that another exposure is no noise to
	 * it; put back the other way round, it would be a pattern of light that no exposure makes.
	 */
	private static float[] inLightOf(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> back)
	{
		final Exposure there = Exposure.of(onset), here = Exposure.of(back);
		final double gain = there.gainFrom(here);
		final float[] lit = pixels(back).clone();
		for (int i = 0; i < lit.length; i++)
			lit[i] = (float) (there.mean() + gain * (lit[i] - here.mean()));
		return lit;
	}

	private static float[] pixels(final ArrayImg<FloatType, FloatArray> image) {
		return image.update(null).getCurrentStorageArray();
	}
}
