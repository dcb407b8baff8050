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

package org.microexpression.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What makes a training that training and no other: only its own checkpoint may be gone on from.
 *
 * @param parts what must be the same, by name: network, settings, seed, beginning, and a hash of the data
 */
public record TrainingIdentity(Map<String, String> parts) {

	/** The parts are copied and keep their order. */
	public TrainingIdentity {
		parts = new LinkedHashMap<>(parts);
	}

	/** @return an identity without parts */
	public static TrainingIdentity empty() {
		return new TrainingIdentity(Map.of());
	}

	/**
	 * @param name  what it is, as a sentence names it
	 * @param value a text that is the same for the same training
	 * @return the same with one more part
	 */
	public TrainingIdentity with(final String name, final Object value) {
		final Map<String, String> more = new LinkedHashMap<>(parts);
		more.put(name, String.valueOf(value));
		return new TrainingIdentity(more);
	}

	/**
	 * @param other another identity
	 * @return the names of the parts that differ or stand in one of both only
	 */
	public List<String> differencesFrom(final TrainingIdentity other) {
		final Set<String> names = new LinkedHashSet<>(parts.keySet());
		names.addAll(other.parts.keySet());
		final List<String> different = new ArrayList<>();
		for (final String name : names)
			if (!Objects.equals(parts.get(name), other.parts.get(name))) different.add(name);
		return different;
	}
}
