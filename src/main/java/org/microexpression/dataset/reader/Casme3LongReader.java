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

package org.microexpression.dataset.reader;

import java.util.List;

import org.microexpression.base.TableRow;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * CAS(ME)^3 part A, to judge spotting by: its clips are long videos ({@code part_A/spNO.1/b/color/175.jpg}, 30
 * frames/s) in which two workbooks mark micro- and macro-expressions. The second is looked for as {@code *part_A*MaE*}
 * or {@code *part_A*macro*} in or beside the folder; its name is not published, so this is our choice.
 * Macro-expressions are called {@code b_macro}, {@code b_macro_2}. A macro-expression without an emotion has the class
 * {@code macro}.
 */
@Plugin(type = DatasetReader.class, priority = 390)
public final class Casme3LongReader extends Casme3Reader {

	private static final List<String> MACRO = List.of("cas.*3.*part_?A.*MaE.*", "cas.*3.*part_?A.*macro.*");

	/** Made by SciJava. */
	public Casme3LongReader() {
		super("casme3long", "CAS(ME)^3 part A (long)");
	}

	@Override
	protected List<AnnotationTable> tables(final DatasetRequest request, final DatasetReport report) {
		return LongSheets.find(request, MICRO, MACRO, this, report).stream().map(this::table).toList();
	}

	@Override
	protected String kind(final AnnotationTable table, final TableRow row) {
		return LongSheets.kind(table.file());
	}

	@Override
	protected String label(final AnnotationTable table, final TableRow row) {
		return LongSheets.label(super.label(table, row), table.file());
	}

	@Override
	protected List<Annotation> arranged(final AnnotationTable table, final List<Annotation> annotations,
		final DatasetReport report)
	{
		return LongSheets.named(annotations);
	}
}
