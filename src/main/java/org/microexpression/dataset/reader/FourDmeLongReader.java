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

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.microexpression.base.TableRow;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.scijava.plugin.Plugin;

/**
 * 4DME, the long clips, to judge spotting by: the workbook of the micro-expressions and, where it lies there, that of
 * the macro-expressions ({@code 4DME*Macro*}), and frames in {@code <subject>/<fold_name>/}, not those of the short
 * clips below {@code gray_micro}. No public source tells how the long clips lie on disk; that they are named as the
 * sheet names them, and that its frame numbers are theirs, is our choice. A clip whose frames do not hold what the
 * sheet says is skipped and told. A row without an emotion has its kind for a class.
 */
@Plugin(type = DatasetReader.class, priority = 290)
public final class FourDmeLongReader extends FourDmeReader {

	private static final List<String> MACRO = List.of("4DME_Labelling_Macro_release.*", "4DME.*Macro.*");

	/** Made by SciJava. */
	public FourDmeLongReader() {
		super("4dmelong", "4DME (long)");
	}

	@Override
	protected List<AnnotationTable> tables(final DatasetRequest request, final DatasetReport report) {
		return LongSheets.find(request, MICRO, MACRO, this, report).stream().map(this::table).toList();
	}

	@Override
	protected Optional<ClipKey> key(final Path folder) {
		return folder.toString().toLowerCase(Locale.ROOT).contains("gray_micro") ? Optional.empty() : super.key(folder);
	}

	@Override
	protected int rank(final Path folder) {
		return 0;
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
		return LongSheets.named(super.arranged(table, annotations, report));
	}
}
