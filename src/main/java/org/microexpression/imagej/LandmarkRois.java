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

import java.awt.Color;
import java.util.Arrays;

import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.FloatPolygon;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.face.FacialLandmarks.Group;
import org.microexpression.face.FacialLandmarks;

/**
 * Landmarks as ImageJ selections and back. ImageJ places (0, 0) at the corner of the top left pixel, {@link
 * FacialLandmarks} at its centre: half a pixel is added on the way out and taken off on the way in.
 */
public final class LandmarkRois {

	private static final double CENTER = 0.5;

	private LandmarkRois() {
		// Static methods only.
	}

	/**
	 * @param landmarks 68 landmarks
	 * @return them as a point selection with sub-pixel positions, in their order
	 */
	public static PointRoi toRoi(final FacialLandmarks landmarks) {
		final float[] x = outward(landmarks.x(), 0, FacialLandmarks.COUNT), y = outward(landmarks.y(), 0,
			FacialLandmarks.COUNT);
		final PointRoi roi = new PointRoi(x, y, FacialLandmarks.COUNT);
		roi.setName("landmarks");
		return roi;
	}

	/**
	 * @param roi a point selection of all 68 points in dlib order, or of five: left eye, right eye, nose tip, left and
	 *            right mouth corner, as seen in the image
	 * @return the landmarks
	 * @throws InputException if it is not a point selection, has another number of points, or the five are no face
	 */
	public static FacialLandmarks fromRoi(final Roi roi) {
		if (!(roi instanceof PointRoi)) throw new InputException((roi == null ? "There is no selection"
			: "The selection is of the type " + roi.getTypeAsString()) +
			"; give landmarks as a point selection of 5 or 68 points (multi-point tool).");
		final FloatPolygon points = roi.getFloatPolygon();
		final double[] x = inward(points.xpoints, points.npoints), y = inward(points.ypoints, points.npoints);
		if (points.npoints == FacialLandmarks.COUNT) return new FacialLandmarks(x, y);
		if (points.npoints == FacialLandmarks.FIVE) return FacialLandmarks.fromFive(x, y);
		throw new InputException("The point selection has " + Counts.of(points.npoints, "point", "points") +
			"; give five (left eye, right eye, nose tip, left and right mouth corner, as seen in the image) or all 68 landmarks.");
	}

	/**
	 * Draws the landmarks: one line for each part of the face, named after it, and a dot for each point.
	 *
	 * @param landmarks 68 landmarks
	 * @return an overlay with the parts {@code jaw}, {@code brows}, {@code nose}, {@code eyes} and {@code mouth}
	 */
	public static Overlay overlay(final FacialLandmarks landmarks) {
		final Overlay overlay = new Overlay();
		for (final Group group : Group.values()) {
			final float[] x = outward(landmarks.x(), group.first(), group.end()), y = outward(landmarks.y(), group.first(),
				group.end());
			final PolygonRoi line = new PolygonRoi(x, y, group.closed() ? Roi.POLYGON : Roi.POLYLINE);
			line.setStrokeColor(color(group));
			line.setName(name(group));
			overlay.add(line);
		}
		final PointRoi dots = new Clickable(toRoi(landmarks));
		dots.setPointType(PointRoi.DOT);
		dots.setSize(0);
		dots.setStrokeColor(Color.WHITE);
		overlay.add(dots);
		return overlay;
	}

	/**
	 * Points that a click selects although they lie between pixels: ImageJ's own ask for the exact position.
	 */
	private static final class Clickable extends PointRoi {

		private static final double NEAREST = 2;
		private static final double SHARE = 0.025;

		Clickable(final PointRoi points) {
			super(points.getFloatPolygon());
			setName(points.getName());
		}

		@Override
		public boolean contains(final int x, final int y) {
			final FloatPolygon points = getFloatPolygon();
			final double reach = Math.max(NEAREST, SHARE * getFloatHeight());
			for (int i = 0; i < points.npoints; i++)
				if (Math.hypot(points.xpoints[i] - x - CENTER, points.ypoints[i] - y - CENTER) <= reach) return true;
			return false;
		}
	}

	private static String name(final Group group) {
		return switch (group) {
			case JAW -> "jaw";
			case LEFT_BROW, RIGHT_BROW -> "brows";
			case NOSE_BRIDGE, LOWER_NOSE -> "nose";
			case LEFT_EYE, RIGHT_EYE -> "eyes";
			case OUTER_LIPS, INNER_LIPS -> "mouth";
		};
	}

	private static Color color(final Group group) {
		return switch (name(group)) {
			case "jaw" -> Color.CYAN;
			case "brows" -> Color.ORANGE;
			case "nose" -> Color.GREEN;
			case "eyes" -> Color.YELLOW;
			default -> Color.MAGENTA;
		};
	}

	private static float[] outward(final double[] positions, final int first, final int end) {
		final float[] out = new float[end - first];
		for (int i = first; i < end; i++)
			out[i - first] = (float) (positions[i] + CENTER);
		return out;
	}

	private static double[] inward(final float[] positions, final int count) {
		final double[] out = new double[count];
		Arrays.setAll(out, i -> positions[i] - CENTER);
		return out;
	}
}
