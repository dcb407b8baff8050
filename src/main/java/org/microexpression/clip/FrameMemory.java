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

import org.microexpression.base.InputException;

/** Makes frames that are too large for the memory at hand a sentence instead of an {@link OutOfMemoryError}. */
final class FrameMemory {

	/** Frames that take less need no thought. */
	private static final long SMALL = 16L << 20;

	/** Something that may take too much memory. */
	@FunctionalInterface
	interface Work<T, E extends Exception> {

		T run() throws E;
	}

	private FrameMemory() {
		// Functions only.
	}

	/**
	 * To be called before a frame is decoded: decoders given too little memory may fail in other ways than by saying so.
	 *
	 * @param label         what the frame is called
	 * @param width         in pixels
	 * @param height        in pixels
	 * @param bytesPerPixel memory that decoding takes for each pixel
	 * @throws InputException if the frame fits neither into an array nor into the memory, or has no pixel
	 */
	static void require(final String label, final long width, final long height, final int bytesPerPixel) {
		if (width < 1 || height < 1) throw new InputException("A frame of " + width + " x " + height + " pixels (" + label +
			") is none; the file is damaged: make it anew, or leave it out.");
		// Not in whole numbers, whose product begins anew at 0 where it is too large: a header may say anything.
		final double pixels = (double) width * height;
		final double needed = pixels * bytesPerPixel;
		if (needed > SMALL && (pixels > Integer.MAX_VALUE / 4 || needed > Runtime.getRuntime().maxMemory())) throw tooLarge(
			label, width, height, null);
	}

	/**
	 * @param label  what the frame is called
	 * @param width  in pixels
	 * @param height in pixels
	 * @param work   what may take too much memory
	 * @return what the work gives
	 * @throws InputException if memory runs out
	 */
	static <T, E extends Exception> T guard(final String label, final long width, final long height,
		final Work<T, E> work) throws E
	{
		try {
			return work.run();
		}
		catch (final OutOfMemoryError e) {
			// Thrown for one large array, so that the rest of the program has what it had before.
			throw tooLarge(label, width, height, e);
		}
	}

	private static InputException tooLarge(final String label, final long width, final long height,
		final Throwable cause)
	{
		return new InputException("A frame of " + width + " x " + height + " pixels (" + label +
			") is too large for ImageJ's " + (Runtime.getRuntime().maxMemory() >> 20) +
			" MB of memory; reduce the frames or raise the limit in Edit > Options > Memory & Threads.", cause);
	}
}
