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

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/** Between ImageJ's processors and {@link Pixels}. */
final class ProcessorPixels {

	private ProcessorPixels() {
		// Functions only.
	}

	/**
	 * @param processor of any of ImageJ's four types; its look-up table does not count
	 * @return the same array as pixels
	 */
	static Pixels of(final ImageProcessor processor) {
		final int width = processor.getWidth();
		final int height = processor.getHeight();
		final Object pixels = processor.getPixels();
		if (pixels instanceof byte[] bytes) return new Pixels.Grey8(width, height, bytes);
		if (pixels instanceof short[] shorts) return new Pixels.Grey16(width, height, shorts);
		if (pixels instanceof int[] ints) return new Pixels.Rgb(width, height, ints);
		return new Pixels.Real(width, height, (float[]) pixels, "float grey");
	}

	/**
	 * @param pixels a frame as it is stored
	 * @return a processor with its own copy
	 */
	static ImageProcessor copy(final Pixels pixels) {
		final int width = pixels.width();
		final int height = pixels.height();
		if (pixels instanceof Pixels.Grey8 grey) return new ByteProcessor(width, height, grey.values().clone());
		if (pixels instanceof Pixels.Grey16 grey) return new ShortProcessor(width, height, grey.values().clone(), null);
		if (pixels instanceof Pixels.Rgb rgb) return new ColorProcessor(width, height, rgb.values().clone());
		if (pixels instanceof Pixels.Filmed filmed) return new ColorProcessor(width, height, filmed.film().toRgb());
		return new FloatProcessor(width, height, ((Pixels.Real) pixels).values().clone());
	}
}
