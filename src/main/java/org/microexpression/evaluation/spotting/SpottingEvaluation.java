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

package org.microexpression.evaluation.spotting;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;
import org.microexpression.base.Table.Type;
import org.microexpression.evaluation.CountBootstrap;
import org.microexpression.evaluation.McNemarTest;
import org.microexpression.evaluation.RunNames;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.evaluation.SubjectBootstrap.Interval;

/**
 * How well one or more files of predicted spans find the true ones, by the protocol of the Micro-Expression Grand
 * Challenges from 2020 on: a prediction is a hit if its intersection with a truth over their union is 0.5 or more,
 * counted in whole frames with both ends; a truth and a prediction are matched once. Predictions take their turn in the
 * order of their file, each with that free truth which it overlaps most. Precision, recall and F1 come from the counts
 * over all videos; micro and macro are matched apart, {@code all} adds their counts, and {@code any} matches without
 * regard to the kind.
 */
public final class SpottingEvaluation {

	/** The least intersection over union of a hit. */
	public static final double OVERLAP = 0.5;

	/** Title of {@link #scores}. */
	public static final String SCORES = "Spotting Scores";
	/** Title of {@link #recognition}. */
	public static final String RECOGNITION = "Spotting and Recognition";
	/** Title of {@link #pairs}. */
	public static final String PAIRS = "Spotting Comparison";
	/** Title of {@link #spans}. */
	public static final String SPANS = "Spotting Spans";

	private static final String ANY = "any";
	private static final String ALL = "all";
	private static final long BOOTSTRAP_SEED = 1;

	private final List<String> names;
	private final SpottingData data;

	/** A list a file, micro, macro and any in turn. */
	private final List<List<SpanMatch>> matches = new ArrayList<>();
	private final List<String> remarks = new ArrayList<>();

	private SpottingEvaluation(final List<String> names, final SpottingData data, final double overlap) {
		this.names = names;
		this.data = data;
		for (final Map<String, List<MarkedSpan>> run : data.predictions()) {
			final List<SpanMatch> own = new ArrayList<>();
			for (final String part : data.hasKinds() ? List.of(MarkedSpan.MICRO, MarkedSpan.MACRO, ANY) : List.of(ANY))
				for (final String video : data.units().keySet())
					own.addAll(SpanMatch.match(part, video, of(part, data.truths().get(video)), of(part, run.get(video)),
						overlap));
			matches.add(own);
		}
		remarks.addAll(data.remarks());
	}

	/**
	 * @param truth       CSV file of true spans, such as the manifest of a dataset of long videos
	 * @param predictions one or more CSV files of predicted spans
	 * @param overlap     least intersection over union of a hit, {@link #OVERLAP} by the protocol; above 0, at most 1
	 * @return the evaluation
	 * @throws InputException if a file cannot be used, or the files have no video in common
	 */
	public static SpottingEvaluation of(final Path truth, final List<Path> predictions, final double overlap) {
		if (!(overlap > 0 && overlap <= 1)) throw new InputException("The parameter 'overlap' is " + overlap +
			"; give the least intersection over union of a hit, above 0 and at most 1 (0.5 by the protocol).");
		if (predictions.isEmpty()) throw new InputException(
			"No file of predictions is given; give a CSV file with a row a predicted span.");
		return new SpottingEvaluation(RunNames.of(predictions), SpottingData.read(truth, predictions), overlap);
	}

	private static List<MarkedSpan> of(final String part, final List<MarkedSpan> spans) {
		if (spans == null) return List.of();
		return part.equals(ANY) ? spans : spans.stream().filter(span -> span.kind().equals(part)).toList();
	}

	/** @return what the user should know, a sentence each */
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	/** @return the names of the files of predictions, in their order */
	public List<String> names() {
		return names;
	}

	private List<String> parts() {
		return data.hasKinds() ? List.of(MarkedSpan.MICRO, MarkedSpan.MACRO, ALL, ANY) : List.of(ANY);
	}

