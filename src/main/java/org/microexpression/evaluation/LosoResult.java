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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The predictions of a leave-one-subject-out run, as far as it has come. Row and seed indices are those of the plan.
 * Immutable.
 */
public final class LosoResult {

	private final LosoPlan plan;
	private final List<PartResult> parts;

	/** For each seed, the probability of each class for the rows that it is finished for. */
	private final List<SortedMap<Integer, double[]>> bySeed;

	LosoResult(final LosoPlan plan, final List<PartResult> parts) {
		this.plan = plan;
		this.parts = List.copyOf(parts);
		this.bySeed = plan.seeds().stream().<SortedMap<Integer, double[]>> map(seed -> new TreeMap<>()).toList();
		for (final PartResult part : parts) {
			final List<Fold> folds = plan.part(part.part());
			for (int f = 0; f < folds.size(); f++) {
				final int[] rows = folds.get(f).testRows();
				for (int j = 0; j < rows.length; j++)
					bySeed.get(part.seedIndex()).put(rows[j], part.probabilities().get(f).row(j));
			}
		}
	}

	/** @return what was to be done */
	public LosoPlan plan() {
		return plan;
	}

	/** @return how many parts with a seed are finished */
	int parts() {
		return parts.size();
	}

	/** @return whether every fold of every seed is finished */
	public boolean isComplete() {
		return parts.size() == plan.parts() * plan.seeds().size();
	}

	/**
	 * @param seedIndex index of a seed
	 * @param row       row of a clip
	 * @return the probability of each class; empty where not finished
	 */
	public Optional<double[]> probabilities(final int seedIndex, final int row) {
		return Optional.ofNullable(bySeed.get(seedIndex).get(row)).map(double[]::clone);
	}

	/**
	 * @param row row of a clip
	 * @return the probability of each class, averaged over the seeds finished for it; empty where there is none
	 */
	public Optional<double[]> averageProbabilities(final int row) {
		final List<double[]> finished = bySeed.stream().map(rows -> rows.get(row)).filter(Objects::nonNull).toList();
		if (finished.isEmpty()) return Optional.empty();
		final double[] average = new double[finished.get(0).length];
		for (int c = 0; c < average.length; c++) {
			for (final double[] seed : finished)
				average[c] += seed[c];
			average[c] /= finished.size();
		}
		return Optional.of(average);
	}

	/** @return the rows that at least one seed is finished for, ascending */
	public int[] finishedRows() {
		return bySeed.stream().flatMap(rows -> rows.keySet().stream()).distinct().sorted().mapToInt(Integer::intValue)
			.toArray();
	}

	/**
	 * @param seedIndex index of a seed
	 * @return the rows that it is finished for, ascending
	 */
	public int[] finishedRows(final int seedIndex) {
		return bySeed.get(seedIndex).keySet().stream().mapToInt(Integer::intValue).toArray();
	}

	/** @return what it ran on, in words; several, where a run was resumed elsewhere, joined by a semicolon */
	public String device() {
		return devices(parts);
	}

	/**
	 * @param fold index of a fold
	 * @return what it ran on, in words, over all seeds
	 */
	public String deviceOfFold(final int fold) {
		return devices(parts.stream().filter(part -> part.part() == fold / plan.foldsPerPart()).toList());
	}

	/** @return whether anything was chosen in a fold */
	public boolean hasNotes() {
		return parts.stream().anyMatch(part -> !part.notes().isEmpty());
	}

	/**
	 * @param seedIndex index of a seed
	 * @param fold      index of a fold
	 * @return what was chosen in it, in words; empty where nothing was or it is not finished
	 */
	public Optional<String> note(final int seedIndex, final int fold) {
		return parts.stream().filter(part -> part.seedIndex() == seedIndex && part.part() == fold / plan.foldsPerPart() &&
			!part.notes().isEmpty()).map(part -> part.notes().get(fold % plan.foldsPerPart())).findFirst();
	}

	private static String devices(final List<PartResult> parts) {
		final TreeSet<String> devices = new TreeSet<>();
		for (final PartResult part : parts)
			devices.add(part.device());
		return String.join("; ", devices);
	}

	/** @return wall time of all training calls, s */
	public double seconds() {
		return parts.stream().mapToDouble(PartResult::seconds).sum();
	}
}
