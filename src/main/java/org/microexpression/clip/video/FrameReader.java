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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.microexpression.base.InputException;

/**
 * Gives any frame of an open video. The next one is decoded on from where the decoder is; for any other, decoding
 * starts at the key frame before it. A frame of which a part, or of whose predecessors in its group a part, is damaged
 * is refused instead of made up: decoders would show something in its place.
 */
final class FrameReader implements AutoCloseable {

	/** Decoders hold back at most this many frames until they are sure of their order. */
	private static final int MOST_DELAY = 40;

	/** Whoever steps backwards by no more than this is going to step again. */
	private static final int BACKWARDS = 64;

	private static final long MOST_KEPT_BYTES = 64L << 20;

	private final Path file;

	private final VideoContainer container;

	private final PacketTable table;

	private final FrameConverter converter;

	private Demuxer demuxer;

	private final VideoDecoder decoder;

	/** Frames decoded on the way to one that was asked for by somebody who steps backwards; the oldest first. */
	private final Map<Integer, VideoFrame> kept = new LinkedHashMap<>();

	/** Bytes of a frame that was read, 0 before the first. */
	private long frameBytes;

	private int lastAsked = -1;

	/** Whether the frame asked for last was far from the one before, as where somebody clicks here and there. */
	private boolean single;

	/** The packet that the demuxer gives next, -1 where the decoder has to be started. */
	private int next = -1;

	/** Where decoding was started. */
	private int start;

	private boolean ended;

	/** Packets that went in, whose frames are still to come out. */
	private final Set<Integer> inside = new HashSet<>();

	/** Packets that could not be decoded since the start. */
	private final List<Integer> faults = new ArrayList<>();

	/** All but the decoder and what it needs belongs to the caller. */
	FrameReader(final Path file, final VideoContainer container, final Demuxer demuxer, final PacketTable table,
		final Orientation orientation, final PixelAspect aspect, final boolean fullGrey, final int threads)
	{
		this.file = file;
		this.container = container;
		this.demuxer = demuxer;
		this.table = table;
		decoder = new VideoDecoder(file, demuxer.stream().codecpar(), threads);
		converter = new FrameConverter(orientation, aspect, fullGrey);
	}

	/**
	 * @param frame 0-based, in the order of display
	 * @return its pixels
	 * @throws InputException if it is damaged
	 */
	VideoFrame read(final int frame) {
		final boolean backwards = frame < lastAsked && frame >= lastAsked - BACKWARDS;
		lastAsked = frame;
		final VideoFrame before = kept.get(frame);
		if (before != null) return before;
		final int first = backwards ? Math.max(0, frame - mostKept()) : frame;
		kept.clear();
		VideoFrame read = null;
		final boolean follows = follows(frame);
		// Who has jumped twice does so again: then nothing behind the frame is decoded, and the decoder is not kept going.
		boolean alone = single && !follows && !backwards && decoder.holdsBack();
		single = !follows && !backwards;
		if (follows && (!ended || inside.contains(table.packet(frame)))) read = decode(frame, first, false);
		// What was decoded before must not count, so that a frame is the same, or refused, however it is asked for.
		for (int key = table.start(frame); read == null;) {
			start(key);
			read = decode(frame, first, alone);
			if (read != null) break;
			if (!faults.isEmpty() || key == 0 && !alone) throw damaged(frame);
			if (!alone) key = table.keyAt(key - 1);
			alone = false;
		}
		frameBytes = bytes(read);
		return read;
	}

	/** @return whether the frame comes soon behind those that were decoded, so that there is no need to start anew */
	private boolean follows(final int frame) {
		if (next < 0 || !faults.isEmpty()) return false;
		final int packet = table.packet(frame);
		return inside.contains(packet) || packet >= next && table.start(frame) <= next;
	}

	private int mostKept() {
		if (frameBytes == 0) return 1;
		return (int) (Math.min(MOST_KEPT_BYTES, Runtime.getRuntime().maxMemory() / 8) / frameBytes);
	}

