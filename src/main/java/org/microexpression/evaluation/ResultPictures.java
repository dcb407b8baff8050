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
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.microexpression.base.Table;
import org.microexpression.figure.Canvas.Anchor;
import org.microexpression.figure.Canvas;
import org.microexpression.figure.Figure;

/** Draws results as figures for the screen and for papers. */
public final class ResultPictures {

	private static final Color INK = new Color(0x22, 0x22, 0x22);
	private static final Color FAINT = new Color(0xd5, 0xd5, 0xd5);
	private static final Color FULL = new Color(0x1f, 0x4e, 0x79);
	private static final Color WRONG = new Color(0xe2, 0xa7, 0x6f);
	private static final double TEXT = 14;
	private static final double SMALL = 12;
	private static final double TITLE = 16;

	private static final double TITLE_WIDTH = 440;
	private static final double CELL = 110;
	private static final double BAR = 15;
	private static final double BAR_WIDTH = 420;
	private static final double ROW = 26;
	private static final double SQUARE = 320;

	private ResultPictures() {
		// Functions only.
	}

	/**
	 * Draws a confusion matrix: a row for each true class, its cells shaded and labelled by the share of the row.
	 *
	 * @param matrix  the counts
	 * @param classes names of the classes
	 * @return the figure
	 */
	public static Figure confusion(final ConfusionMatrix matrix, final List<String> classes) {
		final int k = matrix.classes();
		final double left = 40 + widest(classes, TEXT);
		final double top = 84;
		return new Figure(Math.max(TITLE_WIDTH, left + k * CELL + 20), top + k * CELL + 20, canvas -> {
			final ClassificationMetrics metrics = new ClassificationMetrics(matrix);
			text(canvas, String.format(Locale.ROOT, "UF1 %.3f   UAR %.3f   accuracy %.3f   n %d", metrics.uf1(), metrics
				.uar(), metrics.accuracy(), matrix.total()), 14, 24, TITLE, Anchor.START);
			text(canvas, "predicted", left + k * CELL / 2, 50, TEXT, Anchor.MIDDLE);
			text(canvas, "true", left - 10, top - 10, TEXT, Anchor.END);
			for (int c = 0; c < k; c++) {
				text(canvas, classes.get(c), left + c * CELL + CELL / 2, top - 10, TEXT, Anchor.MIDDLE);
				text(canvas, classes.get(c), left - 10, top + c * CELL + CELL / 2 + 5, TEXT, Anchor.END);
			}
			for (int t = 0; t < k; t++)
				for (int p = 0; p < k; p++)
					cell(canvas, left + p * CELL, top + t * CELL, matrix.count(t, p), matrix.truly(t));
		});
	}

