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

import org.microexpression.base.InputException;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;

/**
 * Where the canonical face lies in a field: its 28-grid position (i, j) at the field's column
 * {@code columnShift + columnScale · j} and row {@code rowShift + rowScale · i}.
 *
 * @param columnShift field column of grid column 0
 * @param columnScale field columns a grid column
 * @param rowShift    field row of grid row 0
 * @param rowScale    field rows a grid row
 */
public record FieldPlacement(double columnShift, double columnScale, double rowShift, double rowScale) {

	/** A face that fills less than a third of its field, or three times as much, is a mistake in the numbers. */
	private static final double LARGEST_STRETCH = 3;

	/**
	 * @param width  columns of the field
	 * @param height rows of the field
	 * @return the canonical face fills the field
	 */
	public static FieldPlacement whole(final int width, final int height) {
		final double x = (double) width / CanonicalFace.GRID;
		final double y = (double) height / CanonicalFace.GRID;
		return new FieldPlacement(x / 2 - 0.5, x, y / 2 - 0.5, y);
	}

	/**
	 * @param width  columns of a field
	 * @param height rows of it
	 * @return this placement, found on the field reduced to 28 × 28, in the pixels of the field itself
	 */
	public FieldPlacement ofFields(final int width, final int height) {
		final double x = (double) width / CanonicalFace.GRID;
		final double y = (double) height / CanonicalFace.GRID;
		return new FieldPlacement((columnShift + 0.5) * x - 0.5, columnScale * x, (rowShift + 0.5) * y - 0.5, rowScale * y);
	}

	/** @return shift and scale that put the middle of the grid into the middle of the field */
	static double[] centred(final double scale, final int length) {
		return new double[] { (length - 1) / 2.0 - scale * (CanonicalFace.GRID - 1) / 2.0, scale };
	}

	/** @return this, if it can be */
	FieldPlacement checked(final int width, final int height) {
		final FieldPlacement whole = whole(width, height);
		for (final double stretch : new double[] { columnScale / whole.columnScale, rowScale / whole.rowScale })
			if (!(stretch > 1 / LARGEST_STRETCH && stretch < LARGEST_STRETCH)) throw new InputException(
				"By its marks the face would fill " + Math.round(100 * stretch) + " % of a field of " + width + " x " + height +
					"; give rows and columns in the field's own pixels, rows growing downwards and columns to the right.");
		return this;
	}

	/**
	 * @param field a field, larger or smaller than the face
	 * @return the field of the canonical face, 28 × 28 or a multiple as fine as the field; beyond the border of the field
	 *         the values of the border. The values themselves stay as they are: units do not matter to recognition
	 */
	public DisplacementField cut(final DisplacementField field) {
		final int fine = (int) Math.max(1, Math.ceil(Math.max(columnScale, rowScale) - 1e-6));
		final int size = CanonicalFace.GRID * fine;
		return new DisplacementField(size, size, cut(field.u(), field, size), cut(field.v(), field, size));
	}

	private float[] cut(final float[] component, final DisplacementField field, final int size) {
		final Bilinear values = new Bilinear(component, field.width(), field.height(), Border.REPEATED,
			Mixing.WEIGHTED_DOUBLE);
		final double fine = (double) size / CanonicalFace.GRID;
		final float[] cut = new float[size * size];
		for (int i = 0; i < cut.length; i++) {
			final double x = columnShift + columnScale * ((i % size + 0.5) / fine - 0.5);
			final double y = rowShift + rowScale * ((i / size + 0.5) / fine - 0.5);
			cut[i] = (float) values.at(x, y);
		}
		return cut;
	}
}
