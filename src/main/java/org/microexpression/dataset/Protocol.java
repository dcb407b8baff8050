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

import java.util.List;

import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Which clips of a dataset an evaluation takes and what their classes are called. A class of this type that carries
 * {@code @Plugin(type = Protocol.class)} and has a public constructor without parameters is offered in the dialog of
 * <i>Read Micro-Expression Dataset…</i>, in macros and here; {@link Plugin#priority} says how far up it stands.
 */
public interface Protocol extends SciJavaPlugin {

	/** @return the name in dialogs, macros and reports */
	String title();

	/**
	 * @param reading what a reader found
	 * @return the clips that the protocol takes, under its class names, with every difference explained
	 */
	Selection select(DatasetReading reading);

	/** @return every protocol on the class path, in the order of the dialog */
	static List<Protocol> all() {
		return Extensions.of(Protocol.class, Protocol::title).usable();
	}

	/**
	 * @param title a protocol's title, in any case and without regard to spaces and punctuation
	 * @return the protocol
	 * @throws InputException listing the protocols, if there is none of that title
	 */
	static Protocol named(final String title) {
		return Extensions.of(Protocol.class, Protocol::title).named(title, "protocol");
	}
}
