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
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** The finders that ship, and what is asked of one. */
class ApexFinderTest {

	private static final int SIZE = 64;

	private static final int FRAMES = 21;

	private static final int ONSET = 3;

	private static final int APEX = 12;

	/**
	 * A blob that moves right by up to 2 px, most at the apex, under a lamp that flickers by 15 % and noise of sd 0.5.
	 */
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
					final double level = lamp * (60 + 100 * Math.exp(-distance * distance / 60)) + 0.5 * noise.nextGaussian();
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
	void allAreOfferedByTheirTitles() {
		assertEquals(List.of("midpoint", "largest motion", "strongest expression"), ApexFinder.all().stream().map(
			ApexFinder::title).toList());
		assertEquals("strongest expression", ApexFinder.named(ApexFinder.DEFAULT).title());
		assertEquals("There is no apex finder 'eye'; choose one of midpoint, largest motion, strongest expression.",
			assertThrows(InputException.class, () -> ApexFinder.named("eye")).getMessage());
	}

	@Test
	void findsTheLargestMotionUnderAFlickeringLamp() {
		final List<Long> reported = new ArrayList<>();
		final ApexFinder.Found found = new LargestMotion().ask(clip(FRAMES), ONSET, 17, new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				reported.add(done);
				assertEquals(17 - ONSET, total);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals(ApexFinder.Found.apex(APEX), found);
		assertEquals(17 - ONSET, reported.size());
		assertEquals(18, new LargestMotion().find(clip(FRAMES), ONSET, FRAMES - 1, Progress.none()).apex());
	}

	/** A dot that brightens up to frame 137 of 200: found although every fourth frame alone is looked at before. */
	@Test
	void inALongClipTheNeighboursOfTheBestFrameAreLookedAt() {
		final ImageStack stack = new ImageStack(8, 8);
		for (int i = 0; i < 200; i++) {
			final ByteProcessor frame = (ByteProcessor) TestClips.pattern(8, 8, 8, 0);
			frame.set(3, 3, 200 - Math.abs(i - 137));
			stack.addSlice(frame);
		}
		assertEquals(137, new LargestMotion().find(ClipImages.fromImagePlus(new ImagePlus("long", stack)), 0, 199, Progress
			.none()).apex());
	}

	@Test
	void aFrameThatCannotBeReadIsPassedOver() {
		assertEquals(APEX, new LargestMotion().find(new Broken(clip(FRAMES), APEX + 1, FRAMES), ONSET, 17, Progress.none())
			.apex());
		assertEquals("Frame 4 is broken.", assertThrows(InputException.class, () -> new LargestMotion().find(new Broken(
			clip(5), ONSET + 1, FRAMES), ONSET, 4, Progress.none())).getMessage());
	}

	/** Some frames in a row cannot be read. */
	private static final class Broken extends DelegatingClip {

		private final int from, end;

		Broken(final Clip clip, final int from, final int end) {
			super(clip);
			this.from = from;
			this.end = end;
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			if (index >= from && index < end) throw new InputException("Frame " + index + " is broken.");
			return super.frame(index);
		}
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
		assertEquals(0, LargestMotion.difference(clip.frame(0), clip.frame(1)), 1e-3);
	}

	@Test
	void halfwayByTheNumbers() {
		assertEquals(11, new Midpoint().ask(clip(FRAMES), ONSET, FRAMES - 1, Progress.none()).apex());
		assertEquals(1, new Midpoint().ask(clip(2), 0, 1, Progress.none()).apex());
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
		assertThrows(CancellationException.class, () -> new LargestMotion().find(clip, 0, 3, canceled));
	}

	/** A finder of somebody else that answers something impossible is named. */
	@Test
	void anImpossibleAnswerIsRefused() {
		final Clip clip = clip(6);
		for (final ApexFinder.Found answer : List.of(ApexFinder.Found.apex(1), ApexFinder.Found.apex(5),
			new ApexFinder.Found(OptionalInt.of(3), 3), new ApexFinder.Found(OptionalInt.of(-1), 3)))
			assertTrue(assertThrows(InputException.class, () -> answering(answer).ask(clip, 1, 4, Progress.none()))
				.getMessage().startsWith("The apex finder 'fixed' gave the onset "));
		final ApexFinder.Found possible = new ApexFinder.Found(OptionalInt.of(2), 3);
		assertEquals(possible, answering(possible).ask(clip, 1, 4, Progress.none()));
	}

	private static ApexFinder answering(final ApexFinder.Found answer) {
		return new ApexFinder() {

			@Override
			public String title() {
				return "fixed";
			}

			@Override
			public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
				return answer;
			}
		};
	}
}
