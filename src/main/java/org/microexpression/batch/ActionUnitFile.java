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

package org.microexpression.batch;

import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.base.TableFile;
import org.microexpression.pipeline.ActionUnitTables;
import org.microexpression.pipeline.Recognition;

/** A CSV file with a row for each clip and columns for all action units, see {@link ActionUnitTables#wideColumns}. */
public final class ActionUnitFile {

	private final TableFile table;

	/**
	 * @param file the file, which may be there already
	 * @throws InputException if rows cannot be appended to it; said before anything is computed
	 */
	public ActionUnitFile(final Path file) {
		RecognitionFile.check(file, "unitscsv");
		table = TableFile.open(file, ActionUnitTables.WIDE, ActionUnitTables.wideColumns());
	}

	/**
	 * Appends a row.
	 *
	 * @param recognition the clip and what was recognized in it
	 * @throws InputException if it cannot be written; the file is then as it was
	 */
	public void append(final Recognition recognition) {
		append(ActionUnitTables.wide(recognition));
	}

	/** Appends a row of {@link ActionUnitTables#wideColumns}. */
	void append(final Table.Row row) {
		table.append(row);
	}

	/** @return what was repaired in the file, a sentence each */
	public List<String> remarks() {
		return table.remarks();
	}
}
