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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;
import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;

/** Traces of 20 s at 30 frames a second, written by hand: noise, and what each test adds. */
class RiseAndFallTest {

	private static final int ROWS = 600;
	private static final double NOISE = 0.0004;

	private final double[][] u = new double[ROWS][RegionSide.ALL.size()];
	private final double[][] v = new double[ROWS][RegionSide.ALL.size()];
	private final double[][] quantities = new double[ROWS][Quantity.values().length];

	RiseAndFallTest() {
		final SplittableRandom random = new SplittableRandom(1);
		for (int row = 0; row < ROWS; row++) {
			for (int place = 0; place < u[row].length; place++) {
				u[row][place] = NOISE * random.nextGaussian();
				v[row][place] = NOISE * random.nextGaussian();
			}
			for (final Quantity one : List.of(Quantity.QUALITY, Quantity.EYE_LEFT, Quantity.EYE_RIGHT, Quantity.HEAD_GROWTH))
				quantities[row][one.ordinal()] = 1;
			quantities[row][Quantity.EYE_DISTANCE.ordinal()] = 60;
		}
	}

	@Test
	void noiseHoldsNothing() {
		assertEquals(List.of(), spot(0.5));
	}

	@Test
	void aShortBumpIsAMicroExpressionAndALongOneAMacroExpression() {
		add("right mouth corner", bump(4, 4.2, 4.4, -0.012));
		add("left mouth corner", bump(4, 4.2, 4.4, -0.010));
		add("right inner brow", bump(10, 10.7, 11.6, -0.03));
		add("left inner brow", bump(10, 10.7, 11.6, -0.03));
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(List.of(SpottedKind.MICRO, SpottedKind.MACRO), spotted.stream().map(SpottedInterval::kind).toList());
		assertAt(4, 4.2, 4.4, spotted.get(0));
		assertAt(10, 10.7, 11.6, spotted.get(1));
		assertEquals("right mouth corner", spotted.get(0).regions().get(0).label());
		assertEquals(0.012, spotted.get(0).strength(), 0.002);
		assertTrue(spotted.get(0).signalToNoise() > 6);
	}

	/** The first frames of a coded video settle; an expression that is there from the first frame on lasts longer. */
	@Test
	void aJoltOfTheFirstFramesIsNone() {
		for (final String place : List.of("right mouth corner", "left mouth corner"))
			add(place, bump(0, 0.067, 0.17, -0.012));
		assertEquals(List.of(), spot(0.5));
		for (final String place : List.of("right inner brow", "left inner brow"))
			add(place, bump(0, 0.3, 0.6, -0.02));
		assertEquals(1, spot(0.5).size());
	}

	@Test
	void aMotionThatDoesNotComeBackIsNone() {
		add("chin L", seconds -> seconds < 7 ? 0 : 0.05);
		add("chin R", seconds -> 0.01 * seconds);
		assertEquals(List.of(), spot(0.5));
	}

	@Test
	void weakOnesNeedSensitivity() {
		add("right outer brow", bump(6, 6.2, 6.4, -0.0032));
		add("left outer brow", bump(6, 6.2, 6.4, -0.0032));
		assertEquals(List.of(), spot(0.3));
		assertEquals(1, spot(0.7).size());
	}

	@Test
	void aBlinkIsABlinkWhateverItDrags() {
		add("right outer brow", bump(5, 5.1, 5.25, 0.02));
		add("left outer brow", bump(5, 5.1, 5.25, 0.02));
		for (int row = 0; row < ROWS; row++)
			for (final Quantity eye : List.of(Quantity.EYE_LEFT, Quantity.EYE_RIGHT))
				quantities[row][eye.ordinal()] = 1 - bump(5, 5.1, 5.25, 0.95).applyAsDouble(row / 30.0);
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(List.of(SpottedKind.BLINK), spotted.stream().map(SpottedInterval::kind).toList());
		assertEquals(5.1, spotted.get(0).apex().seconds(), 0.04);
	}

	/** Brows that move a little are an expression with open eyes, and drawn along by lids that close by a third. */
	@Test
	void halfABlinkIsNoExpression() {
		for (final String place : List.of("right outer brow", "left outer brow"))
			for (final double begin : new double[] { 6, 12 })
				add(place, bump(begin, begin + 0.12, begin + 0.27, 0.0045));
		assertEquals(2, spot(0.5).size());
		for (int row = 0; row < ROWS; row++)
			for (final Quantity eye : List.of(Quantity.EYE_LEFT, Quantity.EYE_RIGHT))
				quantities[row][eye.ordinal()] = 1 - bump(12, 12.12, 12.27, 0.27).applyAsDouble(row / 30.0);
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(1, spotted.size(), spotted::toString);
		assertAt(6, 6.12, 6.27, spotted.get(0));
	}

