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
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.evaluation.Reliability;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.AnswerRule;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.MotionEvidence;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.UnitActivity;
import org.microexpression.pipeline.NoiseFloor;

/**
 * What a model without calibration says about made-up clips that went through the whole chain, and the calibration that
 * follows from it.
 */
public final class ChainReading {

	private static final int AT_ONCE = 32;

	/** Ridges of the regression of sides: its two weights are as good as free, it has no constant. */
	private static final double FREE = 1e-2;
	private static final double FIXED = 1e6;
	private static final int SIDE_STEPS = 50;

	/**
	 * What {@link Calibration.Sides#leastShare()} is in cards. Chosen among 0, .1, .15 … .6 on 600 clips of the chain (seeds 20501
	 * and 20502, .3 to 2.5 px) by the F1 of units at work over sides; measured on others in docs/measurements.md.
	 */
	public static final double LEAST_SHARE = 0.25;

	/** The share of pairs that show nothing which must be answered none. */
	private static final double NONE = 0.97;

	/** The share of expressions that are answered uncertain, and the largest margin at which that is said. */
	private static final double UNCERTAIN = 0.05;
	private static final double CLOSE = 0.2;

	/**
	 * One clip.
	 *
	 * @param prediction what the model says, scores as they are
	 * @param evidence   strength and noise
	 * @param label      its class, or {@link FusionFields#NO_CLASS}
	 * @param strength   true strength of each unit, px: [side][unit], the image's left first
	 * @param sideRatio  what the motion says of each unit's side ({@link Recognizer#sideRatio})
	 */
	public record Row(Prediction prediction, MotionEvidence evidence, int label, double[][] strength,
			double[] sideRatio) {

		/** @return the strength of the strongest unit, px; 0 where nothing happens */
		public double strongest() {
			return Arrays.stream(strength).flatMapToDouble(Arrays::stream).max().orElseThrow();
		}

		/**
		 * @param unit ordinal of an action unit
		 * @param side 0 the image's left, 1 its right
		 * @return whether the unit counts as at work on that side: 0 the image's left, 1 its right
		 */
		public boolean atWork(final int unit, final int side) {
			return ChainClips.atWork(new double[] { strength[0][unit], strength[1][unit] }, side);
		}

		UnitActivity activity(final int unit, final int side) {
			return prediction.units().of(ActionUnit.values()[unit], FacsSide.inImage(side == 0)).orElseThrow();
		}
	}

	/**
	 * What reads clips.
	 *
	 * @param estimator  the displacement module
	 * @param recognizer the fusion, without calibration
	 * @param threads    that may work at once, as in {@link Workers#threads}
	 */
	public record Chain(DisplacementEstimator estimator, Recognizer recognizer, int threads) {
	}

	private ChainReading() {
		// Static only.
	}

	/**
	 * Draws clips and reads them. Clips whose frames cannot be registered, or are refused as not
	 * registered, are passed over: they get no answer in use either.
	 *
	 * @param clips      the series
	 * @param kind       what they show
	 * @param count      how many are drawn
	 * @param chain      displacement module and fusion
	 * @param withNoise  whether the noise floor of each clip is measured
	 * @param progress   progress and cancellation
	 * @return a row a clip
	 */
	public static List<Row> read(final ChainClips clips, final ChainClips.Kind kind, final int count, final Chain chain,
		final boolean withNoise, final Progress progress)
	{
		final List<Row> rows = new ArrayList<>();
		try (Workers workers = new Workers(chain.threads)) {
			for (int from = 0; from < count; from += AT_ONCE) {
				progress.checkCanceled();
				progress.report("Made-up clips through the chain", from, count);
				final int first = from;
				final List<Supplier<Optional<ChainClips.Clip>>> jobs = IntStream.range(first, Math.min(count, first +
					AT_ONCE)).<Supplier<Optional<ChainClips.Clip>>> mapToObj(i -> () -> registered(clips, i, kind)).toList();
				rows.addAll(read(workers.run(jobs).stream().flatMap(Optional::stream).toList(), chain, withNoise));
			}
		}
		return rows;
	}

	private static Optional<ChainClips.Clip> registered(final ChainClips clips, final int index,
		final ChainClips.Kind kind)
	{
		try {
			return Optional.of(clips.clip(index, kind));
		}
		catch (final InputException refused) {
			return Optional.empty();
		}
	}

