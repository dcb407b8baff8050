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

package org.microexpression.motion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.Table;

/**
 * How the face in a clip moves: a row a frame, in the clip's order. Made by {@link FacialMotion#measure}.
 * <p>
 * The motion of a region is the mean displacement of its skin, the motion of the head taken out, from where it lay in
 * the first frame of the row's <em>segment</em>. A segment is a stretch of frames in which one face was followed
 * without a break: it ends where the face is lost, another person's appears, or the scene is cut, and values of
 * different segments cannot be compared. Over many seconds the zero drifts, since the reference is renewed again and
 * again. Lengths are in units of the distance between the eye centres; {@link #pixels} gives pixels of the clip.
 * </p>
 * <p>
 * Clips of a high frame rate are measured in some frames only (see {@link MotionSettings}); in rows that lie between
 * two such frames of one segment, where {@link #measured} is false, values are interpolated linearly. Action units are
 * there where they were asked for, and in those frames alone that have a reference. Immutable.
 * </p>
 */
public final class MotionTrace {

	/** Value of {@link #segment} in frames without a face. */
	public static final int NO_FACE = 0;

	/** Title of the table. */
	public static final String TITLE = "Facial motion";

	private final String clip;
	private final int[] frames;
	private final double[] seconds;
	private final int[] segments;
	private final boolean[] measured;
	private final Map<Quantity, double[]> quantities = new EnumMap<>(Quantity.class);
	private final double[][] u = new double[RegionSide.ALL.size()][];
	private final double[][] v = new double[RegionSide.ALL.size()][];
	private final double[][] unitProbabilities;
	private final double[][] unitPixels;
	private final List<String> remarks;

	private MotionTrace(final Builder builder) {
		clip = builder.clip;
		final int n = builder.rows.size();
		frames = new int[n];
		seconds = new double[n];
		segments = new int[n];
		measured = new boolean[n];
		for (final Quantity quantity : Quantity.values())
			quantities.put(quantity, new double[n]);
		for (int place = 0; place < u.length; place++) {
			u[place] = new double[n];
			v[place] = new double[n];
		}
		final int units = builder.rows.get(0).unitPixels().length;
		unitProbabilities = new double[units][n];
		unitPixels = new double[units][n];
		for (int row = 0; row < n; row++)
			set(row, builder.rows.get(row));
		remarks = List.copyOf(builder.remarks);
	}

	private void set(final int row, final MotionRow values) {
		frames[row] = values.frame();
		seconds[row] = values.seconds();
		segments[row] = values.segment();
		measured[row] = values.measured();
		for (final Quantity quantity : Quantity.values())
			quantities.get(quantity)[row] = values.quantities()[quantity.ordinal()];
		for (int place = 0; place < u.length; place++) {
			u[place][row] = values.u()[place];
			v[place][row] = values.v()[place];
		}
		for (int unit = 0; unit < unitPixels.length; unit++) {
			unitProbabilities[unit][row] = values.unitProbabilities()[unit];
			unitPixels[unit][row] = values.unitPixels()[unit];
		}
	}

	/** Collects the rows of a trace. */
	public static final class Builder {

		private final String clip;
		private final List<MotionRow> rows = new ArrayList<>();
		private final List<String> remarks = new ArrayList<>();

		/** @param clip the clip's name */
		public Builder(final String clip) {
			this.clip = clip;
		}

		/**
		 * @param row the next frame's, of a higher number and a later time than the one before
		 * @return this
		 * @throws IllegalArgumentException if it is not later, or has action units and the one before has none, or the
		 *                                  reverse
		 */
		public Builder add(final MotionRow row) {
			if (!rows.isEmpty()) {
				final MotionRow before = rows.get(rows.size() - 1);
				if (row.frame() <= before.frame() || !(row.seconds() > before.seconds())) throw new IllegalArgumentException(
					"Frame " + row.frame() + " at " + row.seconds() + " s follows frame " + before.frame() + " at " + before
						.seconds() + " s");
				if (row.hasUnits() != before.hasUnits()) throw new IllegalArgumentException("Of frames " + before.frame() +
					" and " + row.frame() + " one has action units");
			}
			rows.add(row);
			return this;
		}

		/**
		 * @param sentence what the user should know, one sentence
		 * @return this
		 */
		public Builder remark(final String sentence) {
			remarks.add(sentence);
			return this;
		}

		/**
		 * @return the trace
		 * @throws IllegalStateException if there is no row
		 */
		public MotionTrace build() {
			if (rows.isEmpty()) throw new IllegalStateException("A trace needs a frame");
			return new MotionTrace(this);
		}
	}

	/** @return the clip's name */
	public String clip() {
		return clip;
	}

	/** @return how many frames there are, at least 1 */
	public int rows() {
		return frames.length;
	}

	/**
	 * @return what the user should know, one sentence each: where the face was lost, a cut between scenes, other faces;
	 *         empty in a trace that was read from a file
	 */
	public List<String> remarks() {
		return remarks;
	}

	/**
	 * @param row 0-based row
	 * @return the number of its frame
	 */
	public int frame(final int row) {
		return frames[row];
	}

