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

package org.microexpression.synthetic;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;

/**
 * One action unit at work on one side of the face.
 *
 * @param unit     the action unit
 * @param side     the side of the image
 * @param strength the largest displacement that this unit alone causes on that side if it moves as tabled, in pixels of
 *                 the registered frame; people differ from the table
 */
public record Activation(ActionUnit unit, FaceSide side, double strength) {

	/**
	 * @param activations units at work
	 * @return them in FACS notation, in the order of their numbers, the sides the person's own: {@code 4+L12}
	 */
	public static String facs(final List<Activation> activations) {
		final StringJoiner joiner = new StringJoiner("+");
		for (final ActionUnit unit : ActionUnit.values()) {
			final Set<FacsSide> sides = activations.stream().filter(a -> a.unit() == unit && a.strength() > 0).map(a -> a
				.side().facs()).collect(Collectors.toSet());
			if (!sides.isEmpty()) joiner.add((sides.size() == 1 ? sides.iterator().next().code() : "") + unit.number());
		}
		return joiner.toString();
	}

	/** @return the same unit, as strong, on the other side */
	public Activation mirrored() {
		return new Activation(unit, side.other(), strength);
	}
}
