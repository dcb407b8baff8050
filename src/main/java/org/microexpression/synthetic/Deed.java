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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.expression.ActionUnit;

/**
 * Something that a person in a {@link LongVideo} does at a given time: an expression of chosen action units, or a
 * blink.
 *
 * @param units  the action units with their sides and strengths; none for a blink
 * @param onset  when it begins, seconds
 * @param apex   when it is strongest, seconds
 * @param offset when it is over, seconds
 */
public record Deed(List<Activation> units, double onset, double apex, double offset) {

	/** The strength of a unit that is given without one, registered px. */
	public static final double USUAL = 1;

	private static final double STRONGEST = 8;
	private static final Pattern UNIT = Pattern.compile("([LR]?)(?:AU)?(\\d{1,2})([LR]?)(?::(\\d*\\.?\\d+))?",
		Pattern.CASE_INSENSITIVE);

	/**
	 * Keeps its own copy of the units.
	 *
	 * @throws InputException if the times are not in order
	 */
	public Deed {
		if (!(0 <= onset && onset < apex && apex < offset)) throw new InputException(String.format(Locale.ROOT,
			"An expression cannot begin at %.0f, be strongest at %.0f and be over at %.0f ms; give three times in ascending order.",
			1000 * onset, 1000 * apex, 1000 * offset));
		units = List.copyOf(units);
	}

	/**
	 * @param onset when it begins, seconds
	 * @return a blink of a quarter of a second
	 */
	public static Deed blink(final double onset) {
		return new Deed(List.of(), onset, onset + 0.1, onset + 0.25);
	}

	/**
	 * Reads action units as people write them: {@code L12:0.6+4} is the lip corner puller on the person's left (the
	 * image's right) with 0.6 px, and the brow lowerer on both sides with {@value #USUAL} px.
	 *
	 * @param text units joined by {@code +}; a side L or R (of the person, as in FACS) before or behind the number, then
	 *             a colon and the largest displacement of that unit alone on that side, in pixels of the registered frame
	 * @return the units
	 * @throws InputException naming the part that cannot be read
	 */
	public static List<Activation> units(final String text) {
		final List<Activation> units = new ArrayList<>();
		for (final String part : text.strip().split("\\s*\\+\\s*", -1)) {
			if (part.isEmpty()) throw new InputException("The action units '" + text +
				"' have no unit before or behind a +; write for instance L12:0.6+4, the strengths in pixels.");
			final Matcher written = UNIT.matcher(part);
			if (!written.matches() || !written.group(1).isEmpty() && !written.group(3).isEmpty()) throw unreadable(text, part,
				"which is no action unit");
			final double strength = written.group(4) == null ? USUAL : Double.parseDouble(written.group(4));
			if (strength <= 0 || strength > STRONGEST) throw unreadable(text, part,
				"whose strength is not above 0 and up to " + (int) STRONGEST + " pixels");
			final String side = (written.group(1) + written.group(3)).toUpperCase(Locale.ROOT);
			final ActionUnit unit = unit(text, part, Integer.parseInt(written.group(2)));
			for (final FaceSide image : FaceSide.values()) {
				if (!side.isEmpty() && !side.equals(image.facs().code())) continue;
				if (units.stream().anyMatch(given -> given.unit() == unit && given.side() == image)) throw unreadable(text,
					part, "which is given before on the same side, and can have one strength there");
				units.add(new Activation(unit, image, strength));
			}
		}
		return List.copyOf(units);
	}

	private static ActionUnit unit(final String text, final String part, final int number) {
		for (final ActionUnit unit : ActionUnit.values())
			if (unit.number() == number) return unit;
		throw unreadable(text, part,
			"which is not among those that can be made (1, 2, 4-7, 9, 10, 12, 14, 15, 17, 20, 24-26)");
	}

	private static InputException unreadable(final String text, final String part, final String why) {
		return new InputException("The action units '" + text + "' hold '" + part + "', " + why +
			"; write for instance L12:0.6+4, the strengths in pixels.");
	}
}
