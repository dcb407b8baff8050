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

import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_B;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_P;

/**
 * What the header of an MPEG-4 picture says (ISO/IEC 14496-2, 6.2.3 and 6.2.5): its kind, and whether it is coded at
 * all. One that is not coded repeats the picture before it and gives no frame of its own.
 */
final class Mpeg4Picture {

	private static final int PICTURE = 0xb6, LAYER = 0x20, LAST_LAYER = 0x2f;

	private static final int OWN_ASPECT = 15;

	/** Bits of a picture's time within its second; 0 until a layer's header was met. */
	private int timeBits;

	private int kind = AV_PICTURE_TYPE_P;

	private boolean coded = true;

	/** Reads the headers in a packet or in the stream's own data; what they do not say stays as it was. */
	void read(final byte[] data) {
		coded = true;
		for (int i = 0; i + 4 < data.length; i++) {
			if (data[i] != 0 || data[i + 1] != 0 || data[i + 2] != 1) continue;
			final int code = data[i + 3] & 0xff;
			if (code >= LAYER && code <= LAST_LAYER) readLayer(new Bits(data, i + 4));
			if (code == PICTURE) {
				readPicture(new Bits(data, i + 4));
				return;
			}
		}
	}

	int kind() {
		return kind;
	}

	boolean isCoded() {
		return coded;
	}

	private void readLayer(final Bits bits) {
		bits.skip(1 + 8);
		final int version = bits.next(1) == 1 ? bits.next(4 + 3) >> 3 : 1;
		if (bits.next(4) == OWN_ASPECT) bits.skip(16);
		if (bits.next(1) == 1) {
			bits.skip(3);
			// Sizes and rates of a decoder's buffer.
			if (bits.next(1) == 1) bits.skip(79);
		}
		final int shape = bits.next(2);
		if (shape == 3 && version != 1) bits.skip(4);
		bits.skip(1);
		final int resolution = bits.next(16);
		timeBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, resolution - 1)));
	}

	private void readPicture(final Bits bits) {
		final int type = bits.next(2);
		kind = type == 0 ? AV_PICTURE_TYPE_I : type == 2 ? AV_PICTURE_TYPE_B : AV_PICTURE_TYPE_P;
		if (timeBits == 0) return;
		while (bits.next(1) == 1) {
			// A second each.
		}
		bits.skip(1 + timeBits + 1);
		coded = bits.isOver() || bits.next(1) == 1;
	}

	/** Bits of an array, the highest of a byte first; zeros behind its end. */
	private static final class Bits {

		private final byte[] data;

		private long at;

		Bits(final byte[] data, final int from) {
			this.data = data;
			at = 8L * from;
		}

		boolean isOver() {
			return at >= 8L * data.length;
		}

		void skip(final int count) {
			at += count;
		}

		int next(final int count) {
			int value = 0;
			for (int i = 0; i < count; i++, at++)
				value = value << 1 | (isOver() ? 0 : data[(int) (at >> 3)] >> 7 - (at & 7) & 1);
			return value;
		}
	}
}
