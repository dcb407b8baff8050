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

package org.microexpression.training.fusion;

import java.util.List;
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.RegisteredPair;
import org.microexpression.fusion.Fusion;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

/**
 * Made-up clips on their way through the whole chain: drawn as a camera records them (noise 0.5-4 grey levels, JPEG
 * quality 70-98, drifting light, a head that moves up to about 5 px and 3°), onset and apex frame registered. What a
 * calibration is chosen on, and what it is measured on with another seed. Each clip shows another person.
 *
 * @param seed      seed of the series
 * @param weakest   smallest strength of the leading action unit, px of the registered face
 * @param strongest its largest strength
 */
public record ChainClips(long seed, double weakest, double strongest) {

	/** What a clip shows. */
	public enum Kind {

			/** An expression of the three classes in turn, units as they come in classes. */
			EXPRESSION,

			/** One to three units drawn at random, each as often as any other. */
			COMPANY,

			/** No expression. */
			NOTHING
	}

	/**
	 * One clip.
	 *
	 * @param pair     onset and apex, registered
	 * @param label    its class, or {@link FusionFields#NO_CLASS}
	 * @param strength strength of each unit, px: [side][unit], the image's left first; 0 where it is not at work
	 */
	public record Clip(RegisteredPair pair, int label, double[][] strength) {

		/** @return the strength of the strongest unit, px; 0 where nothing happens */
		public double strongest() {
			double strongest = 0;
			for (final double[] side : strength)
				for (final double one : side)
					strongest = Math.max(strongest, one);
			return strongest;
		}
	}

	private static final int FRAMES = 12;

	/**
	 * @param index any number ≥ 0
	 * @param kind  what it shall show
	 * @return that clip of the series
	 * @throws org.microexpression.base.InputException if its frames cannot be registered
	 */
	public Clip clip(final int index, final Kind kind) {
		final SplittableRandom random = Seeds.sample(seed ^ 0xC4A1, index);
		final SyntheticClip.Setting setting = new SyntheticClip.Setting(new SyntheticClip.Format(320, 256, FRAMES, 100),
			new SyntheticClip.Acting(weakest, strongest, true, false), new SyntheticClip.HeadSway(2, 1.2),
			new SyntheticClip.Camera(0.5 + 3.5 * random.nextDouble(), 70 + random.nextInt(29), 0.01), 3);
		final ExpressionClass expression = ExpressionClass.values()[index % ExpressionClass.values().length];
		final long own = random.nextLong();
		final ExpressionSynthesizer.Setting motion = ExpressionSynthesizer.Setting.variedPeople();
		final TimeCourse course = new TimeCourse(1, 6, FRAMES - 1, 1, 1);
		final String name = "made up " + index;
		final long subject = random.nextLong();
		final SyntheticClip clip = switch (kind) {
			case EXPRESSION -> new SyntheticClip(name, subject, own, expression, course, setting);
			case NOTHING -> new SyntheticClip(name, subject, own, expression, List.of(), course, setting);
			case COMPANY -> new SyntheticClip(name, subject, own, expression, new ExpressionSynthesizer(own,
				new ExpressionSynthesizer.Setting(motion.strengths().between(weakest, strongest), motion.sides(), motion
					.stranger(), motion.people(), motion.faces(), motion.unrelated(), motion.noise())).company(0).activations(),
				course, setting);
		};
		final double[][] strength = new double[Fusion.SIDES][ActionUnit.values().length];
		for (final Activation activation : clip.expression().activations())
			strength[activation.side().ordinal()][activation.unit().ordinal()] += activation.strength();
		return new Clip(FaceRegistration.register(clip.frame(course.onset()), clip.frame(course.apex()), clip.landmarks(
			course.onset())), kind == Kind.EXPRESSION ? expression.ordinal() : FusionFields.NO_CLASS, strength);
	}

	/**
	 * @param strength strength of a unit on both sides, px
	 * @param side     a side
	 * @return whether the unit counts as at work on that side, as in training
	 */
	static boolean atWork(final double[] strength, final int side) {
		return strength[side] > 0 && strength[side] >= FusionFields.FAINT * Math.max(strength[0], strength[1]);
	}
}
