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
import org.microexpression.base.Reasons;
import org.microexpression.clip.header.OrientationMark;
import org.microexpression.clip.video.Orientation;

/** Turns pictures upright, as the mark says that is stored with them. */
final class Upright {

	private Upright() {
		// Functions only.
	}

	/**
	 * @param file a picture or a TIFF
	 * @return its mark, see {@link OrientationMark#of}
	 * @throws InputException if it cannot be read
	 */
	static int mark(final Path file) {
		try {
			return OrientationMark.of(file);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); check that you may read it and that its drive is connected.", e);
		}
	}

	/**
	 * @param what the frames, as a sentence begins with them
	 * @param mark another mark than upright
	 * @return that they are turned
	 */
	static String remark(final String what, final int mark) {
		return what + " are stored " + (mark == 3 || mark == 6 || mark == 8 ? "turned" : "mirrored") + " (orientation " +
			mark + ") and are turned upright, as programs for photographs do; save them upright to have them as stored.";
	}

	/**
	 * @param pixels a stored picture
	 * @param mark   its mark
	 * @return it upright
	 */
	static Pixels of(final Pixels pixels, final int mark) {
		if (mark == OrientationMark.UPRIGHT) return pixels;
		final Orientation turn = Orientation.ofMark(mark);
		final int width = turn.width(pixels.width(), pixels.height()), height = turn.height(pixels.width(), pixels
			.height());
		final int[] places = places(pixels.width(), pixels.height(), turn);
		if (pixels instanceof Pixels.Grey8 grey) {
			final byte[] values = new byte[places.length];
			for (int i = 0; i < places.length; i++)
				values[places[i]] = grey.values()[i];
			return new Pixels.Grey8(width, height, values);
		}
		if (pixels instanceof Pixels.Grey16 grey) {
			final short[] values = new short[places.length];
			for (int i = 0; i < places.length; i++)
				values[places[i]] = grey.values()[i];
			return new Pixels.Grey16(width, height, values);
		}
		if (pixels instanceof Pixels.Rgb rgb) {
			final int[] values = new int[places.length];
			for (int i = 0; i < places.length; i++)
				values[places[i]] = rgb.values()[i];
			return new Pixels.Rgb(width, height, values);
		}
		if (!(pixels instanceof final Pixels.Real real)) throw new IllegalArgumentException(
			"A film is turned where it is decoded");
		final float[] values = new float[places.length];
		for (int i = 0; i < places.length; i++)
			values[places[i]] = real.values()[i];
		return new Pixels.Real(width, height, values, real.kind());
	}

	/** @return where each stored pixel comes to */
	private static int[] places(final int width, final int height, final Orientation turn) {
		final int[] places = new int[width * height];
		int place = turn.origin(width, height);
		for (int y = 0; y < height; y++, place += turn.rowStep(width, height))
			for (int x = 0; x < width; x++)
				places[y * width + x] = place + x * turn.columnStep(width, height);
		return places;
	}
}
