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
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.GreyPair;
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

	/** Frames whose fields are computed at once. */
	private static final int BATCH = 16;

	private static final DisplacementField NONE = DisplacementField.zero(CanonicalFace.SIZE, CanonicalFace.SIZE);

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
		final double rate = rate(clip, settings);
		final FaceTrail trail = new FaceTrail(clip, rate, (frame, area) -> finder(progress).find(frame, area), settings
			.area(), landmarks);
		final TraceRows rows = new TraceRows(clip, rate, 0, settings.units());
		final List<Integer> samples = samples(clip, rate, settings);
		try (Workers workers = new Workers(hardware.threads())) {
			// Here rather than in a worker, whose exceptions would come later: what is wrong with the model is told first.
			final DisplacementEstimator fields = estimator(progress);
			final Optional<UnitReader> units = settings.units() ? reader(progress) : Optional.empty();
			final Iterator<Integer> open = samples.iterator();
			List<FaceSample> ready = take(trail, open, progress);
			Measured measured = new Measured(List.of(), List.of());
			while (!ready.isEmpty()) {
				progress.checkCanceled();
				progress.report("Measuring the motion of the face", ready.get(0).index(), clip.frameCount());
				final List<FaceSample> now = ready;
				final Measured before = measured;
				final List<Object> done = workers.run(List.<Supplier<Object>> of(() -> fields(fields, now), () -> take(trail,
					open, progress), () -> before.addTo(rows, units)));
				@SuppressWarnings("unchecked")
				final List<DisplacementField> computed = (List<DisplacementField>) done.get(0);
				measured = new Measured(now, computed);
				@SuppressWarnings("unchecked")
				final List<FaceSample> next = (List<FaceSample>) done.get(1);
				ready = next;
			}
			measured.addTo(rows, units);
		}
		if (trail.segments() == 0) throw new InputException("No face was found in " + (samples.size() == 1 ? "the frame"
			: "any of the " + samples.size() + " frames") + " looked at in '" + clip.name() +
			"'; give the landmarks of the first frame as a point selection of 5 or 68 points, or another clip.");
		return rows.trace(trail.remarks());
	}

	/** A batch whose fields are computed; it becomes rows while the next ones are followed and computed. */
	private record Measured(List<FaceSample> samples, List<DisplacementField> fields) {

		Void addTo(final TraceRows rows, final Optional<UnitReader> reader) {
			final List<ActionUnits> units = reader.map(open -> open.read(samples, fields)).orElseGet(() -> Collections
				.nCopies(samples.size(), ActionUnits.UNKNOWN));
			for (int i = 0; i < samples.size(); i++)
				rows.add(samples.get(i), fields.get(i), units.get(i));
			return null;
		}
	}

	private static double rate(final Clip clip, final MotionSettings settings) {
		final double rate = clip.framesPerSecond() > 0 ? clip.framesPerSecond() : settings.framesPerSecond();
		if (!(rate > 0)) throw new InputException("The clip '" + clip.name() +
			"' does not say how many frames it has a second; give its frame rate.");
		return rate;
	}

	/** As many frames a second as are asked for, evenly, and the last one. */
	private static List<Integer> samples(final Clip clip, final double rate, final MotionSettings settings) {
		final int step = MotionSettings.step(rate, settings.samplesPerSecond());
		final List<Integer> samples = new ArrayList<>();
		for (int i = 0; i < clip.frameCount(); i += step)
			samples.add(i);
		if (samples.get(samples.size() - 1) != clip.frameCount() - 1) samples.add(clip.frameCount() - 1);
		return samples;
	}

	private static List<FaceSample> take(final FaceTrail trail, final Iterator<Integer> samples,
		final Progress progress)
	{
		final List<FaceSample> taken = new ArrayList<>();
		while (taken.size() < BATCH && samples.hasNext()) {
			progress.checkCanceled();
			taken.add(trail.next(samples.next()));
		}
		return taken;
	}

	/** A field for each sample; without a face, or in the first frame of a segment, that of no motion. */
	private static List<DisplacementField> fields(final DisplacementEstimator estimator, final List<FaceSample> samples) {
		final List<Optional<GreyPair>> pairs = samples.stream().map(FaceSample::pair).toList();
		final Iterator<DisplacementField> computed = estimator.compute(pairs.stream().flatMap(Optional::stream).toList(),
			Progress.none()).iterator();
		return pairs.stream().map(pair -> pair.isPresent() ? computed.next() : NONE).toList();
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
