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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;

/** One film of two scenes: a person of whom everything is known, an empty room, another person. */
class FacialMotionTest {

	private static final int FIRST = 210;
	private static final int EMPTY = 24;
	private static final int SECOND = 30;

	private static final LongVideo PERSON = new LongVideo("one", Person.PAINTED, 3, 9, Setting.usual(7, 30));
	private static final LongVideo OTHER = new LongVideo("two", Person.PORTRAIT, 4, 4, Setting.usual(2, 30));

	private static FacialMotion motion;
	private static MotionTrace trace;

	@BeforeAll
	static void measure() {
		motion = new FacialMotion(new ModelStore(List.of(Path.of("models"))), ModelStore.SHIPPED, Hardware.cpu(0));
		trace = motion.measure(new Film(FIRST + EMPTY + SECOND, 30, FacialMotionTest::frame), MotionSettings.defaults(),
			Progress.none());
	}

	@AfterAll
	static void close() {
		motion.close();
	}

	private static ArrayImg<FloatType, FloatArray> frame(final int index) {
		if (index < FIRST) return PERSON.frame(index);
		if (index >= FIRST + EMPTY) return OTHER.frame(index - FIRST - EMPTY);
		final float[] wall = new float[PERSON.width() * PERSON.height()];
		for (int i = 0; i < wall.length; i++)
			wall[i] = 90 + i % 240 * 0.3f + i % 7;
		return ArrayImgs.floats(wall, PERSON.width(), PERSON.height());
	}

	@Test
	void aCutIsToldAndNothingIsMeasuredAcrossIt() {
		assertEquals(FIRST + EMPTY + SECOND, trace.rows());
		for (int row = 0; row < FIRST; row++)
			assertEquals(1, trace.segment(row), "row " + row);
		for (int row = FIRST; row < FIRST + EMPTY; row++)
			assertFalse(trace.found(row), "row " + row);
		assertEquals(2, trace.segment(trace.rows() - 1));
		assertEquals(0, trace.u(trace.rows() - SECOND + firstOfSecond(), RegionSide.ALL.get(0)));
		assertTrue(trace.remarks().stream().anyMatch(remark -> remark.contains("cut")), trace.remarks()::toString);
		assertTrue(trace.remarks().stream().anyMatch(remark -> remark.contains("No face is followed in frames 211 to")),
			trace.remarks()::toString);
	}

	/** The face is searched again twice a second. */
	private static int firstOfSecond() {
		int row = trace.rows() - SECOND;
		while (!trace.found(row))
			row++;
		return row - (trace.rows() - SECOND);
	}

	@Test
	void expressionsAndBlinksAreSpottedInTheMeasuredMotion() {
		final List<SpottedInterval> spotted = Spotter.named(Spotter.DEFAULT).spot(trace, SpotterSettings.defaults());
		for (final SpottedInterval truth : PERSON.truth()) {
			if (truth.kind() == SpottedKind.HEAD) continue;
			assertTrue(spotted.stream().anyMatch(one -> one.kind() == truth.kind() && one.overlap(truth) >= 0.5), truth +
				" in " + spotted);
		}
		assertEquals(PERSON.truth().stream().filter(one -> one.kind().isExpression()).count(), spotted.stream().filter(
			one -> one.kind().isExpression()).count(), spotted::toString);
	}

	@Test
	void theEyesCloseInABlink() {
		final SpottedInterval blink = PERSON.truth().stream().filter(one -> one.kind() == SpottedKind.BLINK).findFirst()
			.orElseThrow();
		assertTrue(trace.value(trace.row(blink.apex().frame()), Quantity.EYE_LEFT) < 0.5);
		assertTrue(trace.value(trace.row(blink.onset().frame()), Quantity.EYE_RIGHT) > 0.8);
	}

	@Test
	void framesBetweenSamplesAreInterpolated() {
		final LongVideo fast = new LongVideo("fast", Person.PAINTED, 3, 6, Setting.usual(0.4, 100));
		final MotionTrace thin = motion.measure(fast, MotionSettings.defaults(), Progress.none());
		assertEquals(40, thin.rows());
		assertTrue(thin.measured(0) && thin.measured(3) && thin.measured(39));
		assertFalse(thin.measured(1) || thin.measured(2) || thin.measured(38) && thin.measured(37));
		final RegionSide place = RegionSide.of("chin L");
		assertEquals((2 * thin.v(3, place) + thin.v(6, place)) / 3, thin.v(4, place), 1e-12);
		assertEquals(0.04, thin.seconds(4), 1e-12);
	}

