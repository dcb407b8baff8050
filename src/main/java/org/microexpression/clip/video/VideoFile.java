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

import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;

/**
 * The frames of a video and their times of presentation. One pass over the packets, when it is opened, finds all frames
 * without decoding them; a frame is decoded when it is asked for, from the key frame before it, and is the same picture
 * in whatever order frames are asked for. Of a damaged file the frames that are whole can be read. Sound is ignored.
 * Safe for several threads, one of which reads at a time.
 */
public final class VideoFile implements AutoCloseable {

	/** Closes what nobody closed: an image whose window a script lost sight of. */
	private static final Cleaner CLEANER = Cleaner.create();

	/** A sentence names no more frames. */
	private static final int MOST_NAMED = 8;

	private final Path file;

	private final VideoContainer container;

	private final int threads;

	private final PacketTable table;

	private final StreamFacts facts;

	private final List<String> remarks = new ArrayList<>();

	private final Holder holder = new Holder();

	/** Native memory and the open file; apart from the frames, so that it can be closed when these are forgotten. */
	private static final class Holder implements Runnable {

		/** {@code null} while released. */
		private FrameReader reader;

		@Override
		public synchronized void run() {
			if (reader != null) reader.close();
			reader = null;
		}
	}

	private VideoFile(final Path file, final VideoContainer container, final long promised, final int threads) {
		this.file = file;
		this.container = container;
		this.threads = threads;
		final Demuxer demuxer = new Demuxer(file, container);
		PacketTable found;
		final PacketScan scan;
		try {
			facts = StreamFacts.of(demuxer);
			if (facts.width() < 1 || facts.height() < 1) throw new InputException("The video '" + file +
				"' does not say how large its pictures are, its beginning is missing or damaged; copy or export it again.");
			scan = new PacketScan(file, demuxer, container);
			found = scan.table(facts.frameTicks());
			facts.addRemarks(file, remarks);
			holder.reader = reader(demuxer, found);
		}
		catch (final RuntimeException | Error e) {
			demuxer.close();
			throw e;
		}
		try {
			found = withoutUndecodable(scan, found);
		}
		catch (final RuntimeException | Error e) {
			close();
			throw e;
		}
		table = found;
		remarkLost(scan.packets(), Math.max(promised, facts.promised()));
		remarkJoints(scan.lostBetween());
		if (scan.cut() > 0) remarks.add("The file '" + file + "' says of " + Counts.of(scan.cut(), "frame", "frames") +
			" that players are not to show " + (scan.cut() == 1 ? "it" : "them") +
			", as after cutting without coding anew, or where it is damaged; only the others are counted.");
		remarkOrder();
		if (container == VideoContainer.MATROSKA) remarkGaps();
		if (table.madeTimes() > 0) remarks.add("The file '" + file + "' does not say when " + table.madeTimes() +
			" of its " + frameCount() +
			" frames are shown, or says it wrongly; these times were counted on. Copy or export it again for " +
			"exact ones.");
		CLEANER.register(this, holder);
	}

	/**
	 * @param file      an existing file
	 * @param container what it is by its first bytes
	 * @param promised  how many frames the file is known to name, 0 where it is not known
	 * @param threads   that may decode at once, 0 for as many as Java was started with, else one a processor
	 * @return its frames
	 * @throws InputException if it cannot be read: it is damaged, encrypted, without pictures, or of a codec that is not
	 *                        read
	 */
	public static VideoFile open(final Path file, final VideoContainer container, final long promised,
		final int threads)
	{
		return new VideoFile(file, container, promised, threads);
	}

	private FrameReader reader(final Demuxer demuxer, final PacketTable frames) {
		return new FrameReader(file, container, demuxer, frames, facts.orientation(), facts.aspect(), facts.fullGrey(),
			threads);
	}

	/**
	 * Frames that are shown before the first key frame but decoded after it may need frames that were cut away before it,
	 * the first group may be damaged, and the last frames of a recording that broke off may be parts: only decoding
	 * tells.
	 */
	private PacketTable withoutUndecodable(final PacketScan scan, final PacketTable found) {
		final int first = firstReadable(found);
		int last = found.frameCount() - 1;
		if (container == VideoContainer.MPEG_TS) while (last > first && !canRead(last))
			last--;
		final int lost = first + found.frameCount() - 1 - last;
		if (lost == 0) return found;
		for (int f = 0; f < found.frameCount(); f++)
			if (f < first || f > last) scan.packets().hide(found.packet(f));
		remarks.add("The file '" + file + "' begins or ends within a group of frames or is damaged there: " + lost +
			" that cannot be decoded were left out.");
		release();
		final PacketTable left = scan.table(facts.frameTicks());
		holder.reader = reader(new Demuxer(file, container), left);
		return left;
	}

	private int firstReadable(final PacketTable found) {
		final int key = found.frame(found.keyAt(found.packet(0)));
		int first = 0;
		while (!canRead(first)) {
			first = first < key ? first + 1 : found.firstOfNextGroup(first);
			if (first < 0) throw new InputException("No frame of the video '" + file +
				"' can be decoded, it is damaged; copy or export it again.");
		}
		return first;
	}

