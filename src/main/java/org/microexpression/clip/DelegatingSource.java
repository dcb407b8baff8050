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

package org.microexpression.clip;

import java.util.List;
import java.util.OptionalDouble;

/** Frames that are those of another source, or come from it, and of which else is told what that one tells. */
abstract class DelegatingSource implements FrameSource {

	/** The other one. */
	final FrameSource source;

	/** @param source the other one */
	DelegatingSource(final FrameSource source) {
		this.source = source;
	}

	@Override
	public String name() {
		return source.name();
	}

	@Override
	public int frameCount() {
		return source.frameCount();
	}

	@Override
	public int[] frameNumbers() {
		return source.frameNumbers();
	}

	@Override
	public List<String> remarks() {
		return source.remarks();
	}

	@Override
	public String besides() {
		return source.besides();
	}

	@Override
	public String label(final int index) {
		return source.label(index);
	}

	@Override
	public double framesPerSecond() {
		return source.framesPerSecond();
	}

	@Override
	public OptionalDouble seconds(final int index) {
		return source.seconds(index);
	}

	@Override
	public boolean statesTimes() {
		return source.statesTimes();
	}

	@Override
	public String reader() {
		return source.reader();
	}

	@Override
	public int significantBits() {
		return source.significantBits();
	}

	@Override
	public Pixels read(final int index) {
		return source.read(index);
	}

	@Override
	public void outliveCommand() {
		source.outliveCommand();
	}

	@Override
	public void release() {
		source.release();
	}
}
