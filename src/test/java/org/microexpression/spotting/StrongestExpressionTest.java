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

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

class StrongestExpressionTest {

	@Test
	void onsetAndApexOfOneExpressionAreFound() {
		final SyntheticClip clip = clip(new TimeCourse(20, 44, 80, 1, 1));
		final ApexFinder.Found found = ApexFinder.named("strongest expression").ask(new Registered(clip, -1), 0, 99,
			Progress.none());
		assertEquals(44, found.apex(), 6);
		assertEquals(20, found.onset().orElseThrow(), 6);
	}

	@Test
	void aClipThatEndsAtItsApexHasItThere() {
		final SyntheticClip clip = clip(new TimeCourse(30, 99, 200, 1, 1));
		final ApexFinder.Found found = new StrongestExpression().ask(new Registered(clip, 12), 0, 99, Progress.none());
		assertTrue(found.apex() >= 85, found::toString);
		assertEquals(30, found.onset().orElseThrow(), 15);
		assertEquals(found, new StrongestExpression().withThreads(1).ask(new Registered(clip, 12), 0, 99, Progress.none()));
	}

	/** Clips of two or three frames have hardly a choice; one without a frame rate says what was taken for it. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 12 })
	void shortClipsHaveAnApex(final int last) {
		final Registered faces = new Registered(clip(new TimeCourse(0, last, last + 40, 1, 1)), -1);
		final ApexFinder.Found found = new StrongestExpression().ask(faces, 0, last, Progress.none());
		assertTrue(found.apex() >= 1 && found.apex() <= last, found::toString);
		// So few show nothing of how a motion comes and goes.
		assertEquals(last < 4, found.remark().contains("Too few frames of 'clip'"), found.remark());
		// Where nothing was spotted, the guess is not said to be one by spotting.
		assertEquals(last < 4 ? "since its face differs most from the onset" : found.remark().contains(
			"no expression was spotted;") ? "by how far the face moved" : "", found.reason().orElse(""), found::toString);
		final ApexFinder.Found unknown = new StrongestExpression().ask(new DelegatingClip(faces) {

			@Override
			public double framesPerSecond() {
				return Double.NaN;
			}
		}, 0, last, Progress.none());
		assertTrue(last < 4 || unknown.remark().contains("does not tell its frame rate; for the guess 100 frames"), unknown
			.remark());
	}

	private static SyntheticClip clip(final TimeCourse course) {
		return new SyntheticClip("clip", 7, 70, ExpressionClass.POSITIVE, course, SyntheticClip.Setting.sample().withFrames(
			100));
	}

	/** Its faces, registered against the first frame; one frame cannot be read. */
	private static final class Registered extends DelegatingClip {

		private final SyntheticClip synthetic;
		private final int missing;

		/** @param missing index of the frame without a face, or -1 */
		Registered(final SyntheticClip clip, final int missing) {
			super(clip);
			synthetic = clip;
			this.missing = missing;
		}

		@Override
		public int width() {
			return CanonicalFace.SIZE;
		}

		@Override
		public int height() {
			return CanonicalFace.SIZE;
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			if (index == missing) throw new InputException("No face.");
			return FaceRegistration.resample(synthetic.frame(index), synthetic.registeredToFrame(index));
		}
	}
}
