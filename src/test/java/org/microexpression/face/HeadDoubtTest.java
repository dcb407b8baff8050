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

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldWarp;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.FaceSide;

class HeadDoubtTest {

	private static final int SIZE = CanonicalFace.SIZE;
	private static final ExpressionSynthesizer EXPRESSIONS = new ExpressionSynthesizer(901, ExpressionSynthesizer.Setting
		.plain());

	/** An expression of up to 1.5 px, without what of it could be the head's. */
	private static DisplacementField skin(final ActionUnit unit) {
		final List<Activation> activations = List.of(new Activation(unit, FaceSide.LEFT, 1.5), new Activation(unit,
			FaceSide.RIGHT, 1.5));
		return HeadRemainder.without(EXPRESSIONS.sample(0, ExpressionClass.NEGATIVE, activations, CanonicalFace.landmarks())
			.skin().field(SIZE));
	}

	/** The face's lower part moves up as a whole: is that the head, or is it what stays? */
	static DisplacementField undecided(final double strength) {
		final DisplacementField field = DisplacementField.zero(SIZE, SIZE);
		for (int i = 0; i < SIZE * SIZE; i++)
			field.v()[i] = (float) undecided(strength, i / SIZE);
		return field;
	}

	static double undecided(final double strength, final double y) {
		return -strength / (1 + Math.exp((52 - y) / 4));
	}

	@Test
	void noActionUnitIsInDoubt() {
		for (final ActionUnit unit : ActionUnit.values()) {
			final DisplacementField skin = skin(unit);
			final double left = HeadRemainder.of(skin, true).left(), uncertain = HeadDoubt.uncertainty(skin);
			// The way back is the inverse but for what the warp interpolates.
			final double apart = HeadDoubt.contradiction(skin, FieldWarp.invert(skin));
			assertEquals(List.of(), HeadDoubt.ofHead(uncertain).stream().toList(), unit.toString());
			assertEquals(List.of(), HeadDoubt.ofField(apart, 1.5, true).stream().toList(), unit.toString());
			assertEquals(List.of(), HeadDoubt.ofAll(left, uncertain, apart, 1.5).stream().toList(), unit.toString());
		}
	}

	@Test
	void whatASinglePartDecidesIsInDoubt() {
		final String message = HeadDoubt.ofHead(HeadDoubt.uncertainty(undecided(1.2))).orElseThrow();
		assertTrue(message.matches("Onset and apex are not registered to each other: what of the motion between them is " +
			"the head's is known to \\d\\.\\d\\d pixels, and 0\\.15 is needed; choose two frames between which .*\\."),
			message);
	}

	@Test
	void aWayBackThatEndsElsewhereIsInDoubt() {
		final DisplacementField there = DisplacementField.zero(SIZE, SIZE);
		Arrays.fill(there.u(), 0.5f);
		final DisplacementField back = DisplacementField.zero(SIZE, SIZE);
		Arrays.fill(back.u(), -0.3f);
		final String message = HeadDoubt.ofField(HeadDoubt.contradiction(there, back), 1, true).orElseThrow();
		assertTrue(message.contains("the motion from onset to apex and that back differ by 0.2"), message);
		assertTrue(message.contains("at most 0.12 may be; choose two frames"), message);
		// A method that contradicts itself by so much of what it finds is no good; that says nothing of the pair.
		assertEquals(List.of(), HeadDoubt.ofField(HeadDoubt.contradiction(there, back), 0.5, true).stream().toList());
	}

	/** Each by itself would pass. */
	@Test
	void aLittleOfEachDoubtIsTooMuchTogetherUnlessMuchMoves() {
		final String message = HeadDoubt.ofAll(0.1, 0.06, 0.07, 0.5).orElseThrow();
		assertTrue(message.contains(" come to 0.23 pixels together, and at most 0.20 may be; choose two frames"), message);
		assertEquals(List.of(), HeadDoubt.ofAll(0.1, 0.06, 0.07, 1.2).stream().toList());
		assertEquals(List.of(), HeadDoubt.ofAll(0.1, 0.06, 0, 0.5).stream().toList());
		assertTrue(HeadDoubt.ofAll(0.12, 0.08, 0.07, 3).isPresent(), "however much moves");
		// What a method contradicts itself by whatever it is shown says nothing of the pair here, either.
		assertEquals(List.of(), HeadDoubt.ofAll(0.1, 0.06, 0.3, 0.5).stream().toList());
	}
}
