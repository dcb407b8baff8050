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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.Test;
import org.microexpression.base.Progress;

/** What a clip tells is told through another one too, also what an interface has a default for. */
class DelegatingClipTest {

	/** Frames at a variable rate, as a phone films them. */
	private static final class Filmed implements Clip {

		private static final double[] TIMES = { 0, 0.021, 0.095 };

		@Override
		public String name() {
			return "phone.mp4";
		}

		@Override
		public int width() {
			return 2;
		}

		@Override
		public int height() {
			return 2;
		}

		@Override
		public int frameCount() {
			return TIMES.length;
		}

		@Override
		public int frameNumber(final int index) {
			return index + 1;
		}

		@Override
		public double framesPerSecond() {
			return 30;
		}

		@Override
		public OptionalDouble seconds(final int index) {
			return OptionalDouble.of(TIMES[index]);
		}

		@Override
		public boolean statesTimes() {
			return true;
		}

		@Override
		public String reader() {
			return "read by FFmpeg";
		}

		@Override
		public ArrayImg<FloatType, FloatArray> frame(final int index) {
			return ArrayImgs.floats(2, 2);
		}

		@Override
		public void close() {
			// Nothing is open.
		}
	}

	@Test
	void aFilmKeepsItsOwnTimesWhereACommandCanBeStopped() {
		final Clip clip = new CancellableClip(new Filmed(), Progress.none());
		assertEquals(0.095, clip.seconds(2).orElseThrow(), 0, "the third frame at 30 frames a second would be at 0.067");
		assertEquals(true, clip.statesTimes());
		assertEquals("read by FFmpeg", clip.reader());
	}

	@Test
	void noMethodOfAClipIsForgotten() {
		final List<String> forgotten = Arrays.stream(Clip.class.getMethods()).filter(method -> method
			.getDeclaringClass() == Clip.class && !Modifier.isStatic(method.getModifiers())).filter(method -> !isDeclared(
				DelegatingClip.class, method)).map(Method::getName).sorted().toList();
		assertEquals(List.of("find", "frameRange", "indexOf"), forgotten,
			"what rests on the others alone need not be delegated");
	}

	private static boolean isDeclared(final Class<?> type, final Method method) {
		return Arrays.stream(type.getDeclaredMethods()).anyMatch(own -> own.getName().equals(method.getName()) && Arrays
			.equals(own.getParameterTypes(), method.getParameterTypes()));
	}
}