	/**
	 * @param frame the number of a frame
	 * @return its 0-based row
	 * @throws InputException if the trace has no frame of that number
	 */
	public int row(final int frame) {
		final int row = Arrays.binarySearch(frames, frame);
		if (row < 0) throw new InputException("The motion of '" + clip + "' has no frame " + frame +
			"; give one of its frames, " + frames[0] + " to " + frames[rows() - 1] + ".");
		return row;
	}

	/**
	 * @param row 0-based row
	 * @return when the frame is shown, seconds from the beginning of the clip
	 */
	public double seconds(final int row) {
		return seconds[row];
	}

	/** @return the median distance of two frames in seconds, or NaN for a single frame */
	public double frameSeconds() {
		if (rows() < 2) return Double.NaN;
		final double[] steps = new double[rows() - 1];
		for (int row = 0; row < steps.length; row++)
			steps[row] = seconds[row + 1] - seconds[row];
		Arrays.sort(steps);
		return steps[steps.length / 2];
	}

	/**
	 * @param row 0-based row
	 * @return the number of the segment, from 1, in which the face was followed without a break; {@link #NO_FACE} where
	 *         there is none
	 */
	public int segment(final int row) {
		return segments[row];
	}

	/**
	 * @param row 0-based row
	 * @return whether a face was found there
	 */
	public boolean found(final int row) {
		return segments[row] != NO_FACE;
	}

	/**
	 * @param row 0-based row
	 * @return whether the frame itself was measured, or looked at in vain; false where values are interpolated
	 */
	public boolean measured(final int row) {
		return measured[row];
	}

	/**
	 * @param row      0-based row
	 * @param quantity what is asked for
	 * @return its value, NaN where there is no face
	 */
	public double value(final int row, final Quantity quantity) {
		return quantities.get(quantity)[row];
	}

	/**
	 * @param row   0-based row
	 * @param place a region and side
	 * @return how far it moved to the right of the image, eye distances; NaN where there is no face
	 */
	public double u(final int row, final RegionSide place) {
		return u[place.index()][row];
	}

	/**
	 * @param row   0-based row
	 * @param place a region and side
	 * @return how far it moved downwards, eye distances; NaN where there is no face
	 */
	public double v(final int row, final RegionSide place) {
		return v[place.index()][row];
	}

	/**
	 * @param row    0-based row
	 * @param length a length in eye distances
	 * @return the same in pixels of that frame
	 */
	public double pixels(final int row, final double length) {
		return length * value(row, Quantity.EYE_DISTANCE);
	}

	/** @return whether action units were asked for ({@link MotionSettings#withUnits}) */
	public boolean hasUnits() {
		return unitPixels.length > 0;
	}

	/**
	 * @param row  0-based row
	 * @param unit an action unit on one side
	 * @return the probability that it is at work, 0..1, where {@link MotionSettings#withUnits} says what that means; NaN
	 *         where there is no face, and in the first frame of a segment
	 * @throws IllegalStateException if there are no action units
	 */
	public double unitProbability(final int row, final UnitSide unit) {
		requireUnits();
		return unitProbabilities[unit.index()][row];
	}

	/**
	 * @param row  0-based row
	 * @param unit an action unit on one side
	 * @return how far it moves the skin from where it lay in the running reference, pixels of the registered face, 0 or
	 *         more; NaN where there is no face, and in the first frame of a segment
	 * @throws IllegalStateException if there are no action units
	 */
	public double unitPixels(final int row, final UnitSide unit) {
		requireUnits();
		return unitPixels[unit.index()][row];
	}

	private void requireUnits() {
		if (!hasUnits()) throw new IllegalStateException("The motion of " + clip + " was measured without action units");
	}

	/**
	 * @return the trace as a table, a row a frame: clip, frame, seconds, segment, measured (1 or 0), the
	 *         {@linkplain Quantity quantities}, then of each region and side u and v in eye distances and in pixels of
	 *         the clip; where action units were asked for, behind these such as {@code AU01_L_p} the probability of each
	 *         unit and side and {@code AU01_L_px} its strength in pixels of the registered face
	 */
	public Table table() {
		return MotionTable.of(this);
	}

	/** @return the columns of {@link #table()} without action units */
	public static List<Table.Column> columns() {
		return MotionTable.columns();
	}

	/** @return the columns of action units, which stand behind {@link #columns()} where units were asked for */
	public static List<Table.Column> unitColumns() {
		return MotionTable.unitColumns();
	}

	/**
	 * Reads a trace that was written with {@code table().writeCsv(file)}; but for the remarks nothing is lost.
	 *
	 * @param file the CSV file
	 * @return the trace
	 * @throws InputException if it cannot be read or is no such table
	 */
	public static MotionTrace read(final Path file) {
		return MotionTable.trace(Table.readCsv(file, TITLE, columns(), unitColumns()), file.toString());
	}

	/**
	 * @param csv    text as {@code table().toCsv()} gives it
	 * @param source what messages call it
	 * @return the trace, without remarks
	 * @throws InputException if it is no such table
	 */
	public static MotionTrace parse(final String csv, final String source) {
		try {
			return MotionTable.trace(Table.parseCsv(csv, source, TITLE, columns(), unitColumns()), source);
		}
		catch (final IOException e) {
			throw new InputException("The table '" + source + "' cannot be read (" + Reasons.of(e) + ").", e);
		}
	}
}
