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

import org.microexpression.synthetic.MotionModel.Reach;

/**
 * One row of the motion table {@link ActionUnitMotions}: a patch of skin that moves as one, strongest at its centre and
 * fading to nothing with its own reach to either side, upwards and downwards, because skin slides far along a muscle
 * and little across a lid margin or the mouth line. A row is written for the image's left side; the right one mirrors
 * it. All lengths are in cells of the 28 × 28 grid of a face of mean proportions (4.57 pixels of the registered frame)
 * and scale with the face.
 *
 * @param anchors      landmarks of the image's left side or midline (0..67, dlib order), whose mean is the origin
 * @param lateral      where the centre lies from there, away from the midline
 * @param down         where the centre lies from there, downwards
 * @param moveLateral  motion at the centre away from the midline; the motions of one unit count relative to each other
 * @param moveDown     motion at the centre downwards
 * @param reach        how far it fades: left is away from the midline, right towards it
 */
public record ActionUnitMotion(int[] anchors, double lateral, double down, double moveLateral, double moveDown,
		Reach reach) {

	static int[] at(final int... anchors) {
		return anchors;
	}

	static ActionUnitMotion row(final int[] anchors, final double lateral, final double down, final double moveLateral,
		final double moveDown, final double reachLateral, final double reachMedial, final double reachUp,
		final double reachDown)
	{
		return new ActionUnitMotion(anchors, lateral, down, moveLateral, moveDown, new Reach(reachLateral, reachMedial,
			reachUp, reachDown));
	}
}
