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

package org.microexpression.motion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.LoadedModels;

/**
 * Measures how the face in a clip moves. The face is searched where it appears and then followed by registration; the
 * displacement field of each sampled frame against a running reference comes from the DGM (or another method), in
 * batches, while the next frames are read and registered. Action units are read from the same fields where they are
 * asked for ({@link MotionSettings#withUnits}). Memory does not grow with the clip but for a row a frame.
 * <p>
 * The networks are loaded when they are first needed and kept until this is closed. For one thread.
 * </p>
 */
public final class FacialMotion implements AutoCloseable {

	/** Rates of a film, such as 29.97, are rounded by people. */
	private static final double SAME_RATE = 0.001;

	private final ModelStore store;
	private final Path model;
	private final Hardware hardware;
	private final DisplacementMethod method;
	private final LoadedModels loaded;
	private CancellableWork<LoadedModels.Borrowed<FaceFinder>> finder;
	private DisplacementEstimator estimator;
	private Optional<LoadedModels.Borrowed<DisplacementModel>> dgm = Optional.empty();
	private Optional<UnitReader> reader = Optional.empty();

	/**
	 * With the DGM of a model.
	 *
	 * @param store    where models and face weights are
	 * @param model    a model's id or folder
	 * @param hardware where to run, and with how many threads
	 * @throws InputException if there is no such model
	 */
	public FacialMotion(final ModelStore store, final String model, final Hardware hardware) {
		this(store, model, hardware, new DgmMethod());
	}

	/**
	 * With networks of its own.
	 *
	 * @param store    where models and face weights are
	 * @param model    a model's id or folder
	 * @param hardware where to run, and with how many threads
	 * @param method   computes the displacement fields
	 * @throws InputException if there is no such model
	 */
	public FacialMotion(final ModelStore store, final String model, final Hardware hardware,
		final DisplacementMethod method)
	{
		this(store, model, hardware, method, LoadedModels.none());
	}

	/**
	 * @param store    where models and face weights are
	 * @param model    a model's id or folder
	 * @param hardware where to run, and with how many threads
	 * @param method   computes the displacement fields
	 * @param loaded   lends the networks
	 * @throws InputException if there is no such model
	 */
	public FacialMotion(final ModelStore store, final String model, final Hardware hardware,
		final DisplacementMethod method, final LoadedModels loaded)
	{
		this.loaded = loaded;
		this.store = store;
		this.model = store.find(model);
		this.hardware = hardware;
		this.method = method;
	}

	/**
	 * Measures a whole clip; the face is searched.
	 *
	 * @param clip     the clip; left open
	 * @param settings how it is measured
	 * @param progress progress and cancellation
	 * @return a row for each frame
	 * @throws InputException                             if the clip has no frame rate and none is given, a frame cannot
	 *                                                    be read, no frame shows a face, or action units are asked for
	 *                                                    and the model knows none
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public MotionTrace measure(final Clip clip, final MotionSettings settings, final Progress progress) {
		return measure(clip, Optional.empty(), settings, progress);
	}

	/**
	 * Measures a whole clip.
	 *
	 * @param clip      the clip; left open
	 * @param landmarks the landmarks of the face in the first frame, in its pixels; empty to search it
	 * @param settings  how it is measured
	 * @param progress  progress and cancellation
	 * @return a row for each frame
	 * @throws InputException                             as {@link #measure(Clip, MotionSettings, Progress)}
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public MotionTrace measure(final Clip clip, final Optional<FacialLandmarks> landmarks, final MotionSettings settings,
		final Progress progress)
	{
		try (FollowedFace face = follow(clip, landmarks, settings, progress)) {
			final TraceRows rows = new TraceRows(clip, rate(clip, settings), 0, settings.units());
			face.measureAll(rows::add, progress);
			return trace(clip, settings, rows, face.remarks());
		}
		catch (final InputException e) {
			throw e.with(clip.remarks());
		}
	}

	/**
	 * Follows a face through a clip without action units, to measure how it moves in some spans of it.
	 *
	 * @param clip     the clip; left open, and not closed before what is returned
	 * @param settings how it is measured
	 * @param progress progress and cancellation
	 * @return the face, to be closed before this is
	 * @throws InputException                             as {@link #measure(Clip, MotionSettings, Progress)}
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public FollowedFace follow(final Clip clip, final MotionSettings settings, final Progress progress) {
		try {
			return follow(clip, Optional.empty(), settings.withUnits(false), progress);
		}
		catch (final InputException e) {
			throw e.with(clip.remarks());
		}
	}

	private FollowedFace follow(final Clip clip, final Optional<FacialLandmarks> landmarks, final MotionSettings settings,
		final Progress progress)
	{
		final FaceTrail trail = new FaceTrail(clip, rate(clip, settings), (frame, area) -> finder(progress).find(frame,
			area), settings.area(), landmarks);
		// Here rather than in a worker, whose exceptions would come later: what is wrong with the model is told first.
		final DisplacementEstimator fields = estimator(progress);
		final Optional<UnitReader> units = settings.units() ? reader(progress) : Optional.empty();
		return new FollowedFace(clip, trail, samples(clip, settings), fields, units, new Workers(hardware.threads()));
	}

	/**
	 * Puts together what was measured in spans.
	 *
	 * @param clip     the clip; left open
	 * @param settings how it was measured
	 * @param spans    all spans of it, in their order, see {@link #areAll}
	 * @return the same trace as of {@link #measure(Clip, MotionSettings, Progress)}, to the last digit
	 * @throws InputException if no frame shows a face
	 */
	public static MotionTrace trace(final Clip clip, final MotionSettings settings, final List<MotionSpan> spans) {
		final TraceRows rows = new TraceRows(clip, rate(clip, settings), 0, false);
		for (final MotionSpan span : spans)
			span.samples().forEach(sample -> rows.add(sample, ActionUnits.UNKNOWN));
		return trace(clip, settings, rows, spans.get(spans.size() - 1).remarks());
	}

