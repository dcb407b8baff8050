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

package org.microexpression.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.FacsSide;

/**
 * The action units of one displacement field, or none at all where the model was trained without them.
 *
 * @param all every {@link ActionUnit} in order, each the person's left first: 32 activities; empty where the model
 *            knows no action units
 */
public record ActionUnits(List<UnitActivity> all) {

	/** What a model without action units says. */
	public static final ActionUnits UNKNOWN = new ActionUnits(List.of());

	/** Keeps its own copy of the list. */
	public ActionUnits {
		all = List.copyOf(all);
	}

	/** @return whether the model knows action units */
	public boolean areKnown() {
		return !all.isEmpty();
	}

	/** @return the units at work, in the order of FACS, the person's left first; empty where there are none */
	public List<UnitActivity> atWork() {
		return all.stream().filter(UnitActivity::atWork).toList();
	}

	/** @return the same of a pair whose motion is not told from noise: no unit is at work, the probabilities stay */
	ActionUnits inNoise() {
		return new ActionUnits(all.stream().map(UnitActivity::inNoise).toList());
	}

	/**
	 * @param unit an action unit
	 * @param side the person's side
	 * @return what it does there; empty where the model knows no action units
	 */
	public Optional<UnitActivity> of(final ActionUnit unit, final FacsSide side) {
		return all.stream().filter(a -> a.unit() == unit && a.side() == side).findFirst();
	}

	/**
	 * @param unit an action unit
	 * @return the probability that it is at work on either side: that of the side where it is more probable; NaN where
	 *         the model knows no action units
	 */
	public double probability(final ActionUnit unit) {
		return all.stream().filter(a -> a.unit() == unit).mapToDouble(UnitActivity::probability).max().orElse(Double.NaN);
	}

	/**
	 * @return the units at work in FACS notation, ascending: {@code 4+L10} is unit 4 on both sides and unit 10 on the
	 *         person's left alone; the empty text where there are none
	 */
	public String facs() {
		final StringJoiner joiner = new StringJoiner("+");
		for (final ActionUnit unit : ActionUnit.values()) {
			final List<FacsSide> sides = new ArrayList<>();
			for (final UnitActivity activity : all)
				if (activity.unit() == unit && activity.atWork()) sides.add(activity.side());
			if (!sides.isEmpty()) joiner.add((sides.size() == 1 ? sides.get(0).code() : "") + unit.number());
		}
		return joiner.toString();
	}
}
