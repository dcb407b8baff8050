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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.microexpression.base.Table;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.Prediction;

/**
 * What was recognized in a clip: a row of the table of predictions.
 *
 * @param clip       the clip's name
 * @param onset      the onset frame's number
 * @param apex       the apex frame's number
 * @param prediction class, probabilities and the AU regions' shares
 * @param model      the model's id
 * @param device     what really ran
 * @param guessed    which frames were guessed, see {@link RegisteredClip#guessed}
 * @param times      when onset and apex were filmed
 */
public record Recognition(String clip, int onset, int apex, Prediction prediction, String model, String device,
		String guessed, KeyTimes times) {

	/** Title of the table and of its window. */
	public static final String TABLE = "Micro-Expression Predictions";

	/** Number of the first column behind clip, onset, apex and prediction. */
	private static final int FIRST_PROBABILITY = 4;

	/** Of a clip whose times are not known. */
	public Recognition(final String clip, final int onset, final int apex, final Prediction prediction,
		final String model, final String device, final String guessed)
	{
		this(clip, onset, apex, prediction, model, device, guessed, KeyTimes.UNKNOWN);
	}

	/**
	 * @return title of the table that takes this row: {@value #TABLE}, and for other classes than those of
	 *         {@link ExpressionClass} a table of their own, whose title names them
	 */
	public String table() {
		final List<String> classes = prediction.classes();
		return classes.equals(ExpressionClass.labels()) ? TABLE : TABLE + " (" + String.join(", ", classes) + ")";
	}

	/**
	 * @param classes names of the model's classes, in label order
	 * @return the table's columns: clip, onset, apex, prediction, p_… for each class, share_… for each {@link AuRegion}
	 *         (its share of the prediction, together 1), model, device, guessed (which frames nobody named), and
	 *         their times: onset (s), apex (s), onset to apex (ms), times (where these come from, see {@link KeyTimes})
	 */
	public static List<Table.Column> columns(final List<String> classes) {
		final List<Table.Column> columns = new ArrayList<>();
		columns.add(new Table.Column("clip", Table.Type.TEXT));
		columns.add(new Table.Column("onset", Table.Type.INTEGER));
		columns.add(new Table.Column("apex", Table.Type.INTEGER));
		columns.add(new Table.Column("prediction", Table.Type.TEXT));
		for (final String name : classes)
			columns.add(new Table.Column("p_" + name, Table.Type.REAL));
		for (final AuRegion region : AuRegion.values())
			columns.add(new Table.Column("share_" + region.name().toLowerCase(Locale.ROOT), Table.Type.REAL));
		columns.add(new Table.Column("model", Table.Type.TEXT));
		columns.add(new Table.Column("device", Table.Type.TEXT));
		columns.add(new Table.Column("guessed", Table.Type.TEXT));
		columns.addAll(KeyTimes.COLUMNS);
		return columns;
	}

	/** @return the cells in the order of {@link #columns} */
	public List<Object> cells() {
		final List<Object> cells = new ArrayList<>();
		cells.add(clip);
		cells.add((long) onset);
		cells.add((long) apex);
		cells.add(prediction.label());
		for (final double probability : prediction.probabilities())
			cells.add(probability);
		for (final double share : prediction.regionShares())
			cells.add(share);
		cells.add(model);
		cells.add(device);
		cells.add(guessed);
		cells.addAll(times.cells());
		return cells;
	}

	/**
	 * @param cells   what {@link #cells} gave, maybe read from a file in between
	 * @param classes names of the model's classes, in label order
	 * @return the recognition; empty where a cell has no value or the prediction is none of the classes
	 */
	static Optional<Recognition> of(final List<Object> cells, final List<String> classes) {
		final int shares = FIRST_PROBABILITY + classes.size();
		final int model = shares + AuRegion.values().length;
		final int guessed = model + 2;
		if (cells.subList(0, guessed).contains(null) || !classes.contains(cells.get(3))) return Optional.empty();
		final Prediction prediction = new Prediction(classes, classes.indexOf(cells.get(3)), reals(cells.subList(
			FIRST_PROBABILITY, shares)), reals(cells.subList(shares, model)));
		return Optional.of(new Recognition((String) cells.get(0), Math.toIntExact((Long) cells.get(1)), Math.toIntExact(
			(Long) cells.get(2)), prediction, (String) cells.get(model), (String) cells.get(model + 1), Objects
				.requireNonNullElse((String) cells.get(guessed), ""), KeyTimes.of(cells.subList(guessed + 1, cells.size()))));
	}

	private static double[] reals(final List<Object> cells) {
		return cells.stream().mapToDouble(cell -> (Double) cell).toArray();
	}
}
