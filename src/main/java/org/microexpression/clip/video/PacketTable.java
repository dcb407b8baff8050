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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which packet is whose frame, and where decoding has to start for it. */
final class PacketTable {

	private final Packets packets;

	private final FrameOrder order;

	/** By packet; -1 where it gives none. */
	private final int[] frames;

	/** Packets that decoding can start at, ascending. */
	private final int[] keys;

	/** Packets by their places in the file. */
	private final int[] byPosition;

	PacketTable(final Packets packets, final FrameOrder order) {
		this.packets = packets;
		this.order = order;
		frames = new int[packets.count()];
		Arrays.fill(frames, -1);
		for (int i = 0; i < order.packets().length; i++)
			frames[order.packets()[i]] = i;
		for (int p = 1; p < frames.length; p++)
			if (packets.is(p, Packets.SECOND_FIELD)) frames[p] = frames[p - 1];
		keys = IntStream.range(0, packets.count()).filter(p -> packets.is(p, Packets.KEY)).toArray();
		byPosition = IntStream.range(0, packets.count()).boxed().sorted(Comparator.comparingLong(packets::position))
			.mapToInt(Integer::intValue).toArray();
	}

	int packetCount() {
		return packets.count();
	}

	int frameCount() {
		return order.packets().length;
	}

	/** @return the frame's time stamp */
	long time(final int frame) {
		return order.times()[frame];
	}

	/** @return how many frames have a time that the file does not state */
	int madeTimes() {
		return order.made();
	}

	/** @return what the times that the file states are */
	FrameOrder.Stated stated() {
		return order.stated();
	}

	/** @return the packet that gives a frame */
	int packet(final int frame) {
		return order.packets()[frame];
	}

	/** @return the packet that completes a frame: its second field, where it comes in two */
	int lastPacket(final int frame) {
		final int packet = packet(frame);
		return packet + 1 < frames.length && frames[packet + 1] == frame ? packet + 1 : packet;
	}

	/** @return the frame that a packet gives, -1 for none */
	int frame(final int packet) {
		return packet < 0 || packet >= frames.length ? -1 : frames[packet];
	}

	/** @return the frames, counted from 1, that a joined recording begins with */
	List<Integer> joints() {
		return IntStream.range(0, frames.length).filter(p -> packets.is(p, Packets.ANEW) && frames[p] >= 0).mapToObj(
			p -> frames[p] + 1).sorted().toList();
	}

	/** @return the frames, counted from 1, behind which one is left out that is not whole; 0 before the first */
	List<Integer> tornBehind() {
		final List<Integer> behind = new ArrayList<>();
		int before = 0;
		for (int p = 0; p < frames.length; p++) {
			if (packets.is(p, Packets.TORN)) behind.add(before);
			else if (frames[p] >= 0) before = frames[p] + 1;
		}
		return behind;
	}

	boolean isTorn(final int packet) {
		return packets.is(packet, Packets.TORN);
	}

	/** @return the last packet up to this one that decoding can start at, or the first of all */
	int keyAt(final int packet) {
		final int found = Arrays.binarySearch(keys, packet);
		if (found >= 0) return packet;
		return found == -1 ? 0 : keys[-found - 2];
	}

	/** @return the frame of the first key packet behind the one of this frame, -1 if there is none */
	int firstOfNextGroup(final int frame) {
		for (int p = packet(frame) + 1; p < frames.length; p++)
			if (packets.is(p, Packets.KEY) && frames[p] > frame) return frames[p];
		return -1;
	}

	/**
	 * @return the packet to start decoding at for a frame: the last key frame before it; for one that is decoded after a
	 *         key frame but shown before it, the key frame before that
	 */
	int start(final int frame) {
		final int packet = packet(frame);
		final int key = keyAt(packet);
		return key > 0 && frames[key] > frame ? keyAt(key - 1) : key;
	}

	/** @return where in the file a packet begins, -1 where unknown */
	long position(final int packet) {
		return packets.position(packet);
	}

	/** @return the time stamp by which a file's index knows a packet */
	long seekTime(final int packet) {
		return packets.dts(packet) != Packets.NO_TIME ? packets.dts(packet) : packets.pts(packet) != Packets.NO_TIME
			? packets.pts(packet) : 0;
	}

	/**
	 * @param position where a packet was found in the file
	 * @param pts      its time stamp, or {@link Packets#NO_TIME}
	 * @return which packet it is, -1 where that is not certain
	 */
	int find(final long position, final long pts) {
		if (position < 0) return -1;
		int low = 0, high = byPosition.length;
		while (low < high) {
			final int middle = (low + high) >>> 1;
			if (packets.position(byPosition[middle]) < position) low = middle + 1;
			else high = middle;
		}
		int found = -1;
		for (int i = low; i < byPosition.length && packets.position(byPosition[i]) == position; i++) {
			if (packets.pts(byPosition[i]) != pts) continue;
			if (found >= 0) return -1;
			found = byPosition[i];
		}
		return found;
	}
}
