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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;
import org.microexpression.expression.ExpressionClass;

/**
 * The classes by which spotted expressions are judged: those of the truth, or, where the predictions are negative,
 * positive and surprise and the truth names emotions, these three. Spans whose truth is in none of them, such as
 * {@code others}, are not judged.
 *
 * @param names   the classes in alphabetical order
 * @param ofTruth the class of each label of the truth that has one
 * @param remarks what was brought together or is not judged, a sentence each
 */
record SpottedClasses(List<String> names, Map<String, String> ofTruth, List<String> remarks) {

	private static final String NEGATIVE = ExpressionClass.NEGATIVE.label();

	/** As the composites of the Grand Challenges have it; fear and sadness as in SAMM's part. */
	private static final Map<String, String> EMOTIONS = Map.ofEntries(Map.entry("happiness", "positive"), Map.entry(
		"happy", "positive"), Map.entry("surprise", "surprise"), Map.entry("disgust", NEGATIVE), Map.entry("repression",
			NEGATIVE), Map.entry("anger", NEGATIVE), Map.entry("contempt", NEGATIVE), Map.entry("fear", NEGATIVE), Map.entry(
				"sadness", NEGATIVE), Map.entry("sad", NEGATIVE), Map.entry("positive", "positive"), Map.entry("negative",
					NEGATIVE));

	/** The emotions themselves, and not what they are summed up to. */
	private static final Set<String> EMOTION_WORDS = EMOTIONS.keySet().stream().filter(word -> !word.equals("positive") &&
		!word.equals(NEGATIVE)).collect(Collectors.toSet());

	/** What is predicted where no class is. */
	private static final Set<String> UNTOLD = Set.of("", "none", "uncertain");

	private static final Set<String> UNJUDGED = Set.of("", "other", "others", "unlabelled");

	static SpottedClasses of(final List<SpanMatch> hits) {
		final TreeSet<String> truths = hits.stream().map(hit -> hit.truth().orElseThrow().label()).collect(Collectors
			.toCollection(TreeSet::new));
		final Set<String> predicted = hits.stream().map(hit -> hit.prediction().orElseThrow().label()).collect(Collectors
			.toSet());
		predicted.removeAll(Set.of("", "none"));
		final boolean three = !predicted.isEmpty() && ExpressionClass.labels().containsAll(predicted) && !ExpressionClass
			.labels().containsAll(truths);
		final Map<String, String> ofTruth = truths.stream().filter(label -> !UNJUDGED.contains(label) && (!three || EMOTIONS
			.containsKey(label))).collect(Collectors.toMap(label -> label, label -> three ? EMOTIONS.get(label) : label));
		final List<String> remarks = new ArrayList<>();
		final Map<String, String> changed = new TreeMap<>(ofTruth);
		changed.entrySet().removeIf(e -> e.getKey().equals(e.getValue()));
		if (!changed.isEmpty()) remarks.add("Classes of the truth are judged as " + changed.entrySet().stream().map(e -> e
			.getKey() + " = " + e.getValue()).collect(Collectors.joining(", ")) + ".");
		truths.removeAll(ofTruth.keySet());
		if (!truths.isEmpty()) remarks.add("Spotted expressions whose true class is " + truths.stream().map(label -> label
			.isEmpty() ? "not given" : "'" + label + "'").collect(Collectors.joining(", ")) +
			" are not judged by their class.");
		return new SpottedClasses(List.copyOf(new TreeSet<>(ofTruth.values())), ofTruth, remarks);
	}

	/**
	 * Looks whether predicted classes can be right at all.
	 *
	 * @param truth   the file of true spans
	 * @param run     a file of predicted ones
	 * @param remarks takes what the user should know, a sentence each
	 * @throws InputException if none can be, since the two files name classes by other words
	 */
	static void requireCommon(final SpanFile truth, final SpanFile run, final List<String> remarks) {
		final TreeSet<String> truths = labels(truth, UNJUDGED), told = labels(run, UNTOLD);
		if (truths.isEmpty() || told.isEmpty()) return;
		final Set<String> three = Set.copyOf(ExpressionClass.labels());
		final TreeSet<String> known = new TreeSet<>(truths);
		if (three.containsAll(told) && !three.containsAll(truths)) EMOTIONS.forEach((emotion, label) -> {
			if (truths.contains(emotion)) known.add(label);
		});
		final TreeSet<String> unknown = new TreeSet<>(told);
		unknown.removeAll(known);
		if (unknown.isEmpty()) return;
		// Who predicts nothing but one class where the truth has others uses the same words, and is wrong.
		final boolean sameWords = Stream.of(three, EMOTION_WORDS).anyMatch(words -> words.containsAll(truths) && words
			.containsAll(told));
		if (unknown.equals(told) && !sameWords) throw new InputException("No class that '" + run.file() + "' predicts (" +
			Titles.some(List.copyOf(told)) + ") is one of the truth '" + truth.file() + "' (" + Titles.some(List.copyOf(
				truths)) + "), so that none could be right; write the classes alike, or leave the column out.");
		remarks.add("The truth '" + truth.file() + "' has none of the classes " + Titles.some(List.copyOf(unknown)) +
			" that '" + run.file() + "' predicts; where they are predicted, they count as wrong.");
	}

	private static TreeSet<String> labels(final SpanFile file, final Set<String> without) {
		return file.spans().stream().map(MarkedSpan::label).filter(label -> !without.contains(label)).collect(Collectors
			.toCollection(TreeSet::new));
	}

	/** Adds a hit to counts, unless its truth is not judged. */
	void count(final SpanMatch hit, final long[] counts) {
		final int truth = names.indexOf(ofTruth.getOrDefault(hit.truth().orElseThrow().label(), ""));
		if (truth < 0) return;
		final int prediction = names.indexOf(hit.prediction().orElseThrow().label());
		counts[SpottingFigures.place(names.size(), truth, prediction < 0 ? names.size() : prediction)]++;
	}

	/** @return how many counts there are with these classes */
	int size() {
		return SpottingFigures.SIZE + names.size() * (names.size() + 1);
	}
}
