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
package org.microexpression.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;

import java.awt.Color;

import org.microexpression.face.FacialLandmarks;

/**
 * Facial landmarks as ImageJ points. A person corrects them by selecting the overlay's points (Image &gt; Overlay &gt; To
 * ROI Manager, or a click on them), moving some, and running the command again with the points as the selection.
 */
final class FaceMarks {

	private static final String NAME = "landmarks";

	/** ImageJ counts from the corner of the top left pixel, our landmarks from its centre. */
	private static final double CORNER = 0.5;

	private FaceMarks() {
		// Static methods only.
	}

	/**
	 * @param image     gets the landmarks as part of its overlay, in place of earlier ones
	 * @param landmarks in pixels of the image
	 * @param slice     the slice that they are shown on, or 0 for all
	 */
	static void show(final ImagePlus image, final FacialLandmarks landmarks, final int slice) {
		final float[] x = new float[FacialLandmarks.COUNT];
		final float[] y = new float[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			x[i] = (float) (landmarks.x()[i] + CORNER);
			y[i] = (float) (landmarks.y()[i] + CORNER);
		}
		final PointRoi points = new PointRoi(x, y);
		points.setName(NAME);
		points.setPointType(PointRoi.DOT);
		points.setSize(1);
		points.setStrokeColor(new Color(0, 220, 255));
		points.setPosition(slice);
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		for (int i = overlay.size() - 1; i >= 0; i--)
			if (NAME.equals(overlay.get(i).getName())) overlay.remove(i);
		overlay.add(points);
		image.setOverlay(overlay);
	}

	/**
	 * @param image an image
	 * @return the landmarks selected in it, 68 points, or 5 in the order of {@link FacialLandmarks#fromFive}; {@code null}
	 *         where something else or nothing is selected
	 */
	static FacialLandmarks selected(final ImagePlus image) {
		return image.getRoi() instanceof PointRoi points ? landmarks(points) : null;
	}

	/**
	 * @param image an image
	 * @return the landmarks of its overlay, or {@code null}
	 */
	static FacialLandmarks shown(final ImagePlus image) {
		if (image.getOverlay() == null) return null;
		for (final Roi roi : image.getOverlay())
			if (NAME.equals(roi.getName()) && roi instanceof PointRoi points) return landmarks(points);
		return null;
	}

	private static FacialLandmarks landmarks(final PointRoi points) {
		final FloatPolygon polygon = points.getFloatPolygon();
		if (polygon.npoints != FacialLandmarks.COUNT && polygon.npoints != FacialLandmarks.FIVE) return null;
		final double[] x = new double[polygon.npoints];
		final double[] y = new double[polygon.npoints];
		for (int i = 0; i < x.length; i++) {
			x[i] = polygon.xpoints[i] - CORNER;
			y[i] = polygon.ypoints[i] - CORNER;
		}
		return x.length == FacialLandmarks.COUNT ? new FacialLandmarks(x, y) : FacialLandmarks.fromFive(x, y);
	}
}
