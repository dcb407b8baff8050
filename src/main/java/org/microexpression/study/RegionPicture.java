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

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.figure.Canvas.Anchor;
import org.microexpression.figure.Canvas;
import org.microexpression.figure.Figure;
import org.microexpression.fusion.AuRegion;

/**
 * Where the motion of an evaluation's fields lies, the mean face on it and the windows of the AU regions: whoever
 * brings fields of his own sees whether the regions lie where brows, eyes and mouth move.
 */
final class RegionPicture {

	/** Its name in an output folder, without ending. */
	static final String NAME = "regions";

	private static final int N = CanonicalFace.GRID;
	private static final double CELL = 16;
	private static final double MARGIN = 30;
	private static final double POINT = 5;
	private static final double TEXT = 10;

	/** From a window to its name's ground, and from there to the name. */
	private static final double INSET = 2;
	private static final double PADDING = 2;

	private static final Color INK = new Color(0x22, 0x22, 0x22);
	private static final Color MOST = new Color(0x1f, 0x4e, 0x79);
	private static final Color WINDOW = new Color(0xc8, 0x5a, 0x1e);

	private RegionPicture() {
		// Functions only.
	}

	/**
	 * @param fields prepared fields, [row, column, component] of 28 x 28 x 2 each; at least one
	 * @return the figure
	 */
	static Figure of(final float[][] fields) {
		final double[] mean = mean(fields);
		double most = 0;
		for (final double value : mean)
			most = Math.max(most, value);
		final double greatest = most;
		return new Figure(2 * MARGIN + N * CELL, 2 * MARGIN + N * CELL + 20, canvas -> {
			canvas.text("Mean motion of " + Counts.of(fields.length, "field", "fields") + ", AU regions", MARGIN, 20, 14,
				Anchor.START, INK);
			for (int i = 0; i < mean.length; i++) {
				final int alpha = greatest == 0 ? 0 : (int) Math.round(255 * mean[i] / greatest);
				canvas.fill(new Rectangle2D.Double(MARGIN + i % N * CELL, MARGIN + i / N * CELL, CELL, CELL), new Color(MOST
					.getRed(), MOST.getGreen(), MOST.getBlue(), alpha));
			}
			final List<Point2D> face = face();
			for (final Point2D point : face) {
				point(canvas, point, POINT + 2, Color.WHITE);
				point(canvas, point, POINT, INK);
			}
			windows().forEach(window -> canvas.stroke(window.place, WINDOW, 1.5));
			// Above everything else, since windows cross each other.
			for (final Label label : labels(face)) {
				canvas.fill(label.place, Color.WHITE);
				canvas.text(label.text, label.place.getX() + PADDING, label.place.getMaxY() - 3, TEXT, Anchor.START, WINDOW);
			}
			canvas.text("darker: more motion; points: the mean face", MARGIN, 2 * MARGIN + N * CELL + 6, 12, Anchor.START,
				INK);
		});
	}

	/** @return the mean length of the vectors in each cell, in units of the fields */
	private static double[] mean(final float[][] fields) {
		final double[] mean = new double[N * N];
		for (final float[] field : fields)
			for (int i = 0; i < mean.length; i++)
				mean[i] += Math.hypot(field[2 * i], field[2 * i + 1]) / fields.length;
		return mean;
	}

	private static void point(final Canvas canvas, final Point2D at, final double size, final Color color) {
		canvas.fill(new Ellipse2D.Double(at.getX() - size / 2, at.getY() - size / 2, size, size), color);
	}

	/** @return the mean face's landmarks, as far as they lie on the picture */
	static List<Point2D> face() {
		final FacialLandmarks face = CanonicalFace.landmarks();
		final List<Point2D> points = new ArrayList<>();
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final double x = CanonicalFace.pixelToGrid(face.x()[i]), y = CanonicalFace.pixelToGrid(face.y()[i]);
			if (x >= 0 && x < N && y >= 0 && y < N) points.add(new Point2D.Double(MARGIN + (x + 0.5) * CELL, MARGIN + (y +
				0.5) * CELL));
		}
		return points;
	}

	/**
	 * A name in the picture.
	 *
	 * @param text  the name
	 * @param place what it covers
	 */
	record Label(String text, Rectangle2D place) {
	}

	/** @return the windows of the regions on either side, named */
	private static List<Label> windows() {
		final List<Label> windows = new ArrayList<>();
		for (final AuRegion region : AuRegion.values())
			for (final int column : new int[] { region.column(), N - AuRegion.SIZE - region.column() })
				windows.add(new Label(region.label(), new Rectangle2D.Double(MARGIN + column * CELL, MARGIN + region.row() *
					CELL, AuRegion.SIZE * CELL, AuRegion.SIZE * CELL)));
		return windows;
	}

	/**
	 * @param face the landmarks
	 * @return the windows' names, on either side in the first corner of the window where they cover neither landmarks nor
	 *         names; in the upper left one where there is no such corner
	 */
	static List<Label> labels(final List<Point2D> face) {
		final List<Label> labels = new ArrayList<>();
		final List<Label> windows = windows();
		for (int i = 0; i < windows.size(); i += 2) {
			final String text = windows.get(i).text;
			final List<Rectangle2D> left = corners(windows.get(i)), right = corners(windows.get(i + 1));
			final int corner = IntStream.range(0, left.size()).filter(c -> isFree(left.get(c), labels, face) && isFree(right
				.get(c), labels, face)).findFirst().orElse(0);
			labels.add(new Label(text, left.get(corner)));
			labels.add(new Label(text, right.get(corner)));
		}
		return labels;
	}

	private static boolean isFree(final Rectangle2D place, final List<Label> labels, final List<Point2D> face) {
		return labels.stream().noneMatch(other -> other.place.intersects(place)) && face.stream().noneMatch(point -> place
			.intersects(point.getX() - POINT / 2, point.getY() - POINT / 2, POINT, POINT));
	}

	private static List<Rectangle2D> corners(final Label window) {
		final double width = Figure.width(window.text, TEXT) + 2 * PADDING, height = TEXT + 3;
		final List<Rectangle2D> corners = new ArrayList<>();
		for (final double x : new double[] { window.place.getX() + INSET, window.place.getMaxX() - INSET - width })
			for (final double y : new double[] { window.place.getY() + INSET, window.place.getMaxY() - INSET - height })
				corners.add(new Rectangle2D.Double(x, y, width, height));
		return corners;
	}
}
