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

import org.microexpression.base.InputException;

/** All datasets that can be read. A new reader is one class and one line here. */
public final class DatasetReaders {

	private DatasetReaders() {
		// Static registry only.
	}

	/** @return a reader of each kind, in the order of the dialog */
	public static List<DatasetReader> all() {
		return List.of(new Casme2Reader(), new SammReader(), new SmicCroppedReader(), new SmicLongReader(),
			new CompositeReader(), new Casme3Reader(), new FourDmeReader(), new MmewReader(), new ManifestReader());
	}

	/**
	 * @param title a dataset's title, in any case and without regard to spaces and punctuation
	 * @return its reader
	 * @throws InputException listing the datasets, if there is none of that title
	 */
	public static DatasetReader named(final String title) {
		return all().stream().filter(r -> SheetLayout.bare(r.title()).equals(SheetLayout.bare(title))).findFirst()
			.orElseThrow(() -> new InputException("There is no dataset '" + title + "'; choose one of " + String.join(", ",
				all().stream().map(DatasetReader::title).toList()) + "."));
	}
}
