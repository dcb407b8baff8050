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

package org.microexpression.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.microexpression.dataset.FieldPlacement;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.FusionInput;
import org.microexpression.synthetic.ExpressionSynthesizer;

/** The crop of fields is found in their motion; the made-up expressions have another seed than the estimate's. */
class CropEstimateTest {

	private static List<float[]> fields(final UnaryOperator<DisplacementField> crop) {
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(7, ExpressionSynthesizer.Setting.training());
		return IntStream.range(0, 80).mapToObj(i -> FusionInput.of(crop.apply(synthesizer.sample(i).estimatedGrid())))
			.toList();
	}

	@Test
	void fieldsInTheCanonicalLayoutAreLeftAlone() {
		final CropEstimate estimate = CropEstimate.of(fields(field -> field), CropEstimate.template());
		assertFalse(estimate.isOther(), estimate.toString());
	}

	@Test
	void aLooserCropIsFound() {
		// A row i of the canonical face lies in row 5 + .85 i: eyes in row 10.5, mouth in row 22.
		final FieldPlacement looser = new FieldPlacement(-1.35 / 0.9, 1 / 0.9, -5 / 0.85, 1 / 0.85);
		final CropEstimate estimate = CropEstimate.of(fields(looser::cut), CropEstimate.template());
		assertTrue(estimate.isOther(), estimate.toString());
		final FieldPlacement found = estimate.placement();
		// A cell is 4.6 px of the registered face; brows, eyes and mouth lie 3 and 13.5 cells apart.
		assertEquals(10.5, found.rowShift() + found.rowScale() * 6.5, 1, estimate.toString());
		assertEquals(22, found.rowShift() + found.rowScale() * 20, 1, estimate.toString());
	}
}
