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

import java.util.List;

import org.microexpression.base.Seeds;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;

/**
 * One synthetic expression: a class, the action units at work, a face, and its motion from onset to apex.
 *
 * @param index       its number in the series
 * @param expression  its class
 * @param activations the action units at work, those of the class first, then chance companions
 * @param landmarks   the face, registered pixels
 * @param skin        the motion of skin and eyes: action units, blinks, drifts
 * @param head        what registration leaves of the head's motion
 * @param noise       imitation of flow estimation for {@link #estimatedGrid()}
 * @param noiseSeed   its seed
 */
public record SyntheticExpression(long index, ExpressionClass expression, List<Activation> activations,
		FacialLandmarks landmarks, MotionModel skin, MotionModel.Head head, RealisticFlowNoise noise, long noiseSeed) {

	/** @return the whole motion, skin and head */
	public MotionModel motion() {
		return new MotionModel(head, skin.patches());
	}

	/** @return the true field of the registered 128 × 128 frame, in its pixels */
	public DisplacementField pixels() {
		return motion().field(CanonicalFace.SIZE);
	}

	/** @return the true field straight on the 28-grid, in pixels of the registered frame */
	public DisplacementField grid() {
		return motion().field(CanonicalFace.GRID);
	}

	/** @return the field on the 28-grid as a flow method would estimate it: what the fusion network is trained on */
	public DisplacementField estimatedGrid() {
		return noise.apply(grid(), landmarks, Seeds.sample(noiseSeed, index));
	}
}
