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

package org.microexpression.timeline;

import java.nio.file.Files;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.base.SharedWork;
import org.microexpression.base.Table;
import org.microexpression.batch.ClipList;
import org.microexpression.batch.PieceFiles;
import org.microexpression.clip.Clip;
import org.microexpression.motion.ClipSpan;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.FollowedFace;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionSpan;

/**
 * Does the pieces of the spotting of videos. The face that was followed for a span is followed on for a later one of the
 * same video, and what was put together of a video is kept for its next rows; so a worker has at most one video of
 * each. For one thread.
 */
final class SpottingWork implements SharedWork.Pieces, AutoCloseable {

	/** A look at the files of a video counts so long. */
	private static final Duration LOOKED = Duration.ofMillis(400);

	/** A video whose face is followed. */
	private record Open(int video, Clip clip, FollowedFace face) {
	}

	/** A video that is put together, or why it cannot be used. */
	private record Gathered(int video, Optional<ClipSpotting.Spotted> spotted, Optional<String> failure) {
	}

	/** How many spans of a video were not measured, since when by this worker's clock, and when it looked; nanoseconds. */
	private record Left(int spans, long since, long looked) {
	}

	private final List<ClipList.Entry> videos;
	private final SpottedRows kind;
	private final SpottingPieces pieces;
	private final PieceFiles files;
	private final String origin;
	private final ClipSpotting spotting;
	private final Set<Integer> home;
	private final BitSet done = new BitSet();
	private final Map<Integer, Left> left = new HashMap<>();
	private Optional<Open> open = Optional.empty();
	private Optional<Gathered> gathered = Optional.empty();

	/**
	 * @param videos   the videos
	 * @param kind     makes their rows
	 * @param pieces   their pieces
	 * @param files    the files of these
	 * @param origin   what decides about their content, as text
	 * @param spotting spots and recognizes; left open
	 * @param share    which worker this is
	 */
	SpottingWork(final List<ClipList.Entry> videos, final SpottedRows kind, final SpottingPieces pieces,
		final PieceFiles files, final String origin, final ClipSpotting spotting, final Share share)
	{
		this.videos = videos;
		this.kind = kind;
		this.pieces = pieces;
		this.files = files;
		this.origin = origin;
		this.spotting = spotting;
		home = pieces.home(share);
	}

	@Override
	public int count() {
		return pieces.count();
	}

	@Override
	public boolean isDone(final int piece) {
		if (!done.get(piece) && Files.exists(files.file(piece))) done.set(piece);
		return done.get(piece);
	}

	@Override
	public boolean isReady(final int piece) {
		return !pieces.get(piece).isGathered() || pieces.motions(pieces.get(piece).video()).stream().allMatch(this::isDone);
	}

	/** To follow a face until the few spans that are left takes longer than whoever is at it takes for them. */
	@Override
	public boolean isLeft(final int piece) {
		final SpottingPieces.Piece asked = pieces.get(piece);
		if (!asked.motion() || home.contains(asked.video()) || isAhead(asked)) return false;
		final long now = System.nanoTime();
		final Left before = left.get(asked.video());
		if (before == null || now - before.looked > LOOKED.toNanos()) {
			final int spans = (int) pieces.motions(asked.video()).stream().filter(motion -> !isDone(motion)).count();
			left.put(asked.video(), new Left(spans, before != null && before.spans == spans ? before.since : now, now));
		}
		final Left known = left.get(asked.video());
		return !SpottingPieces.isWorthHelp(known.spans, asked.span().of()) && now - known.since < SharedWork.deadAfter()
			.toNanos();
	}

	@Override
	public List<Integer> order(final Share share) {
		return pieces.order(share);
	}

	@Override
	public List<List<Integer>> runs(final int workers) {
		return pieces.runs(workers);
	}

