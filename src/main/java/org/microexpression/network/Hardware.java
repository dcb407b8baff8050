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

import java.nio.file.Path;
import java.util.Locale;

import org.microexpression.field.DisplacementSetup;

/**
 * What a network may use; its result does not depend on the threads.
 *
 * @param device  where it runs
 * @param threads threads that may work at once, 0 for what Java was started with, else one a processor
 */
public record Hardware(Device device, int threads) {

	/**
	 * @param device where to run
	 * @return that device, with as many threads as Java was started with, else one a processor
	 */
	public static Hardware of(final Device device) {
		return new Hardware(device, 0);
	}

	/** @return a GPU where there is one, and all processors */
	public static Hardware automatic() {
		return new Hardware(Device.AUTO, 0);
	}

	/**
	 * @param threads threads that may work at once
	 * @return a processor with this number of threads, 0 for all
	 */
	public static Hardware cpu(final int threads) {
		return new Hardware(Device.CPU, threads);
	}

	/**
	 * @param model folder of the model that recognizes
	 * @return what a method of displacement is told of both, in its most exact way
	 */
	public DisplacementSetup setup(final Path model) {
		return new DisplacementSetup(model, device.name().toLowerCase(Locale.ROOT), threads);
	}
}
