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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.TableFile;
import org.microexpression.pipeline.Recognition;

/** A CSV file that predictions are appended to, by several programs at once if need be. */
public final class RecognitionFile {

	private final TableFile table;

	/**
	 * @param file    the file, which may be there already
	 * @param classes names of the model's classes, in label order
	 * @throws InputException if rows cannot be appended to it; said before anything is computed
	 */
	public RecognitionFile(final Path file, final List<String> classes) {
		check(file, "csv");
		table = TableFile.open(file, Recognition.TABLE, Recognition.columns(classes));
	}

	/**
	 * @param file      a CSV file that is to be written
	 * @param parameter the parameter that names it
	 * @throws InputException if that will not be possible
	 */
	static void check(final Path file, final String parameter) {
		final Path target;
		try {
			target = AtomicFile.target(file);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' given as '" + parameter + "' cannot be written (" + Reasons.of(
				e) + "); give another file.", e);
		}
		final Path folder = target.getParent();
		if (Files.exists(target) && !Files.isRegularFile(target)) throw new InputException("The parameter '" + parameter +
			"' is '" + file + "', which is no file; give the name of a file.");
		if (folder == null || !Files.isDirectory(folder)) throw new InputException("The folder of the file '" + file +
			"' given as '" + parameter + "' does not exist; make it first.");
		if (!Files.isWritable(folder) || Files.exists(target) && !Files.isWritable(target)) throw new InputException(
			"The file '" + file + "' given as '" + parameter +
				"' cannot be written; check its permissions and those of its folder.");
	}

	/**
	 * Appends a row.
	 *
	 * @param recognition the row to append
	 * @throws InputException if it cannot be written; the file is then as it was
	 */
	public void append(final Recognition recognition) {
		table.append(recognition.row());
	}

	/** @return what was repaired in the file, a sentence each */
	public List<String> remarks() {
		return table.remarks();
	}
}