	@Test
	void talkingIsTalking() {
		talk(5);
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(List.of(SpottedKind.TALKING), spotted.stream().map(SpottedInterval::kind).toList());
		assertTrue(spotted.get(0).onset().seconds() < 5.1 && spotted.get(0).offset().seconds() > 7.7, spotted::toString);
	}

	/** A mouth that rests a moment between two sentences, and one that smiles as long without any. */
	@Test
	void aPauseInTalkingIsNoExpression() {
		talk(2);
		for (final String place : List.of("chin L", "chin R"))
			add(place, bump(4.9, 5.5, 6, -0.02));
		talk(6.1);
		for (final String place : List.of("chin L", "chin R"))
			add(place, bump(14, 14.6, 15.1, -0.02));
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(List.of(SpottedKind.MACRO), spotted.stream().map(SpottedInterval::kind).filter(
			SpottedKind::isExpression).toList(), spotted::toString);
		assertTrue(spotted.stream().anyMatch(one -> one.kind() == SpottedKind.UNCERTAIN && Math.abs(one.apex().seconds() -
			5.5) < 0.1), spotted::toString);
	}

	private void talk(final double from) {
		for (int syllable = 0; syllable < 12; syllable++) {
			final double begin = from + 0.24 * syllable;
			for (final String place : List.of("chin L", "chin R", "lips L", "lips R"))
				add(place, bump(begin, begin + 0.1, begin + 0.22, 0.02 + 0.004 * (syllable % 3)));
		}
	}

	@Test
	void aMovingHeadIsTold() {
		for (int row = 0; row < ROWS; row++)
			quantities[row][Quantity.HEAD_YAW.ordinal()] = bump(8, 8.4, 9, 0.05).applyAsDouble(row / 30.0);
		add("cheek L", bump(8, 8.4, 9, 0.0035));
		final List<SpottedInterval> spotted = spot(0.5);
		assertTrue(!spotted.isEmpty() && spotted.stream().allMatch(one -> one.kind() == SpottedKind.HEAD),
			spotted::toString);
	}

	/** A move of 8 samples, as long as the window of the speed: at its middle alone is the head fast enough. */
	@Test
	void aMovementOfTheHeadLasts() {
		for (int row = 240; row < ROWS; row++)
			quantities[row][Quantity.HEAD_X.ordinal()] = 0.0222 * Math.min(1, (row - 240) / 8.0);
		final List<SpottedInterval> spotted = spot(0.5);
		assertEquals(1, spotted.size(), spotted::toString);
		assertEquals(SpottedKind.HEAD, spotted.get(0).kind());
		assertEquals(List.of(244, 245, 246), List.of(spotted.get(0).onset().frame(), spotted.get(0).apex().frame(), spotted
			.get(0).offset().frame()));
	}

	private void add(final String place, final DoubleUnaryOperator course) {
		for (int row = 0; row < ROWS; row++)
			v[row][RegionSide.of(place).index()] += course.applyAsDouble(row / 30.0);
	}

	private static DoubleUnaryOperator bump(final double onset, final double apex, final double offset,
		final double size)
	{
		return seconds -> {
			if (seconds <= onset || seconds >= offset) return 0;
			final double t = seconds < apex ? (seconds - onset) / (apex - onset) : (offset - seconds) / (offset - apex);
			return size * t * t * (3 - 2 * t);
		};
	}

	private List<SpottedInterval> spot(final double sensitivity) {
		final MotionTrace.Builder trace = new MotionTrace.Builder("by hand");
		for (int row = 0; row < ROWS; row++)
			trace.add(new MotionRow(row + 1, row / 30.0, 1, true, quantities[row], u[row], v[row]));
		return Spotter.named("Rise and fall").spot(trace.build(), new SpotterSettings(sensitivity, 500, 4000));
	}

	private static void assertAt(final double onset, final double apex, final double offset,
		final SpottedInterval interval)
	{
		assertEquals(onset, interval.onset().seconds(), 0.1, interval::toString);
		assertEquals(apex, interval.apex().seconds(), 0.04, interval::toString);
		assertEquals(offset, interval.offset().seconds(), 0.12, interval::toString);
	}
}
