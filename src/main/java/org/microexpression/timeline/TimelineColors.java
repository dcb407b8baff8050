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

package org.microexpression.timeline;

import java.awt.Color;
import java.util.List;

import org.microexpression.spotting.SpottedKind;

/**
 * Colours of a timeline, for a light or a dark ground.
 *
 * @param ground the ground
 * @param ink    text and axes
 * @param grid   lines of the grid
 */
public record TimelineColors(Color ground, Color ink, Color grid) {

	/** For paper. */
	public static final TimelineColors PAPER = new TimelineColors(Color.WHITE, new Color(0x22, 0x22, 0x22), new Color(
		0xdd, 0xdd, 0xdd));

	private static final int FAINT = 36;
	private static final int STRONG = 105;

	/** Apart from each other for people of every colour vision, on light and dark (after Okabe and Ito). */
	private static final List<Color> CURVES = List.of(new Color(0x56, 0xb4, 0xe9), new Color(0xe6, 0x9f, 0x00), new Color(
		0x00, 0x9e, 0x73), new Color(0xcc, 0x79, 0xa7), new Color(0xd5, 0x5e, 0x00), new Color(0x9a, 0x8c, 0xff), new Color(
			0xc9, 0xb9, 0x2b));

	/**
	 * @param ground the ground
	 * @param ink    text and axes
	 * @return these, and a grid between the two
	 */
	public static TimelineColors of(final Color ground, final Color ink) {
		return new TimelineColors(ground, ink, new Color((3 * ground.getRed() + ink.getRed()) / 4, (3 * ground.getGreen() +
			ink.getGreen()) / 4, (3 * ground.getBlue() + ink.getBlue()) / 4));
	}

	/**
	 * @param kind a kind of interval
	 * @return its colour, opaque
	 */
	public static Color of(final SpottedKind kind) {
		return switch (kind) {
			case MICRO -> new Color(0xe4, 0x57, 0x2e);
			case MACRO -> new Color(0x2e, 0x86, 0xde);
			case UNCERTAIN -> new Color(0xc9, 0xa2, 0x27);
			case BLINK -> new Color(0x88, 0x88, 0x88);
			case HEAD -> new Color(0x2a, 0x9d, 0x8f);
			case TALKING -> new Color(0x9b, 0x5d, 0xe5);
		};
	}

	/** @return the colour of a span: that of its kind, faint where it is no candidate */
	static Color of(final TimelineSpan span) {
		final Color color = of(span.interval().kind());
		return new Color(color.getRed(), color.getGreen(), color.getBlue(), span.isCandidate() ? STRONG : FAINT);
	}

	/**
	 * @param place place of a curve in the legend, from 0
	 * @return its colour; that of the first one is the ink
	 */
	public Color ofCurve(final int place) {
		return place == 0 ? ink : CURVES.get((place - 1) % CURVES.size());
	}
}
