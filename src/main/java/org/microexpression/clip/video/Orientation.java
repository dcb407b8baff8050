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

package org.microexpression.clip.video;

import java.util.Optional;

import org.bytedeco.javacpp.IntPointer;

/**
 * How a stored picture is turned and mirrored to be upright: the place (x, y) comes to (xx · x + xy · y, yx · x + yy ·
 * y), moved so that the picture begins at 0.
 *
 * @param xx of the stored column in the shown column: −1, 0 or 1, as all
 * @param xy of the stored row in the shown column
 * @param yx of the stored column in the shown row
 * @param yy of the stored row in the shown row
 */
public record Orientation(int xx, int xy, int yx, int yy) {

	/** As stored. */
	static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

	private static final int ONE = 1 << 16;

	/**
	 * @param matrix a display matrix of 3 × 3 numbers as files hold it
	 * @return the orientation; empty where the picture is turned by another angle than a multiple of 90°, or sheared
	 */
	static Optional<Orientation> of(final IntPointer matrix) {
		// Row by row: what a column contributes, what a row contributes, the shift; phones write 1 exactly.
		final int[] parts = { matrix.get(0), matrix.get(3), matrix.get(1), matrix.get(4) };
		for (int i = 0; i < parts.length; i++) {
			if (parts[i] % ONE != 0 || Math.abs(parts[i] / ONE) > 1) return Optional.empty();
			parts[i] /= ONE;
		}
		final boolean straight = Math.abs(parts[0] * parts[3]) == 1 && parts[1] == 0 && parts[2] == 0;
		final boolean turned = Math.abs(parts[1] * parts[2]) == 1 && parts[0] == 0 && parts[3] == 0;
		return straight || turned ? Optional.of(new Orientation(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
	}

	/**
	 * @param mark 1 to 8, as tag 274 of TIFF and Exif has them
	 * @return the orientation
	 */
	public static Orientation ofMark(final int mark) {
		return switch (mark) {
			case 2 -> new Orientation(-1, 0, 0, 1);
			case 3 -> new Orientation(-1, 0, 0, -1);
			case 4 -> new Orientation(1, 0, 0, -1);
			case 5 -> new Orientation(0, 1, 1, 0);
			case 6 -> new Orientation(0, -1, 1, 0);
			case 7 -> new Orientation(0, -1, -1, 0);
			case 8 -> new Orientation(0, 1, -1, 0);
			default -> UPRIGHT;
		};
	}

	/** @return whether width and height change places */
	boolean swaps() {
		return xx == 0;
	}

	/** @return whether left and right change places */
	boolean isMirrored() {
		return xx * yy < xy * yx;
	}

	/**
	 * @param width  of the stored picture
	 * @param height of the stored picture
	 * @return the width of the shown one
	 */
	public int width(final int width, final int height) {
		return swaps() ? height : width;
	}

	/**
	 * @param width  of the stored picture
	 * @param height of the stored picture
	 * @return the height of the shown one
	 */
	public int height(final int width, final int height) {
		return swaps() ? width : height;
	}

	/**
	 * @param width  of the stored picture
	 * @param height of the stored picture
	 * @return the index in the shown picture of the stored place (0, 0)
	 */
	public int origin(final int width, final int height) {
		final int column = (xx < 0 ? width - 1 : 0) + (xy < 0 ? height - 1 : 0);
		final int row = (yx < 0 ? width - 1 : 0) + (yy < 0 ? height - 1 : 0);
		return row * width(width, height) + column;
	}

	/**
	 * @param width  of the stored picture
	 * @param height of the stored picture
	 * @return how far apart in the shown picture neighbours of a stored row are
	 */
	public int columnStep(final int width, final int height) {
		return yx * width(width, height) + xx;
	}

	/**
	 * @param width  of the stored picture
	 * @param height of the stored picture
	 * @return how far apart in the shown picture neighbours of a stored column are
	 */
	public int rowStep(final int width, final int height) {
		return yy * width(width, height) + xy;
	}
}
