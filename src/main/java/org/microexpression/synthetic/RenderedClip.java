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

package org.microexpression.synthetic;

import org.microexpression.clip.Clip;

/** A made-up clip whose frames are computed when asked for: name, size, number of frames and rate are settled. */
abstract class RenderedClip implements Clip {

	private final String name;
	private final int width;
	private final int height;
	private final int frameCount;
	private final double framesPerSecond;

	/**
	 * @param name            what the clip is called
	 * @param width           columns
	 * @param height          rows
	 * @param frameCount      frames
	 * @param framesPerSecond frame rate
	 */
	RenderedClip(final String name, final int width, final int height, final int frameCount,
		final double framesPerSecond)
	{
		this.name = name;
		this.width = width;
		this.height = height;
		this.frameCount = frameCount;
		this.framesPerSecond = framesPerSecond;
	}

	/** @throws IndexOutOfBoundsException if there is no such frame */
	final void checkIndex(final int index) {
		if (index < 0 || index >= frameCount) throw new IndexOutOfBoundsException("No frame " + index + " of " +
			frameCount);
	}

	@Override
	public final String name() {
		return name;
	}

	@Override
	public final int width() {
		return width;
	}

	@Override
	public final int height() {
		return height;
	}

	@Override
	public final int frameCount() {
		return frameCount;
	}

	@Override
	public final int frameNumber(final int index) {
		checkIndex(index);
		return index + 1;
	}

	@Override
	public final double framesPerSecond() {
		return framesPerSecond;
	}

	@Override
	public final void close() {
		// Frames are computed, nothing is held open.
	}
}
