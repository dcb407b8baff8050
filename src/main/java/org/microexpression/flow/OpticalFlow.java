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

package org.microexpression.flow;

import org.microexpression.base.InputException;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.GreyPair;

/**
 * A method of dense optical flow: nothing is loaded, both frames are normalized ({@link Raster#normalized}), and motion
 * is looked for from coarse to fine.
 */
public abstract sealed class OpticalFlow implements DisplacementMethod permits Farneback, TvL1 {

	private final String title;

	OpticalFlow(final String title) {
		this.title = title;
	}

	@Override
	public final String title() {
		return title;
	}

	@Override
	public final DisplacementEstimator open(final DisplacementSetup setup) {
		return this::compute;
	}

	/**
	 * @param pair two frames of one size
	 * @return the displacement field from onset to apex, of their size, in pixels
	 * @throws InputException if the frames differ in size, are smaller than 4 × 4 pixels, or hold a value that is no
	 *                        number
	 */
	public final DisplacementField compute(final GreyPair pair) {
		final Raster[] frames = Raster.normalized(pair);
		return compute(frames[0], frames[1]);
	}

	/**
	 * @param onset normalized onset frame
	 * @param apex  normalized apex frame, of its size
	 * @return the field from one to the other, pixels
	 */
	abstract DisplacementField compute(Raster onset, Raster apex);

	/** What is known of the motion on one scale, to be made better there and handed on to the next. */
	interface Scale {

		/** Makes it better by what two frames of this scale show. */
		void refine(Raster onset, Raster apex);

		/** @return the same on a larger scale */
		Scale enlarged(int width, int height);

		/** @return the motion, pixels of the scale */
		DisplacementField field();
	}

	/** Makes what is known of the smallest scale. */
	@FunctionalInterface
	interface Beginning {

		/** @return no motion, of a frame's size */
		Scale still(Raster frame);
	}

	/** From the smallest of some scales to the frames' own. */
	static DisplacementField coarseToFine(final Pyramid onset, final Pyramid apex, final Beginning beginning) {
		final int last = onset.levels() - 1;
		Scale scale = beginning.still(onset.level(last));
		for (int level = last; level >= 0; level--) {
			final Raster frame = onset.level(level);
			if (level < last) scale = scale.enlarged(frame.width(), frame.height());
			scale.refine(frame, apex.level(level));
		}
		return scale.field();
	}
}
