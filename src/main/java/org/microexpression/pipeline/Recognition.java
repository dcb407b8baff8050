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
import java.util.Optional;
import java.util.stream.Stream;

import org.microexpression.base.Table;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.MotionEvidence;
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

	/** Name of the column of the units at work in FACS notation, also in the tables of action units. */
	static final String UNITS = "action_units";

	/** Name of the column that says why the answer is no class. */
	public static final String WHY = "why";

	/** Title of the table and of its window. */
	public static final String TABLE = "Micro-Expression Predictions";

	/**
	 * Of a clip whose times are not known.
	 *
	 * @param clip       the clip's name
	 * @param onset      the onset frame's number
	 * @param apex       the apex frame's number
	 * @param prediction what was recognized
	 * @param model      the model that did
	 * @param device     where it ran
	 * @param guessed    which frames were guessed
	 */
	public Recognition(final String clip, final int onset, final int apex, final Prediction prediction,
		final String model, final String device, final String guessed)
	{
		this(clip, onset, apex, prediction, model, device, guessed, KeyTimes.UNKNOWN);
	}

	/**
	 * @param name another name of the clip, as a list or a folder of clips has it
	 * @return the same, of a clip of that name
	 */
	public Recognition named(final String name) {
		return new Recognition(name, onset, apex, prediction, model, device, guessed, times);
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
	 *         (its share of the prediction, together 1), model, device, guessed (which frames nobody named), their times:
	 *         onset_s, apex_s, onset_to_apex_ms, times (where these come from, see {@link KeyTimes}), and those of
	 *         {@link #findings}
	 */
	public static List<Table.Column> columns(final List<String> classes) {
		final List<Table.Column> columns = new ArrayList<>(classification(classes));
		columns.addAll(KeyTimes.COLUMNS);
		columns.addAll(findings());
		return columns;
	}

	/**
	 * @return the columns of what was found beside the class: answer (a class, none or uncertain), strength_px (of the
	 *         motion, pixels of the registered face), signal_to_noise, p_value, action_units (those at work in FACS
	 *         notation), shares_by (occlusion or energy: how the shares of regions were measured), why (the answer is no
	 *         class; never without a value). What is not known is empty
	 */
	public static List<Table.Column> findings() {
		return List.of(new Table.Column("answer", Table.Type.TEXT), new Table.Column("strength_px", Table.Type.REAL),
			new Table.Column("signal_to_noise", Table.Type.REAL), new Table.Column("p_value", Table.Type.REAL),
			new Table.Column(UNITS, Table.Type.TEXT), new Table.Column("shares_by", Table.Type.TEXT), new Table.Column(WHY,
				Table.Type.TEXT));
	}

	/**
	 * @param classes names of the model's classes, in label order
	 * @return the columns before the times and {@link #findings}
	 */
	public static List<Table.Column> classification(final List<String> classes) {
		final List<Table.Column> columns = new ArrayList<>();
		columns.add(new Table.Column("clip", Table.Type.TEXT));
		columns.add(new Table.Column("onset", Table.Type.INTEGER));
		columns.add(new Table.Column("apex", Table.Type.INTEGER));
		columns.add(new Table.Column("prediction", Table.Type.TEXT));
		for (final String name : classes)
			columns.add(new Table.Column(probability(name), Table.Type.REAL));
		for (final AuRegion region : AuRegion.values())
			columns.add(new Table.Column(share(region), Table.Type.REAL));
		columns.add(new Table.Column("model", Table.Type.TEXT));
		columns.add(new Table.Column("device", Table.Type.TEXT));
		columns.add(new Table.Column("guessed", Table.Type.TEXT));
		return columns;
	}

	private static String probability(final String className) {
		return "p_" + className;
	}

	private static String share(final AuRegion region) {
		return "share_" + region.name().toLowerCase(Locale.ROOT);
	}

	/** @return the row of {@link #columns} */
	public Table.Row row() {
		final Table.Cells cells = new Table.Cells(columns(prediction.classes()));
		put(cells);
		return cells.row();
	}

	/**
	 * Fills the columns of {@link #columns}.
	 *
	 * @param cells of a row that has these columns, and maybe others
	 */
	public void put(final Table.Cells cells) {
		cells.put("clip", clip).put("onset", onset).put("apex", apex).put("prediction", prediction.label());
		final List<String> classes = prediction.classes();
		for (int c = 0; c < classes.size(); c++)
			cells.put(probability(classes.get(c)), prediction.probabilities()[c]);
		for (final AuRegion region : AuRegion.values())
			cells.put(share(region), prediction.regionShares()[region.ordinal()]);
		cells.put("model", model).put("device", device).put("guessed", guessed);
		times.put(cells);
		final MotionEvidence evidence = prediction.evidence();
		cells.put("answer", prediction.answer().text()).put("strength_px", known(evidence.strength()));
		cells.put("signal_to_noise", known(evidence.signalToNoise())).put("p_value", known(evidence.pValue()));
		cells.put(UNITS, prediction.units().areKnown() ? prediction.units().facs() : null);
		cells.put("shares_by", prediction.shares().name().toLowerCase(Locale.ROOT)).put(WHY, prediction.answer().why());
	}

	/** @return the number; null, which a table shows as an empty cell, where it is NaN */
	static Double known(final double number) {
		return Double.isNaN(number) ? null : number;
	}

	/**
	 * @param row     a row with the columns of {@link #columns}, maybe read from a file
	 * @param classes names of the model's classes, in label order
	 * @return class, probabilities and shares, without the {@link #findings}; empty where a cell of them but
	 *         {@code guessed} has no value, a frame's number is none or the prediction is none of the classes
	 */
	public static Optional<Recognition> of(final Table.Row row, final List<String> classes) {
		final boolean whole = classification(classes).stream().map(Table.Column::name).allMatch(name -> name.equals(
			"guessed") || row.cell(name) != null);
		final int predicted = classes.indexOf(row.cell("prediction"));
		if (!whole || predicted < 0 || !isFrame(row, "onset") || !isFrame(row, "apex")) return Optional.empty();
		final double[] probabilities = classes.stream().mapToDouble(name -> real(row, probability(name))).toArray();
		final double[] shares = Stream.of(AuRegion.values()).mapToDouble(region -> real(row, share(region))).toArray();
		return Optional.of(new Recognition(text(row, "clip"), frame(row, "onset"), frame(row, "apex"), new Prediction(
			classes, predicted, probabilities, shares), text(row, "model"), text(row, "device"), row.text("guessed").orElse(
				""), KeyTimes.of(row)));
	}

	private static String text(final Table.Row row, final String column) {
		return row.text(column).orElseThrow();
	}

	private static boolean isFrame(final Table.Row row, final String column) {
		final long number = row.integer(column).orElseThrow();
		return number == (int) number;
	}

	private static int frame(final Table.Row row, final String column) {
		return (int) row.integer(column).orElseThrow();
	}

	private static double real(final Table.Row row, final String column) {
		return row.real(column).orElseThrow();
	}
}
