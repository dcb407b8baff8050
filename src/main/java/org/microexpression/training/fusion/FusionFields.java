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

package org.microexpression.training.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.HeadRemainder;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticExpression;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.DataHash;

/**
 * Prepared fields with what is known of them. Arrays are shared, not copied.
 *
 * @param fields prepared fields ({@link FusionInput}), one a row: [28 · 28 · 2]
 * @param labels class of each row; of synthetic fields, an {@link ExpressionClass}, or {@link #NO_CLASS}
 * @param units  1 where an action unit is at work, else 0, of the image's left side in the order of {@link ActionUnit},
 *               then of its right: [row][2 · 16]; empty where that is not known
 */
public record FusionFields(float[][] fields, int[] labels, float[][] units) {

	/** The label of a row that teaches no class: action units put together at random, or nothing at all. */
	public static final int NO_CLASS = -1;

	private static final int CHUNK = 100;
	private static final int PAIRS_AT_ONCE = 32;
	static final double FAINT = 0.3;
	private static final int STILL_IN = 8;

	/** @throws IllegalArgumentException if there is not one label, and one set of units, a field */
	public FusionFields {
		if (labels.length != fields.length || units.length > 0 && units.length != fields.length)
			throw new IllegalArgumentException(fields.length + " fields, but " + labels.length + " labels");
	}

	/** @return no fields */
	public static FusionFields none() {
		return new FusionFields(new float[0][], new int[0], new float[0][]);
	}

	/** @return whether it is known which action units are at work */
	boolean hasUnits() {
		return units.length > 0;
	}

	/** Tells these fields apart from others. */
	void addTo(final DataHash hash) {
		hash.add(labels);
		for (final float[] field : fields)
			hash.add(field);
		for (final float[] row : units)
			hash.add(row);
	}

	/** @return the number of rows */
	public int size() {
		return fields.length;
	}

	/**
	 * Draws synthetic fields as an optical-flow method would estimate them, the classes in turn. No real clip is in them.
	 *
	 * @param synthesizer the generator
	 * @param count       how many
	 * @param threads     threads that may work at once, as in {@link Workers#threads}
	 * @param progress    progress and cancellation
	 * @return the fields, the same for the same generator
	 */
	public static FusionFields synthetic(final ExpressionSynthesizer synthesizer, final int count, final int threads,
		final Progress progress)
	{
		final float[][] fields = new float[count][];
		final int[] labels = new int[count];
		final float[][] units = new float[count][];
		try (Workers workers = new Workers(threads)) {
			for (int from = 0; from < count; from += CHUNK) {
				progress.checkCanceled();
				progress.report("Synthetic expressions", from, count);
				final int first = from;
				workers.forEach(Math.min(CHUNK, count - from), k -> {
					final int i = first + k;
					final SyntheticExpression expression = synthesizer.sample(i);
					fields[i] = FusionInput.of(expression.estimatedGrid());
					labels[i] = expression.expression().ordinal();
					units[i] = units(expression);
				});
			}
		}
		progress.report("Synthetic expressions", count, count);
		return new FusionFields(fields, labels, units);
	}

	private static float[] units(final SyntheticExpression expression) {
		return units(expression.activations());
	}

	/**
	 * What {@link #units()} says of a row. A side that moves less than {@value #FAINT} of the other shows the unit no more
	 * than the unit's spread does.
	 *
	 * @param activations the action units at work
	 * @return 1 where a unit is at work, else 0, the image's left side first: [2 · 16]
	 */
	public static float[] units(final List<Activation> activations) {
		final double[][] strengths = new double[Fusion.SIDES][Fusion.UNITS];
		for (final Activation activation : activations)
			strengths[activation.side().ordinal()][activation.unit().ordinal()] += activation.strength();
		final float[] units = new float[Fusion.SIDES * Fusion.UNITS];
		for (int i = 0; i < units.length; i++) {
			final int k = i % Fusion.UNITS;
			final double own = strengths[i / Fusion.UNITS][k];
			units[i] = own > 0 && own >= FAINT * Math.max(strengths[0][k], strengths[1][k]) ? 1 : 0;
		}
		return units;
	}

