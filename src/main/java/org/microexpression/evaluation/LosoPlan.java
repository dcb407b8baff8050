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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Sha256;

/**
 * What an evaluation is to do, fixed beforehand: its folds, one for each subject where subjects are left out, folds
 * grouped into parts that are trained in one call, and the seeds. Which folds share a part depends on the list of clips
 * alone, so a run that was broken off and resumed does the same calls as an unbroken one.
 */
public final class LosoPlan {

	private final LosoData data;
	private final Split split;
	private final List<Fold> folds;
	private final List<Long> seeds;
	private final int foldsPerPart;

	/**
	 * Each subject is left out in turn.
	 *
	 * @param data         the clips
	 * @param seeds        as below
	 * @param foldsPerPart as below
	 * @throws InputException as below
	 */
	public LosoPlan(final LosoData data, final List<Long> seeds, final int foldsPerPart) {
		this(data, new Split.Subjects(), seeds, foldsPerPart);
	}

	/**
	 * @param data         the clips
	 * @param split        what each fold trains on and is tested on
	 * @param seeds        seeds of the runs, at least one, each once
	 * @param foldsPerPart folds trained in one call, at least 1; the last part may be smaller. Few lose little when a run
	 *                     is broken off, many train faster as one batched graph
	 * @throws InputException for no or repeated seeds, no folds a part, or as {@link Split#folds}
	 */
	public LosoPlan(final LosoData data, final Split split, final List<Long> seeds, final int foldsPerPart) {
		if (seeds.isEmpty()) throw new InputException("The parameter 'seeds' is empty; give one whole number or more.");
		if (seeds.stream().distinct().count() < seeds.size()) throw new InputException("The parameter 'seeds' is " + seeds +
			"; give each seed once.");
		if (foldsPerPart < 1) throw new InputException("The number of subjects trained together is " + foldsPerPart +
			"; give 1 or more.");
		this.data = data;
		this.split = split;
		this.seeds = List.copyOf(seeds);
		this.foldsPerPart = foldsPerPart;
		this.folds = split.folds(data);
	}

	/** @return the clips */
	public LosoData data() {
		return data;
	}

	/** @return what each fold trains on and is tested on */
	public Split split() {
		return split;
	}

	/** @return the folds, such as one for each subject, in order of their first clips */
	public List<Fold> folds() {
		return folds;
	}

	/**
	 * @param row a row that some fold is tested on
	 * @return that fold
	 */
	Fold foldOf(final int row) {
		return folds.stream().filter(fold -> Arrays.binarySearch(fold.testRows(), row) >= 0).findFirst().orElseThrow();
	}

	/** @return the seeds */
	public List<Long> seeds() {
		return seeds;
	}

	/** @return folds trained in one call */
	public int foldsPerPart() {
		return foldsPerPart;
	}

	/** @return the number of parts of each seed */
	public int parts() {
		return (folds.size() + foldsPerPart - 1) / foldsPerPart;
	}

	/**
	 * @param part 0-based
	 * @return index of its first fold
	 */
	int firstFold(final int part) {
		return part * foldsPerPart;
	}

	/**
	 * @param part 0-based
	 * @return its folds
	 */
	public List<Fold> part(final int part) {
		return folds.subList(firstFold(part), Math.min(folds.size(), firstFold(part + 1)));
	}

	/** @return SHA-256, in hex, of classes and clips with their labels, in their order */
	public String hash() {
		final StringBuilder text = new StringBuilder(String.join("\u0000", data.classes()));
		for (final LosoClip clip : data.clips())
			text.append('\n').append(String.join("\u0000", clip.dataset(), clip.subject(), clip.clip())).append('\u0000')
				.append(clip.truth());
		return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
	}
}
