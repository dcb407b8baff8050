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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.microexpression.base.InputException;

/**
 * Whether the rows of a manifest keep people apart. A person under two ids is trained on and tested with, and is drawn
 * as two where an interval is computed.
 */
public final class ManifestPeople {

	private final Manifest manifest;
	private final List<String> faults = new ArrayList<>();

	private ManifestPeople(final Manifest manifest) {
		this.manifest = manifest;
		findSpellings();
	}

	/**
	 * @param manifest the samples
	 * @return what is wrong with its people, one sentence each; {@link #require} refuses it
	 */
	public static List<String> faults(final Manifest manifest) {
		return List.copyOf(new ManifestPeople(manifest).faults);
	}

	/**
	 * Refuses a manifest that does not keep people apart.
	 *
	 * @param manifest the samples
	 * @throws InputException naming rows and file, if two ids look like one person
	 */
	public static void require(final Manifest manifest) {
		final List<String> faults = new ManifestPeople(manifest).faults;
		if (!faults.isEmpty()) throw new InputException(faults.get(0));
	}

	/** That two words mean one person, the manifest's writer has to say. */
	private void findSpellings() {
		final Map<String, Integer> people = new HashMap<>();
		final Set<String> told = new HashSet<>();
		for (int i = 0; i < manifest.samples().size(); i++) {
			final int row = i;
			final Sample sample = manifest.samples().get(i);
			final int first = people.computeIfAbsent(PersonKey.of(sample.dataset(), sample.subject()), any -> row);
			final String other = manifest.samples().get(first).person();
			if (!other.equals(sample.person()) && told.add(sample.person())) faults.add("The subjects '" + other + "' and '" +
				sample.person() + "' in " + where(first, i) +
				" look like two spellings of one person, who would count as two " +
				"and be trained on when left out; write them alike, or so that they differ by more.");
		}
	}

	/** Both rows with their files. */
	private String where(final int first, final int second) {
		final String other = "row " + manifest.row(first) + (manifest.file(first).equals(manifest.file(second)) ? ""
			: " of " + manifest.file(first));
		return other + " and row " + manifest.row(second) + " of " + manifest.file(second);
	}
}
