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
import java.awt.geom.Rectangle2D;

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
			face(canvas);
			for (final AuRegion region : AuRegion.values()) {
				window(canvas, region, region.column());
				window(canvas, region, N - AuRegion.SIZE - region.column());
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

	private static void face(final Canvas canvas) {
		final FacialLandmarks face = CanonicalFace.landmarks();
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final double x = CanonicalFace.pixelToGrid(face.x()[i]), y = CanonicalFace.pixelToGrid(face.y()[i]);
			if (x >= 0 && x < N && y >= 0 && y < N) canvas.fill(new Ellipse2D.Double(MARGIN + (x + 0.5) * CELL - 2.5, MARGIN +
				(y + 0.5) * CELL - 2.5, 5, 5), INK);
		}
	}

	private static void window(final Canvas canvas, final AuRegion region, final int column) {
		final double x = MARGIN + column * CELL, y = MARGIN + region.row() * CELL, size = AuRegion.SIZE * CELL;
		canvas.stroke(new Rectangle2D.Double(x, y, size, size), WINDOW, 1.5);
		canvas.text(region.label(), x + 4, y + 13, 10, Anchor.START, WINDOW);
	}
}
