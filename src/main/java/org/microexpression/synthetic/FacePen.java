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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Draws in greys on a transparent layer over a {@link TextureImage}; places and lengths are registered pixels. */
final class FacePen {

	private final BufferedImage image = new BufferedImage(TextureImage.SIZE, TextureImage.SIZE,
		BufferedImage.TYPE_INT_ARGB);
	private final Graphics2D graphics = image.createGraphics();

	FacePen() {
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
	}

	/** @return what was drawn, opacity and grey as ARGB; nothing can be drawn afterwards */
	int[] layer() {
		graphics.dispose();
		return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
	}

	/** What is drawn next has this grey, 0..255, and opacity, 0..1; both are cut to their range. */
	void colour(final double grey, final double opacity) {
		final int level = (int) Math.min(255, Math.max(0, grey));
		graphics.setColor(new Color(level, level, level, (int) (255 * Math.min(1, Math.max(0, opacity)))));
	}

	void stroke(final double width, final Shape shape) {
		graphics.setStroke(new BasicStroke((float) (width * TextureImage.OVERSAMPLING), BasicStroke.CAP_ROUND,
			BasicStroke.JOIN_ROUND));
		graphics.draw(shape);
	}

	void fill(final Shape shape) {
		graphics.fill(shape);
	}

	void disc(final double x, final double y, final double rx, final double ry) {
		fill(ellipse(x, y, rx, ry));
	}

	/** Nothing outside a shape is drawn until {@link #leave}. */
	void keepTo(final Shape shape) {
		graphics.clip(shape);
	}

	void leave() {
		graphics.setClip(null);
	}

	/** Registered pixels to the picture's pen coordinates, whose whole numbers are pixel corners. */
	static double pixel(final double registered) {
		return TextureImage.toPicture(registered) + 0.5;
	}

	static Ellipse2D ellipse(final double x, final double y, final double rx, final double ry) {
		return new Ellipse2D.Double(pixel(x - rx), pixel(y - ry), 2 * rx * TextureImage.OVERSAMPLING, 2 * ry *
			TextureImage.OVERSAMPLING);
	}

	static Path2D line(final double x0, final double y0, final double x1, final double y1) {
		final Path2D path = new Path2D.Double();
		path.moveTo(pixel(x0), pixel(y0));
		path.lineTo(pixel(x1), pixel(y1));
		return path;
	}

	static Path2D curve(final double x0, final double y0, final double xc, final double yc, final double x1,
		final double y1)
	{
		final Path2D path = new Path2D.Double();
		path.moveTo(pixel(x0), pixel(y0));
		path.quadTo(pixel(xc), pixel(yc), pixel(x1), pixel(y1));
		return path;
	}
}
