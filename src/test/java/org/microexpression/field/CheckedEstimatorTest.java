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

package org.microexpression.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** A method of somebody else that answers something else than was asked is named. */
class CheckedEstimatorTest {

	private static final GreyPair PAIR = new GreyPair() {

		@Override
		public RandomAccessibleInterval<FloatType> onset() {
			return ArrayImgs.floats(6, 4);
		}

		@Override
		public RandomAccessibleInterval<FloatType> apex() {
			return ArrayImgs.floats(6, 4);
		}
	};

	private boolean closed;

	/** A method that gives this field, for whatever. */
	private DisplacementEstimator opened(final DisplacementField field) {
		return new DisplacementMethod() {

			@Override
			public String title() {
				return "Mine";
			}

			@Override
			public DisplacementEstimator open(final DisplacementSetup setup) {
				return new DisplacementEstimator() {

					@Override
					public DisplacementField compute(final GreyPair pair) {
						return field;
					}

					@Override
					public List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
						return List.of(field);
					}

					@Override
					public String device() {
						return "abacus";
					}

					@Override
					public void close() {
						closed = true;
					}
				};
			}
		}.openChecked(DisplacementSetup.of(Path.of("model"), "cpu"));
	}

	@Test
	void anotherSizeNoFieldAndAnotherNumberAreTold() {
		final DisplacementField right = DisplacementField.zero(6, 4);
		try (DisplacementEstimator good = opened(right)) {
			assertSame(right, good.compute(PAIR));
			assertEquals(List.of(right), good.compute(List.of(PAIR), Progress.none()));
			assertEquals("abacus", good.device());
			assertEquals(sentence("1 field for 2 pairs of frames"), assertThrows(InputException.class, () -> good.compute(List
				.of(PAIR, PAIR), Progress.none())).getMessage());
		}
		assertTrue(closed);
		assertEquals(sentence("no field"), assertThrows(InputException.class, () -> opened(null).compute(PAIR))
			.getMessage());
		final DisplacementEstimator turned = opened(DisplacementField.zero(4, 6));
		assertEquals(sentence("a field of 4 x 6 pixels for frames of 6 x 4"), assertThrows(InputException.class,
			() -> turned.compute(PAIR)).getMessage());
		assertThrows(InputException.class, () -> turned.compute(List.of(PAIR), Progress.none()));
	}

	private static String sentence(final String answer) {
		return "The displacement method 'Mine' gave " + answer +
			"; choose another method, or update the jar that it comes from.";
	}
}
