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

package org.microexpression.flow;

import java.util.ArrayList;
import java.util.List;

/** A frame at several scales, each half as large as the one before. */
final class Pyramid {

	/** Blur before halving, pixels of the larger frame: enough that nothing is aliased. */
	private static final double BLUR = 0.8;

	/** A smaller frame than this shows no motion. */
	private static final int SMALLEST = 12;

	private final List<Raster> rasters = new ArrayList<>();

	private Pyramid() {
		// See of.
	}

	/**
	 * @param frame  the frame
	 * @param levels scales at most, the frame's own included
	 */
	static Pyramid of(final Raster frame, final int levels) {
		final Pyramid pyramid = new Pyramid();
		Raster next = frame;
		pyramid.rasters.add(next);
		while (pyramid.levels() < levels && Math.min(next.width(), next.height()) >= 2 * SMALLEST) {
			next = next.blurred(BLUR).resized((next.width() + 1) / 2, (next.height() + 1) / 2);
			pyramid.rasters.add(next);
		}
		return pyramid;
	}

	/** @return one component of a field of motion, computed on a smaller scale, in pixels of the larger one */
	static Raster enlarged(final Raster component, final int width, final int height, final float factor) {
		return component.resized(width, height).times(factor);
	}

	int levels() {
		return rasters.size();
	}

	/** @return the frame, halved so many times */
	Raster level(final int level) {
		return rasters.get(level);
	}
}