	private static void cell(final Canvas canvas, final double x, final double y, final long count, final long row) {
		final double share = row == 0 ? 0 : (double) count / row;
		final Rectangle2D square = new Rectangle2D.Double(x, y, CELL, CELL);
		canvas.fill(square, mixed(Color.WHITE, FULL, share));
		canvas.stroke(square, FAINT, 1);
		final Color ink = share > 0.5 ? Color.WHITE : INK;
		canvas.text(Long.toString(count), x + CELL / 2, y + CELL / 2 - 2, TITLE, Anchor.MIDDLE, ink);
		canvas.text(row == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share), x + CELL / 2, y + CELL / 2 + 20,
			SMALL, Anchor.MIDDLE, ink);
	}

	/**
	 * Draws a bar for each subject, as long as its number of clips, the rightly predicted part in a darker colour.
	 *
	 * @param folds the table of {@link LosoReport#folds()}
	 * @return the figure
	 */
	public static Figure subjects(final Table folds) {
		final List<String> labels = new ArrayList<>();
		long most = 1;
		for (final Table.Row row : folds.rows()) {
			labels.add(row.text("fold").orElseThrow());
			most = Math.max(most, row.integer("n").orElseThrow());
		}
		final double left = 24 + widest(labels, SMALL), top = 62, scale = BAR_WIDTH / most;
		return new Figure(left + BAR_WIDTH + 90, top + labels.size() * (BAR + 4) + 16, canvas -> {
			text(canvas, "Clips left out in each fold", 14, 24, TITLE, Anchor.START);
			canvas.fill(new Rectangle2D.Double(left, 37, 12, 12), FULL);
			text(canvas, "rightly predicted", left + 18, 48, SMALL, Anchor.START);
			canvas.fill(new Rectangle2D.Double(left + 130, 37, 12, 12), WRONG);
			text(canvas, "wrongly predicted", left + 148, 48, SMALL, Anchor.START);
			for (int row = 0; row < labels.size(); row++) {
				final double y = top + row * (BAR + 4);
				final long n = (Long) folds.cell(row, "n"), correct = (Long) folds.cell(row, "correct");
				canvas.fill(new Rectangle2D.Double(left, y, n * scale, BAR), WRONG);
				canvas.fill(new Rectangle2D.Double(left, y, correct * scale, BAR), FULL);
				text(canvas, labels.get(row), left - 8, y + BAR - 3, SMALL, Anchor.END);
				text(canvas, correct + " of " + n, left + n * scale + 6, y + BAR - 3, SMALL, Anchor.START);
			}
		});
	}

	/**
	 * Draws the UF1 of each row of a table as a point with its 95 % interval.
	 *
	 * @param title  what stands above
	 * @param scores a table with {@code uf1, uf1_low, uf1_high}; a row without interval is a point alone
	 * @param labels what stands before each row
	 * @return the figure
	 */
	public static Figure scores(final String title, final Table scores, final List<String> labels) {
		final double left = 28 + widest(labels, SMALL), top = 48, bottom = top + labels.size() * ROW;
		return new Figure(Math.max(left + BAR_WIDTH + 70, 40 + Figure.width(title, TITLE)), bottom + 48, canvas -> {
			text(canvas, title, 14, 24, TITLE, Anchor.START);
			for (int tenth = 0; tenth <= 10; tenth++) {
				final double x = left + BAR_WIDTH * tenth / 10;
				canvas.stroke(new Line2D.Double(x, top - 6, x, bottom), FAINT, 1);
				text(canvas, tenth % 10 == 0 ? Integer.toString(tenth / 10) : "." + tenth, x, bottom + 16, SMALL,
					Anchor.MIDDLE);
			}
			text(canvas, "UF1, 95 % interval", left + BAR_WIDTH / 2, bottom + 36, SMALL, Anchor.MIDDLE);
			for (int row = 0; row < labels.size(); row++)
				score(canvas, scores.rows().get(row), labels.get(row), left, top + row * ROW + ROW / 2 - 4);
		});
	}

	private static void score(final Canvas canvas, final Table.Row row, final String label, final double left,
		final double y)
	{
		text(canvas, label, left - 10, y + 4, SMALL, Anchor.END);
		final double uf1 = row.real("uf1").orElse(Double.NaN);
		if (Double.isNaN(uf1)) return;
		final double low = row.real("uf1_low").orElse(Double.NaN), high = row.real("uf1_high").orElse(Double.NaN);
		if (low <= high) canvas.stroke(new Line2D.Double(left + low * BAR_WIDTH, y, left + high * BAR_WIDTH, y), FULL, 2);
		final double x = left + uf1 * BAR_WIDTH;
		canvas.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8), FULL);
		text(canvas, String.format(Locale.ROOT, "%.3f", uf1), left + BAR_WIDTH + 14, y + 4, SMALL, Anchor.START);
	}

	/**
	 * Draws how often predictions of each confidence are right; on the diagonal they are as often right as they say.
	 *
	 * @param reliability the bins
	 * @param n           number of predictions
	 * @return the figure
	 */
	public static Figure reliability(final Reliability reliability, final int n) {
		final double left = 70, top = 62, bottom = top + SQUARE;
		return new Figure(left + SQUARE + 50, bottom + 52, canvas -> {
			text(canvas, String.format(Locale.ROOT, "ECE %.3f   n %d", reliability.ece(), n), 14, 24, TITLE, Anchor.START);
			for (int fifth = 0; fifth <= 5; fifth++) {
				final double x = left + SQUARE * fifth / 5, y = bottom - SQUARE * fifth / 5;
				canvas.stroke(new Line2D.Double(x, top, x, bottom), FAINT, 1);
				canvas.stroke(new Line2D.Double(left, y, left + SQUARE, y), FAINT, 1);
				final String tick = String.format(Locale.ROOT, "%.1f", fifth / 5.0);
				text(canvas, tick, x, bottom + 16, SMALL, Anchor.MIDDLE);
				text(canvas, tick, left - 8, y + 4, SMALL, Anchor.END);
			}
			canvas.stroke(new Line2D.Double(left, bottom, left + SQUARE, top), WRONG, 1.5);
			final Path2D line = new Path2D.Double();
			for (final Reliability.Bin bin : reliability.bins()) {
				final double x = left + bin.confidence() * SQUARE, y = bottom - bin.accuracy() * SQUARE;
				if (line.getCurrentPoint() == null) line.moveTo(x, y);
				else line.lineTo(x, y);
				// The area says how many there are.
				final double radius = 3 + 12 * Math.sqrt((double) bin.n() / n);
				canvas.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), new Color(FULL.getRed(), FULL
					.getGreen(), FULL.getBlue(), 150));
			}
			canvas.stroke(line, FULL, 1.5);
			text(canvas, "confidence", left + SQUARE / 2, bottom + 38, SMALL, Anchor.MIDDLE);
			text(canvas, "share right", 14, top - 14, SMALL, Anchor.START);
		});
	}

	private static void text(final Canvas canvas, final String text, final double x, final double y, final double size,
		final Anchor anchor)
	{
		canvas.text(text, x, y, size, anchor, INK);
	}

	private static double widest(final List<String> texts, final double size) {
		return texts.stream().mapToDouble(text -> Figure.width(text, size)).max().orElse(0);
	}

	private static Color mixed(final Color from, final Color to, final double share) {
		return new Color((int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())), (int) Math.round(from
			.getGreen() + share * (to.getGreen() - from.getGreen())), (int) Math.round(from.getBlue() + share * (to
				.getBlue() - from.getBlue())));
	}
}
