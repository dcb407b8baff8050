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

import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.reader.Casme2Reader;
import org.microexpression.dataset.reader.SammReader;
import org.microexpression.dataset.reader.SmicNames;
import org.microexpression.expression.ClassScheme;
import org.scijava.plugin.Plugin;

/**
 * The composite of the Micro-Expression Grand Challenge 2019: three classes over CASME II (145 clips, 24 subjects),
 * SAMM (133, 28) and SMIC-HS (164, 16), 442 clips of 68 subjects.
 * <ul>
 * <li>CASME II, by estimated emotion: happiness is positive, surprise surprise, disgust and repression negative;
 * others, sadness and fear are left out, and so are two disgust clips, sub04/EP12_01f (its apex is {@code /}) and
 * sub05/EP09_05f (its onset is its apex).</li>
 * <li>SAMM: happiness is positive, surprise surprise, anger, contempt, disgust, fear and sadness negative; other is
 * left out. Fear and sadness count here, unlike in CASME II.</li>
 * <li>SMIC-HS: all clips under their own classes.</li>
 * </ul>
 */
@Plugin(type = Protocol.class, priority = 900)
public final class MegcComposite extends CountedProtocol {

	/** The protocol's title. */
	public static final String TITLE = "MEGC2019 composite (3 classes)";

	@Override
	public String title() {
		return TITLE;
	}

	@Override
	ClassScheme scheme() {
		return ClassScheme.MEGC2019;
	}

	@Override
	List<Expected> expected() {
		return List.of(new Expected(Casme2Reader.ID, "CASME II", Map.of("happiness", "positive", "surprise", "surprise",
			"disgust", "negative", "repression", "negative"), counts(88, 32, 25), 24, Map.of("sub17", 31), Map.of(
				"sub04/EP12_01f", "The composite drops this clip, whose apex is not labelled", "sub05/EP09_05f",
				"The composite drops this clip, whose onset is its apex")), new Expected(SammReader.ID, "SAMM", Map.of(
					"happiness", "positive", "surprise", "surprise", "anger", "negative", "contempt", "negative", "disgust",
					"negative", "fear", "negative", "sadness", "negative"), counts(92, 26, 15), 28, Map.of("011", 20), Map.of()),
			new Expected(SmicNames.ID, "SMIC-HS", Map.of("negative", "negative", "positive", "positive", "surprise",
				"surprise"), counts(70, 51, 43), 16, Map.of("s03", 39), Map.of()));
	}

	private static Map<String, Integer> counts(final int negative, final int positive, final int surprise) {
		final Map<String, Integer> counts = new LinkedHashMap<>();
		counts.put("negative", negative);
		counts.put("positive", positive);
		counts.put("surprise", surprise);
		return counts;
	}
}
