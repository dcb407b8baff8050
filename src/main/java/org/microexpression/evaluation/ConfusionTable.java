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

import org.microexpression.base.Table.Type;
import org.microexpression.base.Table;

/** Confusion matrices as a table: a row for each part and true class, a column for each class that was predicted. */
public final class ConfusionTable {

	private final List<String> classes;
	private final Table.Builder table;

	/**
	 * @param title   title of the table
	 * @param classes names of the classes
	 */
	public ConfusionTable(final String title, final List<String> classes) {
		this.classes = List.copyOf(classes);
		table = new Table.Builder(title).columns(Type.TEXT, "part", "truth").columns(Type.INTEGER, "n").columns(
			Type.INTEGER, classes.stream().map(name -> "predicted_" + name).toArray(String[]::new));
	}

	/**
	 * @param part   name of a part of the clips
	 * @param counts its matrix
	 * @return this
	 */
	public ConfusionTable part(final String part, final ConfusionMatrix counts) {
		for (int t = 0; t < classes.size(); t++) {
			final int truth = t;
			table.row(cells -> {
				cells.put("part", part).put("truth", classes.get(truth)).put("n", counts.truly(truth));
				for (int p = 0; p < classes.size(); p++)
					cells.put("predicted_" + classes.get(p), counts.count(truth, p));
			});
		}
		return this;
	}

	/** @return {@code part, truth, n} (clips) and, for each class, {@code predicted_<class>} (clips) */
	public Table table() {
		return table.build();
	}
}
