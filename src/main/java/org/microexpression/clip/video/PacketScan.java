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

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.microexpression.base.InputException;

/** The pass over all packets of a video that finds its frames, without decoding any. */
final class PacketScan {

	/** Seven hours at 200 frames a second. */
	private static final int MOST_PACKETS = 5_000_000;

	private final Path file;

	private final Packets packets = new Packets();

	/** Of the packet before, if that was the first field of a frame; 0 if not. */
	private int openField;

	private long bytes;

	private boolean numbers;

	/** Whether the coded pictures tell in which order they are shown. */
	private boolean ordered;

	/** Frames that the file's own list of parts hides, as players do. */
	private int cut;

	/** Whether it is a transport stream. */
	private final boolean stream;

	private boolean tornBefore;

	/** Frames between two joined recordings that cannot be decoded, because the second begins within a group. */
	private int lostBetween;

	/**
	 * @param file      for sentences
	 * @param demuxer   newly opened; stands at the end afterwards
	 * @param container what the file is
	 * @throws InputException if it has no frames, is encrypted, or promises more than a file of its size can hold
	 */
	PacketScan(final Path file, final Demuxer demuxer, final VideoContainer container) {
		this.file = file;
		stream = container == VideoContainer.MPEG_TS;
		final boolean fields = stream || container == VideoContainer.AVI;
		final long most = 2 * file.toFile().length() + (1 << 20);
		try (PictureParser parser = new PictureParser(demuxer.stream().codecpar(), fields)) {
			numbers = parser.numbers();
			// Of codecs that may show pictures in another order many films do not.
			ordered = parser.isOrdered() && (container == VideoContainer.AVI || demuxer.stream().codecpar()
				.video_delay() > 0);
			while (demuxer.next()) {
				if (demuxer.isEncrypted()) throw new InputException("The video '" + file +
					"' is encrypted; export it without a protection against copying.");
				take(demuxer.packet(), parser);
				if (packets.count() > MOST_PACKETS || bytes > most) throw new InputException("The video '" + file +
					"' promises more frames than it can hold, it is damaged: export it again" + (bytes > most ? "."
						: ", in parts of less than " + MOST_PACKETS + " frames."));
				if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
			}
		}
		startAtKey();
		partRecordings();
	}

	private void take(final AVPacket packet, final PictureParser parser) {
		bytes += packet.size();
		final boolean marked = (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0;
		// A stream is cut into pictures where the next begins, so that its mark may stand one picture early.
		final boolean torn = marked || stream && tornBefore;
		tornBefore = marked;
		parser.read(packet);
		final int field = parser.field();
		final boolean second = field != 0 && openField != 0 && field != openField;
		openField = second ? 0 : field;
		final boolean frame = !torn && !second && parser.isShown(packet);
		final boolean shown = frame && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
		if (frame && !shown) cut++;
		final boolean key = parser.isKey(packet) && !second && !torn;
		packets.add(packet.pts(), packet.dts(), packet.pos(), parser.order(), (shown ? Packets.SHOWN : 0) | (key
			? Packets.KEY : 0) | (second ? Packets.SECOND_FIELD : 0) | (torn ? Packets.TORN : 0));
	}

	/** What comes before the first key frame needs frames that are not in the file. */
	private void startAtKey() {
		int first = 0;
		while (first < packets.count() && !packets.is(first, Packets.KEY))
			first++;
		if (first == packets.count()) {
			if (first > 0) packets.makeKey(0);
			return;
		}
		for (int p = 0; p < first; p++)
			packets.hide(p);
	}

	/**
	 * Recordings that were joined, such as those of a camera that begins a new file every few minutes, begin their times
	 * anew: in a stream the times of decoding ascend, and a key frame is shown behind all that was decoded before it, or at
	 * the same time where the file counts too coarsely.
	 */
	private void partRecordings() {
		long latest = Packets.NO_TIME, decoded = Packets.NO_TIME, begun = Packets.NO_TIME;
		boolean lost = false;
		for (int p = 0; p < packets.count(); p++) {
			final long pts = packets.pts(p), dts = packets.dts(p);
			final boolean key = packets.is(p, Packets.KEY);
			final boolean back = dts != Packets.NO_TIME && decoded != Packets.NO_TIME && dts < decoded || key &&
				pts != Packets.NO_TIME && latest != Packets.NO_TIME && pts < latest;
			if (back) {
				lost = true;
				// The count of a stream's pieces breaks off there in any case, which does not mean that one is missing.
				for (int before = p - 1; before >= Math.max(0, p - 2) && packets.is(before, Packets.TORN); before--)
					packets.mend(before);
				latest = Packets.NO_TIME;
			}
			if (lost && key) {
				packets.beginAnew(p);
				lost = false;
				begun = pts;
			}
			else if (key) begun = Packets.NO_TIME;
			// What is shown before the first key frame needs frames of another recording's place.
			else if (lost || begun != Packets.NO_TIME && pts < begun) {
				if (packets.is(p, Packets.SHOWN)) lostBetween++;
				packets.hide(p);
			}
			if (dts != Packets.NO_TIME) decoded = dts;
			if (pts != Packets.NO_TIME && packets.is(p, Packets.SHOWN)) latest = Math.max(latest, pts);
		}
	}

	/** @return how many frames the file's own list of parts hides */
	int cut() {
		return cut;
	}

	/** @return how many frames behind a break between recordings cannot be decoded */
	int lostBetween() {
		return lostBetween;
	}

	/** @return the packets found */
	Packets packets() {
		return packets;
	}

	/**
	 * @param usual ticks from a frame to the next where the times do not tell
	 * @return the table of the frames
	 * @throws InputException if there are none
	 */
	PacketTable table(final long usual) {
		final PacketTable table = new PacketTable(packets, FrameOrder.of(packets, usual, ordered ? Optional.of(numbers)
			: Optional.empty()));
		if (table.frameCount() == 0) throw new InputException("The video '" + file +
			"' holds no frames; copy or export it again.");
		return table;
	}
}
