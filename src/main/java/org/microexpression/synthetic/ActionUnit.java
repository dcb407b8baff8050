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

import static org.microexpression.synthetic.ActionUnitMotion.at;
import static org.microexpression.synthetic.ActionUnitMotion.row;

import java.util.List;

/**
 * The action units of the Facial Action Coding System that the generator moves, each with the skin motion that its muscle
 * causes, as a table of {@link ActionUnitMotion} rows: anchor landmarks; centre from there (lateral, down); motion
 * (lateral, down; "up" is negative); reach (lateral, medial, up, down). The table is written from the appearance changes
 * that FACS describes and fitted to no recording. The paper does not generate motion; all of this is our choice.
 */
public enum ActionUnit {

	/** Inner brow raiser: the inner brow and the skin above and between it rise. */
	AU1(1, "Inner brow raiser", "frontalis, medial part", 0.06,
		row(at(20, 21), 0, 0, 0, -1, 2.8, 2.2, 2.6, 1.1),
		row(at(21), 0.5, -3, 0, -0.5, 3, 2.2, 2.5, 2),
		row(at(27), 1, -1.6, 0.1, -0.3, 1.3, 0.9, 2, 1.5),
		row(at(38), 0, -1, 0, -0.28, 2, 1.5, 1, 0.6)),

	/** Outer brow raiser: the outer brow rises and arches, the lid fold beneath stretches. */
	AU2(2, "Outer brow raiser", "frontalis, lateral part", 0.12,
		row(at(17, 18), 0, 0, 0.1, -1, 2.2, 3, 2.6, 1.2),
		row(at(19), 0, 0, 0, -0.45, 2, 2, 2.2, 1.1),
		row(at(18), 0, -2.8, 0, -0.5, 2.5, 3, 2.5, 2),
		row(at(37), 0.5, -0.8, 0, -0.3, 2, 1.5, 0.9, 0.6)),

	/** Brow lowerer: the brows go down and together, the glabella is compressed. */
	AU4(4, "Brow lowerer", "corrugator supercilii, depressor supercilii", 0.06,
		row(at(20, 21), 0, 0, -0.65, 0.75, 2.6, 1.7, 1.8, 1.6),
		row(at(18, 19), 0, 0, -0.2, 0.45, 2.8, 2.8, 1.8, 1.2),
		row(at(27), 1, -2, -0.3, 0.4, 1.3, 0.9, 2.2, 2),
		row(at(27), 0.9, 0.3, 0, 0.18, 1.4, 0.9, 1.3, 1.6),
		row(at(20), 0, -3, -0.15, 0.35, 3, 2.4, 2, 2),
		row(at(37, 38), 0, 0, 0, 0.25, 2.2, 2.2, 0.8, 0.6)),

	/** Upper lid raiser: the upper lid rises alone. */
	AU5(5, "Upper lid raiser", "levator palpebrae superioris", 0.04,
		row(at(37, 38), 0, 0, 0, -1, 2, 2, 1, 0.6),
		row(at(37, 38), 0, -1.3, 0, -0.3, 2.2, 2.2, 0.9, 0.7)),

	/** Cheek raiser: the cheek rises, skin around the orbit is drawn to the eye. */
	AU6(6, "Cheek raiser", "orbicularis oculi, orbital part", 0.08,
		row(at(41), 0.3, 4, -0.1, -1, 3.2, 2.8, 2.8, 2.8),
		row(at(40, 41), 0, 0.8, 0, -0.6, 2.2, 2, 0.8, 1.5),
		row(at(36), 1.6, 0.4, -0.75, -0.1, 1.6, 1.5, 2.2, 2.2),
		row(at(17), 0, 0.4, -0.1, 0.3, 1.6, 2, 1.2, 1.4)),

	/** Lid tightener: the lids narrow, the lower one rises most. */
	AU7(7, "Lid tightener", "orbicularis oculi, palpebral part", 0.06,
		row(at(40, 41), 0, 0, -0.15, -0.85, 2.2, 2, 0.7, 1.4),
		row(at(37, 38), 0, 0, 0, 0.45, 2, 2, 0.9, 0.5),
		row(at(36), 0.6, 0, -0.5, 0, 1.5, 1.2, 1, 1.1),
		row(at(40), 0, 1.4, -0.25, -0.35, 1.8, 1.4, 1.2, 1.6)),

