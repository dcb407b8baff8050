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

import org.microexpression.face.FacialLandmarks;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;

/**
 * Motion in a face that tells nothing about the expression: what registration leaves of the head's motion, blinks, gaze
 * shifts, a mouth or jaw that drifts, nostrils that flare with a breath. Any class has them.
 *
 * @param head    standard deviation of the head's residual motion at half a width from the nose bridge, px (rotation,
 *                growth, yaw and pitch each; shifts have half as much again)
 * @param blink   share of fields with lids that close or open
 * @param gaze    share of fields with a gaze shift
 * @param mouth   share of fields with a mouth that drifts as a whole
 * @param jaw     share of fields with a jaw that opens or closes a little
 * @param breath  share of fields with nostrils that move
 * @param largest the largest of these motions, px
 */
public record UnrelatedMotion(double head, double blink, double gaze, double mouth, double jaw, double breath,
		double largest) {

	/** @return the unrelated motion that the generator uses by itself */
	public static UnrelatedMotion typical() {
		return new UnrelatedMotion(0.12, 0.22, 0.22, 0.15, 0.12, 0.1, 1.5);
	}

	/** @return no unrelated motion */
	public static UnrelatedMotion none() {
		return new UnrelatedMotion(0, 0, 0, 0, 0, 0, 0);
	}

	/**
	 * @param landmarks where the face is
	 * @param scale     by which the head's motion is multiplied
	 * @param random    source of chance
	 * @return residual head motion about the nose bridge
	 */
	Head head(final FacialLandmarks landmarks, final double scale, final SplittableRandom random) {
		// Most heads are held still; a few move much more.
		final double sd = head * scale * Math.exp(0.6 * random.nextGaussian());
		return new Head(ActionUnitPlacement.mean(landmarks.x(), 27, 29), ActionUnitPlacement.mean(landmarks.y(), 27, 29),
			1.5 * sd * random.nextGaussian(), 1.5 * sd * random.nextGaussian(), sd * random.nextGaussian(), sd * random
				.nextGaussian(), sd * random.nextGaussian(), sd * random.nextGaussian());
	}

	/**
	 * @param landmarks where the face is
	 * @param random    source of chance
	 * @return the patches of one face
	 */
	List<Patch> patches(final FacialLandmarks landmarks, final SplittableRandom random) {
		final List<Patch> patches = new ArrayList<>();
		if (random.nextDouble() < blink) blink(patches, landmarks, random);
		if (random.nextDouble() < gaze) gaze(patches, landmarks, random);
		if (random.nextDouble() < mouth) {
			final double size = strength(random) * 0.6;
			final double angle = random.nextDouble() * 2 * Math.PI;
			patches.add(centred(landmarks, 48, 59, 0, size * Math.cos(angle), size * Math.sin(angle), 4, 2.2));
		}
		if (random.nextDouble() < jaw) {
			final double size = strength(random) * (random.nextBoolean() ? 0.7 : -0.7);
			patches.add(centred(landmarks, 56, 58, 2.5, 0.25 * size * random.nextGaussian(), size, 5, 2.4));
		}
		if (random.nextDouble() < breath) {
			final double size = strength(random) * 0.4;
			patches.add(centred(landmarks, 31, 31, 0, -size, -0.3 * size, 1.2, 1.2));
			patches.add(centred(landmarks, 35, 35, 0, size, -0.3 * size, 1.2, 1.2));
		}
		return patches;
	}

	private void blink(final List<Patch> patches, final FacialLandmarks landmarks, final SplittableRandom random) {
		final double size = strength(random) * (random.nextDouble() < 0.6 ? 1 : -1);
		final double unequal = 1 + 0.2 * random.nextGaussian();
		for (final FaceSide side : FaceSide.values()) {
			final double here = side == FaceSide.LEFT ? size : size * unequal;
			final int first = side == FaceSide.LEFT ? 37 : 43;
			patches.add(centred(landmarks, first, first + 1, 0.2, 0.1 * here * random.nextGaussian(), here, 2.1, 1));
			patches.add(centred(landmarks, side == FaceSide.LEFT ? 40 : 46, side == FaceSide.LEFT ? 41 : 47, 0.3, //
				-0.15 * here * side.lateral(), -0.2 * here, 2, 0.8));
		}
	}

	private void gaze(final List<Patch> patches, final FacialLandmarks landmarks, final SplittableRandom random) {
		final double size = strength(random);
		final double angle = 0.35 * random.nextGaussian() + (random.nextBoolean() ? Math.PI : 0);
		patches.add(centred(landmarks, 36, 41, 0, size * Math.cos(angle), size * Math.sin(angle), 1.3, 0.7));
		patches.add(centred(landmarks, 42, 47, 0, size * Math.cos(angle), size * Math.sin(angle), 1.3, 0.7));
	}

	/** A few of these motions are large, most are small. */
	private double strength(final SplittableRandom random) {
		return 0.15 * Math.pow(largest / 0.15, Math.pow(random.nextDouble(), 1.3));
	}

	/** A patch at the mean of landmarks from one index to another, its place and reach in cells. */
	private static Patch centred(final FacialLandmarks landmarks, final int from, final int to, final double down,
		final double u, final double v, final double across, final double along)
	{
		final double cell = ActionUnitPlacement.CELL;
		return new Patch(ActionUnitPlacement.mean(landmarks.x(), from, to), ActionUnitPlacement.mean(landmarks.y(), from,
			to) + down * cell, u, v, Reach.of(across * cell, along * cell), 0);
	}
}
