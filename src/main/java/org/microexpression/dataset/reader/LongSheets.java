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
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;

/** The two workbooks of datasets of long videos that keep micro- and macro-expressions apart. */
public final class LongSheets {

	/** The kind of a micro-expression in a manifest. */
	public static final String MICRO = "micro";

	/** The kind of a macro-expression in a manifest. */
	public static final String MACRO = "macro";

	private static final Pattern OF_MACRO = Pattern.compile("(?<!\\p{L})(mae|macro)(?!\\p{L})", Pattern.CASE_INSENSITIVE);

	private LongSheets() {
		// Static only.
	}

	/**
	 * @param request what to read; its workbook, where one is named, is that of the micro-expressions
	 * @param micro   regular expressions of that workbook's name
	 * @param macro   regular expressions of the other one's
	 * @param reader  who reads
	 * @param report  receives a remark where there is no sheet of macro-expressions
	 * @return the micro-expressions' workbook and, where there is one, the macro-expressions'
	 * @throws InputException if there is none of the micro-expressions
	 */
	public static List<Path> find(final DatasetRequest request, final List<String> micro, final List<String> macro,
		final WorkbookReader reader, final DatasetReport report)
	{
		final Path first = request.workbook().isPresent() ? request.workbook().get() : WorkbookFinder.find(request.root(),
			micro, reader.title());
		if (isMacro(first)) throw new InputException("The workbook " + first +
			" is that of the macro-expressions; choose " +
			"that of the micro-expressions, and the other one beside it is read, too.");
		final Path folder = first.toAbsolutePath().normalize().getParent();
		return WorkbookFinder.search(request.root(), macro).or(() -> WorkbookFinder.search(folder, macro)).map(
			second -> List.of(first, second)).orElseGet(() -> {
				report.remark(reader.id(), "no-macro-sheet", "No workbook of the macro-expressions of " + reader.title() +
					" was found; what is spotted of them will count as false, so judge micro-expressions alone.");
				return List.of(first);
			});
	}

	/**
	 * @param workbook a workbook
	 * @return whether it is that of the macro-expressions, by its name
	 */
	public static boolean isMacro(final Path workbook) {
		return OF_MACRO.matcher(workbook.getFileName().toString().replace('_', ' ').toLowerCase(Locale.ROOT)).find();
	}

	/**
	 * @param workbook a workbook
	 * @return {@link #MICRO} or {@link #MACRO}, the kind of what stands in it, by its name
	 */
	public static String kind(final Path workbook) {
		return isMacro(workbook) ? MACRO : MICRO;
	}

	/**
	 * @param written  the emotion that a row names, empty where it names none
	 * @param workbook the workbook it stands in
	 * @return that emotion; where there is none, the kind of what stands in the workbook
	 */
	public static String label(final String written, final Path workbook) {
		return written.isEmpty() ? kind(workbook) : written;
	}

	/**
	 * Macro-expressions have names of their own in the manifest; several in one video are numbered.
	 *
	 * @param annotations rows in the order of the sheet
	 * @return the same rows with their names
	 */
	public static List<Annotation> named(final List<Annotation> annotations) {
		return Annotation.numbered(annotations.stream().map(a -> a.kind().equals(MACRO) ? a.withClip(a.file() + "_" + MACRO)
			: a).toList());
	}
}