	/** Nose wrinkler: the skin along the nose and the upper lip rise, the inner brow goes down. */
	AU9(9, "Nose wrinkler", "levator labii superioris alaeque nasi", 0.08,
		row(at(31), 0.4, -0.9, -0.1, -1, 2.2, 1.6, 2.6, 1.8),
		row(at(28), 1.7, 1.4, -0.15, -0.6, 1.6, 1.1, 2, 2),
		row(at(21), 0, 0, -0.4, 0.6, 2.4, 1.6, 1.6, 1.6),
		row(at(27), 1, -0.8, 0, 0.35, 1.3, 0.9, 1.8, 1.3),
		row(at(50), 0.3, -0.6, 0.1, -0.65, 2.2, 1.3, 1.6, 0.9),
		row(at(40), 0.2, 2.6, -0.2, -0.4, 2, 2, 1.8, 2.2)),

	/** Upper lip raiser: the upper lip and the nasolabial fold rise, the nostril wing a little. */
	AU10(10, "Upper lip raiser", "levator labii superioris", 0.25,
		row(at(49, 50), 0, 0, 0.15, -1, 2.3, 1.7, 1.8, 0.7),
		row(at(31), 1.6, 1.2, 0.15, -0.8, 2, 1.6, 2.6, 1.8),
		row(at(31), 0, 0, 0.15, -0.4, 1.3, 1.1, 1.3, 1.1),
		row(at(31), 3.2, -1.5, 0, -0.3, 2.4, 2, 2.4, 2.4)),

	/** Lip corner puller: the corner goes up and outwards, the cheek bulges. */
	AU12(12, "Lip corner puller", "zygomaticus major", 0.22,
		row(at(48), 0, 0, 0.75, -0.8, 2.8, 1.9, 2.2, 2),
		row(at(48), 2.2, -2.6, 0.35, -0.85, 2.8, 2.4, 2.8, 2.4),
		row(at(41), 0, 4.6, 0.1, -0.5, 2.8, 2.6, 2.4, 2.4),
		row(at(49), 0, 0, 0.45, -0.35, 1.6, 1.6, 1, 0.8),
		row(at(59), 0, 0, 0.45, -0.3, 1.6, 1.6, 0.8, 1.2),
		row(at(48), 0.6, 2.6, 0.25, -0.4, 2.2, 2.2, 2, 2),
		row(at(31), 0, 0, 0.2, -0.12, 1.2, 1, 1.2, 1)),

	/** Dimpler: the corner is drawn in, skin around it comes to it from outside, below and above, the lips stretch. */
	AU14(14, "Dimpler", "buccinator", 0.55,
		row(at(48), 1.9, 0, -0.75, -0.05, 1.9, 1.3, 2, 2),
		row(at(48), 0.3, 2.4, 0, -0.55, 2, 2, 1.6, 1.8),
		row(at(48), 0.5, -2, 0, 0.28, 1.9, 1.8, 1.6, 1.4),
		row(at(49, 59), 0, 0, 0.35, 0, 1.4, 1.2, 1, 1),
		row(at(48), 0, 0, -0.2, -0.2, 1.3, 1.2, 1.2, 1.2)),

	/** Lip corner depressor: the corner goes down, skin above and below follows. */
	AU15(15, "Lip corner depressor", "depressor anguli oris", 0.2,
		row(at(48), 0, 0, 0.15, 0.9, 2, 1.7, 1.3, 2),
		row(at(48), 0.6, 2.2, 0.1, 0.6, 2, 1.9, 1.7, 2),
		row(at(48), 0.8, -2, 0, 0.35, 2, 1.7, 1.9, 1.5),
		row(at(59), 0, 0, 0.15, 0.35, 1.5, 1.5, 0.7, 1.2)),

