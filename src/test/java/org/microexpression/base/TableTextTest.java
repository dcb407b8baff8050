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

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Table.Type;

class TableTextTest {

	private static final Table TABLE = new Table.Builder("A title").columns(Type.TEXT, "who_is").columns(Type.INTEGER,
		"n").columns(Type.REAL, "f1").row(cells -> cells.put("who_is", "a|b & 50% of {$x^2~\\}").put("n", 3).put("f1",
			0.12345)).row(cells -> cells.put("who_is", "[two").put("f1", Double.NaN)).build();

	@TempDir
	private Path folder;

	@Test
	void markdownHasARuleAndEscapes() {
		assertEquals("| who\\_is | n | f1 |\n| :-- | --: | --: |\n| a\\|b & 50% of {$x^2~\\\\} | 3 | 0.123 |\n" +
			"| [two |  |  |\n", TableText.markdown(TABLE));
	}

	@Test
	void latexHasTheRulesOfBooktabs() {
		assertEquals("% A title\n\\begin{tabular}{lrr}\n\\toprule\nwho\\_is & n & f1 \\\\\n\\midrule\n" +
			"a|b \\& 50\\% of \\{\\$x\\textasciicircum{}2\\textasciitilde{}\\textbackslash{}\\} & 3 & 0.123 \\\\\n" +
			"{[two} &  &  \\\\\n\\bottomrule\n\\end{tabular}\n", TableText.latex(TABLE));
	}

	@Test
	void allThreeFilesAreWritten() throws Exception {
		TableText.write(TABLE, folder.resolve("new/one"), "t");
		assertEquals(TABLE.toCsv(), Files.readString(folder.resolve("new/one/t.csv")));
		assertEquals(TableText.markdown(TABLE), Files.readString(folder.resolve("new/one/t.md")));
		assertEquals(TableText.latex(TABLE), Files.readString(folder.resolve("new/one/t.tex")));
	}
}
