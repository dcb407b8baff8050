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

import java.io.IOException;
import java.nio.file.Path;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameNumbers;
import org.microexpression.clip.header.MovieHeader;

import ij.IJ;
import ij.ImageStack;
import ij.plugin.AVI_Reader;
import ij.process.ImageProcessor;

/** An AVI file read by ImageJ's own reader, which knows raw formats that Bio-Formats does not (Y800, BGR24, I420 …). */
final class ImageJAvi implements FrameSource {

	private final Path file;

	private final ImageStack stack;

	private final double framesPerSecond;

	/**
	 * @param file   an existing file
	 * @param header what its header says
	 * @throws IOException    if ImageJ cannot read it
	 * @throws InputException if it finds fewer frames than the header says
	 */
	ImageJAvi(final Path file, final MovieHeader header) throws IOException {
		this.file = file;
		final AVI_Reader reader = new AVI_Reader();
		// Otherwise the reader tells of errors in a dialog of its own, or ends the macro that runs.
		final boolean redirected = IJ.redirectingErrorMessages();
		IJ.redirectErrorMessages(true);
		try {
			stack = reader.makeStack(file.toString(), 1, 0, true, false, false);
		}
		finally {
			IJ.redirectErrorMessages(redirected);
		}
		if (stack == null || stack.getSize() == 0) throw new IOException(reason(reader.getErrorText()));
		header.checkFound(file, stack.getSize());
		framesPerSecond = header.framesPerSecond();
	}

	@Override
	public String name() {
		return file.getFileName().toString();
	}

	@Override
	public int frameCount() {
		return stack.getSize();
	}

	@Override
	public int[] frameNumbers() {
		return FrameNumbers.counted(stack.getSize());
	}

	@Override
	public String label(final int index) {
		return "frame " + (index + 1);
	}

	@Override
	public double framesPerSecond() {
		return framesPerSecond;
	}

	@Override
	public int significantBits() {
		return Short.SIZE;
	}

	@Override
	public synchronized Pixels read(final int index) {
		FrameMemory.require(label(index), stack.getWidth(), stack.getHeight(), 2 * Integer.BYTES);
		// Otherwise the reader opens a dialog of its own for a damaged frame.
		final boolean redirected = IJ.redirectingErrorMessages();
		IJ.redirectErrorMessages(true);
		try {
			final ImageProcessor frame = FrameMemory.guard(label(index), stack.getWidth(), stack.getHeight(), () -> stack
				.getProcessor(index + 1));
			if (frame == null) throw new InputException("Frame " + (index + 1) + " of '" + file +
				"' cannot be read, the file is damaged there; export the clip again or use frames before it.");
			return ProcessorPixels.of(frame.isColorLut() ? frame.convertToRGB() : frame);
		}
		finally {
			IJ.redirectErrorMessages(redirected);
		}
	}

	@Override
	public void release() {
		// The reader opens the file anew for every frame.
	}

	/** @return the telling line of the reader's text, which begins with a line that says that there was an error */
	private static String reason(final String text) {
		if (text == null) return "no frames";
		final String[] lines = text.strip().split("\\R\\s*");
		return lines[Math.min(lines.length - 1, 1)].strip();
	}
}
