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
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

import org.microexpression.base.Seeds;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;

/**
 * Generates pairs of frames with a known displacement, to train and to measure the displacement module. Pair i depends
 * on (seed, i) alone. Both frames are cut from a picture of twice the resolution, with a random sub-pixel offset and
 * the same cubic interpolation, the onset through the true field: no frame is a warped copy of the other, so
 * interpolation gives nothing away. Thread-safe.
 */
public final class SyntheticPairs {

	/**
	 * How pairs are made.
	 *
	 * @param expressions share of pairs that move as an expression; only textures with a face have it in place
	 * @param still       share of pairs without any motion
	 * @param expression  what expressions are drawn from
	 * @param motion      how everything else moves
	 * @param camera      how the frames are taken
	 */
	public record Setting(double expressions, double still, ExpressionSynthesizer.Setting expression, Motion motion,
			CameraSetting camera) {

		/** @return pairs like those that a camera and registration give, weak motions commoner than strong ones */
		public static Setting training() {
			return new Setting(0.4, 0.04, ExpressionSynthesizer.Setting.training(), new Motion(4, 3.3, 1, 4, 24, 0.5, 0.25),
				CameraSetting.training());
		}

		/**
		 * @return the test of the design study: 0-4 smooth bumps up to 3 px plus drift, noise 0.5-4, JPEG 70-98, gain and
		 *         offset drift
		 */
		public static Setting benchmark() {
			return new Setting(0, 0, ExpressionSynthesizer.Setting.training(), new Motion(4, 3, 1, 4, 24, 0.5, 0.2),
				CameraSetting.benchmark());
		}

		/** @return the benchmark's pictures with expressions for motion */
		public static Setting expressionBenchmark() {
			return new Setting(1, 0, ExpressionSynthesizer.Setting.training(), new Motion(0, 3, 1, 6, 24, 0.5, 0.2),
				CameraSetting.benchmark());
		}

		/**
		 * @return what the shipped displacement module is trained on: more expressions, and strong ones as common as weak
		 * ones
		 */
		public static Setting forDisplacement() {
			final Setting t = training();
			return new Setting(0.6, t.still, ExpressionSynthesizer.Setting.strong(), t.motion, t.camera);
		}

		/**
		 * @return expressions as a laboratory's camera records them, which is what the field's datasets are: steady light,
		 *         little noise, little compression
		 */
		public static Setting laboratory() {
			return training().withExpressionsAlone().withCamera(CameraSetting.laboratory());
		}

		/** @return the same pictures with expressions for every motion, what the fusion network is trained on */
		public Setting withExpressionsAlone() {
			return new Setting(1, 0, expression, motion.withoutBumps(), camera);
		}

		/**
		 * @param other what expressions are drawn from
		 * @return the setting with other expressions
		 */
		public Setting withExpressions(final ExpressionSynthesizer.Setting other) {
			return new Setting(expressions, still, other, motion, camera);
		}

		/**
		 * @param other how the frames are taken
		 * @return the setting with another camera
		 */
		public Setting withCamera(final CameraSetting other) {
			return new Setting(expressions, still, expression, motion, other);
		}
	}

	/**
	 * Motion that is no expression: smooth bumps in the pairs without one, a drift in all that are not still.
	 *
	 * @param bumps      largest number of bumps (0 to this, uniform)
	 * @param bumpLength largest displacement of a bump, px
	 * @param bumpSkew   exponent of its draw, length = bumpLength · r^bumpSkew; above 1, short ones are commoner
	 * @param narrowest  smallest reach of a bump (standard deviation, log-uniform), px
	 * @param widest     largest reach of a bump, px
	 * @param drift      largest shift of the whole frame in each direction (uniform), px
	 * @param turn       standard deviation of growth and rotation at half a width from the centre, px
	 */
	public record Motion(int bumps, double bumpLength, double bumpSkew, double narrowest, double widest, double drift,
			double turn) {

		/** @return the same drift without bumps */
		public Motion withoutBumps() {
			return new Motion(0, bumpLength, bumpSkew, narrowest, widest, drift, turn);
		}
	}

	private final long seed;
	private final Setting setting;
	private final List<Texture> textures;
	private final ExpressionSynthesizer synthesizer;
	private final Map<String, Photograph> photographs = new ConcurrentHashMap<>();

	/**
	 * @param seed     seed of the series
	 * @param setting  how pairs are made
	 * @param textures what they show; one that is listed twice is drawn twice as often
	 */
	public SyntheticPairs(final long seed, final Setting setting, final List<Texture> textures) {
		this.seed = seed;
		this.setting = setting;
		this.textures = List.copyOf(textures);
		synthesizer = new ExpressionSynthesizer(seed, setting.expression());
	}

	/**
	 * @param seed seed of the series
	 * @return the pairs that the displacement module is trained on: half of them painted faces, none held out
	 */
	public static SyntheticPairs training(final long seed) {
		return new SyntheticPairs(seed, Setting.forDisplacement(), trainingTextures());
	}

