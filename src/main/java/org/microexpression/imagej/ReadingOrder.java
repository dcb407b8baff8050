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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.microexpression.base.Table;

/**
 * The order in which a person reads a table of predictions: which clip, when, what, how sure, where, and then how it
 * was made. Files keep the order in which columns came to be, so that older ones can be continued.
 */
public final class ReadingOrder {

	/** Names, and beginnings of names that end with an underscore; columns that are not told come last. */
	private static final List<String> ORDER = List.of("clip", "status", "onset", "apex", "onset_s", "apex_s",
		"onset_to_apex_ms", "guessed", "answer", "action_units", "prediction", "p_", "strength_px", "signal_to_noise",
		"p_value", "why", "reason", "share_", "shares_by", "model", "device");

	private ReadingOrder() {
		// Functions only.
	}

	/**
	 * @param table a table of predictions
	 * @return the same rows with the columns in the order of reading
	 */
	public static Table of(final Table table) {
		final List<Table.Column> before = table.columns();
		final int[] from = IntStream.range(0, before.size()).boxed().sorted((one, other) -> Integer.compare(place(before
			.get(one).name()), place(before.get(other).name()))).mapToInt(Integer::intValue).toArray();
		final List<Table.Column> columns = IntStream.of(from).mapToObj(before::get).toList();
		return new Table(table.title(), columns, table.rows().stream().map(row -> Table.Row.of(columns, IntStream.of(from)
			.mapToObj(column -> row.cells().get(column)).toList())).toList());
	}

	/** A whole name goes before a beginning: p_value is no probability of a class. */
	private static int place(final String column) {
		final Stream<String> found = ORDER.contains(column) ? Stream.of(column) : ORDER.stream().filter(name -> name
			.endsWith("_") && column.startsWith(name));
		return found.mapToInt(ORDER::indexOf).findFirst().orElse(ORDER.size());
	}
}
