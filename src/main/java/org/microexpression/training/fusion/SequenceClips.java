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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.microexpression.base.InputException;
import org.microexpression.base.Seeds;
import org.microexpression.expression.ActionUnit;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Recognizer;
import org.microexpression.pipeline.TemporalPath;
import org.microexpression.synthetic.Activation;
import org.microexpression.synthetic.ExpressionSynthesizer;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.TimeCourse;

/**
 * Made-up clips that the temporal path is trained on, each of another person, read through the whole chain: frames with
 * noise of their own, a head that sways, eyes that blink, every field from the onset as registration and displacement
 * module give it. Two thirds of the clips have their onset and apex named wrongly, as coders and apex finders do, and a
 * third ends soon after its apex.
 *
 * @param seed  seed of the series
 * @param worst the largest error of onset and of apex, as a share of the interval between them
 */
public record SequenceClips(long seed, double worst) {

	/**
	 * What was read of one clip.
	 *
	 * @param label    its class, or {@link FusionFields#NO_CLASS}
	 * @param units    1 where an action unit is at work, else 0: of the image's left side, then of its right
	 * @param fields   the prepared field of each frame
	 * @param strength how strong each is, px, as {@link Recognizer#strength}
	 * @param times    when each frame was filmed: 0 at the onset, 1 at the apex, as named
	 */
	public record Sequence(int label, float[] units, float[][] fields, float[] strength, float[] times) {
	}

	private static final int FEWEST = 24;
	private static final int MOST = 72;

	/** Of so many clips one half shows an expression, a third random units, the rest nothing. */
	private static final int ROUND = 18;

	/**
	 * @param index     any number ≥ 0
	 * @param estimator the displacement module
	 * @return what is read of that clip of the series; empty where its frames cannot be registered
	 */
	public Optional<Sequence> read(final int index, final DisplacementEstimator estimator) {
		final SplittableRandom random = Seeds.sample(seed ^ 0x5E9E, index);
		final SyntheticClip.Setting setting = setting(random);
		final int kind = index % ROUND;
		final ExpressionClass expression = ExpressionClass.values()[index % ExpressionClass.values().length];
		final boolean named = kind < ROUND / 2;
		final SyntheticClip clip = clip(setting, expression, named ? Optional.empty() : Optional.of(kind < ROUND - 3),
			index, random);
		final int[] frames = keyFrames(clip.course(), random);
		final int last = random.nextInt(3) > 0 ? clip.frameCount() - 1 : Math.min(clip.frameCount() - 1, frames[1] + random
			.nextInt(1 + frames[1] - frames[0]));
		try {
			final FacialLandmarks landmarks = clip.landmarks(frames[0]);
			final RegisteredPair pair = FaceRegistration.register(clip.frame(frames[0]), clip.frame(frames[1]), landmarks);
			final DisplacementField apex = estimator.compute(pair);
			final TemporalPath path = TemporalPath.of(clip, frames[0], frames[1], last, landmarks, estimator,
				new ArrayList<>());
			return Optional.of(sequence(named ? expression.ordinal() : FusionFields.NO_CLASS, units(clip.expression()
				.activations()), path.fields(apex), path.times(), pair.landmarks()));
		}
		catch (final InputException refused) {
			// Frames that are not registered, or no other frames: such clips get no answer in use either.
			return Optional.empty();
		}
	}

	private static SyntheticClip.Setting setting(final SplittableRandom random) {
		final int frames = FEWEST + random.nextInt(MOST - FEWEST + 1);
		return new SyntheticClip.Setting(new SyntheticClip.Format(320, 256, frames, 100), new SyntheticClip.Acting(0.2, 2.5,
			true, true), new SyntheticClip.HeadSway(0.4 + 1.6 * random.nextDouble(), 0.2 + random.nextDouble()),
			new SyntheticClip.Camera(0.5 + 3.5 * random.nextDouble(), 70 + random.nextInt(29), 0.01), 3);
	}

	/** @param company whether random units are at work, or none; empty for an expression of the class */
	private static SyntheticClip clip(final SyntheticClip.Setting setting, final ExpressionClass expression,
		final Optional<Boolean> company, final int index, final SplittableRandom random)
	{
		final String name = "made up " + index;
		final long subject = random.nextLong();
		final long own = random.nextLong();
		final TimeCourse course = SyntheticClip.course(setting.format().frameCount(), random.split());
		if (company.isEmpty()) return new SyntheticClip(name, subject, own, expression, course, setting);
		final ExpressionSynthesizer.Setting motion = ExpressionSynthesizer.Setting.variedPeople();
		final List<Activation> activations = company.get() ? new ExpressionSynthesizer(own,
			new ExpressionSynthesizer.Setting(motion.strengths().between(setting.acting().weakest(), setting.acting()
				.strongest()), motion.sides(), motion.stranger(), motion.people(), motion.faces(), motion.unrelated(), motion
					.noise())).company(0).activations() : List.of();
		return new SyntheticClip(name, subject, own, expression, activations, course, setting);
	}

	/** Onset and apex as somebody names them. */
	private int[] keyFrames(final TimeCourse course, final SplittableRandom random) {
		final boolean exact = random.nextInt(3) == 0;
		final double most = exact ? 0 : worst * (course.apex() - course.onset());
		final int onset = Math.max(0, course.onset() + (int) Math.round(most * (2 * random.nextDouble() - 1)));
		return new int[] { onset, Math.max(onset + 2, course.apex() + (int) Math.round(most * (2 * random.nextDouble() -
			1))) };
	}

	private static float[] units(final List<Activation> activations) {
		final double[][] strength = new double[Fusion.UNITS][Fusion.SIDES];
		for (final Activation activation : activations)
			strength[activation.unit().ordinal()][activation.side().ordinal()] += activation.strength();
		final float[] units = new float[Fusion.SIDES * Fusion.UNITS];
		for (final ActionUnit unit : ActionUnit.values()) {
			for (int side = 0; side < Fusion.SIDES; side++)
				units[side * Fusion.UNITS + unit.ordinal()] = ChainClips.atWork(strength[unit.ordinal()], side) ? 1 : 0;
		}
		return units;
	}

	private static Sequence sequence(final int label, final float[] units, final List<DisplacementField> fields,
		final double[] times, final Optional<FacialLandmarks> landmarks)
	{
		final float[][] prepared = new float[times.length][];
		final float[] strength = new float[times.length];
		final float[] when = new float[times.length];
		for (int k = 0; k < times.length; k++) {
			prepared[k] = FusionInput.of(fields.get(k), landmarks);
			strength[k] = (float) Recognizer.strength(fields.get(k), landmarks);
			when[k] = (float) times[k];
		}
		return new Sequence(label, units, prepared, strength, when);
	}
}
