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

package org.microexpression.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;

/**
 * What a displacement field from elsewhere is made of, and where the face lies in it: what its maker knows and a file
 * of numbers does not say. Without marks the face is taken to fill the field as {@link CanonicalFace} does.
 *
 * @param components what the two channels mean
 * @param marks      parts of the face whose place in the field is known, in the field's own pixels; may be empty
 */
public record FieldLayout(Components components, List<Mark> marks) {

	/** u and v of a face in the canonical layout. */
	public static final FieldLayout REGISTERED = new FieldLayout(Components.UV, List.of());

	/** What the first two channels of a field mean. */
	public enum Components {

			/** u to the right of the image, v downwards. */
			UV("uv"),

			/** u to the right of the image, v upwards. */
			UV_UP("uv-up"),

			/** Magnitude, and angle in radians from the direction to the right, growing downwards in the image. */
			POLAR("polar"),

			/** As {@link #POLAR}, the angle in degrees. */
			POLAR_DEGREES("polar-degrees");

		private final String label;

		Components(final String label) {
			this.label = label;
		}

		/** @return the word in a manifest's column {@code components} */
		public String label() {
			return label;
		}

		/**
		 * @param word a word of a manifest, in any case; an empty one means {@link #UV}
		 * @return what it names
		 * @throws InputException if it names nothing
		 */
		public static Components of(final String word) {
			if (word.isBlank()) return UV;
			final List<String> words = new ArrayList<>();
			for (final Components c : values()) {
				if (c.label.equals(word.strip().toLowerCase(Locale.ROOT))) return c;
				words.add(c.label);
			}
			throw new InputException("'" + word + "' in the column components is none of " + String.join(", ", words) + ".");
		}
	}

	/** Parts of the face, with their place in the canonical 28-grid. */
	public enum Part {

			/** Middle between both eye centres. */
			EYES((CanonicalFace.LEFT_EYE_X + CanonicalFace.RIGHT_EYE_X) / 2, CanonicalFace.EYE_Y),
			/** Eye centre on the image's left. */
			LEFT_EYE(CanonicalFace.LEFT_EYE_X, CanonicalFace.EYE_Y),
			/** Eye centre on the image's right. */
			RIGHT_EYE(CanonicalFace.RIGHT_EYE_X, CanonicalFace.EYE_Y),
			/** Tip of the nose. */
			NOSE_TIP(63.5, 70.4),
			/** Middle of the mouth, level with its corners. */
			MOUTH(63.5, 93.2),
			/** Corner of the mouth on the image's left. */
			LEFT_MOUTH_CORNER(37.5, 93.2),
			/** Corner of the mouth on the image's right. */
			RIGHT_MOUTH_CORNER(89.5, 93.2);

		private final double column;
		private final double row;

		Part(final double x, final double y) {
			column = CanonicalFace.pixelToGrid(x);
			row = CanonicalFace.pixelToGrid(y);
		}

		/** @return its column in the 28-grid of the canonical face */
		public double column() {
			return column;
		}

		/** @return its row in the 28-grid of the canonical face */
		public double row() {
			return row;
		}
	}

	/** The five points of the usual detectors, in their order. */
	public static final List<Part> FIVE_POINTS = List.of(Part.LEFT_EYE, Part.RIGHT_EYE, Part.NOSE_TIP,
		Part.LEFT_MOUTH_CORNER, Part.RIGHT_MOUTH_CORNER);

	/**
	 * @param part   a part of the face
	 * @param column its column in the field, pixel centres at whole numbers; empty where only its row is known
	 * @param row    its row in the field
	 */
	public record Mark(Part part, OptionalDouble column, double row) {
	}

	/** @throws InputException if the marks do not place the face */
	public FieldLayout {
		marks = List.copyOf(marks);
		if (!marks.isEmpty() && marks.stream().map(m -> m.part().row()).distinct().count() < 2) throw new InputException(
			"The place of the face in its field needs parts of two heights, such as eyes and mouth; give both rows.");
	}

	/** @return whether the place of the face is known */
	public boolean isPlaced() {
		return !marks.isEmpty();
	}

	/**
	 * Where the canonical face lies in a field: rows by a straight line through the marks (least squares), columns
	 * likewise where two are known, else centred and stretched as the rows are.
	 *
	 * @param width  columns of the field
	 * @param height rows of the field
	 * @return the placement; of the whole field where there are no marks
	 * @throws InputException if a mark lies outside the field, or the marks put the face upside down or at a size that it
	 *                        cannot have
	 */
	public FieldPlacement placement(final int width, final int height) {
		if (marks.isEmpty()) return FieldPlacement.whole(width, height);
		for (final Mark mark : marks) {
			requireInside(mark, "row", mark.row(), height);
			mark.column().ifPresent(column -> requireInside(mark, "column", column, width));
		}
		final double[] rows = line(marks.stream().mapToDouble(m -> m.part().row()).toArray(), marks.stream().mapToDouble(
			Mark::row).toArray());
		final List<Mark> across = marks.stream().filter(m -> m.column().isPresent()).toList();
		final boolean known = across.stream().map(m -> m.part().column()).distinct().count() > 1;
		final double[] columns = known ? line(across.stream().mapToDouble(m -> m.part().column()).toArray(), across.stream()
			.mapToDouble(m -> m.column().getAsDouble()).toArray()) : FieldPlacement.centred(rows[1], width);
		return new FieldPlacement(columns[0], columns[1], rows[0], rows[1]).checked(width, height);
	}

	private static void requireInside(final Mark mark, final String direction, final double place, final int length) {
		if (place < -0.5 || place > length - 0.5) throw new InputException("The part of the face '" + mark.part().name()
			.toLowerCase(Locale.ROOT).replace('_', ' ') + "' is given in " + direction + " " + place +
			", outside its field; give a " + direction + " from 0 to " + (length - 1) + ", in the field's own pixels.");
	}

	/** @return value at 0 and slope of the straight line through points */
	private static double[] line(final double[] x, final double[] y) {
		final SimpleRegression line = new SimpleRegression();
		for (int i = 0; i < x.length; i++)
			line.addData(x[i], y[i]);
		return new double[] { line.getIntercept(), line.getSlope() };
	}
}
