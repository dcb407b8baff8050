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

package org.microexpression.imagej.timeline;

import ij.gui.Plot;

import java.awt.Color;

import org.microexpression.imagej.NewImages;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.Curve;

/** The motion of a face as an ImageJ plot, for those who want ImageJ's own tools for plots. */
public final class MotionPlot {

	private MotionPlot() {
		// Static methods only.
	}

	/**
	 * @param trace the motion
	 */
	public static void show(final MotionTrace trace) {
		final Plot plot = new Plot("Facial motion of " + trace.clip(), "Time (s)", "Motion (% of the eye distance)");
		final double[] seconds = new double[trace.rows()];
		final double[] motion = new double[trace.rows()];
		for (int row = 0; row < trace.rows(); row++) {
			seconds[row] = trace.seconds(row);
			motion[row] = 100 * Curve.FACE.value(trace, row);
		}
		plot.setColor(Color.BLACK);
		plot.addPoints(seconds, motion, Plot.LINE);
		plot.setLimitsToFit(true);
		NewImages.show(plot.getImagePlus());
	}
}