	/**
	 * @param clip     a clip
	 * @param settings how it is measured
	 * @param spans    spans
	 * @return whether they are all spans of this clip in their order
	 */
	public static boolean areAll(final Clip clip, final MotionSettings settings, final List<MotionSpan> spans) {
		return spans.stream().flatMap(span -> span.samples().stream()).map(SampleMotion::index).toList().equals(samples(
			clip, settings));
	}

	private static MotionTrace trace(final Clip clip, final MotionSettings settings, final TraceRows rows,
		final List<String> seen)
	{
		final List<String> remarks = Stream.concat(unusedRate(clip, settings).stream(), seen.stream()).toList();
		if (rows.anyFace()) return rows.trace(remarks);
		final int looked = samples(clip, settings).size();
		final FaceArea area = settings.area();
		final String sentence = "No face was found in " + area.part() + (looked == 1 ? "the frame" : "any of the " +
			looked + " frames") + " looked at in '" + clip.name() + "'; " + (area == FaceArea.EVERYWHERE
				? "give the landmarks of the first frame as a point selection of 5 or 68 points, or another clip" : area
					.remedy()) + ".";
		throw new InputException(sentence).with(remarks).with(clip.remarks());
	}

	/**
	 * @param clip     a clip
	 * @param settings how it is measured
	 * @param samples  so many samples are at least in a span
	 * @return into how many spans it can be cut; 1 where it is no longer than that, or nothing says how many frames it has
	 *         a second
	 */
	public static int spans(final Clip clip, final MotionSettings settings, final int samples) {
		if (Double.isNaN(knownRate(clip, settings))) return 1;
		return Math.max(1, ClipSpan.batches(samples(clip, settings).size()) / ClipSpan.batches(samples));
	}

	private static double knownRate(final Clip clip, final MotionSettings settings) {
		return clip.framesPerSecond() > 0 ? clip.framesPerSecond() : settings.framesPerSecond();
	}

	/** A rate that is given for a clip that tells another one may be meant to correct it, which it does not. */
	private static Optional<String> unusedRate(final Clip clip, final MotionSettings settings) {
		final double own = clip.framesPerSecond(), given = settings.framesPerSecond();
		if (!(own > 0 && given > 0) || Math.abs(given / own - 1) < SAME_RATE) return Optional.empty();
		return Optional.of(String.format(Locale.ROOT,
			"The clip '%s' has %.3f frames a second of its own, so 'fps' (%.3f) was not used; import the clip with 'fps' if " +
				"that is the camera's.", clip.name(), own, given));
	}

	private static double rate(final Clip clip, final MotionSettings settings) {
		final double rate = knownRate(clip, settings);
		if (!(rate > 0)) throw new InputException("The clip '" + clip.name() +
			"' does not say how many frames it has a second; give its frame rate as 'fps'.");
		return rate;
	}

	/** As many frames a second as are asked for, evenly, and the last one. */
	private static List<Integer> samples(final Clip clip, final MotionSettings settings) {
		final int step = MotionSettings.step(rate(clip, settings), settings.samplesPerSecond());
		final List<Integer> samples = new ArrayList<>();
		for (int i = 0; i < clip.frameCount(); i += step)
			samples.add(i);
		if (samples.get(samples.size() - 1) != clip.frameCount() - 1) samples.add(clip.frameCount() - 1);
		return samples;
	}

	private FaceFinder finder(final Progress progress) {
		if (finder == null) finder = CancellableWork.open(progress, () -> loaded.faces(store.face(), hardware.device()));
		return finder.get().get();
	}

	private DisplacementEstimator estimator(final Progress progress) {
		if (estimator != null) return estimator;
		progress.report("Loading the model", 0, 0);
		// A method's small constant errors are taken for the resting face here, so its quick way will do.
		if (!(method instanceof DgmMethod)) return estimator = method.openChecked(hardware.setup(model).quickly());
		dgm = Optional.of(loaded.quickDisplacement(model, hardware));
		return estimator = dgm.get().get();
	}

	private Optional<UnitReader> reader(final Progress progress) {
		progress.checkCanceled();
		if (reader.isEmpty()) reader = Optional.of(UnitReader.open(model, hardware));
		return reader;
	}

	@Override
	public void close() {
		if (finder != null) finder.close();
		if (dgm.isPresent()) dgm.get().close();
		else if (estimator != null) estimator.close();
		reader.ifPresent(UnitReader::close);
	}
}