	/**
	 * Decodes until the frame comes out; null where it does not, or cannot be trusted.
	 *
	 * @param alone whether no later packet is taken, so that decoding cannot go on behind the frame
	 */
	private VideoFrame decode(final int frame, final int firstKept, final boolean alone) {
		final int packet = table.packet(frame);
		while (true) {
			switch (decoder.receive()) {
				case FRAME -> {
					final int number = decoder.number();
					inside.remove(number);
					if (decoder.isMadeUp()) faults.add(number);
					final int found = table.frame(number);
					final boolean sound = faults.stream().noneMatch(fault -> fault >= table.keyAt(number) && fault <= number);
					if (found == frame) return sound ? converter.convert(decoder.frame()) : null;
					if (found >= firstKept && found < frame && sound) kept.put(found, converter.convert(decoder.frame()));
				}
				case HUNGRY -> {
					if (next > packet + MOST_DELAY + decoder.threads()) return null;
					if (alone && next > table.lastPacket(frame)) end();
					else feed(firstKept);
				}
				// The packet sent last, or with several threads one before it.
				case ERROR -> faults.add(Math.max(start, next - decoder.threads()));
				case END -> {
					return null;
				}
			}
		}
	}

	private void feed(final int firstKept) {
		while (!ended) {
			if (!demuxer.next() || next >= table.packetCount()) {
				end();
				return;
			}
			final int number = next++;
			if (table.isTorn(number)) faults.add(number);
			else if (demuxer.packet().size() > 0) {
				final int frame = table.frame(number);
				final boolean onlyNeeded = frame >= 0 && frame < firstKept;
				if (frame >= 0 && !onlyNeeded) inside.add(number);
				if (!decoder.send(demuxer.packet(), number, onlyNeeded)) faults.add(number);
				return;
			}
		}
	}

	/** What is inside the decoder comes out. */
	private void end() {
		ended = true;
		decoder.sendEnd();
	}

	/** Puts the decoder before a key frame. */
	private void start(final int key) {
		decoder.flush();
		inside.clear();
		faults.clear();
		ended = false;
		start = key;
		next = -1;
		for (int from = key;; from = table.keyAt(from - 1)) {
			final boolean found = container == VideoContainer.MPEG_TS && table.position(from) >= 0 ? demuxer.seekByte(table
				.position(from)) : demuxer.seek(table.seekTime(from));
			if (found && skipTo(key)) return;
			if (from == 0) break;
		}
		// A file without an index, or with a wrong one, is read from its start.
		demuxer.close();
		demuxer = new Demuxer(file, container);
		next = 0;
		while (next < key && demuxer.next())
			next++;
	}

	/** @return whether the demuxer, which stands somewhere, gives the packet next; else it is behind it, or lost */
	private boolean skipTo(final int key) {
		int at = -1;
		for (int tries = 0; at < 0 && tries < MOST_DELAY && demuxer.next(); tries++)
			at = table.find(demuxer.packet().pos(), demuxer.packet().pts());
		if (at < 0 || at > key) return false;
		while (at < key && demuxer.next())
			at++;
		if (at < key) return false;
		next = key;
		feedFirst();
		return true;
	}

	/** The key frame's packet was read to know where the demuxer is. */
	private void feedFirst() {
		final int number = next++;
		if (table.frame(number) >= 0) inside.add(number);
		if (!decoder.send(demuxer.packet(), number, false)) faults.add(number);
	}

	private InputException damaged(final int frame) {
		next = -1;
		return new InputException("Frame " + (frame + 1) + " of '" + file +
			"' cannot be read, the file is damaged there; export the clip again or use other frames.");
	}

	private static long bytes(final VideoFrame frame) {
		if (frame instanceof Film film) return film.bytes();
		final long pixels = (long) frame.width() * frame.height();
		return pixels * (frame instanceof VideoFrame.Rgb ? Integer.BYTES : frame instanceof VideoFrame.Grey16 ? 2 : 1);
	}

	@Override
	public void close() {
		decoder.close();
		converter.close();
		demuxer.close();
	}
}
