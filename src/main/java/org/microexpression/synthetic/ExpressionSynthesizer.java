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
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.synthetic.ActionUnitPlacement.Jitter;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;

/**
 * Draws synthetic expressions: class → combination of action units → strengths and sides → motion on a random face.
 * Sample i depends on (seed, i) alone, and class i mod 3 makes every run of samples balanced. Immutable and
 * thread-safe. No recording of a face in motion was used for any of its settings.
 */
public final class ExpressionSynthesizer {

	/**
	 * What the expressions are drawn from.
	 *
	 * @param strengths how strong they are
	 * @param sides     how the sides differ
	 * @param stranger  share of expressions with one weak unit that does not belong to the class
	 * @param people    how differently people move the same unit
	 * @param faces     how faces differ
	 * @param unrelated motion that tells nothing
	 * @param noise     imitation of flow estimation, for fields on the grid
	 */
	public record Setting(Strengths strengths, Sides sides, double stranger, Jitter people, FaceLayout.Variation faces,
			UnrelatedMotion unrelated, RealisticFlowNoise noise) {

		/**
		 * The setting that the shipped model is trained with, chosen on synthetic fields alone: 450 generated pairs went
		 * through OpenCV's TV-L1 flow, and a support vector machine trained on 3,600 fields of the generator classified
		 * that flow. How differently people move mattered: UF1 .662 with differences (place, direction, reach, weight) of
		 * .5, .3, .25, .35, .673 with .8, .45, .4, .6, and .678 with 1.1, .6, .5, .8, while on the true fields it fell from
		 * .946 over .933 to .919; these are in between. The noise settings tried moved it by less than the .02 that 450
		 * pairs can tell.
		 *
		 * @return the setting
		 */
		public static Setting training() {
			return new Setting(Strengths.typical(), new Sides(0.25, 1), 0.12, new Jitter(0.7, 0.4, 0.35, 0.5, 0),
				FaceLayout.Variation.typical(), UnrelatedMotion.typical(), RealisticFlowNoise.typical());
		}

		/**
		 * What the fusion is trained and calibrated on. Half of the people is our choice, made on made-up fields alone: three
		 * networks trained for 4,800 steps with a share of 0, a half and .7 told the units of scanned people's motion, by
		 * TV-L1, with a mean AUC of .858, .884 and .889 and their classes with a UF1 of .814, .841 and .851, those of tabled
		 * motion with .895, .890 and .883 and .896, .884 and .862 (600 pairs each).
		 *
		 * @return {@link #training()} with half of the people moving as scanned people do
		 */
		public static Setting variedPeople() {
			return training().withScanned(0.5);
		}

		/**
		 * @param share share of people who move a unit as scanned people do, 0..1
		 * @return the same with that share
		 */
		public Setting withScanned(final double share) {
			return new Setting(strengths, sides, stranger, new Jitter(people.place(), people.direction(), people.reach(),
				people.weight(), share), faces, unrelated, noise);
		}

		/**
		 * @return the same with strengths of 0.3 to 3.8 px, the strong ones as common as the weak ones: a displacement
		 *         module that seldom meets strong motions underestimates them
		 */
		public static Setting strong() {
			final Setting t = training();
			return new Setting(new Strengths(0.3, 3.8, 0.6, t.strengths.companions), t.sides, t.stranger, t.people, t.faces,
				t.unrelated, t.noise);
		}

		/** @return the mean face, units as tabled, symmetrical but for one-sided ones, nothing else moves, no noise */
		public static Setting plain() {
			return new Setting(Strengths.typical(), new Sides(0, 1), 0, Jitter.NONE, FaceLayout.Variation.none(),
				UnrelatedMotion.none(), RealisticFlowNoise.none());
		}
	}

	/**
	 * How strong expressions are: displacements of the strongest action unit, in pixels of the registered frame.
	 *
	 * @param weakest    smallest strength, px
	 * @param strongest  largest strength, px
	 * @param skew       exponent of the log-uniform draw; above 1, weak expressions are commoner than strong ones
	 * @param companions mean strength of the other units of a combination relative to the first
	 */
	public record Strengths(double weakest, double strongest, double skew, double companions) {

