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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.microexpression.base.InputException;
import org.microexpression.base.Titles;

/** The rows of datasets beside that of all clips, in tables of figures. */
public final class DatasetParts {

	private DatasetParts() {
		// Functions only.
	}

	/**
	 * @param datasets names of datasets
	 * @param all      what the row of all clips is called
	 * @throws InputException if a dataset is called so, too
	 */
	public static void requireOtherNames(final Iterable<String> datasets, final String all) {
		for (final String dataset : datasets)
			if (Titles.word(dataset).equals(Titles.word(all))) throw new InputException("A dataset is named '" + dataset +
				"', as tables name the row of all clips; give it another name.");
	}

	/**
	 * Classes that a dataset lacks and others have: in its own row their F1 and recall count as 0, as MEGC has it.
	 *
	 * @param datasets the dataset of each clip
	 * @param truth    the true class of each clip
	 * @param classes  names of the classes
	 * @return a sentence for each dataset that lacks some
	 */
	public static List<String> lackingClasses(final List<String> datasets, final int[] truth,
		final List<String> classes)
	{
		final Map<String, Set<Integer>> present = new LinkedHashMap<>();
		for (int i = 0; i < truth.length; i++)
			present.computeIfAbsent(datasets.get(i), dataset -> new TreeSet<>()).add(truth[i]);
		final int[] all = Arrays.stream(truth).distinct().sorted().toArray();
		final List<String> sentences = new ArrayList<>();
		present.forEach((dataset, own) -> {
			final String lacking = Arrays.stream(all).filter(label -> !own.contains(label)).mapToObj(label -> "'" + classes
				.get(label) + "'").collect(Collectors.joining(", "));
			if (!lacking.isEmpty()) sentences.add("No clip of the dataset '" + dataset + "' is of the class " + lacking +
				": F1 and recall of what is lacking count as 0 in UF1 and UAR of its row.");
		});
		return sentences;
	}
}
