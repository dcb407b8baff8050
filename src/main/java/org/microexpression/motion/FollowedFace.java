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

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.fusion.ActionUnits;

/**
 * A face that is followed through the samples of a clip, from the first one on, and measured in those that are asked
 * for: the fields of a batch are computed while the next samples are read and the ones before become numbers. What a
 * sample gives depends on the samples before it alone, not on which of them were measured. For one thread.
 */
public final class FollowedFace implements AutoCloseable {

	private static final DisplacementField NONE = DisplacementField.zero(CanonicalFace.SIZE, CanonicalFace.SIZE);

	private final Clip clip;
	private final FaceTrail trail;
	private final List<Integer> samples;
	private final DisplacementEstimator estimator;
	private final Optional<UnitReader> reader;
	private final Workers workers;

	/** Number of the next sample. */
	private int next;

	/** Takes over the workers. */
	FollowedFace(final Clip clip, final FaceTrail trail, final List<Integer> samples,
		final DisplacementEstimator estimator, final Optional<UnitReader> reader, final Workers workers)
	{
		this.clip = clip;
		this.trail = trail;
		this.samples = samples;
		this.estimator = estimator;
		this.reader = reader;
		this.workers = workers;
	}

	/**
	 * @param span a span
	 * @return whether it is still ahead, so that it can be measured without following the face anew
	 */
	public boolean isBefore(final ClipSpan span) {
		return next <= span.from(samples.size());
	}

	/**
	 * @param span     a span that is ahead
	 * @param progress progress and cancellation
	 * @return how the face moves in it
	 * @throws InputException                             if a frame until its end cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public MotionSpan measure(final ClipSpan span, final Progress progress) {
		final List<SampleMotion> measured = new ArrayList<>();
		try {
			while (next < span.from(samples.size())) {
				progress.report("Following the face", samples.get(next), clip.frameCount());
				take(samples.size(), progress);
			}
			measure(span.end(samples.size()), (sample, none) -> measured.add(sample), progress);
		}
		catch (final InputException e) {
			throw e.with(clip.remarks());
		}
		return new MotionSpan(measured, next < samples.size() ? List.of() : trail.remarks());
	}

	/**
	 * @param rows     given each sample, and its action units
	 * @param progress progress and cancellation
	 */
	void measureAll(final BiConsumer<SampleMotion, ActionUnits> rows, final Progress progress) {
		measure(samples.size(), rows, progress);
	}

	/**
	 * @param end      number of the first sample that is not measured
	 * @param rows     given each sample until then, and its action units
	 * @param progress progress and cancellation
	 */
	private void measure(final int end, final BiConsumer<SampleMotion, ActionUnits> rows, final Progress progress) {
		List<FaceSample> ready = take(end, progress);
		Measured measured = new Measured(List.of(), List.of());
		while (!ready.isEmpty()) {
			progress.checkCanceled();
			progress.report("Measuring the motion of the face", ready.get(0).index(), clip.frameCount());
			final List<FaceSample> now = ready;
			final Measured before = measured;
			final List<Object> done = workers.run(List.<Supplier<Object>> of(() -> fields(now), () -> take(end, progress),
				() -> before.give(rows, reader)));
			@SuppressWarnings("unchecked")
			final List<DisplacementField> computed = (List<DisplacementField>) done.get(0);
			measured = new Measured(now, computed);
			@SuppressWarnings("unchecked")
			final List<FaceSample> taken = (List<FaceSample>) done.get(1);
			ready = taken;
		}
		measured.give(rows, reader);
	}

	/** @return what the user should know, once all samples were taken; asked for once */
	List<String> remarks() {
		return trail.remarks();
	}

	/** A batch whose fields are computed; it becomes numbers while the next ones are followed and computed. */
	private record Measured(List<FaceSample> samples, List<DisplacementField> fields) {

		Void give(final BiConsumer<SampleMotion, ActionUnits> rows, final Optional<UnitReader> reader) {
			final List<ActionUnits> units = reader.map(open -> open.read(samples, fields)).orElseGet(() -> Collections
				.nCopies(samples.size(), ActionUnits.UNKNOWN));
			for (int i = 0; i < samples.size(); i++)
				rows.accept(samples.get(i).motion(fields.get(i)), units.get(i));
			return null;
		}
	}

	private List<FaceSample> take(final int end, final Progress progress) {
		final List<FaceSample> taken = new ArrayList<>();
		while (taken.size() < ClipSpan.BATCH && next < end) {
			progress.checkCanceled();
			taken.add(trail.next(samples.get(next++)));
		}
		return taken;
	}

	/** A field for each sample; without a face, or in the first frame of a segment, that of no motion. */
	private List<DisplacementField> fields(final List<FaceSample> batch) {
		final List<Optional<GreyPair>> pairs = batch.stream().map(FaceSample::pair).toList();
		final Iterator<DisplacementField> computed = estimator.compute(pairs.stream().flatMap(Optional::stream).toList(),
			Progress.none()).iterator();
		return pairs.stream().map(pair -> pair.isPresent() ? computed.next() : NONE).toList();
	}

	/** Ends its threads; the clip and the networks stay open. */
	@Override
	public void close() {
		workers.close();
	}
}
