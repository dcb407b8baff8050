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

package org.microexpression.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.Test;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;
import org.microexpression.synthetic.LongVideoScript.Range;

class FaceFollowerTest {

	/** Sways by some pixels, nothing else happens: the truth of every landmark is known. */
	private static final LongVideo VIDEO = new LongVideo("sway", Person.PORTRAIT, 5, 5, Setting.usual(4, 30).with(
		new Acting(new Range(1, 2), new Range(2, 3), 0, false, false, false, 4)));

	@Test
	void landmarksStayOnTheFaceWithoutANewSearch() {
		final FaceFollower follower = new FaceFollower(VIDEO.landmarks(0));
		follower.begin(VIDEO.frame(0));
		double moved = 0;
		for (int i = 1; i < VIDEO.frameCount(); i++) {
			final int frame = i;
			final FaceFollower.View view = follower.follow(VIDEO.frame(i)).orElseThrow(() -> new AssertionError(
				"lost in frame " + frame));
			final FacialLandmarks found = follower.landmarks().transform(view.toFrame());
			final FacialLandmarks truth = VIDEO.landmarks(i);
			for (final int point : new int[] { 27, 30, 36, 45 }) {
				assertEquals(truth.x()[point], found.x()[point], 1, "x of point " + point + " in frame " + i);
				assertEquals(truth.y()[point], found.y()[point], 1, "y of point " + point + " in frame " + i);
			}
			moved = Math.max(moved, Math.abs(truth.x()[30] - VIDEO.landmarks(0).x()[30]));
			if (i % 30 == 0) follower.renew();
		}
		assertTrue(moved > 3, "the head moved by " + moved + " px only");
	}

	@Test
	void aJumpOfTheHeadIsFollowedAndAnotherPictureIsNot() {
		final FaceFollower follower = new FaceFollower(VIDEO.landmarks(0));
		follower.begin(VIDEO.frame(0));
		final int width = VIDEO.width(), height = VIDEO.height();
		final float[] before = VIDEO.frame(0).update(null).getCurrentStorageArray();
		final float[] jumped = new float[before.length];
		for (int i = 0; i < jumped.length; i++)
			jumped[i] = before[i / width * width + Math.max(0, i % width - 7)];
		final FaceFollower.View view = follower.follow(ArrayImgs.floats(jumped, width, height)).orElseThrow();
		assertEquals(VIDEO.landmarks(0).x()[30] + 7, follower.landmarks().transform(view.toFrame()).x()[30], 0.3);
		final float[] other = new float[before.length];
		for (int i = 0; i < other.length; i++)
			other[i] = (float) (128 + 60 * Math.sin(i % width * 0.3) * Math.cos(i / width * 0.2));
		assertTrue(follower.follow(ArrayImgs.floats(other, width, height)).isEmpty());
	}
}
