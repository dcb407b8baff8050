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

package org.microexpression.expression;

/**
 * The action units of the Facial Action Coding System (FACS; Ekman, Friesen and Hager 2002) that micro-expressions
 * show: number, name and muscle as FACS gives them.
 */
public enum ActionUnit {

		/** Inner brow raiser: the inner brow and the skin above and between it rise. */
		AU1(1, "Inner brow raiser", "frontalis, medial part"),

		/** Outer brow raiser: the outer brow rises and arches, the lid fold beneath stretches. */
		AU2(2, "Outer brow raiser", "frontalis, lateral part"),

		/** Brow lowerer: the brows go down and together, the glabella is compressed. */
		AU4(4, "Brow lowerer", "corrugator supercilii, depressor supercilii"),

		/** Upper lid raiser: the upper lid rises alone. */
		AU5(5, "Upper lid raiser", "levator palpebrae superioris"),

		/** Cheek raiser: the cheek rises, skin around the orbit is drawn to the eye. */
		AU6(6, "Cheek raiser", "orbicularis oculi, orbital part"),

		/** Lid tightener: the lids narrow, the lower one rises most. */
		AU7(7, "Lid tightener", "orbicularis oculi, palpebral part"),

		/** Nose wrinkler: the skin along the nose and the upper lip rise, the inner brow goes down. */
		AU9(9, "Nose wrinkler", "levator labii superioris alaeque nasi"),

		/** Upper lip raiser: the upper lip and the nasolabial fold rise, the nostril wing a little. */
		AU10(10, "Upper lip raiser", "levator labii superioris"),

		/** Lip corner puller: the corner goes up and outwards, the cheek bulges. */
		AU12(12, "Lip corner puller", "zygomaticus major"),

		/** Dimpler: the corner is drawn in, skin around it comes to it from outside, below and above, the lips stretch. */
		AU14(14, "Dimpler", "buccinator"),

		/** Lip corner depressor: the corner goes down, skin above and below follows. */
		AU15(15, "Lip corner depressor", "depressor anguli oris"),

		/** Chin raiser: the chin boss and the lower lip rise, the corners sink a little against them. */
		AU17(17, "Chin raiser", "mentalis"),

		/** Lip stretcher: the corners go straight outwards, the lips flatten. */
		AU20(20, "Lip stretcher", "risorius, platysma"),

		/** Lip presser: upper and lower lip press on each other. */
		AU24(24, "Lip presser", "orbicularis oris"),

		/** Lips part: the lower lip goes down, the upper one a little up. */
		AU25(25, "Lips part", "depressor labii inferioris"),

		/** Jaw drop: everything below the lips goes down, the corners are drawn in. */
		AU26(26, "Jaw drop", "relaxed masseter");

	private final int number;
	private final String label;
	private final String muscle;

	ActionUnit(final int number, final String label, final String muscle) {
		this.number = number;
		this.label = label;
		this.muscle = muscle;
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

	/**
	 * @param number a number in FACS
	 * @return that action unit
	 * @throws IllegalArgumentException if it is none of these
	 */
	public static ActionUnit of(final int number) {
		for (final ActionUnit unit : values())
			if (unit.number == number) return unit;
		throw new IllegalArgumentException("There is no action unit " + number + " among those of micro-expressions");
	}
}
