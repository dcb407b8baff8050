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

import java.util.List;
import java.util.stream.IntStream;

import org.microexpression.imagej.NewImages;
import org.microexpression.motion.MotionTrace;
import org.microexpression.timeline.Curve;
import org.microexpression.timeline.TimelineColors;

/** The motion of a face as an ImageJ plot, for those who want ImageJ's own tools for plots. */
public final class MotionPlot {

	/** What ImageJ writes behind the style of what is in a plot and not seen. */
	private static final String HIDDEN = ",hidden";

	private MotionPlot() {
		// Static methods only.
	}

	/**
	 * Shows the curve of the whole face; those of regions, and of action units where they were asked for, are in the plot
	 * and can be made visible (<i>More » Contents Style…</i>). Without a display nothing is shown.
	 *
	 * @param trace the motion
	 */
	public static void show(final MotionTrace trace) {
		NewImages.showIfPossible(of(trace).getImagePlus());
	}

	static Plot of(final MotionTrace trace) {
		final Plot plot = new Plot("Facial motion of " + trace.clip(), "Time (s)", "Motion (% of the eye distance)");
		final double[] seconds = IntStream.range(0, trace.rows()).mapToDouble(trace::seconds).toArray();
		final List<Curve> curves = Curve.of(trace);
		for (int i = 0; i < curves.size(); i++) {
			final Curve curve = curves.get(i);
			plot.setColor(TimelineColors.PAPER.ofCurve(i));
			plot.addPoints(seconds, IntStream.range(0, trace.rows()).mapToDouble(row -> 100 * curve.value(trace, row))
				.toArray(), Plot.LINE);
			plot.setPlotObjectLabel(i, curve.label());
			if (i > 0) plot.setPlotObjectStyle(i, plot.getPlotObjectStyle(i) + HIDDEN);
		}
		plot.setLimitsToFit(true);
		return plot;
	}
}
