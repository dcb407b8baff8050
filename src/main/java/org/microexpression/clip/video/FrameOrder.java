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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The order in which frames are shown, which is not that in which they are decoded. Where the file gives every frame a
 * time of presentation, the times tell. AVI does not: there the coded pictures tell, by their numbers (H.264, HEVC) or
 * by their kind (a B picture is shown before the I or P picture that it was decoded after), and the times of decoding
 * are dealt out in that order. Of joined recordings each is ordered by itself, and the times of a later one go on
 * behind the one before. Frames without any time, and those that stand no later than the one before, get one.
 * <p>
 * A film that was only put into another file may state the times of decoding as those of presentation: then they ascend
 * from packet to packet, and the coded pictures tell otherwise. The pictures are right, since a decoder goes by them.
 * </p>
 *
 * @param packets numbers of the packets, in the order that their frames are shown in
 * @param times   the frames' time stamps, ascending
 * @param made    how many of them the file does not state so
 * @param stated  what the times that the file states are
 */
record FrameOrder(int[] packets, long[] times, int made, Stated stated) {

	/** What the times are that a file states. */
	enum Stated {

			/** They tell when frames are shown, or are not there. */
			FIT,

			/** They are those of decoding; the order is that of the coded pictures. */
			OF_DECODING,

			/** The coded pictures tell another order; the times were followed. */
			CONTRADICT
	}

	/**
	 * @param packets  of a stream
	 * @param usual    ticks from a frame to the next where the times do not tell, 1 or more
	 * @param numbered whether their hints are numbers in the order of display, which begin anew at some key frames; else
	 *                 they are kinds of pictures; empty where they tell nothing
	 */
	static FrameOrder of(final Packets packets, final long usual, final Optional<Boolean> numbered) {
		final List<Integer> shown = IntStream.range(0, packets.count()).filter(p -> packets.is(p, Packets.SHOWN)).boxed()
			.toList();
		final List<Integer> coded = !numbered.isPresent() ? shown : numbered.get() ? byNumber(packets, shown) : byKind(
			packets, shown);
		if (shown.stream().noneMatch(p -> packets.pts(p) == Packets.NO_TIME)) {
			if (!coded.equals(shown) && ascends(packets, shown)) return of(coded, shown.stream().mapToLong(packets::pts)
				.toArray(), 0, Stated.OF_DECODING, usual);
			return byTime(packets, shown, numbered.isPresent() ? coded : List.of(), usual);
		}
		final long[] times = shown.stream().mapToLong(packets::dts).toArray();
		final int made = fill(times, usual);
		return of(coded, times, made, Stated.FIT, usual);
	}

	/** Whether frames would be shown in the order in which they are decoded, all in one recording. */
	private static boolean ascends(final Packets packets, final List<Integer> shown) {
		return IntStream.range(1, shown.size()).allMatch(i -> packets.pts(shown.get(i - 1)) < packets.pts(shown.get(i)) &&
			!packets.is(shown.get(i), Packets.ANEW));
	}

	/** Frames before the first known time are counted back from it, others on from the one before. */
	private static int fill(final long[] times, final long usual) {
		int first = 0;
		while (first < times.length && times[first] == Packets.NO_TIME)
			first++;
		if (first == times.length) {
			Arrays.setAll(times, i -> i * usual);
			return times.length;
		}
		for (int i = first - 1; i >= 0; i--)
			times[i] = times[i + 1] - usual;
		int made = first;
		for (int i = first + 1; i < times.length; i++) {
			if (times[i] != Packets.NO_TIME) continue;
			times[i] = times[i - 1] + usual;
			made++;
		}
		return made;
	}

	/**
	 * Times of one tick for several frames cannot be told apart: the later ones are placed a tick behind. Times that go
	 * back, as where recordings were joined, are counted on.
	 */
	private static int ascend(final long[] times, final long usual) {
		int moved = 0;
		long shift = 0;
		long before = times.length == 0 ? 0 : times[0];
		for (int i = 1; i < times.length; i++) {
			final long stated = times[i];
			if (stated < before) shift = times[i - 1] + usual - stated;
			times[i] = Math.max(stated + shift, times[i - 1] + 1);
			if (stated < before || times[i] > stated + shift) moved++;
			before = stated;
		}
		return moved;
	}

	/** @param coded the order that the coded pictures tell; empty where they tell none */
	private static FrameOrder byTime(final Packets packets, final List<Integer> shown, final List<Integer> coded,
		final long usual)
	{
		final List<Integer> order = new ArrayList<>();
		final long[] times = new long[shown.size()];
		for (int from = 0, to; from < shown.size(); from = to) {
			to = from + 1;
			while (to < shown.size() && !packets.is(shown.get(to), Packets.ANEW))
				to++;
			final List<Integer> recording = new ArrayList<>(shown.subList(from, to));
			recording.sort(Comparator.comparingLong(packets::pts));
			final long shift = from == 0 ? 0 : times[from - 1] + step(times, from) - packets.pts(recording.get(0));
			for (int i = from; i < to; i++)
				times[i] = packets.pts(recording.get(i - from)) + shift;
			order.addAll(recording);
		}
		final boolean joined = shown.stream().anyMatch(p -> packets.is(p, Packets.ANEW));
		return of(order, times, 0, coded.isEmpty() || joined || coded.equals(order) ? Stated.FIT : Stated.CONTRADICT,
			usual);
	}

	/** The mean step between the frames so far. */
	private static long step(final long[] times, final int count) {
		return count < 2 ? 1 : Math.max(1, Math.round((double) (times[count - 1] - times[0]) / (count - 1)));
	}

	private static FrameOrder of(final List<Integer> packets, final long[] times, final int made, final Stated stated,
		final long usual)
	{
		return new FrameOrder(packets.stream().mapToInt(Integer::intValue).toArray(), times, made + ascend(times, usual),
			stated);
	}

	private static List<Integer> byNumber(final Packets packets, final List<Integer> shown) {
		final List<Integer> order = new ArrayList<>();
		final List<Integer> group = new ArrayList<>();
		int largest = Integer.MIN_VALUE;
		for (final int packet : shown) {
			final int number = packets.order(packet);
			if (packets.is(packet, Packets.KEY) && number <= largest) {
				group.sort(Comparator.comparingInt(packets::order));
				order.addAll(group);
				group.clear();
				largest = Integer.MIN_VALUE;
			}
			largest = Math.max(largest, number);
			group.add(packet);
		}
		group.sort(Comparator.comparingInt(packets::order));
		order.addAll(group);
		return order;
	}

	private static List<Integer> byKind(final Packets packets, final List<Integer> shown) {
		final List<Integer> order = new ArrayList<>();
		int waiting = -1;
		for (final int packet : shown) {
			if (packets.order(packet) == AV_PICTURE_TYPE_B) {
				order.add(packet);
				continue;
			}
			if (waiting >= 0) order.add(waiting);
			waiting = packet;
		}
		if (waiting >= 0) order.add(waiting);
		return order;
	}
}
