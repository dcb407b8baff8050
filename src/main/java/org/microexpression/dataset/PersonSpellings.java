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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The people of several files, whatever way each spells their ids; see {@link PersonKey}. */
public final class PersonSpellings {

	private final Map<String, String> first = new HashMap<>();
	private final Set<String> told = new HashSet<>();
	private final List<String> sentences = new ArrayList<>();

	/**
	 * @param file    the file in which the id stands
	 * @param dataset the dataset's id, empty for none
	 * @param subject the subject's id, empty for none
	 * @return the spelling that was met first, in lower case
	 */
	public String of(final Path file, final String dataset, final String subject) {
		final String plain = subject.toLowerCase(Locale.ROOT);
		final String known = first.computeIfAbsent(PersonKey.of(dataset, subject), any -> plain);
		if (!known.equals(plain) && told.add(file + "\n" + plain)) sentences.add("The subject '" + subject + "' of '" +
			file + "' is taken for '" + known + "': two spellings of one person.");
		return known;
	}

	/** @return a sentence for each spelling but the first of a person, letter case aside */
	public List<String> remarks() {
		return List.copyOf(sentences);
	}
}
