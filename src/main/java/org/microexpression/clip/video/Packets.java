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

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;

/** What one pass over a stream finds of its packets, in the order they are decoded in; about 40 bytes each. */
final class Packets {

	/** In place of a time stamp that the file does not give. */
	static final long NO_TIME = AV_NOPTS_VALUE;

	/** A packet gives a frame. */
	static final int SHOWN = 1;

	/** Decoding can start here. */
	static final int KEY = 2;

	/** A packet is the second field of the frame that the packet before it began. */
	static final int SECOND_FIELD = 4;

	/** A packet is not whole. */
	static final int TORN = 8;

	/** Times begin anew here: what follows is another recording, joined to the one before. */
	static final int ANEW = 16;

	private long[] pts = new long[1024];

	private long[] dts = new long[1024];

	private long[] position = new long[1024];

	/** In display order within a group, where a parser tells; else the kind of picture. */
	private int[] order = new int[1024];

	private byte[] flags = new byte[1024];

	private int count;

	/**
	 * @param shownAt    time stamp of its frame, or {@link #NO_TIME}
	 * @param decodedAt  time stamp of its decoding, or {@link #NO_TIME}
	 * @param place      in the file, -1 where unknown
	 * @param orderHint  see {@link FrameOrder}
	 * @param properties of {@link #SHOWN} and so on
	 */
	void add(final long shownAt, final long decodedAt, final long place, final int orderHint, final int properties) {
		if (count == pts.length) {
			final int more = count * 2;
			pts = Arrays.copyOf(pts, more);
			dts = Arrays.copyOf(dts, more);
			position = Arrays.copyOf(position, more);
			order = Arrays.copyOf(order, more);
			flags = Arrays.copyOf(flags, more);
		}
		pts[count] = shownAt;
		dts[count] = decodedAt;
		position[count] = place;
		order[count] = orderHint;
		flags[count++] = (byte) properties;
	}

	int count() {
		return count;
	}

	/**
	 * @param byTime whether times of decoding count frames, also those that a camera dropped, as in AVI
	 * @return how many frames the file has room for
	 */
	long slots(final boolean byTime) {
		return byTime && count > 0 && dts[count - 1] != NO_TIME ? Math.max(count, dts[count - 1] + 1) : count;
	}

	long pts(final int packet) {
		return pts[packet];
	}

	long dts(final int packet) {
		return dts[packet];
	}

	long position(final int packet) {
		return position[packet];
	}

	int order(final int packet) {
		return order[packet];
	}

	boolean is(final int packet, final int property) {
		return (flags[packet] & property) != 0;
	}

	/** Its frame cannot be decoded, because what it needs is not in the file. */
	void hide(final int packet) {
		flags[packet] &= ~SHOWN;
	}

	void makeKey(final int packet) {
		flags[packet] |= KEY;
	}

	/** Another recording begins with it. */
	void beginAnew(final int packet) {
		flags[packet] |= ANEW;
	}

	/** Gives a frame, and is whole as far as its decoder does not say otherwise. */
	void mend(final int packet) {
		flags[packet] = (byte) (flags[packet] & ~TORN | SHOWN);
	}
}
