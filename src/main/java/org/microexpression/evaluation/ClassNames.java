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

package org.microexpression.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;

/**
 * Brings the classes that different tools write as numbers or words to one list of labels. Numbers 0 to 2 and the words
 * negative, positive and surprise (also neg, pos, sur) are the classes of the MEGC2019 composite; anything else must be
 * all numbers or all words.
 */
final class ClassNames {

	private static final Map<String, Integer> THREE = Map.of("negative", 0, "neg", 0, "0", 0, "positive", 1, "pos", 1,
		"1", 1, "surprise", 2, "sur", 2, "surprised", 2, "2", 2);

	/** Nobody tells more expressions apart, and 999 stands for a missing one. */
	private static final int MOST = 100;

	private final List<String> names;
	private final Map<String, Integer> labels;

	private ClassNames(final List<String> names, final Map<String, Integer> labels) {
		this.names = names;
		this.labels = labels;
	}

	/**
	 * @param files all files that are compared
	 * @return their classes: those that clips truly have, whatever their numbers begin with or leave out. A word that
	 *         only a prediction has makes no class, for it would change the scores of the others; a number up to the
	 *         highest true one does, since somebody who numbers classes has it
	 * @throws InputException if words and numbers cannot be brought together, there are too many classes, or a prediction
	 *                        is none of them
	 */
	static ClassNames of(final List<PredictionFile> files) {
		final Map<String, Path> seen = new HashMap<>();
		for (final PredictionFile file : files)
			for (final PredictionFile.Row row : file.rows()) {
				if (Titles.isNothing(row.truth())) throw new InputException("Line " + row.line() + " of '" + file.file() +
					"' has the truth '" + row.truth() + "', which is no class; fill it in, or remove the line.");
				seen.putIfAbsent(plain(row.truth()), file.file());
			}
		final ClassNames classes = of(seen, files);
		if (classes.names.size() > MOST) {
			final String last = classes.names.get(classes.names.size() - 1);
			throw new InputException("The truths of '" + seen.getOrDefault(last, files.get(0).file()) + "' make " +
				classes.names.size() + " classes, the last of them '" + last + "', and at most " + MOST +
				" are compared; remove the lines without a class, or give the column that holds the classes the name 'truth'.");
		}
		for (final PredictionFile file : files)
			for (final PredictionFile.Row row : file.rows())
				classes.check(file.file(), row);
		return classes;
	}

	private static ClassNames of(final Map<String, Path> truths, final List<PredictionFile> files) {
		if (truths.keySet().stream().allMatch(text -> THREE.containsKey(canonical(text)))) return new ClassNames(
			LosoData.THREE_CLASSES, THREE);
		if (truths.keySet().stream().anyMatch(text -> number(text) == null)) return words(truths);
		for (final String text : truths.keySet())
			if (number(text) >= MOST) throw new InputException("The file '" + truths.get(text) + "' has the truth " + text +
				", and classes are numbered up to " + (MOST - 1) +
				", since greater numbers mark what is missing; remove the lines without a class, or number the classes anew.");
		final int most = truths.keySet().stream().mapToInt(ClassNames::number).max().orElseThrow();
		final TreeSet<Integer> present = new TreeSet<>();
		truths.keySet().forEach(text -> present.add(number(text)));
		for (final PredictionFile file : files)
			for (final PredictionFile.Row row : file.rows()) {
				final Integer predicted = number(plain(row.prediction()));
				if (predicted != null && predicted <= most) present.add(predicted);
			}
		return listed(present.stream().map(String::valueOf).toList());
	}

	private static ClassNames listed(final List<String> names) {
		final Map<String, Integer> labels = new HashMap<>();
		names.forEach(name -> labels.put(name, labels.size()));
		return new ClassNames(names, labels);
	}

	private void check(final Path file, final PredictionFile.Row row) {
		if (find(row.prediction()) == null) throw new InputException("Line " + row.line() + " of '" + file +
			"' predicts '" + row.prediction() + "', which is no clip's class (" + String.join(", ", names) +
			"); correct that line, or remove it.");
	}

	/** @return a sentence for each file that has words and numbers for classes: one of them may be a slip */
	List<String> mixtures(final List<PredictionFile> files) {
		final List<String> sentences = new ArrayList<>();
		for (final PredictionFile file : files) {
			boolean words = false;
			String sentence = "";
			for (final PredictionFile.Row row : file.rows())
				for (final String text : List.of(row.truth(), row.prediction())) {
					if (number(plain(text)) == null) words = true;
					else if (sentence.isEmpty()) sentence = "The file '" + file.file() +
						"' has words and numbers for classes; in line " + row.line() + " '" + text + "' is taken for " + names.get(
							label(text)) + ".";
				}
			if (words && !sentence.isEmpty()) sentences.add(sentence);
		}
		return sentences;
	}

	/**
	 * Two numbers of three may be others': SMIC numbers its classes from 1.
	 *
	 * @param files all files that are compared
	 * @return a sentence, if numbers alone are taken for words and not all of these are there
	 */
	Optional<String> numbered(final List<PredictionFile> files) {
		final Set<String> written = new TreeSet<>();
		files.forEach(file -> file.rows().forEach(row -> written.addAll(List.of(canonical(plain(row.truth())), canonical(
			plain(row.prediction()))))));
		if (labels != THREE || written.size() == names.size() || written.stream().anyMatch(text -> number(text) == null))
			return Optional.empty();
		return Optional.of("The files number their classes, and have not all of three: " + written.stream().map(
			text -> text + " is taken for " + names.get(label(text))).collect(Collectors.joining(", ")) +
			"; write words if other classes are meant, as in SMIC's numbers from 1.");
	}

	private static ClassNames words(final Map<String, Path> seen) {
		final List<String> names = List.copyOf(new TreeSet<>(seen.keySet()));
		for (final String name : names)
			if (number(name) != null) throw new InputException("The file '" + seen.get(name) + "' has the class " + name +
				" where there are also classes such as '" + names.get(names.size() - 1) +
				"'; write all classes as words, or all as numbers.");
		return listed(names);
	}

	private static String plain(final String text) {
		return Titles.word(text);
	}

	/** @return the label, also from a number such as 1.0 that went through a floating-point column; null for a word */
	private static Integer number(final String text) {
		return text.matches("\\d{1,3}(\\.0*)?") ? Integer.valueOf(text.replaceAll("\\..*", "")) : null;
	}

	/** @return names of the classes, in label order */
	List<String> names() {
		return names;
	}

	/** @return the label of a class as a file writes it */
	int label(final String text) {
		return find(text);
	}

	/** @return the label, or {@code null} for what is no class */
	private Integer find(final String text) {
		return labels.get(canonical(plain(text)));
	}

	/** A number that went through a floating-point column as a whole one. */
	private static String canonical(final String text) {
		final Integer number = number(text);
		return number == null ? text : number.toString();
	}
}
