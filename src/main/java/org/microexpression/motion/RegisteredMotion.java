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
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFollower;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.flow.Farneback;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.image.Bilinear;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;

/**
 * Measures how the face in a clip of registered faces moves, without any network: the displacement fields are
 * {@link Farneback}'s. Frames that are not of the registered size are taken for faces that fill the frame.
 */
public final class RegisteredMotion {

	/** Samples whose fields are computed at once, while the next ones are read and registered. */
	private static final int BATCH = 8;

	/** Seconds after which a frame becomes the reference of those after it. */
	private static final double RENEWED_AFTER = 1;

	private static final int SIZE = CanonicalFace.SIZE;
	private static final DisplacementField NONE = DisplacementField.zero(SIZE, SIZE);

	private final Clip clip;
	private final double rate;
	private FaceSegment segment;
	private EyeOpenness eyes;
	private float[] reference;
	private int referenceIndex;
	private int segments;
	private InputException failure;

	private RegisteredMotion(final Clip clip, final double rate) {
		this.clip = clip;
		this.rate = rate;
	}

	/**
	 * @param clip     registered faces; left open
	 * @param first    0-based index of the first frame
	 * @param last     index of the last one
	 * @param rate     frames per second
	 * @param samples  at least so many frames a second are measured
	 * @param threads  that may work at once, as in {@link Workers#threads}
	 * @param progress progress and cancellation
	 * @return a row for each frame from first to last; frames that cannot be read have no face
	 * @throws InputException                             if no frame can be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static MotionTrace measure(final Clip clip, final int first, final int last, final double rate,
		final double samples, final int threads, final Progress progress)
	{
		final RegisteredMotion motion = new RegisteredMotion(clip, rate);
		final TraceRows rows = new TraceRows(clip, rate, first, false);
		final int step = MotionSettings.step(rate, samples);
		final Farneback fields = new Farneback();
		final Iterator<Integer> open = IntStream.rangeClosed(first, last).filter(index -> index == last || (index - first) %
			step == 0).iterator();
		try (Workers workers = new Workers(threads)) {
			List<FaceSample> ready = motion.take(open, progress);
			while (!ready.isEmpty()) {
				progress.report("Measuring the motion of the face", ready.get(0).index() - first, last - first + 1L);
				final List<FaceSample> next = new ArrayList<>();
				final List<Supplier<DisplacementField>> jobs = new ArrayList<>();
				// The first job stays on this thread: it reads on while others compute.
				jobs.add(() -> {
					next.addAll(motion.take(open, progress));
					return NONE;
				});
				for (final FaceSample sample : ready)
					jobs.add(() -> sample.pair().map(fields::compute).orElse(NONE));
				final List<DisplacementField> computed = workers.run(jobs);
				for (int i = 0; i < ready.size(); i++)
					rows.add(ready.get(i).motion(computed.get(i + 1)), ActionUnits.UNKNOWN);
				ready = next;
			}
		}
		if (motion.segments == 0) throw motion.failure;
		return rows.trace(List.of());
	}

	private List<FaceSample> take(final Iterator<Integer> open, final Progress progress) {
		final List<FaceSample> taken = new ArrayList<>();
		while (taken.size() < BATCH && open.hasNext()) {
			progress.checkCanceled();
			taken.add(next(open.next()));
		}
		return taken;
	}

	private FaceSample next(final int index) {
		final float[] pixels;
		try {
			pixels = registered(clip.frame(index));
		}
		catch (final InputException e) {
			failure = e;
			reference = null;
			return FaceSample.none(index);
		}
		final FaceFollower.View view = new FaceFollower.View(SimilarityTransform.IDENTITY, pixels, 1);
		if (reference == null) {
			segment = new FaceSegment(++segments, CanonicalFace.landmarks());
			eyes = new EyeOpenness(CanonicalFace.landmarks());
			reference = pixels;
			referenceIndex = index;
			return FaceSample.first(index, segment, view, eyes.next(pixels));
		}
		final boolean renewed = index - referenceIndex >= RENEWED_AFTER * rate;
		final FaceSample sample = FaceSample.next(index, segment, view, reference, renewed, eyes.next(pixels));
		if (renewed) {
			reference = pixels;
			referenceIndex = index;
		}
		return sample;
	}

	private static float[] registered(final ArrayImg<FloatType, FloatArray> frame) {
		final int width = (int) frame.dimension(0), height = (int) frame.dimension(1);
		final float[] grey = frame.update(null).getCurrentStorageArray();
		if (width == SIZE && height == SIZE) return grey;
		final Bilinear sampler = new Bilinear(grey, width, height, Border.REPEATED, Mixing.WEIGHTED_SINGLE);
		final float[] pixels = new float[SIZE * SIZE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) sampler.at((i % SIZE + 0.5) * width / SIZE - 0.5, (i / SIZE + 0.5) * height / SIZE - 0.5);
		return pixels;
	}
}
