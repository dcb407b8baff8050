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

package org.microexpression.field;

import java.util.List;

import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * A way to compute the displacement field D of a registered pair. The paper's is the DGM; optical flow methods stand
 * beside it, so that both can be compared on the same clips. A class of this type that carries {@code @Plugin(type =
 * DisplacementMethod.class)} and has a public constructor without parameters is offered in every dialog that computes
 * D, in macros and here; {@link Plugin#priority} says how far up it stands.
 */
public interface DisplacementMethod extends SciJavaPlugin {

	/** Title of the method that is used where none is named. */
	String DEFAULT = "DGM";

	/** @return the name in dialogs, macros and tables */
	String title();

	/**
	 * @param setup model and device
	 * @return the method, ready to compute; the caller closes it
	 * @throws InputException if it cannot run here, for instance because the model lacks what it needs
	 */
	DisplacementEstimator open(DisplacementSetup setup);

	/**
	 * Opens the method and has its answers looked at, as the commands do.
	 *
	 * @param setup model and device
	 * @return as {@link #open}; a field of another size than the frames ends in an {@link InputException} with the title
	 * @throws InputException if it cannot run here
	 */
	default DisplacementEstimator openChecked(final DisplacementSetup setup) {
		return new CheckedEstimator(title(), open(setup));
	}

	/** @return whether this is the method that is used where none is named */
	default boolean isDefault() {
		return title().equals(DEFAULT);
	}

	/**
	 * @param model a model's id
	 * @return what tables and images name as the model that gave a result: its id alone where its own DGM computed the
	 *         field, else with this method's title behind
	 */
	default String with(final String model) {
		return isDefault() ? model : model + " + " + title();
	}

	/** @return every method on the class path, in the order of the dialogs */
	static List<DisplacementMethod> all() {
		return Extensions.of(DisplacementMethod.class, DisplacementMethod::title).usable();
	}

	/**
	 * @param title a method's title, in any case and without regard to spaces and punctuation
	 * @return the method
	 * @throws InputException listing the methods, if there is none of that title
	 */
	static DisplacementMethod named(final String title) {
		return Extensions.of(DisplacementMethod.class, DisplacementMethod::title).named(title, "displacement method");
	}
}
