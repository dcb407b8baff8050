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
import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Writes a drawing as PDF 1.4, one page. Text is drawn as outlines of letters, so that any script is there without a
 * font in the file.
 */
public final class PdfCanvas implements Canvas {

	private static final double OPAQUE = 255;

	private final StringBuilder content = new StringBuilder();
	private final TreeSet<Integer> alphas = new TreeSet<>();
	private final double width;
	private final double height;

	/**
	 * @param width  width in points
	 * @param height height in points
	 */
	public PdfCanvas(final double width, final double height) {
		this.width = width;
		this.height = height;
	}

	@Override
	public void fill(final Shape shape, final Color color) {
		alpha(color);
		rgb(color, "rg");
		final int rule = path(shape);
		content.append(rule == PathIterator.WIND_EVEN_ODD ? "f*\n" : "f\n");
	}

	@Override
	public void stroke(final Shape shape, final Color color, final double lineWidth) {
		alpha(color);
		rgb(color, "RG");
		content.append(number(lineWidth)).append(" w 1 j\n");
		path(shape);
		content.append("S\n");
	}

	@Override
	public void text(final String text, final double x, final double y, final double size, final Anchor anchor,
		final Color color)
	{
		if (text.isBlank()) return;
		final TextLayout layout = new TextLayout(text.replaceAll("\\p{Cntrl}", " "), new Font(Font.SANS_SERIF, Font.PLAIN,
			1).deriveFont((float) size), new FontRenderContext(null, true, true));
		fill(layout.getOutline(AffineTransform.getTranslateInstance(x - layout.getAdvance() * ScreenCanvas.share(anchor),
			y)), color);
	}

	private void alpha(final Color color) {
		alphas.add(color.getAlpha());
		content.append("/A").append(color.getAlpha()).append(" gs\n");
	}

	private void rgb(final Color color, final String operator) {
		content.append(number(color.getRed() / OPAQUE)).append(' ').append(number(color.getGreen() / OPAQUE)).append(' ')
			.append(number(color.getBlue() / OPAQUE)).append(' ').append(operator).append('\n');
	}

	/** PDF knows cubic curves alone, and counts y from the bottom. */
	private int path(final Shape shape) {
		final PathIterator i = shape.getPathIterator(new AffineTransform(1, 0, 0, -1, 0, height));
		final double[] c = new double[6];
		double x = 0;
		double y = 0;
		for (; !i.isDone(); i.next()) {
			switch (i.currentSegment(c)) {
				case PathIterator.SEG_MOVETO -> numbers(c, 2, "m");
				case PathIterator.SEG_LINETO -> numbers(c, 2, "l");
				case PathIterator.SEG_QUADTO -> {
					numbers(new double[] { x + 2 * (c[0] - x) / 3, y + 2 * (c[1] - y) / 3, c[2] + 2 * (c[0] - c[2]) / 3, c[3] +
						2 * (c[1] - c[3]) / 3, c[2], c[3] }, 6, "c");
					c[0] = c[2];
					c[1] = c[3];
				}
				case PathIterator.SEG_CUBICTO -> {
					numbers(c, 6, "c");
					c[0] = c[4];
					c[1] = c[5];
				}
				default -> content.append("h\n");
			}
			x = c[0];
			y = c[1];
		}
		return i.getWindingRule();
	}

	private void numbers(final double[] values, final int count, final String operator) {
		for (int i = 0; i < count; i++)
			content.append(number(values[i])).append(' ');
		content.append(operator).append('\n');
	}

	private static String number(final double value) {
		return String.format(Locale.ROOT, "%.3f", value);
	}

	/** @return the drawing so far as the bytes of a PDF file */
	public byte[] pdf() {
		final StringBuilder states = new StringBuilder();
		for (final int alpha : alphas)
			states.append("/A").append(alpha).append(" << /ca ").append(number(alpha / OPAQUE)).append(" /CA ").append(number(
				alpha / OPAQUE)).append(" >> ");
		final List<String> objects = List.of("<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(width) +
				" " + number(height) + "] /Resources << /ExtGState << " + states + ">> >> /Contents 4 0 R >>", "<< /Length " +
					content.length() + " >>\nstream\n" + content + "endstream");
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		final List<Integer> places = new ArrayList<>();
		write(file, "%PDF-1.4\n");
		for (int i = 0; i < objects.size(); i++) {
			places.add(file.size());
			write(file, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
		}
		final int table = file.size();
		write(file, "xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
		for (final int place : places)
			write(file, String.format(Locale.ROOT, "%010d 00000 n \n", place));
		write(file, "trailer\n<< /Size " + (objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
		return file.toByteArray();
	}

	private static void write(final ByteArrayOutputStream file, final String text) {
		file.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
	}
}