	/** Two workers measure every second span each, cut and empty room among them; numbers go through bytes. */
	@Test
	void aTraceOfSpansIsThatOfTheWholeToTheLastDigit() {
		final Clip film = new Film(FIRST + EMPTY + SECOND, 30, FacialMotionTest::frame);
		final MotionSettings settings = MotionSettings.defaults();
		assertEquals(4, FacialMotion.spans(film, settings, 64));
		assertEquals(1, FacialMotion.spans(film, settings, 144));
		assertEquals(1, FacialMotion.spans(new Film(300, Double.NaN, FacialMotionTest::frame), settings, 64));
		final MotionSpan[] spans = new MotionSpan[4];
		for (int worker = 0; worker < 2; worker++) {
			try (FollowedFace face = motion.follow(film, settings, Progress.none())) {
				for (int span = worker; span < spans.length; span += 2) {
					assertTrue(face.isBefore(new ClipSpan(span, 4)));
					spans[span] = MotionSpan.of(face.measure(new ClipSpan(span, 4), Progress.none()).bytes());
					assertFalse(face.isBefore(new ClipSpan(span, 4)));
				}
			}
		}
		final List<MotionSpan> all = List.of(spans);
		assertTrue(FacialMotion.areAll(film, settings, all));
		assertFalse(FacialMotion.areAll(film, settings, all.subList(0, 3)));
		assertFalse(FacialMotion.areAll(film, settings, List.of(spans[1], spans[0], spans[2], spans[3])));
		final MotionTrace shared = FacialMotion.trace(film, settings, all);
		assertEquals(trace.remarks(), shared.remarks());
		assertEquals(trace.rows(), shared.rows());
		for (int row = 0; row < trace.rows(); row++) {
			assertEquals(trace.segment(row), shared.segment(row));
			assertEquals(trace.seconds(row), shared.seconds(row));
			for (final Quantity quantity : Quantity.values())
				assertEquals(trace.value(row, quantity), shared.value(row, quantity));
			for (final RegionSide place : RegionSide.ALL) {
				assertEquals(trace.u(row, place), shared.u(row, place));
				assertEquals(trace.v(row, place), shared.v(row, place));
			}
		}
		final byte[] bytes = spans[0].bytes();
		for (final byte[] wrong : List.of(new byte[0], Arrays.copyOf(bytes, bytes.length - 1), Arrays.copyOf(bytes,
			bytes.length + 1)))
			assertThrows(IllegalArgumentException.class, () -> MotionSpan.of(wrong));
	}

	@Test
	void whatCannotBeMeasuredIsRefusedInASentence() {
		final Clip still = new Film(3, Double.NaN, index -> frame(FIRST));
		assertTrue(assertThrows(InputException.class, () -> motion.measure(still, MotionSettings.defaults(), Progress
			.none())).getMessage().contains("give its frame rate as 'fps'"));
		assertTrue(assertThrows(InputException.class, () -> motion.measure(still, MotionSettings.defaults()
			.withFramesPerSecond(30), Progress.none())).getMessage().contains("No face"));
		assertThrows(InputException.class, () -> MotionSettings.defaults().withFramesPerSecond(-1));
		assertThrows(CancellationException.class, () -> motion.measure(PERSON, MotionSettings.defaults(), Progress.none()
			.stoppingWhen(() -> true)));
	}

	@Test
	void aRateThatIsNotUsedIsTold() {
		final Clip told = new Film(3, 100, index -> frame(FIRST));
		final InputException refused = assertThrows(InputException.class, () -> motion.measure(told, MotionSettings
			.defaults().withFramesPerSecond(200), Progress.none()));
		assertTrue(refused.remarks().stream().anyMatch(remark -> remark.contains(
			"has 100.000 frames a second of its own, " + "so 'fps' (200.000) was not used")), refused.remarks().toString());
		assertTrue(assertThrows(InputException.class, () -> motion.measure(told, MotionSettings.defaults()
			.withFramesPerSecond(100), Progress.none())).remarks().stream().noneMatch(remark -> remark.contains("not used")));
	}

	private record Film(int frameCount, double framesPerSecond, IntFunction<ArrayImg<FloatType, FloatArray>> frames)
			implements
				Clip {

		@Override
		public String name() {
			return "film";
		}

		@Override
		public int width() {
			return PERSON.width();
		}

		@Override
		public int height() {
			return PERSON.height();
		}

		@Override
		public int frameNumber(final int index) {
			return index + 1;
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			return frames.apply(index);
		}

		@Override
		public void close() {
			// Nothing is held open.
		}
	}
}
