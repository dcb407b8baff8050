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

package org.microexpression.spotting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.clip.LargestMotion;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.RegionSide;
import org.microexpression.motion.RegisteredMotion;
import org.microexpression.pipeline.GuessSetup;
import org.microexpression.pipeline.RegisteredFrames;
import org.scijava.plugin.Plugin;

/**
 * Takes onset and apex of the strongest expression that {@link RiseAndFall} spots, without blinks, movements of the
 * head and talking. Where there is a model, in the motion that {@link FacialMotion} measures, so that whoever spots the
 * whole clip finds the same; else, as in datasets, in that of {@link RegisteredMotion}. Where it spots none, as in a
 * clip that ends at the apex, the frame in which the regions moved farthest from the first one, without the eyes and
 * blinks; in a clip of a few frames that of the {@link LargestMotion}. A clip that does not tell its frame rate is taken
 * to have {@value #USUAL_RATE} frames a second, our choice.
 */
@Plugin(type = ApexFinder.class, priority = 800)
public final class StrongestExpression implements ApexFinder {

	private static final int USUAL_RATE = 100;

	/** Frames measured a second where {@link MotionSettings#SAMPLES} show no expression. */
	private static final double SAMPLES = 60;

	/** Frames measured in all at most: two minutes, in which the guess takes about as many seconds. Our choice. */
	private static final int MOST = 3600;

	private final int threads;

	/** Works on as many threads as Java was started with, else one a processor. */
	public StrongestExpression() {
		this(0);
	}

	private StrongestExpression(final int threads) {
		this.threads = threads;
	}

	@Override
	public ApexFinder withThreads(final int wanted) {
		return new StrongestExpression(wanted);
	}

	@Override
	public String title() {
		return "strongest expression";
	}

	@Override
	public String reason() {
		return "by spotting";
	}

	/** Measures some frames a second. */
	private interface Measure {

		MotionTrace at(double samples);
	}

	@Override
	public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
		final double rate = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : USUAL_RATE;
		final Optional<GuessSetup> setup = clip instanceof final RegisteredFrames faces ? faces.setup() : Optional.empty();
		if (setup.isEmpty()) return find(clip, onset, last, rate, samples -> RegisteredMotion.measure(clip, onset, last,
			rate, samples, threads, progress), progress);
		final RegisteredFrames faces = (RegisteredFrames) clip;
		final GuessSetup with = setup.get();
		try (FacialMotion motion = new FacialMotion(with.store(), with.model(), with.hardware(), new DgmMethod(), with
			.loaded()))
		{
			return find(clip, onset, last, rate, samples -> motion.measure(new Stretch(faces.original(), onset, last),
				Optional.of(faces.landmarks()), new MotionSettings(rate, samples, faces.area(), false), progress), progress);
		}
	}

	private static Found find(final Clip clip, final int onset, final int last, final double rate, final Measure measure,
		final Progress progress)
	{
		final int frames = last - onset + 1;
		final List<String> remarks = new ArrayList<>();
		final double most = MOST * rate / frames;
		if (most < Math.min(rate, MotionSettings.SAMPLES)) remarks.add(String.format(Locale.ROOT,
			"'%s' is long; for the guess about %.1f frames a second were looked at, between which an expression may be missed: " +
				"run Spot Expressions, which looks at more.", clip.name(), rate / MotionSettings.step(rate, most)));
		MotionTrace trace = measure.at(Math.min(MotionSettings.SAMPLES, most));
		Optional<Found> found = strongest(clip, trace, onset);
		Optional<String> reason = Optional.empty();
		final double finer = Math.min(SAMPLES, most);
		if (found.isEmpty() && MotionSettings.step(rate, finer) < MotionSettings.step(rate, MotionSettings.SAMPLES)) {
			trace = measure.at(finer);
			found = strongest(clip, trace, onset);
			if (found.isPresent()) remarks.add("In '" + clip.name() + "' no expression was spotted at " +
				(int) MotionSettings.SAMPLES + " frames a second; the frames are those of the one at " + (int) SAMPLES + ".");
		}
		if (found.isEmpty()) {
			found = farthest(clip, trace, onset);
			final ApexFinder coarse = new LargestMotion();
			if (found.isEmpty()) return new Found(OptionalInt.empty(), coarse.find(clip, onset, last, progress).apex(),
				"Too few frames of '" + clip.name() +
					"' show the face for spotting; the one that differs most from the onset was taken.", Optional.of(coarse
						.reason()));
			reason = Optional.of("by how far the face moved");
			remarks.add("In '" + clip.name() +
				"' no expression was spotted; the frames are those between which the face moved farthest, whatever moved it.");
		}
		if (!(clip.framesPerSecond() > 0)) remarks.add("The clip '" + clip.name() +
			"' does not tell its frame rate; for the guess " + USUAL_RATE +
			" frames a second were taken, so how long an expression may last there is uncertain: give 'fps' or the frames.");
		return new Found(found.get().onset(), found.get().apex(), String.join(" ", remarks), reason);
	}

	private static Optional<Found> strongest(final Clip clip, final MotionTrace trace, final int onset) {
		return new RiseAndFall().spot(trace, SpotterSettings.defaults()).stream().filter(interval -> interval.kind()
			.isExpression() && clip.indexOf(interval.apex().frame()) > onset).max(Comparator.comparingDouble(
				SpottedInterval::strength)).map(interval -> found(clip, interval.onset(), interval.apex(), onset));
	}

	/** The frames of a clip from one on; it leaves the clip open. */
	private static final class Stretch extends DelegatingClip {

		private final int first;
		private final int last;

		Stretch(final Clip clip, final int first, final int last) {
			super(clip);
			this.first = first;
			this.last = last;
		}

		@Override
		public int frameCount() {
			return last - first + 1;
		}

		@Override
		public int frameNumber(final int index) {
			return clip.frameNumber(first + index);
		}

		@Override
		public String label(final int index) {
			return clip.label(first + index);
		}

		@Override
		public OptionalDouble seconds(final int index) {
			return clip.seconds(first + index);
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			return clip.frame(first + index);
		}

		@Override
		public void close() {
			// Who opened the clip closes it.
		}
	}

	private static Found found(final Clip clip, final Moment begin, final Moment apex, final int first) {
		final int index = clip.indexOf(apex.frame());
		return new Found(OptionalInt.of(Math.max(first, Math.min(index - 1, clip.indexOf(begin.frame())))), index);
	}

	/** Empty where the face is in too few frames one after the other. */
	private static Optional<Found> farthest(final Clip clip, final MotionTrace trace, final int first) {
		Found best = null;
		double farthest = -1;
		for (final Signals signals : Signals.of(trace, 0)) {
			final List<Span> blinks = Blinks.of(signals);
			Blinks.bridge(signals, blinks);
			for (int i = 1; i < signals.count(); i++) {
				double square = 0;
				for (final RegionSide place : RegionSide.ALL)
					if (!place.isEye()) for (final double[] values : signals.region(place))
						square += (values[i] - values[0]) * (values[i] - values[0]);
				if (square <= farthest || clip.indexOf(signals.moment(i).frame()) <= first) continue;
				farthest = square;
				best = found(clip, signals.moment(BumpShape.onset(signals, i)), signals.moment(i), first);
			}
		}
		return Optional.ofNullable(best);
	}
}
