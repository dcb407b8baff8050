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
package org.microexpression.clip;

import java.util.Objects;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/**
 * Candidates for the apex of clips that nobody has labelled. They are guesses: the frame that differs most from the onset
 * may show a blink, a movement of the head or a change of the light instead of the expression, so a person should look at
 * it. The paper takes onset and apex from the datasets' labels and does not state how to find them; what is here is our
 * choice. Taking the {@linkplain #midpoint middle frame} is what is commonly done for SMIC, whose labels have no apex.
 */
public final class FrameChoice {

	/** How different two frames are within a region. */
	@FunctionalInterface
	public interface Difference {

		/**
		 * @param onset the region of the onset frame, grey levels 0..255, (x, y)
		 * @param frame the same region of another frame
		 * @return the larger, the more they differ; of any unit
		 */
		double between(RandomAccessibleInterval<FloatType> onset, RandomAccessibleInterval<FloatType> frame);
	}

	/**
	 * A guess.
	 *
	 * @param index       0-based index of the frame in the clip
	 * @param frameNumber its number
	 * @param difference  how much it differs from the onset, in the unit of the measure
	 */
	public record Candidate(int index, int frameNumber, double difference) {}

	private FrameChoice() {
		// Functions only.
	}

	/**
	 * The frame after the onset that differs most from it by {@link #normalizedDifference}.
	 *
	 * @param clip       a clip of two frames or more
	 * @param onsetIndex 0-based index of the onset; 0 where it is not known, since clips are commonly cut to begin with it
	 * @param region     the part to look at, such as the face, in pixels (x, y); what reaches beyond the frame is ignored
	 * @param progress   told of every frame
	 * @return the candidate, the earliest of equal ones; its difference in grey levels
	 * @throws InputException                             if no frame follows the onset, the region lies outside, or a frame
	 *                                                    cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Candidate apexAfter(final Clip clip, final int onsetIndex, final Interval region,
		final Progress progress)
	{
		return apexAfter(clip, onsetIndex, region, FrameChoice::normalizedDifference, progress);
	}

	/**
	 * The frame after the onset that differs most from it by a given measure.
	 *
	 * @param clip       a clip of two frames or more
	 * @param onsetIndex 0-based index of the onset
	 * @param region     the part to look at, in pixels (x, y)
	 * @param difference the measure
	 * @param progress   told of every frame
	 * @return the candidate, the earliest of equal ones
	 * @throws InputException                             if no frame follows the onset, the region lies outside, or a frame
	 *                                                    cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static Candidate apexAfter(final Clip clip, final int onsetIndex, final Interval region,
		final Difference difference, final Progress progress)
	{
		checkFollowed(clip, onsetIndex);
		final Interval inside = Intervals.intersect(region, new FinalInterval(clip.width(), clip.height()));
		if (Intervals.isEmpty(inside)) throw new InputException("The region given for the clip '" + clip.name() +
			"' lies outside its frames of " + clip.width() + " x " + clip.height() + " pixels; give one inside.");
		final RandomAccessibleInterval<FloatType> onset = Views.interval(clip.frame(onsetIndex), inside);
		Candidate best = null;
		final int following = clip.frameCount() - 1 - onsetIndex;
		for (int i = 1; i <= following; i++) {
			progress.checkCanceled();
			final int index = onsetIndex + i;
			final double measured = difference.between(onset, Views.interval(clip.frame(index), inside));
			if (best == null || measured > best.difference()) best = new Candidate(index, clip.frameNumber(index), measured);
			progress.report("Looking for the apex", i, following);
		}
		return best;
	}

	/**
	 * The frame halfway between onset and offset, where the last frame counts as the offset.
	 *
	 * @param clip       a clip of two frames or more
	 * @param onsetIndex 0-based index of the onset
	 * @return its index, later than the onset; of two middle frames the later one
	 * @throws InputException if no frame follows the onset
	 */
	public static int midpoint(final Clip clip, final int onsetIndex) {
		checkFollowed(clip, onsetIndex);
		return onsetIndex + (clip.frameCount() - onsetIndex) / 2;
	}

	/**
	 * The mean absolute difference of two frames after the second one got the brightness and contrast (mean and standard
	 * deviation) of the first one, so that a flickering lamp or an automatic gain does not count as motion.
	 *
	 * @param onset grey levels
	 * @param frame grey levels, same size
	 * @return the mean absolute difference in grey levels of the first frame
	 */
	public static double normalizedDifference(final RandomAccessibleInterval<FloatType> onset,
		final RandomAccessibleInterval<FloatType> frame)
	{
		final double[] first = meanAndDeviation(onset);
		final double[] second = meanAndDeviation(frame);
		// A frame of one grey level has no contrast to adapt.
		final double gain = second[1] > 0 ? first[1] / second[1] : 1;
		final double[] sum = new double[1];
		LoopBuilder.setImages(onset, frame).forEachPixel((a, b) -> sum[0] += Math.abs(a.get() - first[0] - gain * (b.get() -
			second[0])));
		return sum[0] / Intervals.numElements(onset);
	}

	private static double[] meanAndDeviation(final RandomAccessibleInterval<FloatType> image) {
		final double[] sums = new double[2];
		LoopBuilder.setImages(image).forEachPixel(value -> {
			sums[0] += value.get();
			sums[1] += (double) value.get() * value.get();
		});
		final double count = Intervals.numElements(image);
		final double mean = sums[0] / count;
		return new double[] { mean, Math.sqrt(Math.max(0, sums[1] / count - mean * mean)) };
	}

	private static void checkFollowed(final Clip clip, final int onsetIndex) {
		Objects.checkIndex(onsetIndex, clip.frameCount());
		if (onsetIndex == clip.frameCount() - 1) throw new InputException("No frame follows the onset (frame " + clip
			.frameNumber(onsetIndex) + ") in the clip '" + clip.name() + "', " + clip.frameRange() +
			"; give an earlier onset or a longer clip.");
	}
}
