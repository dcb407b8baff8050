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

package org.microexpression.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.dataset.FieldLayout.Part;
import org.microexpression.dataset.FieldPlacement;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.FusionInput;
import org.microexpression.image.Bilinear;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.synthetic.ExpressionSynthesizer;

/**
 * Estimates where the face lies in fields from elsewhere whose maker does not say: faces move most at brows and mouth
 * and least at the nose, so the mean energy of many fields shows the face. It is laid onto the mean energy of made-up
 * expressions by a stretch of the rows, a shift of the rows and a stretch of the columns about the middle. Our choice;
 * what it does to recognition is measured in docs/own-flow.md. No label enters.
 *
 * @param placement   where the canonical face lies in the fields' 28-grid
 * @param agreement   correlation of the two energies there, -1..1
 * @param asItStands  the same correlation where the fields are taken to be in the canonical layout
 */
record CropEstimate(FieldPlacement placement, double agreement, double asItStands) {

	/** Fewer fields show the faces of a few people, not the face. */
	static final int FEWEST_FIELDS = 40;

	/**
	 * By how much the agreement must grow before a crop other than the canonical one is believed. Draws of 40 of the 309
	 * open real fields, which are in the canonical layout, gained .013 to .065; cropped more loosely (the whole set),
	 * .20.
	 */
	private static final double CLEAR_GAIN = 0.08;

	private static final int TEMPLATE_FIELDS = 600;
	private static final long TEMPLATE_SEED = 20;
	private static final int N = CanonicalFace.GRID;
	private static final double MIDDLE = (N - 1) / 2.0;
	private static final double SMALLEST = 0.76;
	private static final double LARGEST = 1.24;
	private static final double STEP = 0.04;
	private static final double FARTHEST = 6;
	private static final double SHIFT_STEP = 0.5;

	/** @return whether the fields clearly lie in another layout than the canonical one */
	boolean isOther() {
		return agreement - asItStands > CLEAR_GAIN;
	}

	/**
	 * @param width  columns of the fields
	 * @param height rows of the fields
	 * @return where the face seems to lie, for a sentence
	 */
	String rows(final int width, final int height) {
		final FieldPlacement own = placement.ofFields(width, height);
		return String.format(Locale.ROOT, "the eyes near row %.1f and the mouth near row %.1f", own.rowShift() + own
			.rowScale() * Part.EYES.row(), own.rowShift() + own.rowScale() * Part.MOUTH.row());
	}

	/**
	 * @param prepared fields of many clips and people, prepared ({@link FusionInput}) as if in the canonical layout
	 * @param template {@link #template()}
	 * @return where the face seems to lie
	 */
	static CropEstimate of(final List<float[]> prepared, final Bilinear template) {
		final float[] found = energy(prepared);
		final FieldPlacement whole = FieldPlacement.whole(N, N);
		final double asItStands = agreement(found, template, whole);
		FieldPlacement best = whole;
		double most = asItStands;
		for (double rows = SMALLEST; rows < LARGEST + STEP / 2; rows += STEP) {
			for (double columns = SMALLEST; columns < LARGEST + STEP / 2; columns += STEP) {
				for (double shift = -FARTHEST; shift <= FARTHEST; shift += SHIFT_STEP) {
					final FieldPlacement next = new FieldPlacement(MIDDLE * (1 - columns), columns, MIDDLE * (1 - rows) + shift,
						rows);
					final double agreement = agreement(found, template, next);
					if (agreement > most) {
						most = agreement;
						best = next;
					}
				}
			}
		}
		return new CropEstimate(best, most, asItStands);
	}

	/**
	 * @return the root of the mean energy of made-up expressions on the 28-grid; takes a while, and is always the same
	 */
	static Bilinear template() {
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(TEMPLATE_SEED, ExpressionSynthesizer.Setting
			.training());
		final float[][] fields = new float[TEMPLATE_FIELDS][];
		for (int i = 0; i < fields.length; i++)
			fields[i] = FusionInput.of(synthesizer.sample(i).estimatedGrid());
		return new Bilinear(energy(List.of(fields)), N, N, Border.REPEATED, Mixing.WEIGHTED_DOUBLE);
	}

	/** Root of the mean energy, so that a few strong places do not speak for all. */
	private static float[] energy(final List<float[]> prepared) {
		final float[] energy = new float[N * N];
		for (int i = 0; i < energy.length; i++) {
			double sum = 0;
			for (final float[] field : prepared)
				sum += field[2 * i] * field[2 * i] + field[2 * i + 1] * field[2 * i + 1];
			energy[i] = (float) Math.sqrt(sum / prepared.size());
		}
		return energy;
	}

	private static double agreement(final float[] found, final Bilinear template, final FieldPlacement placement) {
		double sx = 0;
		double sy = 0;
		double xx = 0;
		double yy = 0;
		double xy = 0;
		for (int i = 0; i < found.length; i++) {
			final double x = found[i];
			final double y = template.at((i % N - placement.columnShift()) / placement.columnScale(), (i / N - placement
				.rowShift()) / placement.rowScale());
			sx += x;
			sy += y;
			xx += x * x;
			yy += y * y;
			xy += x * y;
		}
		final int n = found.length;
		return (xy - sx * sy / n) / Math.sqrt((xx - sx * sx / n) * (yy - sy * sy / n));
	}
}