	/** @return the pictures that is trained on: every texture but the held-out ones, and as many painted faces */
	public static List<Texture> trainingTextures() {
		final List<Texture> textures = new ArrayList<>(Texture.training());
		for (int i = 0; i < 4; i++)
			textures.add(Texture.PAINTED_FACE);
		return textures;
	}

	/**
	 * @param seed seed of the series
	 * @return the pairs to measure on: held-out textures in turn, the design study's motion and camera
	 */
	public static SyntheticPairs benchmark(final long seed) {
		return new SyntheticPairs(seed, Setting.benchmark(), Texture.heldOutOnes());
	}

	/** @return what makes the series this one, as {@link PairSeries#definition} tells it */
	public String definition() {
		final SortedMap<String, String> pictures = new TreeMap<>();
		for (final Texture texture : textures)
			texture.resource().ifPresent(resource -> pictures.put(resource, Photograph.hash(resource)));
		return "pairs, seed " + seed + ", " + setting + ", " + textures + ", " + pictures;
	}

	/**
	 * @param index any number ≥ 0
	 * @return that pair of the series
	 */
	public SyntheticPair sample(final long index) {
		final Scene scene = scene(index);
		final float[][] frames = scene.camera.shoot(scene.picture, scene.truth);
		final Optional<SyntheticExpression> e = scene.expression;
		return new SyntheticPair(index, frames[0], frames[1], scene.truth, scene.texture, scene.picture.landmarks(), e.map(
			SyntheticExpression::expression), e.map(SyntheticExpression::activations).orElse(List.of()));
	}

	/**
	 * @param index any number ≥ 0
	 * @param size  number of pixels a side, above 0
	 * @return onset and apex frame of that pair's scene as a camera sees them that has so many pixels for the registered
	 *         frame, without registration's resampling: grey levels, size × size, row-major
	 */
	public float[][] cameraFrames(final long index, final int size) {
		final Scene scene = scene(index);
		return scene.camera.shoot(scene.picture, scene.truth, size);
	}

	/** What is in front of the camera; the expression is empty where the motion is none. */
	private record Scene(Texture texture, TextureImage picture, Optional<SyntheticExpression> expression,
			DisplacementField truth, PairCamera camera) {
	}

	private Scene scene(final long index) {
		final SplittableRandom random = Seeds.sample(seed ^ 0x5EEDED, index);
		final SplittableRandom choice = random.split();
		final Texture texture = textures.get(choice.nextInt(textures.size()));
		final TextureImage picture = texture.render(random.split(), setting.expression().faces(), name -> photographs
			.computeIfAbsent(name, Photograph::read));
		final SplittableRandom motionChance = random.split();
		final double kind = choice.nextDouble();
		final Head drift = drift(motionChance, picture.landmarks());
		final Optional<SyntheticExpression> expression = kind < setting.expressions() ? Optional.of(synthesizer.sample(
			index, synthesizer.sample(index).expression(), picture.landmarks())) : Optional.empty();
		final MotionModel motion;
		if (expression.isPresent()) motion = new MotionModel(drift, expression.get().skin().patches());
		else if (kind < setting.expressions() + setting.still()) motion = new MotionModel(Head.STILL, List.of());
		else motion = new MotionModel(drift, bumps(motionChance));
		return new Scene(texture, picture, expression, motion.field(CanonicalFace.SIZE), new PairCamera(setting.camera(),
			random.split()));
	}

	private Head drift(final SplittableRandom random, final FacialLandmarks landmarks) {
		final Motion motion = setting.motion();
		return new Head(ActionUnitPlacement.mean(landmarks.x(), 27, 30), ActionUnitPlacement.mean(landmarks.y(), 27, 30), //
			motion.drift() * (2 * random.nextDouble() - 1), motion.drift() * (2 * random.nextDouble() - 1), //
			motion.turn() * random.nextGaussian(), motion.turn() * random.nextGaussian(), //
			0.5 * motion.turn() * random.nextGaussian(), 0.5 * motion.turn() * random.nextGaussian());
	}

	private List<Patch> bumps(final SplittableRandom random) {
		final Motion motion = setting.motion();
		final List<Patch> patches = new ArrayList<>();
		for (int i = random.nextInt(motion.bumps() + 1); i > 0; i--) {
			final double angle = 2 * Math.PI * random.nextDouble();
			final double reach = motion.narrowest() * Math.pow(motion.widest() / motion.narrowest(), random.nextDouble());
			// Skin does not fold: the steepest slope of a patch, about 0.65 of its length over its reach, stays below a half.
			final double length = Math.min(0.75 * reach, motion.bumpLength() * Math.pow(random.nextDouble(), motion
				.bumpSkew()));
			final double aspect = Math.exp(0.3 * random.nextGaussian());
			patches.add(new Patch(CanonicalFace.SIZE * random.nextDouble(), CanonicalFace.SIZE * random.nextDouble(), length *
				Math.cos(angle), length * Math.sin(angle), Reach.of(reach * aspect, reach / aspect), Math.PI * random
					.nextDouble()));
		}
		return patches;
	}
}