	@Override
	public void work(final int piece, final Progress progress) {
		final SpottingPieces.Piece asked = pieces.get(piece);
		final ClipList.Entry video = videos.get(asked.video());
		if (asked.motion()) file(piece).write(motion(asked, progress));
		else new Table(FolderSpotting.TABLE, kind.columns(), asked.isGathered() ? rows(asked, progress) : kind.of(video,
			spotting, progress)).writeCsv(files.file(piece));
	}

	private MotionSpanFile file(final int piece) {
		return new MotionSpanFile(files.file(piece), origin + " piece " + piece);
	}

	private boolean isAhead(final SpottingPieces.Piece piece) {
		return open.filter(one -> one.video == piece.video() && one.face.isBefore(piece.span())).isPresent();
	}

	private MotionSpanFile.Content motion(final SpottingPieces.Piece piece, final Progress progress) {
		final ClipList.Entry video = videos.get(piece.video());
		final AtomicReference<MotionSpan> motion = new AtomicReference<>();
		boolean kept = false;
		try {
			final Optional<String> failure = SpottedRows.attempt(video, () -> {
				if (!isAhead(piece)) follow(piece.video(), progress);
				motion.set(open.orElseThrow().face.measure(piece.span(), progress));
			});
			kept = failure.isEmpty();
			return new MotionSpanFile.Content(failure.orElse(""), Optional.ofNullable(motion.get()));
		}
		finally {
			if (!kept) close();
		}
	}

	private void follow(final int video, final Progress progress) {
		close();
		final Clip clip = SpottedRows.open(videos.get(video), spotting.threads(), progress);
		try {
			open = Optional.of(new Open(video, clip, spotting.follow(clip, SpottedRows.measuring(videos.get(video)),
				progress)));
		}
		finally {
			if (open.isEmpty()) clip.close();
		}
	}

	private List<Table.Row> rows(final SpottingPieces.Piece piece, final Progress progress) {
		final ClipList.Entry video = videos.get(piece.video());
		if (gathered.filter(one -> one.video == piece.video()).isEmpty()) gathered = Optional.of(gather(piece.video(),
			progress));
		final Gathered known = gathered.get();
		if (known.failure.isPresent()) return List.of(kind.skipped(video, known.failure.get()));
		return kind.of(video, piece.span(), () -> {
			try (Clip clip = SpottedRows.open(video, spotting.threads(), progress)) {
				return spotting.recognized(clip, SpottedRows.path(video), known.spotted.orElseThrow(), piece.span(), SpottedRows
					.measuring(video).area(), progress);
			}
		});
	}

	private Gathered gather(final int number, final Progress progress) {
		final ClipList.Entry video = videos.get(number);
		final List<MotionSpanFile> motions = pieces.motions(number).stream().map(this::file).toList();
		final List<MotionSpanFile.Content> contents = motions.stream().map(MotionSpanFile::read).toList();
		final Optional<String> failed = contents.stream().map(MotionSpanFile.Content::failure).filter(text -> !text
			.isEmpty()).findFirst();
		if (failed.isPresent()) return new Gathered(number, Optional.empty(), failed);
		final List<MotionSpan> spans = contents.stream().map(content -> content.motion().orElseThrow()).toList();
		final AtomicReference<ClipSpotting.Spotted> spotted = new AtomicReference<>();
		final AtomicReference<InputException> changed = new AtomicReference<>();
		final Optional<String> failure = SpottedRows.attempt(video, () -> {
			try (Clip clip = SpottedRows.open(video, spotting.threads(), progress)) {
				final MotionSettings measuring = SpottedRows.measuring(video);
				if (!FacialMotion.areAll(clip, measuring, spans)) changed.set(motions.get(0).changed());
				else spotted.set(spotting.spotted(FacialMotion.trace(clip, measuring, spans)));
			}
		});
		if (changed.get() != null) throw changed.get();
		return new Gathered(number, Optional.ofNullable(spotted.get()), failure);
	}

	/** Ends the following of a face. */
	@Override
	public void close() {
		open.ifPresent(one -> {
			one.face.close();
			one.clip.close();
		});
		open = Optional.empty();
	}
}
