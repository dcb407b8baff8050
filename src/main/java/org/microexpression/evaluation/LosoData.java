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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ClassScheme;

/**
 * The clips of an evaluation, a row each, with the classes they are told apart into.
 *
 * @param classes names of the classes, in label order
 * @param clips   the clips; their order is that of all rows and tables
 */
public record LosoData(List<String> classes, List<LosoClip> clips) {

	/** Negative, positive, surprise: the classes of the MEGC2019 composite. */
	public static final List<String> THREE_CLASSES = ClassScheme.MEGC2019.labels();

	/**
	 * @throws InputException if there is no clip, fewer than two subjects or classes, a class out of range, a clip twice,
	 *                        two different subjects of one id, or two ids that look like one person
	 */
	public LosoData {
		classes = List.copyOf(classes);
		clips = List.copyOf(clips);
		if (clips.isEmpty()) throw new InputException(
			"There is no clip to evaluate; check the manifest and the classes and datasets chosen.");
		final Map<List<String>, Integer> seen = new HashMap<>();
		final Map<String, LosoClip> subjects = new HashMap<>();
		final Map<String, LosoClip> people = new HashMap<>();
		for (int row = 0; row < clips.size(); row++) {
			final LosoClip clip = clips.get(row);
			if (clip.truth() < 0 || clip.truth() >= classes.size()) throw new InputException("Clip '" + clip.clip() +
				"' of " + clip.subjectId() + " has the class " + clip.truth() + "; give one of 0 to " + (classes.size() - 1) +
				".");
			final Integer before = seen.put(List.of(clip.dataset(), clip.subject(), clip.clip()), row);
			if (before != null) throw new InputException("Clip '" + clip.clip() + "' of " + clip.subjectId() +
				" is there twice, as clips " + (before + 1) + " and " + (row + 1) + "; remove one of them from the manifest.");
			final LosoClip other = subjects.putIfAbsent(clip.subjectId(), clip);
			if (other != null && !other.dataset().equals(clip.dataset())) throw new InputException("The subjects '" + other
				.subject() + "' of '" + other.dataset() + "' and '" + clip.subject() + "' of '" + clip.dataset() +
				"' have the same id " + clip.subjectId() + "; leave '/' out of their names.");
			final LosoClip alike = people.putIfAbsent(PersonKey.of(clip.dataset(), clip.subject()), clip);
			if (alike != null && !alike.subjectId().equals(clip.subjectId())) throw new InputException("The subjects '" +
				alike.subjectId() + "' and '" + clip.subjectId() +
				"' look like two spellings of one person, who would be trained on when left out; write them alike in the " +
				"manifest, or so that they differ by more.");
		}
		DatasetParts.requireOtherNames(clips.stream().map(LosoClip::dataset).toList(), LosoReport.FULL);
		if (subjects.size() < 2) throw new InputException("All clips are of the one subject " + clips.get(0).subjectId() +
			"; leaving one subject out needs two or more.");
		if (clips.stream().mapToInt(LosoClip::truth).distinct().count() < 2) throw new InputException(
			"All clips are of the one class '" + classes.get(clips.get(0).truth()) + "'; give clips of two or more classes.");
	}

	/**
	 * @param manifest the clips
	 * @param scheme   the classes
	 * @param rows     which of the manifest's samples to take; row i of the data is its sample {@code rows[i]}
	 * @return the clips with their classes
	 * @throws InputException if the scheme does not know a class, or as the constructor
	 */
	public static LosoData of(final Manifest manifest, final ClassScheme scheme, final int[] rows) {
		final int[] truth = manifest.numbers(scheme);
		final List<LosoClip> clips = new ArrayList<>();
		for (final int row : rows) {
			final Sample sample = manifest.samples().get(row);
			clips.add(new LosoClip(sample.dataset(), sample.subject(), sample.clip(), truth[row]));
		}
		return new LosoData(scheme.labels(), clips);
	}

	/** @return the number of clips */
	public int size() {
		return clips.size();
	}

	/** @return the true class of each row */
	public int[] truth() {
		return clips.stream().mapToInt(LosoClip::truth).toArray();
	}

	/** @return {@code dataset/subject} of each row */
	public List<String> subjectIds() {
		return clips.stream().map(LosoClip::subjectId).toList();
	}

	/** @return the datasets, in order of their first clip */
	public List<String> datasets() {
		return clips.stream().map(LosoClip::dataset).distinct().toList();
	}

	/** @return the rows of each subject by its {@code dataset/subject}, in order of the first clip */
	Map<String, List<Integer>> rowsBySubject() {
		final Map<String, List<Integer>> rows = new LinkedHashMap<>();
		for (int row = 0; row < clips.size(); row++)
			rows.computeIfAbsent(clips.get(row).subjectId(), s -> new ArrayList<>()).add(row);
		return rows;
	}
}
