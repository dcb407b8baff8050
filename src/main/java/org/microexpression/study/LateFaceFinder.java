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

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Progress;
import org.microexpression.face.FaceFinder;
import org.microexpression.network.Device;

/** Loads the face networks when they are first asked for: whoever gathers what others have registered needs none. */
final class LateFaceFinder implements Supplier<FaceFinder>, AutoCloseable {

	private final Path weights;
	private final Device device;
	private final Progress progress;
	private Optional<CancellableWork<FaceFinder>> loaded = Optional.empty();

	/**
	 * @param weights  folder of the face networks
	 * @param device   where they run
	 * @param progress cancels the loading
	 */
	LateFaceFinder(final Path weights, final Device device, final Progress progress) {
		this.weights = weights;
		this.device = device;
		this.progress = progress;
	}

	@Override
	public FaceFinder get() {
		if (loaded.isEmpty()) loaded = Optional.of(CancellableWork.open(progress, () -> FaceFinder.open(weights, device)));
		return loaded.get().get();
	}

	@Override
	public void close() {
		loaded.ifPresent(CancellableWork::close);
	}
}
