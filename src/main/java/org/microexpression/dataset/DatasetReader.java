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

package org.microexpression.dataset;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Reads one dataset as its owners hand it out. To add a dataset, write a class of this type, most easily a subclass of
 * {@code dataset.reader.WorkbookReader}, with {@code @Plugin(type = DatasetReader.class)} and a public constructor
 * without parameters: it is then offered in the dialog of <i>Read Micro-Expression Dataset…</i>, in macros and here.
 * {@link Plugin#priority} says how far up it stands.
 */
public interface DatasetReader extends SciJavaPlugin {

	/** @return the dataset's id in manifests, lower case without spaces; it prefixes subject ids */
	String id();

	/** @return the name in dialogs and macros */
	String title();

	/**
	 * Reads the annotations, finds each clip on disk and repairs what the rules allow. A row that cannot be used is
	 * reported and the others go on.
	 *
	 * @param request  what to read
	 * @param progress progress and cancellation
	 * @return samples and report
	 * @throws InputException        if the root or the workbook as a whole cannot be used
	 * @throws CancellationException if the user asked to stop
	 */
	DatasetReading read(DatasetRequest request, Progress progress);

	/** @return a reader of each dataset on the class path, in the order of the dialog */
	static List<DatasetReader> all() {
		return Extensions.of(DatasetReader.class, DatasetReader::title).usable();
	}

	/**
	 * @param title a dataset's title, in any case and without regard to spaces and punctuation
	 * @return its reader
	 * @throws InputException listing the datasets, if there is none of that title
	 */
	static DatasetReader named(final String title) {
		return Extensions.of(DatasetReader.class, DatasetReader::title).named(title, "dataset");
	}
}
