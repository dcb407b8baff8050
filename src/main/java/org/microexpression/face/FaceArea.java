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

/** The part of a frame in which a face is to be found, for frames that show several. */
@FunctionalInterface
public interface FaceArea {

	/** The whole frame. */
	FaceArea EVERYWHERE = new FaceArea() {

		@Override
		public boolean contains(final double x, final double y) {
			return true;
		}

		@Override
		public String part() {
			return "";
		}

		@Override
		public String remedy() {
			return "give its landmarks as a point selection of 5 or 68 points, or a registered pair";
		}
	};

	/**
	 * @param x position of the middle of a face in pixels, 0 at the centre of the leftmost pixel
	 * @param y position from the top
	 * @return whether it lies in the area
	 */
	boolean contains(double x, double y);

	/** @return what stands in sentences before the frame of which this is a part; empty for the whole frame */
	default String part() {
		return "the selected part of ";
	}

	/** @return what the user can do where no face is found in it */
	default String remedy() {
		return "select a part with a face in its middle, its landmarks as 5 or 68 points, or nothing";
	}

	/** @return whether it is the whole frame */
	default boolean isEverywhere() {
		return part().isEmpty();
	}
}
