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

package org.microexpression.evaluation;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.imageio.ImageIO;

import org.microexpression.base.Table;

/** Draws results as RGB pictures; needs no display. */
public final class ResultPictures {

	private static final Color INK = new Color(0x22, 0x22, 0x22);
	private static final Color FAINT = new Color(0xd5, 0xd5, 0xd5);
	private static final Color FULL = new Color(0x1f, 0x4e, 0x79);
	private static final Color WRONG = new Color(0xe2, 0xa7, 0x6f);
	private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
	private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
	private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

	private static final int TITLE_WIDTH = 440;
	private static final int CELL = 110;
	private static final int BAR = 15;
	private static final int BAR_WIDTH = 420;

	private ResultPictures() {}

	/**
	 * Draws a confusion matrix: a row for each true class, its cells shaded and labelled by the share of the row.
	 *
	 * @param matrix  the counts
	 * @param classes names of the classes
	 * @return the picture
	 */
	public static BufferedImage confusion(final ConfusionMatrix matrix, final List<String> classes) {
		final int k = matrix.classes();
		final int left = 60 + widest(classes);
		final int top = 84;
		final BufferedImage picture = white(Math.max(TITLE_WIDTH, left + k * CELL + 20), top + k * CELL + 20);
		final Graphics2D g = graphics(picture);
		final ClassificationMetrics metrics = new ClassificationMetrics(matrix);
		g.setFont(BOLD);
		g.drawString(String.format(Locale.ROOT, "UF1 %.3f   UAR %.3f   accuracy %.3f   n %d", metrics.uf1(), metrics.uar(),
			metrics.accuracy(), matrix.total()), 14, 24);
		g.setFont(TEXT);
		centred(g, "predicted", left + k * CELL / 2, 50);
		for (int c = 0; c < k; c++) {
			centred(g, classes.get(c), left + c * CELL + CELL / 2, top - 10);
			final String label = classes.get(c);
			g.drawString(label, left - 10 - g.getFontMetrics().stringWidth(label), top + c * CELL + CELL / 2 + 5);
		}
		g.rotate(-Math.PI / 2);
		centred(g, "true", -(top + k * CELL / 2), 26);
		g.rotate(Math.PI / 2);
		for (int t = 0; t < k; t++)
			for (int p = 0; p < k; p++)
				cell(g, left + p * CELL, top + t * CELL, matrix.count(t, p), matrix.truly(t));
		g.dispose();
		return picture;
	}

	private static void cell(final Graphics2D g, final int x, final int y, final long count, final long row) {
		final double share = row == 0 ? 0 : (double) count / row;
		g.setColor(mixed(Color.WHITE, FULL, share));
		g.fillRect(x, y, CELL, CELL);
		g.setColor(FAINT);
		g.drawRect(x, y, CELL, CELL);
		g.setColor(share > 0.5 ? Color.WHITE : INK);
		g.setFont(BOLD);
		centred(g, Long.toString(count), x + CELL / 2, y + CELL / 2 - 2);
		g.setFont(SMALL);
		centred(g, row == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share), x + CELL / 2, y + CELL / 2 + 20);
		g.setColor(INK);
		g.setFont(TEXT);
	}

	/**
	 * Draws a bar for each subject, as long as its number of clips, the rightly predicted part in a darker colour.
	 *
	 * @param folds the table of {@link LosoReport#folds()}
	 * @return the picture
	 */
	public static BufferedImage subjects(final Table folds) {
		final List<String> labels = new ArrayList<>();
		long most = 1;
		for (int row = 0; row < folds.rows().size(); row++) {
			labels.add((String) folds.cell(row, "fold"));
			most = Math.max(most, (Long) folds.cell(row, "n"));
		}
		final int left = 24 + widest(labels);
		final int top = 62;
		final BufferedImage picture = white(left + BAR_WIDTH + 90, top + labels.size() * (BAR + 4) + 16);
		final Graphics2D g = graphics(picture);
		g.setFont(BOLD);
		g.drawString("Clips left out in each fold", 14, 24);
		legend(g, left, 48);
		g.setFont(SMALL);
		for (int row = 0; row < labels.size(); row++) {
			final int y = top + row * (BAR + 4);
			final long n = (Long) folds.cell(row, "n");
			final long correct = (Long) folds.cell(row, "correct");
			final int all = Math.max(1, (int) Math.round((double) BAR_WIDTH * n / most));
			g.setColor(WRONG);
			g.fillRect(left, y, all, BAR);
			g.setColor(FULL);
			g.fillRect(left, y, (int) Math.round((double) all * correct / n), BAR);
			g.setColor(INK);
			g.drawString(labels.get(row), left - 8 - g.getFontMetrics().stringWidth(labels.get(row)), y + BAR - 3);
			g.drawString(correct + " of " + n, left + all + 6, y + BAR - 3);
		}
		g.dispose();
		return picture;
	}

	private static void legend(final Graphics2D g, final int x, final int y) {
		g.setFont(SMALL);
		g.setColor(FULL);
		g.fillRect(x, y - 11, 12, 12);
		g.setColor(WRONG);
		g.fillRect(x + 130, y - 11, 12, 12);
		g.setColor(INK);
		g.drawString("rightly predicted", x + 18, y);
		g.drawString("wrongly predicted", x + 148, y);
	}

	/**
	 * @param picture a picture
	 * @return it as a PNG file's bytes
	 */
	static byte[] png(final BufferedImage picture) {
		try {
			final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(picture, "png", bytes);
			return bytes.toByteArray();
		}
		catch (final IOException e) {
			throw new UncheckedIOException("Memory can be written", e);
		}
	}

	private static BufferedImage white(final int width, final int height) {
		final BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = picture.createGraphics();
		g.setColor(Color.WHITE);
		g.fillRect(0, 0, width, height);
		g.dispose();
		return picture;
	}

	private static Graphics2D graphics(final BufferedImage picture) {
		final Graphics2D g = picture.createGraphics();
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		g.setColor(INK);
		g.setFont(TEXT);
		return g;
	}

	private static int widest(final List<String> texts) {
		final Graphics2D g = white(1, 1).createGraphics();
		final FontMetrics metrics = g.getFontMetrics(TEXT);
		g.dispose();
		return texts.stream().mapToInt(metrics::stringWidth).max().orElse(0);
	}

	private static void centred(final Graphics2D g, final String text, final int x, final int y) {
		g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
	}

	private static Color mixed(final Color from, final Color to, final double share) {
		return new Color((int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())), (int) Math.round(from
			.getGreen() + share * (to.getGreen() - from.getGreen())), (int) Math.round(from.getBlue() + share * (to
				.getBlue() - from.getBlue())));
	}
}
