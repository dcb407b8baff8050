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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.expression.ActionUnit;
import org.microexpression.model.ModelCard;

/**
 * What turns a network's scores into probabilities and answers: chosen on made-up clips that went through the whole
 * chain, never on real ones, and kept in the model's card under {@value #CARD_ENTRY}.
 *
 * @param temperature divides the logarithms of class probabilities before they are normalized again; 1 leaves them,
 *                    above 1 makes them less sure. The most probable class stays
 * @param units       calibration of each {@link ActionUnit}, in order
 * @param rule        when the answer is no class
 * @param sides       what the motion itself says of sides
 */
public record Calibration(double temperature, List<Unit> units, AnswerRule rule, Sides sides) {

	/** Name of the card's entry. */
	public static final String CARD_ENTRY = "calibration";

	/** Name of the card's entry for fields that come from elsewhere. */
	public static final String ENTRY_OF_GIVEN_FIELDS = "calibration of given fields";

	private static final String SIDES = "weight of the motion for sides";
	private static final String LEAST_SHARE = "least share of the other side's motion";

	/**
	 * Calibration of one action unit on one side.
	 *
	 * @param slope     factor of the score
	 * @param offset    what is added to it: the probability is 1 / (1 + exp(−slope · score − offset))
	 * @param threshold the probability from which the unit counts as at work, 0..1
	 * @param gain      factor from the displacement measured at the unit's site to its strength, above 0
	 */
	public record Unit(double slope, double offset, double threshold, double gain) {

		/** Scores as they are: a unit is at work from .5. */
		static final Unit PLAIN = new Unit(1, 0, 0.5, 1);

		/**
		 * @param score a score of the network
		 * @return the probability
		 */
		public double probability(final double score) {
			return 1 / (1 + Math.exp(-slope * score - offset));
		}
	}

	/**
	 * What the motion itself says of the two sides of a unit.
	 *
	 * @param weight     what the logarithm of the motion's energy in the unit's window on one side over that on the other
	 *                   counts beside the difference of the network's scores, 0 or more: which side is surer. 0, as in
	 *                   cards from before it, leaves that to the network
	 * @param leastShare where the less sure side moves along the unit's own direction by less than this share of what the
	 *                   surer one does, its probability falls in proportion, since a unit's motion reaches over the
	 *                   midline: 0..1. 0, as in cards from before it, leaves the probability as it is
	 */
	public record Sides(double weight, double leastShare) {

		/** Sides as the network tells them. */
		public static final Sides OF_NETWORK = new Sides(0, 0);

		/** @throws InputException if a number is out of range */
		public Sides {
			if (!(weight >= 0)) throw new InputException("The " + SIDES + " is " + weight + "; give 0 or more.");
			if (!(leastShare >= 0 && leastShare <= 1)) throw new InputException("The " + LEAST_SHARE + " is " + leastShare +
				"; give a share from 0 to 1.");
		}

		/**
		 * @param own   motion of the less sure side along a unit's direction
		 * @param surer that of the surer one
		 * @return factor of the less sure side's probability, 0..1
		 */
		double belief(final double own, final double surer) {
			return own < leastShare * surer ? own / (leastShare * surer) : 1;
		}
	}

	/** @throws InputException if it is not one of each unit, or a number is out of range */
	public Calibration {
		units = List.copyOf(units);
		if (units.size() != Fusion.UNITS) throw new InputException("The calibration has " + Counts.of(units.size(),
			"action unit", "action units") + "; give " + Fusion.UNITS + ".");
		if (!(temperature > 0)) throw new InputException("The temperature of the class probabilities is " + temperature +
			"; give a number above 0.");
	}

	/**
	 * Calibration that leaves the sides to the network.
	 *
	 * @param temperature of the class scores
	 * @param units       the calibration of each action unit
	 * @param rule        when a prediction is no class
	 */
	public Calibration(final double temperature, final List<Unit> units, final AnswerRule rule) {
		this(temperature, units, rule, Sides.OF_NETWORK);
	}

	/** @return what a network without calibration has: scores as they are, always a class */
	public static Calibration none() {
		final List<Unit> units = new ArrayList<>();
		for (int k = 0; k < Fusion.UNITS; k++)
			units.add(Unit.PLAIN);
		return new Calibration(1, units, AnswerRule.forced());
	}

