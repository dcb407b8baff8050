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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.batch.ClipList;
import org.microexpression.clip.Clip;
import org.microexpression.motion.ClipSpan;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;

/**
 * The pieces that the spotting of videos falls into: the rows of a short video are one; of a long one the motion in
 * each span of time is a piece, and then, made from all of these, a share of the rows each. They depend on the videos
 * alone, so all workers have the same.
 */
final class SpottingPieces {

	/** Samples a span: our choice, half a minute of video; to start anew somewhere costs following the face until there. */
	static final int SAMPLES = 1008;

	/** In longer lists the videos themselves are pieces enough; to open all of them would take long. Our choice. */
	private static final int CUT = 64;

	/**
	 * What following the face through a span takes of measuring it, both on one processor, by docs/measurements.md. A
	 * worker that begins in the middle has to follow it until there.
	 */
	private static final double FOLLOWING = 0.4;

	/**
	 * A piece.
	 *
	 * @param video  number of the video
	 * @param span   which of its spans, the only one of a short video
	 * @param motion whether it is the motion of the span; else it is a share of the rows
	 */
	record Piece(int video, ClipSpan span, boolean motion) {

		/** @return whether it is made from the motion of all spans */
		boolean isGathered() {
			return !motion && span.of() > 1;
		}
	}

	private final List<Piece> pieces = new ArrayList<>();

	/** The number of each video's first piece, and behind them that of all. */
	private final List<Integer> begins = new ArrayList<>();

	/** @param spans how many spans each video has */
	SpottingPieces(final List<Integer> spans) {
		for (int video = 0; video < spans.size(); video++) {
			begins.add(pieces.size());
			final int of = spans.get(video);
			for (int span = 0; of > 1 && span < of; span++)
				pieces.add(new Piece(video, new ClipSpan(span, of), true));
			for (int span = 0; span < of; span++)
				pieces.add(new Piece(video, new ClipSpan(span, of), false));
		}
		begins.add(pieces.size());
	}

	/**
	 * @param videos   the videos
	 * @param samples  samples a span, at least
	 * @param progress progress and cancellation
	 * @return their pieces
	 */
	static SpottingPieces of(final List<ClipList.Entry> videos, final int samples, final Progress progress) {
		final List<Integer> spans = new ArrayList<>();
		for (final ClipList.Entry video : videos) {
			progress.checkCanceled();
			spans.add(videos.size() > CUT ? 1 : spans(video, samples, progress));
		}
		return new SpottingPieces(spans);
	}

	private static int spans(final ClipList.Entry video, final int samples, final Progress progress) {
		final AtomicInteger spans = new AtomicInteger(1);
		// Where it cannot be opened, its row will say why.
		SpottedRows.attempt(video, () -> {
			try (Clip clip = video.open(1, progress)) {
				spans.set(FacialMotion.spans(clip, MotionSettings.defaults(), samples));
			}
		});
		return spans.get();
	}

	/** @return the pieces as text, the same where they are the same */
	String identity() {
		return "spans " + IntStream.range(0, videos()).mapToObj(video -> Integer.toString(spans(video))).toList();
	}

	int count() {
		return pieces.size();
	}

	private int videos() {
		return begins.size() - 1;
	}

	Piece get(final int piece) {
		return pieces.get(piece);
	}

	private int spans(final int video) {
		return get(begins.get(video)).span().of();
	}

	/** @return numbers of the pieces with the motion of a video, in their order; none of a short one */
	List<Integer> motions(final int video) {
		return of(video, true);
	}

	/** @return numbers of the pieces with the rows of a video, in their order */
	List<Integer> rows(final int video) {
		return of(video, false);
	}

	private List<Integer> of(final int video, final boolean motion) {
		return IntStream.range(begins.get(video), begins.get(video + 1)).filter(piece -> get(piece).motion == motion)
			.boxed().toList();
	}

	/** @return how the name of a piece's file ends */
	String ending(final int piece) {
		return get(piece).motion ? ".span" : ".csv";
	}

	/**
	 * @param share a worker
	 * @return the videos that it begins with; several workers begin with the same one only where there are more workers
	 *         than videos
	 */
	Set<Integer> home(final Share share) {
		final int worker = share.number() - 1;
		if (videos() < share.of()) return Set.of(worker % videos());
		return new TreeSet<>(IntStream.range(0, videos()).filter(video -> video % share.of() == worker).boxed().toList());
	}

	/**
	 * @param share a worker
	 * @return all pieces in its order: the videos that it begins with, then the others; in a video that it has for itself
	 *         from the beginning, in one that it does with others from where these begin to need it
	 */
	List<Integer> order(final Share share) {
		final Set<Integer> home = home(share);
		final List<Integer> order = new ArrayList<>();
		final List<Integer> all = new ArrayList<>(home);
		share.order(videos()).stream().filter(video -> !home.contains(video)).forEach(all::add);
		for (final int video : all) {
			final boolean shares = home.contains(video) && videos() < share.of();
			final int before = shares ? (share.number() - 1) / videos() : home.contains(video) ? 0 : 1;
			final int workers = shares ? (share.of() - 1 - video) / videos() + 1 : home.contains(video) ? 1 : 2;
			addFrom(begin(before, workers), motions(video), order);
			addFrom((double) before / workers, rows(video), order);
		}
		return order;
	}

	/**
	 * @param workers how many workers there are
	 * @return all pieces, those together for which one worker follows a face: all spans of a video where there are as many
	 *         videos as workers, else as many as bring all workers to the end at the same time
	 */
	List<List<Integer>> runs(final int workers) {
		final List<List<Integer>> runs = new ArrayList<>();
		final int each = (workers + videos() - 1) / videos();
		for (int video = 0; video < videos(); video++) {
			final List<Integer> motions = motions(video);
			for (int worker = 0; worker < each; worker++) {
				final List<Integer> run = motions.subList(at(begin(worker, each), motions), at(begin(worker + 1, each),
					motions));
				if (!run.isEmpty()) runs.add(run);
			}
			rows(video).forEach(piece -> runs.add(List.of(piece)));
		}
		return runs;
	}

	private static int at(final double part, final List<Integer> pieces) {
		return (int) Math.round(part * pieces.size());
	}

	private static void addFrom(final double begin, final List<Integer> pieces, final List<Integer> order) {
		final int first = at(begin, pieces);
		order.addAll(pieces.subList(first, pieces.size()));
		order.addAll(pieces.subList(0, first));
	}

	/**
	 * Where a worker begins, so that all end at the same time: one that begins at s and ends at e takes
	 * {@value #FOLLOWING} s + (e - s) of the time of one that does all.
	 *
	 * @param before  how many workers begin before it
	 * @param workers how many there are
	 * @return as a part of the video, 0..1
	 */
	static double begin(final int before, final int workers) {
		return (1 - Math.pow(1 - FOLLOWING, before)) / (1 - Math.pow(1 - FOLLOWING, workers));
	}

	/**
	 * @param left how many spans of a video are not measured
	 * @param of   how many it has
	 * @return whether a worker that has to follow the face until there would be of help to one that is at work on it
	 */
	static boolean isWorthHelp(final int left, final int of) {
		return left > 1 + FOLLOWING * of;
	}
}
