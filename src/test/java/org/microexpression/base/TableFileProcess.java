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

package org.microexpression.base;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.Table.Column;
import org.microexpression.base.Table.Type;

/** A program of its own that appends rows, for tests that kill it or let it compete. */
final class TableFileProcess {

	static final List<Column> COLUMNS = List.of(new Column("clip", Type.TEXT), new Column("p", Type.REAL), new Column(
		"reason", Type.TEXT));

	private TableFileProcess() {}

	public static void main(final String[] args) {
		final TableFile file = TableFile.open(Path.of(args[0]), "T", COLUMNS);
		for (int i = 0; i < Integer.parseInt(args[2]); i++)
			file.append(row(args[1], i));
	}

	static Table.Row row(final String who, final int number) {
		return Table.Row.of(COLUMNS, List.of(who + number, number / 3.0, "because\nof, \"that\""));
	}

	static Process start(final Path file, final String who, final int rows) throws IOException {
		// Surefire's java.class.path may be a jar that only points to the real one.
		final String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-XX:TieredStopAtLevel=1", "-Xmx256m", "-Djava.awt.headless=true", "-cp", classPath, TableFileProcess.class
				.getName(), file.toString(), who, Integer.toString(rows))).inheritIO().start();
	}
}
