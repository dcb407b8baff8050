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

package org.microexpression.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.synthetic.LongVideo.Camera;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;

class LongVideoTest {

	@Test
	void framesAreTheSameEachTimeInAnyOrder() {
		final LongVideo video = video(Person.PORTRAIT, 1, Setting.usual(20, 30));
		final float[] late = pixels(video, 500);
		pixels(video, 3);
		assertArrayEquals(late, pixels(video(Person.PORTRAIT, 1, Setting.usual(20, 30)), 500));
		assertEquals(600, video.frameCount());
		assertThrows(IndexOutOfBoundsException.class, () -> video.frame(600));
	}

	@Test
	void everythingHappensAndLiesInTheVideo() {
		final LongVideo video = video(Person.PAINTED, 4, Setting.usual(100, 100));
		final Set<SpottedKind> kinds = video.truth().stream().map(SpottedInterval::kind).collect(Collectors.toSet());
		assertEquals(Set.of(SpottedKind.MICRO, SpottedKind.MACRO, SpottedKind.BLINK, SpottedKind.HEAD, SpottedKind.TALKING),
			kinds);
		for (final SpottedInterval interval : video.truth()) {
			assertTrue(interval.onset().frame() >= 1 && interval.offset().frame() <= video.frameCount(), interval::toString);
			if (interval.kind() == SpottedKind.MICRO) assertTrue(interval.milliseconds() <= 510, interval::toString);
			if (interval.kind() == SpottedKind.MACRO) assertTrue(interval.milliseconds() > 650, interval::toString);
		}
	}

	@Test
	void aNeutralPersonShowsNoExpression() {
		for (int seed = 0; seed < 5; seed++)
			assertTrue(video(Person.PAINTED, seed, Setting.usual(60, 30).with(Acting.neutral())).truth().stream().noneMatch(
				interval -> interval.kind().isExpression()));
	}

	@Test
	void aBlinkClosesTheEyesAndNothingElse() {
		final Setting usual = Setting.usual(20, 30);
		final Acting still = new Acting(usual.acting().micro(), usual.acting().macro(), 0, false, false, true, 0);
		final LongVideo video = video(Person.PORTRAIT, 2, new Setting(usual.format(), still, new Camera(0, 0, 50, 0, 0)));
		final SpottedInterval blink = video.truth().stream().filter(interval -> interval.kind() == SpottedKind.BLINK)
			.findFirst().orElseThrow();
		final float[] open = pixels(video, blink.onset().frame() - 1);
		final float[] closed = pixels(video, blink.apex().frame() - 1);
		final FacialLandmarks face = video.landmarks(0);
		assertTrue(difference(open, closed, face.x()[37] + 2, face.y()[37] + 2) > 15, "the eye");
		assertEquals(0, difference(open, closed, face.x()[51], face.y()[51]), "the mouth");
	}

	@Test
	void anExpressionMovesTheFaceAsFarAsItsTruthSays() {
		final Setting usual = Setting.usual(20, 30);
		final Acting only = new Acting(usual.acting().micro(), usual.acting().macro(), 1, false, false, false, 0);
		final LongVideo video = video(Person.PAINTED, 3, new Setting(usual.format(), only, new Camera(0, 0, 50, 0, 0)));
		final SpottedInterval first = video.truth().get(0);
		final float[] neutral = pixels(video, 0);
		assertArrayEquals(neutral, pixels(video, first.onset().frame() - 1));
		assertArrayEquals(neutral, pixels(video, first.offset().frame() - 1));
		assertFalse(java.util.Arrays.equals(neutral, pixels(video, first.apex().frame() - 1)));
	}

	private static LongVideo video(final Person person, final long seed, final Setting setting) {
		return new LongVideo("video", person, seed, seed, setting);
	}

	private static float[] pixels(final LongVideo video, final int index) {
		return video.frame(index).update(null).getCurrentStorageArray();
	}

	/** The largest difference within three pixels of a place. */
	private static double difference(final float[] a, final float[] b, final double x, final double y) {
		double largest = 0;
		for (int row = (int) y - 3; row <= y + 3; row++)
			for (int column = (int) x - 3; column <= x + 3; column++)
				largest = Math.max(largest, Math.abs(a[row * 240 + column] - b[row * 240 + column]));
		return largest;
	}
}
