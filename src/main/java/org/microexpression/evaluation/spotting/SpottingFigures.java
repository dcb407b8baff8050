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

import java.util.function.ToDoubleFunction;

/**
 * Figures from counts that add up over people: hits, false predictions, misses, then, where classes are judged, a count
 * for each true class and predicted class of the hits, the last predicted class being "none of them".
 */
final class SpottingFigures {

	/** Position of the hits (TP). */
	static final int HITS = 0;

	/** Position of the predictions that found nothing (FP). */
	static final int FALSE = 1;

	/** Position of the truths that nothing found (FN). */
	static final int MISSED = 2;

	/** How many counts there are before those of classes. */
	static final int SIZE = 3;

	private SpottingFigures() {
		// Functions only.
	}

	/** TP / (TP + FP); NaN without a prediction. */
	static double precision(final long[] counts) {
		return (double) counts[HITS] / (counts[HITS] + counts[FALSE]);
	}

	/** TP / (TP + FN); NaN without a truth. */
	static double recall(final long[] counts) {
		return (double) counts[HITS] / (counts[HITS] + counts[MISSED]);
	}

	/** 2 TP / (2 TP + FP + FN); NaN without truth and prediction. */
	static double f1(final long[] counts) {
		return 2.0 * counts[HITS] / (2 * counts[HITS] + counts[FALSE] + counts[MISSED]);
	}

	/**
	 * F1 of the classes of the hits, from the mean precision P and the mean recall R over the classes that the hits truly
	 * have: 2 P R / (P + R). A class that is never predicted has a precision of 0.
	 *
	 * @param classes how many classes
	 * @return the figure, 0 where no hit has its class; NaN without a hit
	 */
	static ToDoubleFunction<long[]> analysis(final int classes) {
		return counts -> {
			double precision = 0;
			double recall = 0;
			int there = 0;
			for (int c = 0; c < classes; c++) {
				long truly = 0;
				long predicted = 0;
				for (int o = 0; o <= classes; o++)
					truly += counts[place(classes, c, o)];
				for (int o = 0; o < classes; o++)
					predicted += counts[place(classes, o, c)];
				if (truly == 0) continue;
				there++;
				recall += (double) counts[place(classes, c, c)] / truly;
				precision += predicted == 0 ? 0 : (double) counts[place(classes, c, c)] / predicted;
			}
			if (there == 0) return Double.NaN;
			return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) / there;
		};
	}

	/** The spot-then-recognize score STRS: F1 of spotting times F1 of the classes of what was spotted. */
	static ToDoubleFunction<long[]> strs(final int classes) {
		return counts -> f1(counts) * analysis(classes).applyAsDouble(counts);
	}

	/** Where hits of a true class that were given a predicted one are counted; {@code classes} is "none of them". */
	static int place(final int classes, final int truth, final int prediction) {
		return SIZE + truth * (classes + 1) + prediction;
	}
}