	private List<SpanMatch> matches(final int run, final String part) {
		return matches.get(run).stream().filter(match -> match.part().equals(part) || part.equals(ALL) && !match.part()
			.equals(ANY)).toList();
	}

	/** The counts of every unit, also of those of whom there is no span. */
	private Collection<long[]> counts(final List<SpanMatch> of, final SpottedClasses classes) {
		final Map<String, long[]> counts = new TreeMap<>();
		final int size = classes == null ? SpottingFigures.SIZE : classes.size();
		data.units().values().forEach(unit -> counts.computeIfAbsent(unit, u -> new long[size]));
		for (final SpanMatch match : of) {
			final long[] own = counts.get(data.units().get(match.video()));
			own[match.isHit() ? SpottingFigures.HITS : match.truth().isEmpty() ? SpottingFigures.FALSE
				: SpottingFigures.MISSED]++;
			if (classes != null && match.isHit()) classes.count(match, own);
		}
		return counts.values();
	}

	private static CountBootstrap bootstrap() {
		return new CountBootstrap(SubjectBootstrap.DEFAULT_REPEATS, BOOTSTRAP_SEED);
	}

	/**
	 * A row for each file of predictions and part ({@code micro}, {@code macro}, {@code all}, {@code any}):
	 * {@code predictions, part, videos, subjects, truths, predicted, tp, fp, fn, precision, precision_low,
	 * precision_high, recall, recall_low, recall_high, f1, f1_low, f1_high} (95% bootstrap over subjects),
	 * {@code apex_mae_frames} (mean distance of predicted and true apex over the hits that have both), {@code apex_asr}
	 * (share of the truths with a predicted apex within onset..offset, whether hit or not), {@code interval}
	 * ({@code subjects} or {@code videos}, what is drawn).
	 *
	 * @param progress progress and cancellation
	 * @return the table
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Table scores(final Progress progress) {
		final Table.Builder table = new Table.Builder(SCORES).columns(Type.TEXT, "predictions", "part").columns(
			Type.INTEGER, "videos", "subjects", "truths", "predicted", "tp", "fp", "fn").columns(Type.REAL, "precision",
				"precision_low", "precision_high", "recall", "recall_low", "recall_high", "f1", "f1_low", "f1_high",
				"apex_mae_frames", "apex_asr").columns(Type.TEXT, "interval");
		for (int run = 0; run < names.size(); run++) {
			for (final String part : parts()) {
				progress.checkCanceled();
				progress.report("Intervals of " + names.get(run) + ", " + part, run, names.size());
				final int of = run;
				table.row(cells -> score(cells, of, part));
			}
		}
		return table.build();
	}

	private void score(final Table.Cells cells, final int run, final String part) {
		final List<SpanMatch> own = matches(run, part);
		final long[] counts = new long[SpottingFigures.SIZE];
		final Collection<long[]> people = counts(own, null);
		people.forEach(person -> Arrays.setAll(counts, i -> counts[i] + person[i]));
		final long hits = counts[SpottingFigures.HITS];
		cells.put("predictions", names.get(run)).put("part", part).put("videos", data.units().size()).put("subjects", people
			.size()).put("truths", hits + counts[SpottingFigures.MISSED]).put("predicted", hits +
				counts[SpottingFigures.FALSE]).put("tp", hits).put("fp", counts[SpottingFigures.FALSE]).put("fn",
					counts[SpottingFigures.MISSED]);
		final List<Interval> drawn = bootstrap().intervals(people, List.of(SpottingFigures::precision,
			SpottingFigures::recall, SpottingFigures::f1));
		interval(cells, "precision", drawn.get(0));
		interval(cells, "recall", drawn.get(1));
		interval(cells, "f1", drawn.get(2));
		cells.put("apex_mae_frames", own.stream().filter(match -> match.truth().filter(MarkedSpan::hasApex).isPresent() &&
			match.prediction().filter(MarkedSpan::hasApex).isPresent()).mapToInt(match -> Math.abs(match.truth().orElseThrow()
				.apex() - match.prediction().orElseThrow().apex())).average().orElse(Double.NaN)).put("apex_asr", apexRate(own))
			.put("interval", data.bySubject() ? "subjects" : "videos");
	}

	private static void interval(final Table.Cells cells, final String name, final Interval interval) {
		cells.put(name, interval.estimate()).put(name + "_low", interval.low()).put(name + "_high", interval.high());
	}

	private static double apexRate(final List<SpanMatch> own) {
		final Map<String, List<MarkedSpan>> predictions = new TreeMap<>();
		own.forEach(match -> match.prediction().filter(MarkedSpan::hasApex).ifPresent(prediction -> predictions
			.computeIfAbsent(match.part() + match.video(), v -> new ArrayList<>()).add(prediction)));
		if (predictions.isEmpty()) return Double.NaN;
		return own.stream().filter(match -> match.truth().isPresent()).mapToInt(match -> predictions.getOrDefault(match
			.part() + match.video(), List.of()).stream().anyMatch(p -> p.apex() >= match.truth().get().onset() && p
				.apex() <= match.truth().get().offset()) ? 1 : 0).average().orElse(Double.NaN);
	}

	/**
	 * Spotting with recognition, a row for each file of predictions and part: {@code predictions, part, hits, judged}
	 * (hits whose truth has a class), {@code classes, f1_recognition, f1_spotting,
	 * strs, strs_low, strs_high}. Classes are judged on the hits alone, as STRS has it (Liong, See and Chan).
	 *
	 * @param progress progress and cancellation
	 * @return the table, empty where a file tells no classes
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Optional<Table> recognition(final Progress progress) {
		if (!data.hasClasses()) return Optional.empty();
		final Table.Builder table = new Table.Builder(RECOGNITION).columns(Type.TEXT, "predictions", "part").columns(
			Type.INTEGER, "hits", "judged", "classes").columns(Type.REAL, "f1_recognition", "f1_spotting", "strs", "strs_low",
				"strs_high");
		for (int run = 0; run < names.size(); run++) {
			for (final String part : parts()) {
				progress.checkCanceled();
				progress.report("Classes of " + names.get(run) + ", " + part, run, names.size());
				final List<SpanMatch> own = matches(run, part);
				final List<SpanMatch> hits = own.stream().filter(SpanMatch::isHit).toList();
				final SpottedClasses classes = SpottedClasses.of(hits);
				classes.remarks().stream().filter(remark -> !remarks.contains(remark)).forEach(remarks::add);
				final long judged = hits.stream().filter(hit -> classes.ofTruth().containsKey(hit.truth().orElseThrow()
					.label())).count();
				final int k = classes.names().size();
				final List<Interval> drawn = bootstrap().intervals(counts(own, classes), List.of(SpottingFigures.analysis(k),
					SpottingFigures::f1, SpottingFigures.strs(k)));
				final String name = names.get(run);
				table.row(cells -> {
					cells.put("predictions", name).put("part", part).put("hits", hits.size()).put("judged", judged).put("classes",
						k).put("f1_recognition", drawn.get(0).estimate()).put("f1_spotting", drawn.get(1).estimate());
					interval(cells, "strs", drawn.get(2));
				});
			}
		}
		return Optional.of(table.build());
	}

	/**
	 * A row for each pair of files and part: {@code first, second, part, truths, f1_difference} (first minus second),
	 * {@code difference_low, difference_high, bootstrap_p} (paired, see {@link CountBootstrap#difference}),
	 * {@code only_first, only_second} (truths that only one finds), {@code mcnemar_midp} (see {@link McNemarTest}; it
	 * sees the truths alone, not the false predictions).
	 *
	 * @param progress progress and cancellation
	 * @return the table, without a row where there is one file
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Table pairs(final Progress progress) {
		final Table.Builder table = new Table.Builder(PAIRS).columns(Type.TEXT, "first", "second", "part").columns(
			Type.INTEGER, "truths").columns(Type.REAL, "f1_difference", "difference_low", "difference_high", "bootstrap_p")
			.columns(Type.INTEGER, "only_first", "only_second").columns(Type.REAL, "mcnemar_midp");
		for (int a = 0; a < names.size(); a++) {
			for (int b = a + 1; b < names.size(); b++) {
				for (final String part : parts()) {
					progress.checkCanceled();
					progress.report("Comparing " + names.get(a) + " and " + names.get(b), a, names.size());
					final CountBootstrap.Difference difference = bootstrap().difference(counts(matches(a, part), null), counts(
						matches(b, part), null), SpottingFigures::f1);
					final int[] first = found(a, part);
					final int[] second = found(b, part);
					final int[] all = new int[first.length];
					Arrays.fill(all, 1);
					final McNemarTest test = McNemarTest.of(all, first, second);
					final String one = names.get(a);
					final String other = names.get(b);
					final Interval drawn = difference.difference();
					table.row(cells -> cells.put("first", one).put("second", other).put("part", part).put("truths", first.length)
						.put("f1_difference", drawn.estimate()).put("difference_low", drawn.low()).put("difference_high", drawn
							.high()).put("bootstrap_p", difference.p()).put("only_first", test.onlyFirst()).put("only_second", test
								.onlySecond()).put("mcnemar_midp", test.midP()));
				}
			}
		}
		return table.build();
	}

	/** @return for each truth of the part, in the order of its row, 1 if the run finds it */
	private int[] found(final int run, final String part) {
		return matches(run, part).stream().filter(match -> match.truth().isPresent()).sorted(Comparator.comparingInt(
			match -> match.truth().get().row())).mapToInt(match -> match.isHit() ? 1 : 0).toArray();
	}

