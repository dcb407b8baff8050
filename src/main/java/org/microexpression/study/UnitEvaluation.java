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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.UnitReport;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsCode;
import org.microexpression.expression.FacsSide;
import org.microexpression.fusion.Prediction;
import org.microexpression.training.fusion.CalibrationFit;
import org.microexpression.training.fusion.UnitHeadFit;

/**
 * How well a model's action units agree with those of a manifest's coders, clip by clip, whichever side. Clips whose
 * column {@code aus} is empty take no part.
 */
final class UnitEvaluation {

	/** Clips that must show a unit for it to count in the mean, as the field has it. */
	static final int LEAST_CLIPS = 10;

	/** Position of each clip with coded units among all that were recognized. */
	private final List<Integer> rows = new ArrayList<>();
	private final List<String> people = new ArrayList<>();
	private final List<FacsCode> codes = new ArrayList<>();
	private final List<Prediction> predictions = new ArrayList<>();

	/**
	 * @param manifest    the samples
	 * @param rows        positions of the samples that were recognized
	 * @param recognized  what the model says of each of these
	 * @param remarks     told which codes are none, and which units the program does not know
	 */
	UnitEvaluation(final Manifest manifest, final int[] rows, final List<Prediction> recognized,
		final Consumer<String> remarks)
	{
		final List<String> unknown = new ArrayList<>();
		for (int i = 0; i < rows.length; i++) {
			final Sample sample = manifest.samples().get(rows[i]);
			final Optional<FacsCode> code = code(manifest, rows[i], sample, remarks);
			if (code.isEmpty() || !recognized.get(i).units().areKnown()) continue;
			code.get().others().forEach(number -> unknown.add("AU" + number));
			this.rows.add(i);
			people.add(sample.person());
			codes.add(code.get());
			predictions.add(recognized.get(i));
		}
		if (!unknown.isEmpty()) remarks.accept("Coded action units that no model here knows are passed over: " + String
			.join(", ", unknown.stream().distinct().sorted().toList()) + ".");
	}

	private static Optional<FacsCode> code(final Manifest manifest, final int row, final Sample sample,
		final Consumer<String> remarks)
	{
		try {
			return FacsCode.parse(sample.aus());
		}
		catch (final InputException e) {
			remarks.accept("Row " + manifest.row(row) + " of " + manifest.file(row) + " takes no part in the action units: " +
				e.getMessage());
			return Optional.empty();
		}
	}

	/** @return whether there is any clip with coded units that the model says something of */
	boolean isPossible() {
		return !codes.isEmpty();
	}

	/**
	 * @param leastShare share of the clips that each unit is told of at least ({@link CalibrationFit#lowered}); 0 for the
	 *                   thresholds of the model's card alone
	 * @return the model as it is
	 */
	Table zeroShot(final double leastShare) {
		final UnitReport report = new UnitReport(LEAST_CLIPS);
		for (final ActionUnit unit : ActionUnit.values()) {
			final double[] scores = predictions.stream().mapToDouble(p -> p.units().probability(unit)).toArray();
			final double threshold = CalibrationFit.lowered(scores, predictions.get(0).units().of(unit, FacsSide.LEFT)
				.orElseThrow().threshold(), leastShare);
			final boolean[] told = new boolean[scores.length];
			for (int i = 0; i < told.length; i++)
				told[i] = scores[i] >= threshold;
			report.add(unit, people, scores, present(unit), told);
		}
		return report.table();
	}

	/**
	 * @param folds folds, whose rows count the samples that were recognized
	 * @return what is left out in each fold, the head of each unit fine-tuned on the others ({@link UnitHeadFit}); empty
	 *         where a fold that shows coded units has none to learn from
	 */
	Optional<Table> leftOut(final List<Fold> folds) {
		final double[][] scores = predictions.stream().map(UnitEvaluation::logOdds).toArray(double[][]::new);
		final List<int[]> tests = new ArrayList<>();
		final List<int[]> trains = new ArrayList<>();
		for (final Fold fold : folds) {
			final int[] test = among(fold.testRows());
			if (test.length == 0) continue;
			tests.add(test);
			trains.add(among(fold.trainRows()));
			if (trains.get(trains.size() - 1).length == 0) return Optional.empty();
		}
		final int[] tested = tests.stream().flatMapToInt(Arrays::stream).sorted().toArray();
		final List<String> own = Arrays.stream(tested).mapToObj(people::get).toList();
		final UnitReport report = new UnitReport(LEAST_CLIPS);
		for (final ActionUnit unit : ActionUnit.values()) {
			final boolean[] present = present(unit);
			final double[] probabilities = new double[present.length];
			final boolean[] told = new boolean[present.length];
			for (int f = 0; f < tests.size(); f++) {
				final UnitHeadFit fit = UnitHeadFit.of(Arrays.stream(trains.get(f)).mapToObj(i -> scores[i]).toArray(
					double[][]::new), picked(present, trains.get(f)), unit.ordinal());
				for (final int i : tests.get(f)) {
					probabilities[i] = fit.probability(scores[i]);
					told[i] = probabilities[i] >= fit.threshold();
				}
			}
			report.add(unit, own, Arrays.stream(tested).mapToDouble(i -> probabilities[i]).toArray(), picked(present, tested),
				picked(told, tested));
		}
		return Optional.of(report.table());
	}

	/** The clips with coded units among some rows, ascending. */
	private int[] among(final int[] sorted) {
		return IntStream.range(0, rows.size()).filter(i -> Arrays.binarySearch(sorted, rows.get(i)) >= 0).toArray();
	}

	private static boolean[] picked(final boolean[] values, final int[] which) {
		final boolean[] picked = new boolean[which.length];
		for (int i = 0; i < which.length; i++)
			picked[i] = values[which[i]];
		return picked;
	}

	private static double[] logOdds(final Prediction prediction) {
		return Arrays.stream(ActionUnit.values()).mapToDouble(unit -> {
			final double p = Math.max(1e-4, Math.min(1 - 1e-4, prediction.units().probability(unit)));
			return Math.log(p / (1 - p));
		}).toArray();
	}

	private boolean[] present(final ActionUnit unit) {
		final boolean[] present = new boolean[codes.size()];
		for (int i = 0; i < present.length; i++)
			present[i] = codes.get(i).has(unit);
		return present;
	}
}
