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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A true span and the predicted one that found it, or one of the two alone.
 *
 * @param part       what was matched with what: {@code micro}, {@code macro} or {@code any}
 * @param video      key of the video
 * @param truth      the true span; empty for a false prediction
 * @param prediction the predicted span; empty for a truth that nothing found
 * @param overlap    their intersection over union; 0 where one is missing
 */
record SpanMatch(String part, String video, Optional<MarkedSpan> truth, Optional<MarkedSpan> prediction,
		double overlap) {

	boolean isHit() {
		return truth.isPresent() && prediction.isPresent();
	}

	/** @return {@code TP}, {@code FP} or {@code FN} */
	String result() {
		return isHit() ? "TP" : truth.isEmpty() ? "FP" : "FN";
	}

	/**
	 * Matches the spans of one video: the predictions in their order, each with that truth which no earlier one has taken
	 * and which it overlaps most, the earlier of two alike, if the overlap is enough. One match a truth, one a
	 * prediction.
	 *
	 * @param part        what is matched
	 * @param video       key of the video
	 * @param truths      true spans, in the order of their file
	 * @param predictions predicted spans, in the order of their file
	 * @param least       the least intersection over union of a match
	 * @return hits and false predictions in the order of the predictions, then the truths that nothing found
	 */
	static List<SpanMatch> match(final String part, final String video, final List<MarkedSpan> truths,
		final List<MarkedSpan> predictions, final double least)
	{
		final List<SpanMatch> matches = new ArrayList<>();
		final Set<Integer> taken = new HashSet<>();
		for (final MarkedSpan prediction : predictions) {
			int best = -1;
			double most = 0;
			for (int t = 0; t < truths.size(); t++) {
				final double overlap = taken.contains(t) ? 0 : truths.get(t).overlap(prediction);
				if (overlap >= least && overlap > most) {
					best = t;
					most = overlap;
				}
			}
			if (best >= 0) taken.add(best);
			matches.add(new SpanMatch(part, video, best < 0 ? Optional.empty() : Optional.of(truths.get(best)), Optional.of(
				prediction), most));
		}
		for (int t = 0; t < truths.size(); t++)
			if (!taken.contains(t)) matches.add(new SpanMatch(part, video, Optional.of(truths.get(t)), Optional.empty(), 0));
		return matches;
	}
}
