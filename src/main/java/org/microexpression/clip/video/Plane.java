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

package org.microexpression.clip.video;

/**
 * One component of a picture as FFmpeg describes it, out of the bytes of its plane.
 *
 * @param width    pixels per row
 * @param height   number of rows
 * @param rowBytes bytes per row
 * @param step     bytes between two pixels
 * @param offset   bytes before the first pixel
 * @param shift    bits to the right of the value
 * @param bits     of the value
 */
record Plane(int width, int height, int rowBytes, int step, int offset, int shift, int bits) {

	/** @return the values of up to 8 bits, in the shown picture's order; of more bits the upper 8 */
	byte[] bytes(final byte[] stored, final Orientation orientation) {
		if (step == 1 && bits == 8 && rowBytes == width && stored.length == width * height && orientation.equals(
			Orientation.UPRIGHT)) return stored;
		final byte[] shown = new byte[width * height];
		final int columnStep = orientation.columnStep(width, height), rowStep = orientation.rowStep(width, height);
		final int origin = orientation.origin(width, height);
		final int less = Math.max(0, bits - 8), white = (1 << Math.min(8, bits)) - 1;
		for (int y = 0; y < height; y++) {
			int in = y * rowBytes + offset, out = origin + y * rowStep;
			for (int x = 0; x < width; x++, in += step, out += columnStep)
				shown[out] = (byte) ((value(stored, in) >> less) * 255 / white);
		}
		return shown;
	}

	/** @return the values of up to 16 bits, in the shown picture's order */
	short[] shorts(final byte[] stored, final Orientation orientation) {
		final short[] shown = new short[width * height];
		final int columnStep = orientation.columnStep(width, height), rowStep = orientation.rowStep(width, height);
		final int origin = orientation.origin(width, height);
		for (int y = 0; y < height; y++) {
			int in = y * rowBytes + offset, out = origin + y * rowStep;
			for (int x = 0; x < width; x++, in += step, out += columnStep)
				shown[out] = (short) value(stored, in);
		}
		return shown;
	}

	/** FFmpeg's little-endian words; a value of 8 bits or fewer may lie in one byte. */
	private int value(final byte[] stored, final int at) {
		int word = stored[at] & 0xff;
		if (shift + bits > 8) word |= (stored[at + 1] & 0xff) << 8;
		return word >> shift & (1 << bits) - 1;
	}
}
