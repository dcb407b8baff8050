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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.dataset.PersonKey;

/** Which clips each fold trains on and which it is tested on. Nobody is on both sides of a fold. */
public sealed interface Split {

	/** @return its name in dialogs, macros and tables' settings */
	String title();

	/** @return what a fold leaves out, as one word for messages */
	String unit();

	/**
	 * @param data the clips
	 * @return the folds, in order of their first test row
	 * @throws InputException if there are too few people, datasets or classes for it
	 */
	List<Fold> folds(LosoData data);

	/** Each subject in turn is left out and tested on. */
	record Subjects() implements Split {

		/** Its title. */
		public static final String TITLE = "leave one subject out";

		@Override
		public String title() {
			return TITLE;
		}

		@Override
		public String unit() {
			return "subject";
		}

		@Override
		public List<Fold> folds(final LosoData data) {
			final List<Fold> folds = new ArrayList<>();
			data.rowsBySubject().forEach((subject, rows) -> folds.add(leftOut(data, subject, rows.stream().mapToInt(
				Integer::intValue).toArray())));
			return List.copyOf(folds);
		}
	}

	/**
	 * Each dataset in turn is left out and tested on, the holdout-database protocol of the Micro-Expression Grand
	 * Challenges. People of different datasets are taken to be different people.
	 */
	record Datasets() implements Split {

		/** Its title. */
		public static final String TITLE = "leave one dataset out";

		@Override
		public String title() {
			return TITLE;
		}

		@Override
		public String unit() {
			return "dataset";
		}

		@Override
		public List<Fold> folds(final LosoData data) {
			if (data.datasets().size() < 2) throw new InputException("All clips are of the one dataset '" + data.datasets()
				.get(0) + "'; leaving one dataset out needs two or more.");
			final Map<String, String> spellings = new HashMap<>();
			for (final String dataset : data.datasets()) {
				final String other = spellings.putIfAbsent(PersonKey.ofDataset(dataset), dataset);
				if (other != null) throw new InputException("The datasets '" + other + "' and '" + dataset +
					"' look like two spellings of one dataset, which would be trained on when left out; write them alike in " +
					"the manifest, or so that they differ by more.");
			}
			return data.datasets().stream().map(dataset -> needsClasses(data, leftOut(data, dataset, IntStream.range(0, data
				.size()).filter(row -> data.clips().get(row).dataset().equals(dataset)).toArray()))).toList();
		}
	}

	/**
	 * One fold: trained on the first rows, tested on all others.
	 *
	 * @param trained how many rows are trained on
	 */
	record Other(int trained) implements Split {

		/** Its title. */
		public static final String TITLE = "train here, test there";

		/** What the fold is called. */
		public static final String NAME = "test manifest";

		@Override
		public String title() {
			return TITLE;
		}

		@Override
		public String unit() {
			return "fold";
		}

		@Override
		public List<Fold> folds(final LosoData data) {
			if (trained < 1 || trained >= data.size()) throw new InputException("Of " + Counts.of(data.size(), "clip",
				"clips") + " that can be used, " + trained +
				" are to be trained on; give clips to train on and clips to test on.");
			final Map<String, String> trainedOn = new HashMap<>();
			for (final LosoClip clip : data.clips().subList(0, trained))
				trainedOn.put(PersonKey.of(clip.dataset(), clip.subject()), clip.subjectId());
			for (final LosoClip clip : data.clips().subList(trained, data.size())) {
				final String other = trainedOn.get(PersonKey.of(clip.dataset(), clip.subject()));
				if (other != null) throw new InputException("The subject '" + clip.subjectId() +
					"' of the test manifest is trained on" + (other.equals(clip.subjectId()) ? "" : ", as '" + other + "'") +
					"; take that person out of one of the manifests.");
			}
			return List.of(needsClasses(data, leftOut(data, NAME, IntStream.range(trained, data.size()).toArray())));
		}
	}

	/** A fold that is tested on some rows, ascending, and trained on all others. */
	private static Fold leftOut(final LosoData data, final String name, final int[] test) {
		final int[] truth = data.truth();
		final int[] train = IntStream.range(0, truth.length).filter(row -> Arrays.binarySearch(test, row) < 0).toArray();
		return new Fold(name, train, Arrays.stream(train).map(row -> truth[row]).toArray(), test);
	}

	/** Of a subject that is left out it is no fault that only that one shows a class; of a dataset it is. */
	private static Fold needsClasses(final LosoData data, final Fold fold) {
		final TreeSet<Integer> known = new TreeSet<>(Arrays.stream(fold.trainLabels()).boxed().toList());
		for (final int row : fold.testRows()) {
			final int label = data.clips().get(row).truth();
			if (!known.contains(label)) throw new InputException("No clip that is trained on when '" + fold.subject() +
				"' is left out is of the class '" + data.classes().get(label) + "'; add some, or choose other classes.");
		}
		return fold;
	}
}
