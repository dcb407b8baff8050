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

package org.microexpression.base;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Something the user gave cannot be used. The message is one complete sentence that names the file or parameter, the
 * value, and what to do about it; commands show it as it is, without a stack trace.
 */
public class InputException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** What was remarked before, which may be why. */
	private final String[] remarks;

	/** @param sentence one complete sentence for the user */
	public InputException(final String sentence) {
		super(sentence);
		remarks = new String[0];
	}

	/**
	 * @param sentence one complete sentence for the user
	 * @param cause    what went wrong below, for the log
	 */
	public InputException(final String sentence, final Throwable cause) {
		super(sentence, cause);
		remarks = new String[0];
	}

	private InputException(final InputException same, final Set<String> remarks) {
		super(same.getMessage(), same);
		this.remarks = remarks.toArray(String[]::new);
	}

	/**
	 * @param before what the user should know of the thing that is refused, one sentence each
	 * @return the same refusal with these remarks before its own, each once
	 */
	public final InputException with(final List<String> before) {
		final Set<String> all = new LinkedHashSet<>(before);
		all.addAll(remarks());
		return all.size() == remarks.length ? this : new InputException(this, all);
	}

	/** @return what was remarked before the refusal, one sentence each: to be told before it, or with it */
	public final List<String> remarks() {
		return List.of(remarks);
	}

	/** @return the sentence and behind it the remarks, for a cell of a table */
	public final String told() {
		return remarks.length == 0 ? getMessage() : getMessage() + " " + String.join(" ", remarks);
	}
}
