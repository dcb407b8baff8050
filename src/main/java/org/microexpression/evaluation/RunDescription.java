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

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an evaluation was done with, as it is written beside its tables. A run is resumed only with the same manifest,
 * settings and versions: half a table from one, half from another would be worth nothing.
 *
 * @param manifestHash SHA-256 of the manifest
 * @param settings     every setting that changes predictions, by name
 * @param versions     version of every piece of software or model that changes predictions, by name
 * @param environment  what else is worth knowing (Java, operating system); may differ when a run is resumed
 */
public record RunDescription(String manifestHash, Map<String, String> settings, Map<String, String> versions,
		Map<String, String> environment) {

	/** Keeps sorted copies of the maps. */
	public RunDescription {
		settings = Collections.unmodifiableMap(new TreeMap<>(settings));
		versions = Collections.unmodifiableMap(new TreeMap<>(versions));
		environment = Collections.unmodifiableMap(new TreeMap<>(environment));
	}
}