	/**
	 * @param other when a prediction is no class
	 * @return the same with another rule
	 */
	public Calibration with(final AnswerRule other) {
		return new Calibration(temperature, units, other, sides);
	}

	/**
	 * @param other what the motion itself says of sides
	 * @return the same with these
	 */
	public Calibration with(final Sides other) {
		return new Calibration(temperature, units, rule, other);
	}

	/**
	 * @param card a model's card
	 * @return its calibration; {@link #none()} where the card has none
	 * @throws InputException if the entry is there and not what it must be
	 */
	public static Calibration of(final ModelCard card) {
		return card.entries().containsKey(CARD_ENTRY) ? new Entry(card, CARD_ENTRY).read() : none();
	}

	/**
	 * The calibration for fields that come from elsewhere, such as published optical flow: a network is less sure of them
	 * than of fields that went through this chain, so that thresholds chosen on the latter are too high. It was chosen on
	 * made-up fields of an imitated flow method, never on real ones. Our choice.
	 *
	 * @param card a model's card
	 * @return its calibration for given fields; that of its own chain where the card has no other
	 * @throws InputException if the entry is there and not what it must be
	 */
	public static Calibration ofGivenFields(final ModelCard card) {
		return card.entries().containsKey(ENTRY_OF_GIVEN_FIELDS) ? new Entry(card, ENTRY_OF_GIVEN_FIELDS).read() : of(card);
	}

	/** An entry of a card. */
	private record Entry(ModelCard card, String name) {

		Calibration read() {
			final List<Unit> units = new ArrayList<>();
			for (final ActionUnit unit : ActionUnit.values())
				units.add(new Unit(number(unit.name(), "slope"), number(unit.name(), "offset"), number(unit.name(),
					"threshold"), number(unit.name(), "gain")));
			final double temperature = number("temperature"), noise = number("least signal to noise"), strength = number(
				"least strength px"), margin = number("least margin");
			for (final Unit unit : units) {
				if (!(unit.threshold() >= 0 && unit.threshold() <= 1)) throw damaged("A unit's threshold is " + unit
					.threshold() + ".", null);
				if (!(unit.gain() > 0)) throw damaged("A unit's gain is " + unit.gain() + ".", null);
			}
			try {
				return new Calibration(temperature, units, new AnswerRule(noise, strength, margin), new Sides(numberOrZero(
					SIDES), numberOrZero(LEAST_SHARE)));
			}
			catch (final InputException e) {
				throw damaged(e.getMessage(), e);
			}
		}

		private InputException damaged(final String reason, final Exception cause) {
			return new InputException("The model card of '" + card.id() + "' is damaged at its entry '" + name + "' (" +
				reason.replaceFirst("(; give .*)?[.]$", "") + "); install the model again.", cause);
		}

		/** Of what cards from before it do not have. */
		private double numberOrZero(final String key) {
			return card.entries().get(name) instanceof Map<?, ?> map && map.containsKey(key) ? number(key) : 0;
		}

		private double number(final String... path) {
			Object value = card.entries().get(name);
			for (final String key : path)
				value = value instanceof Map<?, ?> map ? map.get(key) : null;
			return Optional.ofNullable(value instanceof Number number ? number : null).map(Number::doubleValue).filter(
				Double::isFinite).orElseThrow(() -> new InputException("The model card of '" + card.id() +
					"' lacks the number '" + String.join(": ", path) + "' of its entry '" + name +
					"'; install the model again."));
		}
	}

	/** @return the card's entry: plain YAML values */
	public Map<String, Object> entries() {
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("temperature", temperature);
		entries.put("least signal to noise", rule.leastSignalToNoise());
		entries.put("least strength px", rule.leastStrength());
		entries.put("least margin", rule.leastMargin());
		entries.put(SIDES, sides.weight());
		entries.put(LEAST_SHARE, sides.leastShare());
		for (final ActionUnit unit : ActionUnit.values()) {
			final Unit own = units.get(unit.ordinal());
			final Map<String, Object> numbers = new LinkedHashMap<>();
			numbers.put("slope", own.slope());
			numbers.put("offset", own.offset());
			numbers.put("threshold", own.threshold());
			numbers.put("gain", own.gain());
			entries.put(unit.name(), numbers);
		}
		return entries;
	}
}