	/** Chin raiser: the chin boss and the lower lip rise, the corners sink a little against them. */
	AU17(17, "Chin raiser", "mentalis", 0.04,
		row(at(57), 0.9, 2.2, 0, -1, 2.5, 0.8, 1.5, 1.9),
		row(at(57, 58), 0.4, 0, 0, -0.7, 2.3, 0.9, 0.7, 1.2),
		row(at(50, 51), 0.4, 0, 0, -0.18, 2.2, 0.9, 1, 0.6),
		row(at(48), 0, 0.4, 0, 0.22, 1.7, 1.4, 1.1, 1.3),
		row(at(8, 57), 1.2, -0.3, 0, -0.5, 2.8, 1, 1.6, 2)),

	/** Lip stretcher: the corners go straight outwards, the lips flatten. */
	AU20(20, "Lip stretcher", "risorius, platysma", 0.12,
		row(at(48), 0, 0, 1, 0.15, 3, 2.1, 1.8, 2),
		row(at(59), 0, 0, 0.5, 0.1, 1.6, 1.5, 0.8, 1.3),
		row(at(49), 0, 0, 0.4, 0.05, 1.6, 1.5, 1, 0.7),
		row(at(48), 2, 2, 0.6, 0.2, 2.4, 2.2, 2.2, 2.2),
		row(at(58), 0.6, 2.4, 0.3, 0.1, 1.8, 1.4, 1.4, 1.6)),

	/** Lip presser: upper and lower lip press on each other. */
	AU24(24, "Lip presser", "orbicularis oris", 0.03,
		row(at(50, 51), 0.6, 0, 0, 0.6, 2.3, 0.9, 1.2, 0.6),
		row(at(57, 58), 0.6, 0, 0, -0.85, 2.3, 0.9, 0.6, 1.3),
		row(at(48), 0, 0, -0.35, 0, 1.7, 1.5, 1.2, 1.2),
		row(at(57), 0.9, 2.2, 0, -0.35, 2.2, 0.8, 1.4, 1.8)),

	/** Lips part: the lower lip goes down, the upper one a little up. */
	AU25(25, "Lips part", "depressor labii inferioris", 0.03,
		row(at(57, 66), 0.9, 0.2, 0, 0.9, 2.4, 0.8, 0.6, 1.6),
		row(at(51, 62), 0.9, -0.1, 0, -0.4, 2.3, 0.8, 1.2, 0.55)),

	/** Jaw drop: everything below the lips goes down, the corners are drawn in. */
	AU26(26, "Jaw drop", "relaxed masseter", 0.01,
		row(at(57), 1.4, 0.8, 0, 0.8, 3.4, 1.3, 0.9, 2.4),
		row(at(8, 57), 1.6, 0, 0, 0.8, 3.4, 1.4, 2.6, 5),
		row(at(5), 0, 0, 0, 0.5, 2.4, 2.4, 3, 2.5),
		row(at(48), 0, 0.3, -0.25, 0.3, 1.9, 1.7, 1.4, 1.8),
		row(at(51, 62), 0.9, 0, 0, -0.12, 2.2, 0.9, 1, 0.5));

	private final int number;
	private final String label;
	private final String muscle;
	private final double unilateral;
	private final List<ActionUnitMotion> motions;

	ActionUnit(final int number, final String label, final String muscle, final double unilateral,
		final ActionUnitMotion... motions)
	{
		this.number = number;
		this.label = label;
		this.muscle = muscle;
		this.unilateral = unilateral;
		this.motions = List.of(motions);
	}

	/** @return its number in FACS */
	public int number() {
		return number;
	}

	/** @return its name in FACS */
	public String label() {
		return label;
	}

	/** @return the muscle behind it */
	public String muscle() {
		return muscle;
	}

	/** @return how often it comes on one side alone, 0..1; codings of micro-expressions hold many {@code L12}, {@code R14} */
	public double unilateral() {
		return unilateral;
	}

	/** @return the skin motions it is made of */
	public List<ActionUnitMotion> motions() {
		return motions;
	}

	/**
	 * @param number a number in FACS
	 * @return that action unit
	 * @throws IllegalArgumentException if the generator does not move it
	 */
	public static ActionUnit of(final int number) {
		for (final ActionUnit unit : values())
			if (unit.number == number) return unit;
		throw new IllegalArgumentException("The generator has no action unit " + number);
	}
}