	private static List<Row> read(final List<ChainClips.Clip> registered, final Chain chain, final boolean withNoise) {
		final List<ChainClips.Clip> clips = new ArrayList<>();
		final List<DisplacementField> fields = new ArrayList<>();
		for (final ChainClips.Clip clip : registered) {
			try {
				fields.add(chain.estimator.compute(clip.pair()));
				clips.add(clip);
			}
			catch (final InputException refused) {
				// Not registered after all: passed over as those that were refused before.
			}
		}
		final List<RegisteredPair> pairs = clips.stream().map(ChainClips.Clip::pair).toList();
		final List<Prediction> predictions = chain.recognizer.recognize(fields, pairs.stream().map(
			RegisteredPair::landmarks).toList());
		final List<Row> rows = new ArrayList<>();
		for (int i = 0; i < clips.size(); i++)
			rows.add(new Row(predictions.get(i), withNoise ? NoiseFloor.evidence(pairs.get(i), fields.get(i), List.of(),
				chain.estimator, (f, p) -> Recognizer.strength(f, p.landmarks()), Progress.none()) : predictions.get(i)
					.evidence(), clips.get(i).label(), clips.get(i).strength(), sideRatios(FusionInput.of(fields.get(i), pairs
						.get(i).landmarks()))));
		return rows;
	}

	/**
	 * Reads fields that come from elsewhere, such as those of a published flow method on made-up pairs.
	 *
	 * @param fields     prepared fields with their units
	 * @param recognizer the fusion, without calibration
	 * @return a row a field; strengths are 1 px where a unit is at work, and evidence is not known
	 */
	public static List<Row> read(final FusionFields fields, final Recognizer recognizer) {
		final List<Prediction> predictions = recognizer.recognizePrepared(List.of(fields.fields()));
		final List<Row> rows = new ArrayList<>();
		for (int i = 0; i < fields.size(); i++) {
			final double[][] strength = new double[Fusion.SIDES][Fusion.UNITS];
			for (int k = 0; k < fields.units()[i].length; k++)
				strength[k / Fusion.UNITS][k % Fusion.UNITS] = fields.units()[i][k];
			rows.add(new Row(predictions.get(i), MotionEvidence.unknown(), fields.labels()[i], strength, sideRatios(fields
				.fields()[i])));
		}
		return rows;
	}

	private static double[] sideRatios(final float[] prepared) {
		return Arrays.stream(ActionUnit.values()).mapToDouble(unit -> Recognizer.sideRatio(prepared, unit)).toArray();
	}

	/**
	 * Chooses how much the motion says of sides: the logistic regression, without a constant, of the side on the
	 * difference of the scores and on the motion's ratio, both over units that are at work on one side only.
	 *
	 * @param companies clips of random units, read without calibration
	 * @return what the ratio counts where the difference of the scores counts 1; 0 where it speaks for the wrong side or
	 *         no unit is one-sided
	 */
	public static double sideWeight(final List<Row> companies) {
		final List<double[]> cases = new ArrayList<>();
		final List<Boolean> left = new ArrayList<>();
		for (final Row row : companies) {
			for (int unit = 0; unit < Fusion.UNITS; unit++) {
				if (row.atWork(unit, 0) == row.atWork(unit, 1)) continue;
				cases.add(new double[] { logOdds(row.activity(unit, 0)) - logOdds(row.activity(unit, 1)),
					row.sideRatio[unit] });
				left.add(row.atWork(unit, 0));
			}
		}
		if (cases.isEmpty()) return 0;
		final boolean[] there = new boolean[left.size()];
		for (int i = 0; i < there.length; i++)
			there[i] = left.get(i);
		final double[] weights = LogisticRegression.fit(cases.toArray(double[][]::new), there, new double[] { 1, 0, 0 },
			new double[] { FREE, FREE, FIXED }, SIDE_STEPS).weights();
		return weights[0] > 0 ? Math.max(0, weights[1] / weights[0]) : 0;
	}

	private static double logOdds(final UnitActivity activity) {
		return Math.log(activity.probability() / (1 - activity.probability()));
	}

	/**
	 * Chooses a calibration.
	 *
	 * @param expressions clips of the three classes
	 * @param companies   clips of random units, and other rows that units alone are learned from
	 * @param nothing     clips that show nothing
	 * @return temperature from the expressions; each unit from expressions and companies together; the least strength
	 *         and the least signal to noise that answer 97 % of nothing with none, with as few expressions as can be; the
	 *         margin that leaves 5 % of the expressions uncertain, at most .2: made-up expressions are clearer than real
	 *         ones; sides are left to the network
	 */
	public static Calibration calibrate(final List<Row> expressions, final List<Row> companies, final List<Row> nothing) {
		final List<Row> moving = new ArrayList<>(expressions);
		moving.addAll(companies);
		final List<Calibration.Unit> units = new ArrayList<>();
		for (int k = 0; k < Fusion.UNITS; k++)
			units.add(unit(moving, nothing, k));
		final double temperature = CalibrationFit.temperature(expressions.stream().map(row -> row.prediction()
			.probabilities()).toArray(double[][]::new), expressions.stream().mapToInt(Row::label).toArray());
		final double[] margins = expressions.stream().mapToDouble(row -> cooled(row.prediction(), temperature)).sorted()
			.toArray();
		final double[] none = none(expressions, nothing);
		return new Calibration(temperature, units, new AnswerRule(none[1], none[0], Math.min(CLOSE,
			margins[(int) (UNCERTAIN * margins.length)])));
	}