		/** @return 0.2 to 3 px, weak ones commoner */
		public static Strengths typical() {
			return new Strengths(0.2, 3, 1.3, 0.7);
		}

		/**
		 * @param least smallest strength, px
		 * @param most  largest strength, px
		 * @return the same draw between these
		 */
		public Strengths between(final double least, final double most) {
			return new Strengths(least, most, skew, companions);
		}

		/** @return the strength of one expression's first unit, px */
		private double draw(final SplittableRandom random) {
			return weakest * Math.pow(strongest / weakest, Math.pow(random.nextDouble(), skew));
		}
	}

	/**
	 * How the sides of the face differ.
	 *
	 * @param asymmetry  standard deviation of the relative difference between the sides
	 * @param unilateral factor on each unit's own share of one-sided appearances
	 */
	public record Sides(double asymmetry, double unilateral) {
	}

	private final long seed;
	private final Setting setting;

	/**
	 * @param seed    seed of the series
	 * @param setting what is drawn from
	 */
	public ExpressionSynthesizer(final long seed, final Setting setting) {
		this.seed = seed;
		this.setting = setting;
	}

	/** @return what the expressions are drawn from */
	Setting setting() {
		return setting;
	}

	/**
	 * @param index any number ≥ 0
	 * @return that sample of the series; its class is number {@code index} mod 3
	 */
	public SyntheticExpression sample(final long index) {
		return sample(index, ExpressionClass.values()[(int) (index % ExpressionClass.values().length)]);
	}

	/**
	 * @param index      any number ≥ 0
	 * @param expression the class wanted
	 * @return the sample of that class and number
	 */
	public SyntheticExpression sample(final long index, final ExpressionClass expression) {
		final SplittableRandom random = Seeds.sample(seed, index);
		return sample(index, expression, FaceLayout.random(random.split(), setting.faces()), random);
	}

	/**
	 * @param index      any number ≥ 0
	 * @param expression the class wanted
	 * @param landmarks  the face, registered pixels
	 * @return the sample of that class and number on a given face
	 */
	public SyntheticExpression sample(final long index, final ExpressionClass expression,
		final FacialLandmarks landmarks)
	{
		final SplittableRandom random = Seeds.sample(seed, index);
		random.split();
		return sample(index, expression, landmarks, random);
	}

	/**
	 * @param index       any number ≥ 0
	 * @param expression  what the expression is called
	 * @param activations the action units at work
	 * @param landmarks   the face, registered pixels
	 * @return a sample with these action units
	 */
	public SyntheticExpression sample(final long index, final ExpressionClass expression,
		final List<Activation> activations, final FacialLandmarks landmarks)
	{
		final SplittableRandom random = Seeds.sample(seed, index);
		random.split();
		random.split();
		return sample(index, expression, List.copyOf(activations), landmarks, random);
	}

	/**
	 * @param index any number ≥ 0
	 * @return one to three action units drawn at random, each as often as any other, on a random face; their class says
	 *         nothing
	 */
	public SyntheticExpression company(final long index) {
		final SplittableRandom random = Seeds.sample(seed ^ 0xC0FFEE, index);
		final FacialLandmarks landmarks = FaceLayout.random(random.split(), setting.faces());
		final List<ActionUnit> units = new ArrayList<>(List.of(ActionUnit.values()));
		final int wanted = 1 + random.nextInt(3);
		while (units.size() > wanted)
			units.remove(random.nextInt(units.size()));
		final double lead = setting.strengths().draw(random);
		final List<Activation> activations = new ArrayList<>();
		for (final ActionUnit unit : units) {
			final boolean oneSided = random.nextDouble() < (1 + ActionUnitMotions.of(unit).unilateral()) / 3 * setting.sides()
				.unilateral();
			add(activations, unit, lead * (0.4 + 0.6 * random.nextDouble()), oneSided ? 1 : setting.sides().asymmetry() *
				random.nextGaussian(), random.nextBoolean() ? FaceSide.LEFT : FaceSide.RIGHT);
		}
		return sample(index, ExpressionClass.NEGATIVE, List.copyOf(activations), landmarks, random);
	}