	/**
	 * Draws synthetic fields of action units put together at random, whatever class they would be: of rare units and
	 * rare companies of units, classes alone show the network too little. One field in {@value #STILL_IN} shows nothing
	 * but the generator's noise.
	 *
	 * @param synthesizer the generator
	 * @param count       how many
	 * @param threads     threads that may work at once, as in {@link Workers#threads}
	 * @param progress    progress and cancellation
	 * @return the fields, the same for the same generator, all of {@link #NO_CLASS}
	 */
	public static FusionFields ofUnits(final ExpressionSynthesizer synthesizer, final int count, final int threads,
		final Progress progress)
	{
		final float[][] fields = new float[count][];
		final int[] labels = new int[count];
		Arrays.fill(labels, NO_CLASS);
		final float[][] units = new float[count][];
		try (Workers workers = new Workers(threads)) {
			for (int from = 0; from < count; from += CHUNK) {
				progress.checkCanceled();
				progress.report("Synthetic action units", from, count);
				final int first = from;
				workers.forEach(Math.min(CHUNK, count - from), k -> {
					final int i = first + k;
					final SyntheticExpression expression = i % STILL_IN == 0 ? synthesizer.nothing(i) : synthesizer.company(i);
					fields[i] = FusionInput.of(expression.estimatedGrid());
					units[i] = units(expression);
				});
			}
		}
		progress.report("Synthetic action units", count, count);
		return new FusionFields(fields, labels, units);
	}

	/**
	 * Draws synthetic pairs of frames and has a displacement model compute their fields, the head's remainder taken out:
	 * what the network meets behind that model.
	 *
	 * @param pairs    the generator; pairs that are no expression are passed over
	 * @param model    the displacement model
	 * @param count    how many pairs are drawn
	 * @param threads  threads that may draw at once, as in {@link Workers#threads}
	 * @param progress progress and cancellation
	 * @return the fields, the same for the same generator and model
	 */
	public static FusionFields estimated(final SyntheticPairs pairs, final DisplacementModel model, final int count,
		final int threads, final Progress progress)
	{
		return estimated(pairs, drawn -> model.compute(drawn.stream().map(SyntheticPair::pair).toList()), count, threads,
			progress);
	}

	/**
	 * Draws synthetic pairs of frames and has any method compute their fields; {@link HeadRemainder} is taken out, which
	 * recognition takes out too, and every second one is prepared with its landmarks.
	 *
	 * @param pairs    the generator; pairs that are no expression are passed over
	 * @param method   gives one field for each of some pairs, in their order
	 * @param count    how many pairs are drawn
	 * @param threads  threads that may draw at once, as in {@link Workers#threads}
	 * @param progress progress and cancellation
	 * @return the fields, the same for the same generator and method
	 */
	public static FusionFields estimated(final SyntheticPairs pairs,
		final Function<List<SyntheticPair>, List<DisplacementField>> method, final int count, final int threads,
		final Progress progress)
	{
		try (Workers workers = new Workers(threads)) {
			return estimated(pairs, method, count, workers, progress);
		}
	}

	private static FusionFields estimated(final SyntheticPairs pairs,
		final Function<List<SyntheticPair>, List<DisplacementField>> method, final int count, final Workers workers,
		final Progress progress)
	{
		final List<float[]> fields = new ArrayList<>();
		final List<Integer> labels = new ArrayList<>();
		final List<float[]> units = new ArrayList<>();
		for (int from = 0; from < count; from += PAIRS_AT_ONCE) {
			progress.checkCanceled();
			progress.report("Synthetic pairs", from, count);
			final int first = from;
			final SyntheticPair[] all = new SyntheticPair[Math.min(PAIRS_AT_ONCE, count - from)];
			workers.forEach(all.length, i -> all[i] = pairs.sample(first + i));
			final List<SyntheticPair> drawn = Arrays.stream(all).filter(p -> p.expression().isPresent()).toList();
			final List<DisplacementField> computed = method.apply(drawn);
			for (int i = 0; i < drawn.size(); i++) {
				final SyntheticPair pair = drawn.get(i);
				fields.add(FusionInput.of(HeadRemainder.without(computed.get(i)), pair.index() % 2 == 0 ? Optional.empty()
					: Optional.of(pair.landmarks())));
				labels.add(pair.expression().orElseThrow().ordinal());
				units.add(units(pair.activations()));
			}
		}
		progress.report("Synthetic pairs", count, count);
		return new FusionFields(fields.toArray(float[][]::new), labels.stream().mapToInt(Integer::intValue).toArray(), units
			.toArray(float[][]::new));
	}

	/**
	 * @param other more fields, with units if these have them
	 * @return these fields, then the others
	 */
	public FusionFields and(final FusionFields other) {
		final float[][] both = Arrays.copyOf(fields, size() + other.size());
		System.arraycopy(other.fields, 0, both, size(), other.size());
		final int[] bothLabels = Arrays.copyOf(labels, both.length);
		System.arraycopy(other.labels, 0, bothLabels, size(), other.size());
		float[][] bothUnits = {};
		if (units.length == size() && other.units.length == other.size()) {
			bothUnits = Arrays.copyOf(units, both.length);
			System.arraycopy(other.units, 0, bothUnits, size(), other.size());
		}
		return new FusionFields(both, bothLabels, bothUnits);
	}
}
