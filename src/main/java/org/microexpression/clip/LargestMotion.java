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

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.image.Exposure;
import org.scijava.plugin.Plugin;

/**
 * Takes the frame after the onset that differs most from it ({@link #difference}), the earliest of equal ones; our
 * choice. On registered faces the head's motion does not count, which otherwise outweighs a micro-expression. Of a long
 * clip about {@value #FRAMES} frames are looked at, then the neighbours of the best one. A frame that cannot be read is
 * passed over: the face may have left the picture in some frames, and it is enough that it is there in others.
 */
@Plugin(type = ApexFinder.class, priority = 900)
public final class LargestMotion implements ApexFinder {

	/** Frames looked at in a long clip before the neighbours of the best one are. */
	private static final int FRAMES = 60;

	@Override
	public String title() {
		return "largest motion";
	}

	@Override
	public String reason() {
		return "since its face differs most from the onset";
	}

	@Override
	public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
		final Search search = new Search(clip, onset, progress);
		final int step = (last - onset + FRAMES - 1) / FRAMES;
		search.look(onset + step, last + 1, step, "Looking for the apex");
		if (step > 1 && search.best > 0) search.look(Math.max(onset + 1, search.best - step + 1), Math.min(last + 1,
			search.best + step), 1, "Looking for the apex more closely");
		if (search.best < 0) throw search.failure;
		return Found.apex(search.best);
	}

	private static final class Search {

		private final Clip clip;
		private final RandomAccessibleInterval<FloatType> onset;
		private final Progress progress;
		private int best = -1;
		private double largest = -1;
		private InputException failure;

		Search(final Clip clip, final int onset, final Progress progress) {
			this.clip = clip;
			this.progress = progress;
			this.onset = clip.frame(onset);
		}

		void look(final int from, final int end, final int step, final String stage) {
			for (int i = from; i < end; i += step) {
				progress.checkCanceled();
				progress.report(stage, i - from, end - from);
				consider(i);
			}
		}

		private void consider(final int index) {
			try {
				final double difference = difference(onset, clip.frame(index));
				if (difference <= largest) return;
				best = index;
				largest = difference;
			}
			catch (final InputException e) {
				failure = e;
			}
		}
	}

	/**
	 * The mean absolute difference of two frames after the second one got the brightness and contrast (mean and standard
	 * deviation) of the first one, so that a flickering lamp or an automatic gain does not count as motion.
	 *
	 * @param onset grey levels
	 * @param frame grey levels, same size
	 * @return the mean absolute difference in grey levels of the first frame
	 */
	public static double difference(final RandomAccessibleInterval<FloatType> onset,
		final RandomAccessibleInterval<FloatType> frame)
	{
		final Exposure first = Exposure.of(onset), second = Exposure.of(frame);
		final double gain = first.gainFrom(second);
		final double[] sum = new double[1];
		LoopBuilder.setImages(onset, frame).forEachPixel((a, b) -> sum[0] += Math.abs(a.get() - first.mean() - gain * (b
			.get() - second.mean())));
		return sum[0] / Intervals.numElements(onset);
	}
}