	private boolean canRead(final int frame) {
		try {
			holder.reader.read(frame);
			return true;
		}
		catch (final InputException e) {
			return false;
		}
	}

	private void remarkLost(final Packets packets, final long promised) {
		int first = 0;
		while (first < packets.count() - 1 && !packets.is(first, Packets.KEY))
			first++;
		if (first > 0) remarks.add("The file '" + file + "' begins within a group of frames: the first " + first +
			", which cannot be decoded without the missing ones, were left out.");
		if (promised > packets.slots(container == VideoContainer.AVI)) remarks.add("The file '" + file +
			"' is cut off or damaged: " + frameCount() + " of the " + promised + " frames that it names can be read.");
	}

	private void remarkOrder() {
		if (table.stated() == FrameOrder.Stated.OF_DECODING) remarks.add("The file '" + file +
			"' states the times of its frames in the order in which they are decoded; their order was taken from the coded " +
			"pictures. Copy or export it again for exact times.");
		// Only this container has its times apart from the pictures, in tables of their own.
		if (container == VideoContainer.QUICKTIME && table.stated() == FrameOrder.Stated.CONTRADICT) remarks.add(
			"The times of the frames in '" + file +
				"' tell another order than the coded pictures do, so it may be damaged; the times were followed. Look at the " +
				"frames, and export it again if they jump.");
	}

	/** Other containers count their frames; in this one only the times tell that some between two others are missing. */
	private void remarkGaps() {
		final TimeGaps gaps = TimeGaps.of(IntStream.range(0, frameCount()).mapToDouble(this::seconds).toArray(), facts
			.length());
		if (gaps.missing() > 0) remarks.add("The file '" + file + "' lacks about " + Counts.of(gaps.missing(), "frame",
			"frames") + " behind " + frames(gaps.behind()) + ", as the times tell: it is damaged, or the camera left them " +
			"out; frames are counted on.");
	}

	private void remarkJoints(final int lost) {
		final List<Integer> joints = table.joints();
		if (!joints.isEmpty()) remarks.add("The file '" + file +
			"' is several recordings, one behind the other: its times begin anew at " + frames(joints) +
			"; frames and times are counted on, so let no expression reach across." + (lost == 0 ? ""
				: " Of the later ones " + Counts.of(lost, "frame that needs missing ones before it was",
					"frames that need missing ones before them were") + " left out."));
		final List<Integer> torn = table.tornBehind();
		if (container == VideoContainer.MPEG_TS && !torn.isEmpty()) remarks.add("The file '" + file + "' lacks parts of " +
			torn.size() + " of its frames, behind " + frames(torn) + ", which were left out; copy or export it again.");
	}

	private static String frames(final List<Integer> numbers) {
		return (numbers.size() == 1 ? "frame " : "frames ") + numbers.stream().limit(MOST_NAMED).map(String::valueOf)
			.collect(Collectors.joining(", ")) + (numbers.size() > MOST_NAMED ? " …" : "");
	}

	/** @return pixels per row of a frame, turned and stretched as it is shown */
	public int width() {
		return facts.width();
	}

	/** @return rows of a frame, turned and stretched as it is shown */
	public int height() {
		return facts.height();
	}

	/** @return how many frames there are, at least 1 */
	public int frameCount() {
		return table.frameCount();
	}

	/**
	 * @param frame 0-based
	 * @return when the frame is shown, in seconds from the start of the film, which is mostly that of the first frame
	 */
	public double seconds(final int frame) {
		Objects.checkIndex(frame, table.frameCount());
		return facts.seconds(table.time(frame), table.time(0));
	}

	/** @return frames per second on average, NaN where unknown */
	public double framesPerSecond() {
		final int last = table.frameCount() - 1;
		final double mean = last > 0 ? last / (seconds(last) - seconds(0)) : facts.rate();
		// The rate that the file states is exact where times are rounded, and wrong where frames were left out.
		return Math.abs(mean - facts.rate()) < 1e-3 * mean ? facts.rate() : mean;
	}

	/** @return the largest number of bits of a value that its frames are stored with */
	public int bits() {
		return facts.bits();
	}

	/** @return what it is and who reads it, a sentence for the Log */
	public String description() {
		return String.format(Locale.ROOT, "'%s' is read by FFmpeg: %s, %s (%s), %d x %d pixels, %d frames in %.3f s.", file
			.getFileName(), container.title(), facts.codec(), facts.pixels(), width(), height(), frameCount(), seconds(
				frameCount() - 1) - seconds(0));
	}

	/** @return what the user should know about the frames, one sentence each */
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	/**
	 * @param frame 0-based
	 * @return its pixels
	 * @throws InputException if it cannot be decoded
	 */
	public VideoFrame read(final int frame) {
		Objects.checkIndex(frame, table.frameCount());
		synchronized (holder) {
			if (holder.reader == null) {
				final Demuxer demuxer = new Demuxer(file, container);
				try {
					holder.reader = reader(demuxer, table);
				}
				catch (final RuntimeException e) {
					demuxer.close();
					throw e;
				}
			}
			return holder.reader.read(frame);
		}
	}

	/** Closes the file and frees native memory; a later {@link #read} opens it again. */
	public void release() {
		holder.run();
	}

	@Override
	public void close() {
		release();
	}
}
