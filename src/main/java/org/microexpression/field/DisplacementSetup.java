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

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a {@link DisplacementMethod} may need to begin: most methods need none of it.
 *
 * @param model  folder of the model that recognizes; a method with weights of its own in there reads them
 * @param device {@code auto}, {@code cpu} or {@code gpu}: where the user wants it computed, if the method has a choice
 * @param threads how many threads may work at once, 0 for one a processor
 * @param quick   whether thousands of fields are to come and a quicker, slightly less exact way will do, if the method
 *                has one
 */
public record DisplacementSetup(Path model, String device, int threads, boolean quick) {

	/** @throws NullPointerException if either is missing */
	public DisplacementSetup {
		Objects.requireNonNull(model, "model");
		Objects.requireNonNull(device, "device");
	}

	/**
	 * In the method's most exact way.
	 *
	 * @param model   folder of the model
	 * @param device  where to compute
	 * @param threads how many threads may work at once, 0 for one a processor
	 */
	public DisplacementSetup(final Path model, final String device, final int threads) {
		this(model, device, threads, false);
	}

	/**
	 * @param model  folder of the model
	 * @param device where to compute
	 * @return with a thread for each processor
	 */
	public static DisplacementSetup of(final Path model, final String device) {
		return new DisplacementSetup(model, device, 0);
	}

	/** @return the same in the method's quick way */
	public DisplacementSetup quickly() {
		return new DisplacementSetup(model, device, threads, true);
	}
}
