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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;

class FrameChoiceTest {

	private static final int SIZE = 64;

	private static final int FRAMES = 21;

	private static final int ONSET = 3;

	private static final int APEX = 12;

	private static final FinalInterval ALL = new FinalInterval(SIZE, SIZE);

	/** A blob that moves right by up to 2 px, most at the apex, under a lamp that flickers by 15 % and noise of sd 2. */
	private static Clip clip(final int frames) {
		final Random noise = new Random(7);
		final ImageStack stack = new ImageStack(SIZE, SIZE);
		for (int i = 0; i < frames; i++) {
			final double shift = i <= ONSET ? 0 : 2 * Math.max(0, 1 - Math.abs(i - APEX) / 9.0);
			final double lamp = 1 + 0.15 * Math.sin(2.1 * i);
			final ByteProcessor frame = new ByteProcessor(SIZE, SIZE);
			for (int y = 0; y < SIZE; y++)
				for (int x = 0; x < SIZE; x++) {
					final double distance = Math.hypot(x - 30 - shift, y - 40);
					final double level = lamp * (60 + 100 * Math.exp(-distance * distance / 60)) + 2 * noise.nextGaussian();
					frame.set(x, y, (int) Math.round(level));
				}
			// Something outside the face moves most in frame 18.
			if (i == 18) for (int y = 0; y < 10; y++)
				for (int x = 0; x < SIZE; x++)
					frame.set(x, y, 250);
			stack.addSlice("img" + (100 + i) + ".png", frame);
		}
		return ClipImages.fromImagePlus(new ImagePlus("blob", stack));
	}

	@Test
	void findsTheLargestMotionInTheRegionUnderAFlickeringLamp() {
		final FinalInterval region = new FinalInterval(new long[] { 10, 20 }, new long[] { 70, 60 });
		final List<Long> reported = new ArrayList<>();
		final FrameChoice.Candidate found = FrameChoice.apexAfter(clip(FRAMES), ONSET, region, new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				reported.add(done);
				assertEquals(FRAMES - 1 - ONSET, total);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals(APEX, found.index());
		assertEquals(100 + APEX, found.frameNumber());
		assertTrue(found.difference() > 0);
		assertEquals(FRAMES - 1 - ONSET, reported.size());
	}

	@Test
	void theRegionAndTheMeasureAreTheCallers() {
		final FrameChoice.Candidate outside = FrameChoice.apexAfter(clip(FRAMES), ONSET, ALL, Progress.none());
		assertEquals(18, outside.index());
		final FrameChoice.Candidate brightest = FrameChoice.apexAfter(clip(FRAMES), 0, new FinalInterval(new long[] { 0, 20 },
			new long[] { 9, 29 }), FrameChoiceTest::brightness, Progress.none());
		// The lamp's peaks among the frames 1 .. 20 lie between 0.80 and 0.87; the other frames are below 0.4.
		assertTrue(Math.sin(2.1 * brightest.index()) > 0.8, "frame " + brightest.index());
	}

	private static double brightness(final RandomAccessibleInterval<FloatType> onset,
		final RandomAccessibleInterval<FloatType> frame)
	{
		final double[] sum = new double[1];
		LoopBuilder.setImages(frame).forEachPixel(value -> sum[0] += value.get());
		return sum[0];
	}

	@Test
	void brightnessAndContrastAreNoMotion() {
		final ImageStack stack = new ImageStack(8, 8);
		final ByteProcessor one = (ByteProcessor) TestClips.pattern(8, 8, 8, 0);
		stack.addSlice(one);
		final ByteProcessor two = (ByteProcessor) one.duplicate();
		two.multiply(2);
		two.add(10);
		stack.addSlice(two);
		final Clip clip = ClipImages.fromImagePlus(new ImagePlus("gain", stack));
		assertEquals(0, FrameChoice.normalizedDifference(clip.frame(0), clip.frame(1)), 1e-3);
	}

	@Test
	void halfwayToTheEnd() {
		assertEquals(12, FrameChoice.midpoint(clip(FRAMES), ONSET));
		assertEquals(1, FrameChoice.midpoint(clip(2), 0));
	}

	@Test
	void canBeCanceled() {
		final Progress canceled = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				throw new AssertionError("Went on");
			}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		final Clip clip = clip(4);
		assertThrows(CancellationException.class, () -> FrameChoice.apexAfter(clip, 0, ALL, canceled));
	}

	@Test
	void badInputIsNamed() {
		final Clip clip = clip(4);
		assertEquals("No frame follows the onset (frame 103) in the clip 'blob', 100 to 103; give an earlier onset or a " +
			"longer clip.", assertThrows(InputException.class, () -> FrameChoice.apexAfter(clip, 3, ALL, Progress.none()))
				.getMessage());
		final FinalInterval outside = new FinalInterval(new long[] { 100, 0 }, new long[] { 120, 20 });
		assertEquals("The region given for the clip 'blob' lies outside its frames of 64 x 64 pixels; give one inside.",
			assertThrows(InputException.class, () -> FrameChoice.apexAfter(clip, 0, outside, Progress.none())).getMessage());
	}
}
