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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.microexpression.base.Sha256;

/** SHA-256 of what a training learns from, so that a checkpoint of other data can be told. */
public final class DataHash {

	private final Sha256 hash = new Sha256();

	/**
	 * @param values any values
	 * @return this, with these values behind what it has
	 */
	public DataHash add(final float[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Float.BYTES * values.length).putInt(values.length);
		bytes.asFloatBuffer().put(values);
		hash.add(bytes.array());
		return this;
	}

	/**
	 * @param values any values
	 * @return this, with these values behind what it has
	 */
	public DataHash add(final int... values) {
		final ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (values.length + 1)).putInt(values.length);
		bytes.asIntBuffer().put(values);
		hash.add(bytes.array());
		return this;
	}

	/**
	 * @param text any text
	 * @return this, with a text behind what it has
	 */
	public DataHash add(final String text) {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		hash.add(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array()).add(bytes);
		return this;
	}

	/** @return 64 hexadecimal digits */
	public String hex() {
		return hash.hex();
	}
}