	/**
	 * @param index any number ≥ 0
	 * @return no action unit on a random face: only what moves without telling anything; the class says nothing
	 */
	public SyntheticExpression nothing(final long index) {
		final SplittableRandom random = Seeds.sample(seed ^ 0x5711, index);
		return sample(index, ExpressionClass.NEGATIVE, List.of(), FaceLayout.random(random.split(), setting.faces()),
			random);
	}

	private SyntheticExpression sample(final long index, final ExpressionClass expression,
		final FacialLandmarks landmarks, final SplittableRandom random)
	{
		return sample(index, expression, activations(expression, random.split()), landmarks, random);
	}

	private SyntheticExpression sample(final long index, final ExpressionClass expression,
		final List<Activation> activations, final FacialLandmarks landmarks, final SplittableRandom random)
	{
		final List<Patch> patches = new ArrayList<>(place(activations, landmarks, random.split()));
		patches.addAll(setting.unrelated().patches(landmarks, random.split()));
		final Head head = setting.unrelated().head(landmarks, 1, random.split());
		return new SyntheticExpression(index, expression, activations, landmarks, new MotionModel(Head.STILL, patches),
			head, setting.noise(), random.nextLong());
	}

	/**
	 * The motion of given action units on a given face.
	 *
	 * @param activations the units, their sides and strengths
	 * @param landmarks   the face, registered pixels
	 * @param random      source of chance for the differences between people
	 * @return patches of the skin's motion
	 */
	public List<Patch> place(final List<Activation> activations, final FacialLandmarks landmarks,
		final SplittableRandom random)
	{
		final ActionUnitPlacement placement = new ActionUnitPlacement(landmarks);
		final List<Patch> patches = new ArrayList<>();
		for (final ActionUnit unit : ActionUnit.values()) {
			final double left = strength(activations, unit, FaceSide.LEFT);
			final double right = strength(activations, unit, FaceSide.RIGHT);
			if (left != 0 || right != 0) patches.addAll(placement.place(unit, left, right, setting.people(), random.split()));
		}
		return patches;
	}

	private List<Activation> activations(final ExpressionClass expression, final SplittableRandom random) {
		final List<ActionUnit> units = new ArrayList<>(ExpressionRepertoire.draw(expression, random).units());
		final double lead = setting.strengths().draw(random);
		// People smile, frown or smirk with one side: then all units of the expression are on it.
		final FaceSide stronger = random.nextBoolean() ? FaceSide.LEFT : FaceSide.RIGHT;
		final double share = ActionUnitMotions.of(units.get(0)).unilateral() * setting.sides().unilateral();
		final boolean oneSided = random.nextDouble() < share;
		final double common = setting.sides().asymmetry() * random.nextGaussian();
		final List<Activation> activations = new ArrayList<>();
		for (int i = 0; i < units.size(); i++) {
			final double relative = i == 0 ? 1 : setting.strengths().companions() * (0.4 + 1.2 * random.nextDouble());
			final double asymmetry = common + 0.4 * setting.sides().asymmetry() * random.nextGaussian();
			final boolean one = i == 0 || random.nextDouble() < 0.6 ? oneSided : false;
			add(activations, units.get(i), lead * relative, one ? 1 : asymmetry, stronger);
		}
		final ActionUnit other = ActionUnit.values()[random.nextInt(ActionUnit.values().length)];
		if (random.nextDouble() < setting.stranger() && !units.contains(other)) add(activations, other, //
			lead * (0.15 + 0.3 * random.nextDouble()), random.nextBoolean() ? 1 : 0, stronger);
		return List.copyOf(activations);
	}

	/** An asymmetry of 0 is none, of 1 or more leaves the weaker side still. */
	private static void add(final List<Activation> activations, final ActionUnit unit, final double strength,
		final double asymmetry, final FaceSide stronger)
	{
		activations.add(new Activation(unit, stronger, strength));
		final double weaker = strength * Math.max(0, 1 - Math.abs(asymmetry));
		if (weaker > 0) activations.add(new Activation(unit, stronger.other(), weaker));
	}

	private static double strength(final List<Activation> activations, final ActionUnit unit, final FaceSide side) {
		double strength = 0;
		for (final Activation activation : activations)
			if (activation.unit() == unit && activation.side() == side) strength += activation.strength();
		return strength;
	}
}
