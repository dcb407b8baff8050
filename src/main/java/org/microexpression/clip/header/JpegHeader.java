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

package org.microexpression.clip.header;

import java.util.Optional;

/**
 * What the header of a JPEG says of its picture.
 *
 * @param width  columns
 * @param height rows
 * @param parts  components of a pixel: 1 for grey, 3 for colour, 4 for CMYK
 */
public record JpegHeader(int width, int height, int parts) {

	/** Components of a picture for printing, whose grey levels nobody means. */
	private static final int CMYK = 4;

	/**
	 * @param file a file's bytes
	 * @return its header; empty where it is no JPEG, or ends before that
	 */
	public static Optional<JpegHeader> of(final byte[] file) {
		if (file.length < 4 || (file[0] & 0xff) != 0xff || (file[1] & 0xff) != 0xd8) return Optional.empty();
		int at = 2;
		while (at + 9 < file.length && (file[at] & 0xff) == 0xff) {
			final int marker = file[at + 1] & 0xff;
			// Filling, and marks without a length.
			if (marker == 0xff) {
				at++;
				continue;
			}
			if (marker == 0x01 || marker >= 0xd0 && marker <= 0xd7) {
				at += 2;
				continue;
			}
			if (marker == 0xd9 || marker == 0xda) return Optional.empty();
			final boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
			if (frame) return Optional.of(new JpegHeader(two(file, at + 7), two(file, at + 5), file[at + 9] & 0xff));
			at += 2 + two(file, at + 2);
		}
		return Optional.empty();
	}

	private static int two(final byte[] file, final int at) {
		return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
	}

	/** @return whether its pixels are four inks, as for printing */
	public boolean isCmyk() {
		return parts == CMYK;
	}

	/** @return what it is, such as {@code 256 x 256 pixels in colour} */
	@Override
	public String toString() {
		return width + " x " + height + " pixels " + (isCmyk() ? "in CMYK" : parts == 1 ? "in grey" : "in colour");
	}
}
