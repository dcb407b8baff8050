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

package org.microexpression.network;

import java.util.Arrays;

/**
 * The parameters of one network.
 *
 * @param layout where each one lies
 * @param values all of them, as the layout says; not copied
 */
public record Parameters(ParameterLayout layout, float[] values) {

	/** @throws IllegalArgumentException if the values do not fit the layout */
	public Parameters {
		if (values.length != layout.size()) throw new IllegalArgumentException("The network has " + layout.size() +
			" parameters, not " + values.length + ".");
	}

	/**
	 * @param name a parameter's name
	 * @return a copy of its values
	 */
	public float[] get(final String name) {
		final Parameter p = layout.get(name);
		return Arrays.copyOfRange(values, p.offset(), p.offset() + p.size());
	}

	/**
	 * @param name   a parameter's name
	 * @param source its new values
	 */
	public void set(final String name, final float[] source) {
		final Parameter p = layout.get(name);
		if (source.length != p.size()) throw new IllegalArgumentException("The parameter '" + name + "' has " + p.size() +
			" values, not " + source.length + ".");
		System.arraycopy(source, 0, values, p.offset(), source.length);
	}

	/**
	 * Takes over every parameter that the other network has under the same name and with as many values.
	 *
	 * @param other another network's parameters
	 * @return how many parameters were taken over
	 */
	public int copyFrom(final Parameters other) {
		int copied = 0;
		for (final Parameter p : layout.parameters()) {
			if (!other.layout.contains(p.name()) || other.layout.get(p.name()).size() != p.size()) continue;
			System.arraycopy(other.values, other.layout.get(p.name()).offset(), values, p.offset(), p.size());
			copied++;
		}
		return copied;
	}
}