	/**
	 * Chooses a calibration for fields that come from elsewhere ({@link Calibration#ofGivenFields}).
	 *
	 * @param expressions fields of the three classes, read without calibration
	 * @param companies   fields of random units and of nothing
	 * @param ofChain     the calibration of clips, which all but the units is taken from: a temperature and a weight for
	 *                    sides of their own made no difference to other made-up fields, and nothing is known of the
	 *                    strength of such fields
	 * @return the units' calibration from all rows, the rest as it is for clips
	 */
	public static Calibration calibrateGiven(final List<Row> expressions, final List<Row> companies,
		final Calibration ofChain)
	{
		final List<Row> all = new ArrayList<>(expressions);
		all.addAll(companies);
		final List<Calibration.Unit> units = new ArrayList<>();
		for (int k = 0; k < Fusion.UNITS; k++) {
			final Calibration.Unit own = unit(all, List.of(), k);
			units.add(new Calibration.Unit(own.slope(), own.offset(), own.threshold(), ofChain.units().get(k).gain()));
		}
		// Of imitated flow no share tells sides better (docs/measurements.md): its noise hides a side that moves.
		return new Calibration(ofChain.temperature(), units, ofChain.rule(), new Calibration.Sides(ofChain.sides().weight(),
			0));
	}

	private static Calibration.Unit unit(final List<Row> moving, final List<Row> nothing, final int unit) {
		final List<Row> all = new ArrayList<>(moving);
		all.addAll(nothing);
		final double[][] scores = new double[all.size()][Fusion.SIDES];
		final boolean[][] present = new boolean[all.size()][Fusion.SIDES];
		final List<Double> gains = new ArrayList<>();
		for (int i = 0; i < scores.length; i++) {
			for (int side = 0; side < Fusion.SIDES; side++) {
				final UnitActivity activity = all.get(i).activity(unit, side);
				scores[i][side] = logOdds(activity);
				present[i][side] = all.get(i).atWork(unit, side);
				if (present[i][side] && activity.strength() > 0) gains.add(all.get(i).strength()[side][unit] / activity
					.strength());
			}
		}
		final double gain = gains.isEmpty() ? 1 : gains.stream().sorted().skip(gains.size() / 2).findFirst().orElseThrow();
		return CalibrationFit.unit(scores, present, gain);
	}

	/** Margin of the calibrated probabilities. */
	private static double cooled(final Prediction prediction, final double temperature) {
		final double[] p = Arrays.stream(prediction.probabilities()).map(x -> Math.pow(x, 1 / temperature)).sorted()
			.toArray();
		return (p[p.length - 1] - p[p.length - 2]) / Arrays.stream(p).sum();
	}

	/**
	 * The least strength and signal to noise. Each least strength, a quantile of nothing's, leaves the least signal to
	 * noise that is needed for the rest; of these pairs the one that loses the fewest expressions is taken.
	 */
	private static double[] none(final List<Row> expressions, final List<Row> nothing) {
		final double[] strengths = sorted(nothing, row -> row.evidence().strength());
		double[] best = {};
		int fewest = Integer.MAX_VALUE;
		for (double share = 0; share <= NONE; share += 0.02) {
			final double strength = share == 0 ? 0 : strengths[(int) (share * (strengths.length - 1))];
			final double[] rest = sorted(nothing.stream().filter(row -> row.evidence().strength() >= strength).toList(),
				row -> row.evidence().signalToNoise());
			final int allowed = (int) ((1 - NONE) * nothing.size());
			final double ratio = rest.length <= allowed ? 0 : Math.nextUp(rest[rest.length - 1 - allowed]);
			final int lost = (int) expressions.stream().filter(row -> row.evidence().strength() < strength || row.evidence()
				.signalToNoise() < ratio).count();
			if (lost >= fewest) continue;
			fewest = lost;
			best = new double[] { strength, ratio };
		}
		return best;
	}

	private static double[] sorted(final List<Row> rows, final ToDoubleFunction<Row> figure) {
		return rows.stream().mapToDouble(figure).sorted().toArray();
	}

	/**
	 * @param rows        clips of the three classes
	 * @param temperature divides the logarithms of their probabilities
	 * @return whether confidences say how often classes are right
	 */
	public static Reliability reliability(final List<Row> rows, final double temperature) {
		final double[] confidences = new double[rows.size()];
		final boolean[] right = new boolean[rows.size()];
		for (int i = 0; i < confidences.length; i++) {
			final double[] p = Arrays.stream(rows.get(i).prediction().probabilities()).map(x -> Math.pow(x, 1 / temperature))
				.toArray();
			confidences[i] = Arrays.stream(p).max().orElseThrow() / Arrays.stream(p).sum();
			right[i] = rows.get(i).prediction().predicted() == rows.get(i).label();
		}
		return Reliability.of(confidences, right);
	}
}
