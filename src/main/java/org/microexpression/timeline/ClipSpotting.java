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

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.motion.ClipSpan;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.FollowedFace;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;

/**
 * From a clip to its timeline: the motion of the face is measured, everything spotted, and each candidate recognized
 * between its onset and its apex.
 */
public final class ClipSpotting {

	/** Frames that the longest micro-expression must fill; with fewer its rise and fall cannot be told. Our choice. */
	private static final int LEAST_FRAMES = 4;

	/** As {@link org.microexpression.spotting.RiseAndFall} needs. */
	private static final double LEAST_SECONDS = 0.5;

	private final FacialMotion motion;
	private final Spotter spotter;
	private final SpotterSettings settings;
	private final ExpressionPipeline pipeline;

	/**
	 * @param motion   measures; left open
	 * @param spotter  spots
	 * @param settings what is spotted
	 * @param pipeline recognizes; left open
	 */
	public ClipSpotting(final FacialMotion motion, final Spotter spotter, final SpotterSettings settings,
		final ExpressionPipeline pipeline)
	{
		this.motion = motion;
		this.spotter = spotter;
		this.settings = settings;
		this.pipeline = pipeline;
	}

	/** @return threads that may work at once, 0 for as many as Java was started with, else one a processor */
	int threads() {
		return pipeline.threads();
	}

	/**
	 * @param trace    the motion of the face
	 * @param timeline what was spotted and recognized
	 * @param units    the action units of each interval that was recognized
	 * @param remarks  what the user should know, a sentence each
	 */
	public record Result(MotionTrace trace, Timeline timeline, Map<SpottedInterval, ActionUnits> units,
			List<String> remarks) {
	}

	/**
	 * @param trace     the motion of the face
	 * @param intervals what was spotted in it
	 */
	record Spotted(MotionTrace trace, List<SpottedInterval> intervals) {
	}

	/**
	 * @param clip      the clip; left open
	 * @param path      where it is, empty where that is not known
	 * @param landmarks the landmarks of the face in the first frame; empty to search it
	 * @param measuring how the motion is measured
	 * @param progress  progress and cancellation
	 * @return motion and timeline
	 * @throws InputException                             if no face is found, or a frame cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public Result spot(final Clip clip, final String path, final Optional<FacialLandmarks> landmarks,
		final MotionSettings measuring, final Progress progress)
	{
		final Spotted spotted = spotted(motion.measure(clip, landmarks, measuring, progress));
		return recognized(clip, path, spotted, ClipSpan.WHOLE, measuring.area(), progress);
	}

	/**
	 * @param clip      a clip, not closed before what is returned
	 * @param measuring how its motion is measured
	 * @param progress  progress and cancellation
	 * @return its face, to be followed and measured in spans
	 */
	FollowedFace follow(final Clip clip, final MotionSettings measuring, final Progress progress) {
		return motion.follow(clip, measuring, progress);
	}

	/**
	 * @param trace the motion of a face
	 * @return it, and what is spotted in it
	 */
	Spotted spotted(final MotionTrace trace) {
		return new Spotted(trace, List.copyOf(spotter.spot(trace, settings)));
	}

	/**
	 * @param clip     the clip; left open
	 * @param path     where it is, empty where that is not known
	 * @param spotted  what was spotted in it
	 * @param part     which share of the intervals is recognized
	 * @param area     where to search the face
	 * @param progress progress and cancellation
	 * @return motion and timeline of the whole clip; what belongs to the other parts stays a candidate
	 */
	Result recognized(final Clip clip, final String path, final Spotted spotted, final ClipSpan part, final FaceArea area,
		final Progress progress)
	{
		final MotionTrace trace = spotted.trace;
		progress.checkCanceled();
		final List<TimelineSpan> spans = new ArrayList<>();
		spotted.intervals.forEach(interval -> spans.add(TimelineSpan.of(interval)));
		final Map<SpottedInterval, ActionUnits> units = new HashMap<>();
		for (int i = part.first(spans.size()); i < part.after(spans.size()); i++) {
			progress.checkCanceled();
			progress.report("Recognizing what was spotted", i, spans.size());
			if (spans.get(i).isCandidate()) spans.set(i, recognized(clip, spans.get(i), area, units, progress));
		}
		final List<String> remarks = new ArrayList<>(clip.remarks());
		remarks.addAll(trace.remarks());
		fewFrames(clip, trace).ifPresent(remarks::add);
		return new Result(trace, new Timeline(clip.name(), path, spans), units, remarks);
	}

	/** What is told of a clip so short, or with so few frames a second, that nothing can be told in it. */
	private Optional<String> fewFrames(final Clip clip, final MotionTrace trace) {
		if (trace.rows() < 2) return Optional.empty();
		final double seconds = trace.seconds(trace.rows() - 1) - trace.seconds(0);
		final double rate = (trace.rows() - 1) / seconds;
		if (seconds < LEAST_SECONDS) return Optional.of(String.format(Locale.ROOT,
			"The clip '%s' lasts %.2f s, too short to tell what comes and goes from what rests; take in what was filmed " +
				"before and after, or name onset and apex in Recognize Micro-Expression.", clip.name(), seconds));
		if (rate * settings.longestMicro() / 1000 >= LEAST_FRAMES) return Optional.empty();
		final String number = BigDecimal.valueOf(Math.rint(rate * 10) / 10).stripTrailingZeros().toPlainString();
		return Optional.of("The clip '" + clip.name() + "' has " + number + (number.equals("1") ? " frame" : " frames") +
			" a second, too few to show micro-expressions; film 30 or more.");
	}

	/** What cannot be recognized stays a candidate, with the reason. */
	private TimelineSpan recognized(final Clip clip, final TimelineSpan span, final FaceArea area,
		final Map<SpottedInterval, ActionUnits> units, final Progress progress)
	{
		try {
			final RecognizedSpan recognized = RecognizedSpan.of(pipeline, clip, span, area, progress);
			units.put(span.interval(), recognized.recognition().prediction().units());
			return recognized.span();
		}
		catch (final InputException e) {
			return span.noted(e.told());
		}
	}
}
