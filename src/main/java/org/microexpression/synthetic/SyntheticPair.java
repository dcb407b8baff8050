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
import java.util.Optional;

import net.imglib2.img.array.ArrayImgs;

import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;

/**
 * A generated onset and apex frame with the true displacement between them: {@code onset(x) = apex(x + D(x))} before
 * noise, compression and light changes.
 *
 * @param index       its number in the series
 * @param onset       grey levels 0..255 of the onset frame, 128 × 128, row-major
 * @param apex        grey levels of the apex frame
 * @param truth       D on the onset's grid, pixels
 * @param texture     what is seen
 * @param landmarks   where the face is on the onset's grid; the mean face where the texture shows none
 * @param expression  the class; empty where the motion is no expression
 * @param activations the action units at work; empty where the motion is no expression
 */
public record SyntheticPair(long index, float[] onset, float[] apex, DisplacementField truth, Texture texture,
		FacialLandmarks landmarks, Optional<ExpressionClass> expression, List<Activation> activations) {

	/** @return the frames as a registered pair; the pixels are not copied */
	public RegisteredPair pair() {
		return new RegisteredPair(ArrayImgs.floats(onset, truth.width(), truth.height()), ArrayImgs.floats(apex, truth
			.width(), truth.height()), landmarks);
	}
}
