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
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

import org.microexpression.base.AtomicFile;

/**
 * A drawing on a white page, for the screen and for papers alike. Needs no display.
 *
 * @param width   width in points
 * @param height  height in points
 * @param drawing draws it
 */
public record Figure(double width, double height, Consumer<Canvas> drawing) {

	private void on(final Canvas canvas) {
		canvas.fill(new Rectangle2D.Double(0, 0, width, height), Color.WHITE);
		drawing.accept(canvas);
	}

	/** @return the drawing as an RGB picture, a pixel a point */
	public BufferedImage picture() {
		final BufferedImage picture = new BufferedImage((int) Math.ceil(width), (int) Math.ceil(height),
			BufferedImage.TYPE_INT_RGB);
		final Graphics2D graphics = picture.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
		on(new ScreenCanvas(graphics));
		graphics.dispose();
		return picture;
	}

	/**
	 * Writes the figure three times: {@code NAME.svg}, {@code NAME.pdf} and {@code NAME.png}.
	 *
	 * @param folder an existing folder
	 * @param name   file name without ending
	 * @throws org.microexpression.base.InputException if a file cannot be written
	 */
	public void write(final Path folder, final String name) {
		final SvgCanvas svg = new SvgCanvas(width, height);
		on(svg);
		AtomicFile.write(folder.resolve(name + ".svg"), svg.svg());
		final PdfCanvas pdf = new PdfCanvas(width, height);
		on(pdf);
		AtomicFile.write(folder.resolve(name + ".pdf"), pdf.pdf());
		AtomicFile.write(folder.resolve(name + ".png"), png(picture()));
	}

	private static byte[] png(final BufferedImage picture) {
		try {
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(picture, "png", bytes);
			return bytes.toByteArray();
		}
		catch (final IOException e) {
			throw new UncheckedIOException("Memory can be written", e);
		}
	}

	/**
	 * @param text one line of text
	 * @param size height of the letters
	 * @return how wide a canvas draws it, points
	 */
	public static double width(final String text, final double size) {
		return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size).getStringBounds(text,
			new FontRenderContext(null, true, true)).getWidth();
	}
}
