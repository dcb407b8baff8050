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

package org.microexpression.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Locale;

/**
 * Writes a drawing as SVG 1.1, text as text. Own code, because the libraries that do it are under licences (GPL) which
 * this project's is not, or of many megabytes.
 */
public final class SvgCanvas implements Canvas {

	private static final int OPAQUE = 255;

	private final StringBuilder body = new StringBuilder();
	private final double width;
	private final double height;

	/**
	 * @param width  width in points
	 * @param height height in points
	 */
	public SvgCanvas(final double width, final double height) {
		this.width = width;
		this.height = height;
	}

	@Override
	public void fill(final Shape shape, final Color color) {
		body.append("<path d=\"").append(path(shape)).append('"').append(paint("fill", color)).append("/>\n");
	}

	@Override
	public void stroke(final Shape shape, final Color color, final double lineWidth) {
		body.append("<path d=\"").append(path(shape)).append("\" fill=\"none\" stroke-linejoin=\"round\" stroke-width=\"")
			.append(number(lineWidth)).append('"').append(paint("stroke", color)).append("/>\n");
	}

	@Override
	public void text(final String text, final double x, final double y, final double size, final Anchor anchor,
		final Color color)
	{
		body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append(
			"\" font-family=\"sans-serif\" font-size=\"").append(number(size)).append("\" text-anchor=\"").append(anchor
				.name().toLowerCase(Locale.ROOT)).append('"').append(paint("fill", color)).append('>').append(escaped(text))
			.append("</text>\n");
	}

	private static String paint(final String what, final Color color) {
		final String rgb = String.format(Locale.ROOT, " %s=\"#%06x\"", what, color.getRGB() & 0xffffff);
		return color.getAlpha() == OPAQUE ? rgb : rgb + " " + what + "-opacity=\"" + number((double) color.getAlpha() /
			OPAQUE) + "\"";
	}

	private static String path(final Shape shape) {
		final StringBuilder path = new StringBuilder();
		final double[] c = new double[6];
		for (final PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
			switch (i.currentSegment(c)) {
				case PathIterator.SEG_MOVETO -> numbers(path, 'M', c, 2);
				case PathIterator.SEG_LINETO -> numbers(path, 'L', c, 2);
				case PathIterator.SEG_QUADTO -> numbers(path, 'Q', c, 4);
				case PathIterator.SEG_CUBICTO -> numbers(path, 'C', c, 6);
				default -> path.append('Z');
			}
		}
		return path.toString();
	}

	private static void numbers(final StringBuilder path, final char command, final double[] values, final int count) {
		path.append(command);
		for (int i = 0; i < count; i++)
			path.append(i == 0 ? "" : " ").append(number(values[i]));
	}

	static String number(final double value) {
		final String text = String.format(Locale.ROOT, "%.2f", value);
		return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
	}

	/** Control characters may stand in no XML at all. */
	private static String escaped(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceAll("\\p{Cntrl}", " ");
	}

	/** @return the drawing so far as the text of an SVG file */
	public String svg() {
		return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"" +
			number(width) + "pt\" height=\"" + number(height) + "pt\" viewBox=\"0 0 " + number(width) + " " + number(height) +
			"\">\n" + body + "</svg>\n";
	}
}
