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

package org.microexpression.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;

/** Short names of files that are compared. */
public final class RunNames {

	private RunNames() {
		// A function only.
	}

	/**
	 * @param files files, each another one
	 * @return their names without ending, with as much of the folder as tells them apart
	 * @throws InputException if a file is given twice
	 */
	public static List<String> of(final List<Path> files) {
		final List<Path> paths = files.stream().map(file -> file.toAbsolutePath().normalize()).toList();
		if (paths.stream().distinct().count() < paths.size()) throw new InputException("One of the files " + paths +
			" is given twice; give each once.");
		for (int depth = 1;; depth++) {
			final List<String> names = new ArrayList<>();
			for (final Path path : paths) {
				final int count = path.getNameCount();
				final String name = path.subpath(Math.max(0, count - depth), count).toString().replace('\\', '/');
				names.add(name.replaceFirst("\\.[A-Za-z]+$", ""));
			}
			if (names.stream().distinct().count() == names.size() || paths.stream().mapToInt(Path::getNameCount).max().orElse(
				0) <= depth) return names;
		}
	}
}
