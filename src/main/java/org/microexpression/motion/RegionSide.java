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

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.fusion.AuRegion;

/**
 * A region of the face on one side of the image.
 *
 * @param region the region
 * @param left   whether it lies on the image's left, which is the person's right
 */
public record RegionSide(AuRegion region, boolean left) {

	/** All of them, in the order of {@link #index()}: the image's left and right of each region in turn. */
	public static final List<RegionSide> ALL = all();

	private static List<RegionSide> all() {
		final List<RegionSide> all = new ArrayList<>();
		for (final AuRegion region : AuRegion.values()) {
			all.add(new RegionSide(region, true));
			all.add(new RegionSide(region, false));
		}
		return List.copyOf(all);
	}

	/** @return its place in {@link #ALL}, 0..15 */
	public int index() {
		return 2 * region.ordinal() + (left ? 0 : 1);
	}

	/** @return whether it is an eye, which blinks move */
	public boolean isEye() {
		return region == AuRegion.EYE;
	}

	/** @return its name in tables, with the person's side as action units have it: {@code left mouth corner} */
	public String label() {
		return (left ? "right " : "left ") + region.label();
	}

	/** @return its name in files of before 2026-12-01, with the image's side: {@code mouth corner R} */
	private String olderLabel() {
		return region.label() + (left ? " L" : " R");
	}

	/**
	 * @param label a name as {@link #label()} gives or gave it
	 * @return the region and side of that name
	 * @throws InputException if there is none
	 */
	public static RegionSide of(final String label) {
		return ALL.stream().filter(place -> place.label().equals(label) || place.olderLabel().equals(label)).findFirst()
			.orElseThrow(() -> new InputException("There is no region of the face '" + label + "'; there are " + String.join(
				", ", ALL.stream().map(RegionSide::label).toList()) + "."));
	}
}
