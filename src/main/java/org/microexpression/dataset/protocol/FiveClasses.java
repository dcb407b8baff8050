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

package org.microexpression.dataset.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.microexpression.clip.ApexFinder;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.reader.Casme2Reader;
import org.microexpression.dataset.reader.SammReader;
import org.microexpression.expression.ClassScheme;
import org.scijava.plugin.Plugin;

/**
 * One dataset in its usual five classes.
 * <ul>
 * <li>CASME II, 246 clips: happiness 32, disgust 63, repression 27, surprise 25, others 99; sadness and fear are left
 * out. The two clips without a usable apex stay, with the apex chosen by the {@link ApexFinder}.</li>
 * <li>SAMM, 136 clips: anger 57, happiness 26, contempt 12, surprise 15, other 26; disgust, fear and sadness are left
 * out.</li>
 * </ul>
 */
public abstract class FiveClasses extends CountedProtocol {

	private final ClassScheme scheme;
	private final Expected expected;

	private FiveClasses(final ClassScheme scheme, final String dataset, final String title, final List<Integer> clips) {
		this.scheme = scheme;
		final Map<String, Integer> counts = new LinkedHashMap<>();
		for (int c = 0; c < scheme.size(); c++)
			counts.put(scheme.labels().get(c), clips.get(c));
		expected = new Expected(dataset, title, scheme.labels().stream().collect(Collectors.toMap(l -> l, l -> l)), counts,
			0, Map.of(), Map.of());
	}

	/** CASME II in five classes. */
	@Plugin(type = Protocol.class, priority = 800)
	public static final class Casme2 extends FiveClasses {

		/** Counts of the workbook of 2014. */
		public Casme2() {
			super(ClassScheme.CASME2_FIVE, Casme2Reader.ID, "CASME II", List.of(32, 63, 27, 25, 99));
		}
	}

	/** SAMM in five classes. */
	@Plugin(type = Protocol.class, priority = 700)
	public static final class Samm extends FiveClasses {

		/** Counts of the workbook's second version. */
		public Samm() {
			super(ClassScheme.SAMM_FIVE, SammReader.ID, "SAMM", List.of(57, 26, 12, 15, 26));
		}
	}

	@Override
	public String title() {
		return scheme.name();
	}

	@Override
	ClassScheme scheme() {
		return scheme;
	}

	@Override
	List<Expected> expected() {
		return List.of(expected);
	}
}
