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

package org.microexpression.imagej;

import java.util.List;

import org.microexpression.base.Table;
import org.microexpression.pipeline.ActionUnitTables;
import org.microexpression.pipeline.Recognition;

/** The results window that predictions are appended to, one row a recognized clip; also by several commands at once. */
public final class PredictionWindow {

	private PredictionWindow() {
		// Static methods only.
	}

	/**
	 * Appends a row to the open window of predictions, and one for each action unit at work to that of action units;
	 * opens what is not open. Without a display nothing is shown.
	 *
	 * @param recognition what was recognized
	 */
	public static void append(final Recognition recognition) {
		append(ReadingOrder.of(new Table(recognition.table(), Recognition.columns(recognition.prediction().classes()), List
			.of(recognition.row()))));
		if (recognition.prediction().units().areKnown()) append(ActionUnitTables.table(recognition));
	}

	private static void append(final Table table) {
		if (ResultsTables.append(table)) RowImages.listen(table.title());
	}
}
