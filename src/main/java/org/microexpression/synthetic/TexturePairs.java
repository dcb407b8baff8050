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

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.MotionPair;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.Bilinear;

/**
 * Pairs of frames of random textures under random smooth motion, to teach the displacement module to measure motion
 * whatever moves, and zero where nothing is to be seen. In the place of {@link SyntheticPairs} they bring a much larger
 * variety of textures and motions, without any face. Pair i depends on (seed, i) alone. Thread-safe.
 */
public final class TexturePairs {

	/** Neighbouring pairs share a texture, each time turned and scaled otherwise: drawing one takes longest. */
	private static final int USES = 6;
	private static final int KEPT = 32;

	/**
	 * The first pairs move gently, which is easier to learn from; from this one on large motions prevail, without which
	 * the DGM underestimates them.
	 */
	private static final long GENTLE = 2500;

	/** Every third pair after these moves as an expression does, but anywhere in the frame and in any size. */
	private static final int EXPRESSIONS = 3;

	/** Every so many pairs show nothing at all and do not move: where nothing is to be seen, zero is the right guess. */
	private static final int FLAT = 30;

	private static final int SIZE = CanonicalFace.SIZE;

	/** Twice as fine as the frames, with room beyond their border. */
	private static final int TEXTURE_SIZE = 2 * SIZE + 48;

	private final long seed;
	private final ExpressionSynthesizer expressions;
	private final Map<Long, float[]> textures = Collections.synchronizedMap(new LinkedHashMap<>() {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<Long, float[]> eldest) {
			return size() > KEPT;
		}
	});

	/** @param seed seed of the series */
	public TexturePairs(final long seed) {
		this.seed = seed;
		expressions = new ExpressionSynthesizer(seed, ExpressionSynthesizer.Setting.strong());
	}

	/** @return what makes the series this one, as {@link PairSeries#definition} tells it */
	public String definition() {
		return "textures, seed " + seed + ", " + expressions.setting();
	}

	/**
	 * @param index any number ≥ 0
	 * @return that pair of the series
	 */
	public MotionPair sample(final long index) {
		final SplittableRandom random = Seeds.sample(seed ^ 0x7E87, index);
		if (index % FLAT == FLAT / 2) return flat(random);
		final DisplacementField truth = motion(index, random);
		final Bilinear texture = new Bilinear(textures.computeIfAbsent(index / USES, block -> ProceduralTexture.draw(
			TEXTURE_SIZE, Seeds.sample(seed ^ 0x1EAF, block))), TEXTURE_SIZE, TEXTURE_SIZE, Border.MIRRORED,
			Mixing.STEPPED_SINGLE);
		final double centre = TEXTURE_SIZE / 2.0;
		final double zoom = 1.3 + 0.7 * random.nextDouble();
		final double angle = 2 * Math.PI * random.nextDouble();
		final double c = zoom * Math.cos(angle);
		final double s = zoom * Math.sin(angle);
		final float[] onset = new float[SIZE * SIZE];
		final float[] apex = new float[SIZE * SIZE];
		final double middle = (SIZE - 1) / 2.0;
		for (int y = 0, i = 0; y < SIZE; y++) {
			for (int x = 0; x < SIZE; x++, i++) {
				final double ax = x - middle;
				final double ay = y - middle;
				apex[i] = (float) texture.at(c * ax - s * ay + centre, s * ax + c * ay + centre);
				final double ox = ax + truth.u()[i];
				final double oy = ay + truth.v()[i];
				onset[i] = (float) texture.at(c * ox - s * oy + centre, s * ox + c * oy + centre);
			}
		}
		shoot(onset, apex, random);
		return new MotionPair(onset, apex, truth);
	}

	private static MotionPair flat(final SplittableRandom random) {
		final float[] onset = new float[SIZE * SIZE];
		Arrays.fill(onset, 20 + 210 * random.nextFloat());
		final float[] apex = onset.clone();
		shoot(onset, apex, random);
		return new MotionPair(onset, apex, DisplacementField.zero(SIZE, SIZE));
	}

	private DisplacementField motion(final long index, final SplittableRandom random) {
		if (index < GENTLE) return SmoothMotion.draw(SIZE, random);
		if (index % EXPRESSIONS != 0) return SmoothMotion.drawStrong(SIZE, random);
		final double step = 0.6 + 0.7 * random.nextDouble();
		final double room = SIZE * (1 - step);
		final double stray = SIZE / 4.0;
		final MotionModel.Grid anywhere = new MotionModel.Grid(SIZE, SIZE, room * random.nextDouble() + stray * random
			.nextGaussian(), room * random.nextDouble() + stray * random.nextGaussian(), step);
		final SyntheticExpression expression = expressions.sample(index);
		final MotionModel.Head drift = new MotionModel.Head(SIZE / 2.0, SIZE / 2.0, 0.3 * random.nextGaussian(), 0.3 *
			random.nextGaussian(), 0.2 * random.nextGaussian(), 0.2 * random.nextGaussian(), 0, 0);
		return new MotionModel(drift, expression.skin().patches()).field(anywhere);
	}

	/** Blur, change of light, noise and compression. */
	private static void shoot(final float[] onset, final float[] apex, final SplittableRandom random) {
		final double blur = 0.9 * random.nextDouble();
		final double noise = 0.3 + 4.2 * random.nextDouble();
		final int quality = random.nextDouble() < 0.7 ? 65 + random.nextInt(35) : 0;
		if (random.nextDouble() < 0.8) {
			final double slope = random.nextBoolean() ? 2 : 0;
			CameraEffects.relight(apex, SIZE, Math.exp(0.05 * random.nextGaussian()), 5 * random.nextGaussian(), slope *
				random.nextGaussian(), slope * random.nextGaussian());
		}
		for (final float[] frame : new float[][] { onset, apex }) {
			if (blur > 0.2) GridFilters.blur(frame, SIZE, blur);
			CameraEffects.addNoise(frame, noise, 0, random);
			CameraEffects.quantize(frame);
			if (quality > 0) CameraEffects.compress(frame, SIZE, quality);
		}
	}
}
