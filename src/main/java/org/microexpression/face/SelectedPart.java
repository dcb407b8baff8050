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

package org.microexpression.face;

import java.util.Arrays;
import java.util.Optional;

/**
 * The part of a frame round a selection, in which a face is searched that is too small beside the whole frame.
 *
 * @param left   first column
 * @param top    first row
 * @param width  columns
 * @param height rows
 */
record SelectedPart(int left, int top, int width, int height) {

	/** Places along each axis at which a selection is asked. */
	private static final int PLACES = 256;

	/** How much more than the selection is looked at on each side, as a share of its size. */
	private static final double AROUND = 0.5;

	/** @return the part of a frame of a size that an area lies in, with a margin; empty where that is no smaller */
	static Optional<SelectedPart> of(final FaceArea area, final int width, final int height) {
		if (area.isEverywhere()) return Optional.empty();
		int left = width, top = height, right = -1, bottom = -1;
		final int step = Math.max(1, Math.max(width, height) / PLACES);
		for (int y = 0; y < height; y += step)
			for (int x = 0; x < width; x += step)
				if (area.contains(x, y)) {
					left = Math.min(left, x);
					top = Math.min(top, y);
					right = Math.max(right, x + step);
					bottom = Math.max(bottom, y + step);
				}
		if (right < 0) return Optional.empty();
		final int aside = (int) (AROUND * (right - left)), above = (int) (AROUND * (bottom - top));
		left = Math.max(0, left - aside);
		top = Math.max(0, top - above);
		final SelectedPart part = new SelectedPart(left, top, Math.min(width, right + aside) - left, Math.min(height,
			bottom + above) - top);
		return part.width < width || part.height < height ? Optional.of(part) : Optional.empty();
	}

	/** @return that part of a frame */
	ColourFrame of(final ColourFrame picture) {
		return picture.crop(left, top, width, height);
	}

	/** @return an area of the frame in the part's pixels */
	FaceArea within(final FaceArea area) {
		return (x, y) -> area.contains(x + left, y + top);
	}

	/** @return a face of the part in the frame's pixels */
	FoundFace inFrame(final FoundFace face) {
		final FaceBox box = face.box();
		return new FoundFace(new FaceBox(box.x() + left, box.y() + top, box.width(), box.height(), box.score()),
			new FacialLandmarks(Arrays.stream(face.landmarks().x()).map(x -> x + left).toArray(), Arrays.stream(face
				.landmarks().y()).map(y -> y + top).toArray()), face.facesSeen());
	}
}