	/**
	 * A row for each truth and each false prediction: {@code predictions, part} ({@code micro} and {@code macro}, or
	 * {@code any} where kinds are not told), {@code video, result} ({@code TP}, {@code FP}, {@code FN}),
	 * {@code truth_onset, truth_apex, truth_offset, onset, apex, offset} (frame numbers), {@code overlap} (intersection
	 * over union), {@code truth_class, class}.
	 *
	 * @return the table
	 */
	public Table spans() {
		final Table.Builder table = new Table.Builder(SPANS).columns(Type.TEXT, "predictions", "part", "video", "result")
			.columns(Type.INTEGER, "truth_onset", "truth_apex", "truth_offset", "onset", "apex", "offset").columns(Type.REAL,
				"overlap").columns(Type.TEXT, "truth_class", "class");
		for (int run = 0; run < names.size(); run++) {
			for (final SpanMatch match : matches(run, data.hasKinds() ? ALL : ANY)) {
				final String name = names.get(run);
				table.row(cells -> span(cells.put("predictions", name), match));
			}
		}
		return table.build();
	}

	private static void span(final Table.Cells cells, final SpanMatch match) {
		cells.put("part", match.part()).put("video", match.truth().or(match::prediction).orElseThrow().video().shown()).put(
			"result", match.result()).put("overlap", match.isHit() ? match.overlap() : null);
		match.truth().ifPresent(truth -> frames(cells.put("truth_class", truth.label()), "truth_", truth));
		match.prediction().ifPresent(found -> frames(cells.put("class", found.label()), "", found));
	}

	private static void frames(final Table.Cells cells, final String prefix, final MarkedSpan span) {
		cells.put(prefix + "onset", span.onset()).put(prefix + "apex", span.apex() == MarkedSpan.ABSENT ? null : span
			.apex()).put(prefix + "offset", span.offset());
	}
}
