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

package org.microexpression.imagej;

import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;

import java.awt.Color;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.training.TrainingListener;

/** The losses of a training as a plot that grows while it goes on; headless and in batch mode, nothing is drawn. */
public final class LossPlot implements TrainingListener, AutoCloseable {

	private static final Color[] COLOURS = { Color.BLACK, new Color(0xD55E00), new Color(0x0072B2), new Color(0x009E73),
		new Color(0xCC79A7), new Color(0x8A6D00) };

	/** Drawing costs more than a small step, so the plot is drawn no more often than the eye can follow. */
	private static final long INTERVAL_NANOS = 500_000_000;

	private final String title;
	private final Map<String, List<Double>> curves = new LinkedHashMap<>();
	private final List<Double> steps = new ArrayList<>();
	private final List<Double> validationSteps = new ArrayList<>();
	private final List<Double> validationLosses = new ArrayList<>();
	private PlotWindow window;
	private long lastDrawn;

	/** @param title title of the window */
	public LossPlot(final String title) {
		this.title = title;
	}

	@Override
	public void step(final long step, final Map<String, Double> losses) {
		if (hidden()) return;
		steps.add((double) step);
		losses.forEach((name, value) -> curves.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
		if (System.nanoTime() - lastDrawn >= INTERVAL_NANOS) draw();
	}

	@Override
	public void validated(final long step, final double loss, final double right, final boolean best) {
		validationSteps.add((double) step);
		validationLosses.add(loss);
	}

	private void draw() {
		if (hidden() || steps.size() < 2) return;
		final Plot plot = new Plot(title, "Step", "Loss");
		final StringBuilder legend = new StringBuilder();
		int colour = 0;
		for (final Map.Entry<String, List<Double>> curve : curves.entrySet()) {
			plot.setColor(COLOURS[colour++ % COLOURS.length]);
			plot.setLineWidth("loss".equals(curve.getKey()) ? 2 : 1);
			plot.addPoints(array(steps), array(curve.getValue()), Plot.LINE);
			legend.append(curve.getKey()).append('\n');
		}
		if (!validationSteps.isEmpty()) {
			plot.setColor(Color.RED);
			plot.addPoints(array(validationSteps), array(validationLosses), Plot.CIRCLE);
			legend.append("validation loss\n");
		}
		plot.setColor(Color.BLACK);
		plot.addLegend(legend.toString());
		plot.setLimitsToFit(true);
		if (window == null) window = plot.show();
		else if (window.isVisible()) window.drawPlot(plot);
		lastDrawn = System.nanoTime();
	}

	private static boolean hidden() {
		return GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode();
	}

	private static double[] array(final List<Double> values) {
		return values.stream().mapToDouble(Double::doubleValue).toArray();
	}

	/** Draws the last state; the window stays for the user. */
	@Override
	public void close() {
		draw();
	}
}
