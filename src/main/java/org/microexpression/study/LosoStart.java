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

package org.microexpression.study;

import java.util.Arrays;
import java.util.List;

import org.microexpression.base.InputException;

/** What the networks of every fold begin from. None of it has seen a clip of the evaluation. */
public enum LosoStart {

		/** The fusion networks of an installed model. */
		INSTALLED("installed model"),

		/** Networks trained on synthetic motion before the first fold. */
		SYNTHETIC("synthetic motion"),

		/** Random weights. */
		RANDOM("random weights");

	private final String title;

	LosoStart(final String title) {
		this.title = title;
	}

	/** @return the name in dialogs, macros and settings files */
	public String title() {
		return title;
	}

	/**
	 * @param title a title, in any case
	 * @return what it names
	 * @throws InputException if it names nothing
	 */
	public static LosoStart named(final String title) {
		return Arrays.stream(values()).filter(s -> s.title.equalsIgnoreCase(title.strip())).findFirst().orElseThrow(
			() -> new InputException("The parameter 'start' is '" + title + "'; give one of " + String.join(", ", titles()) +
				"."));
	}

	private static List<String> titles() {
		return Arrays.stream(values()).map(LosoStart::title).toList();
	}
}
