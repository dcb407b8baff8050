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

import java.util.Arrays;

/**
 * One fold of an evaluation such as leave-one-subject-out: a plain value, so that folds can run in any order, together
 * or apart. It holds the labels of its training rows and <em>no</em> label of its test rows: what trains on it cannot
 * learn from them. Arrays are shared, not copied, and must not be modified.
 *
 * @param subject     what is left out: a subject as {@code dataset/subject}, a dataset, or {@link Split.Other#NAME}
 * @param trainRows   rows that it may learn from, 0-based, ascending
 * @param trainLabels class of each training row, in the order of {@code trainRows}
 * @param testRows    rows of what is left out, 0-based, ascending
 */
public record Fold(String subject, int[] trainRows, int[] trainLabels, int[] testRows) {

	/** @throws IllegalArgumentException if labels are missing, there is no test row, or a test row is also trained on */
	public Fold {
		if (trainLabels.length != trainRows.length) throw new IllegalArgumentException(trainRows.length +
			" training rows, but " + trainLabels.length + " labels");
		if (testRows.length == 0) throw new IllegalArgumentException("The fold of " + subject + " has no test row");
		final int[] sorted = trainRows.clone();
		Arrays.sort(sorted);
		for (final int row : testRows)
			if (Arrays.binarySearch(sorted, row) >= 0) throw new IllegalArgumentException("Row " + row + " of the fold of " +
				subject + " is both trained and tested on");
	}
}
