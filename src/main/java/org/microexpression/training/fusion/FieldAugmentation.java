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

import java.util.SplittableRandom;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingRange;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.FusionInput;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.image.Bilinear;

/**
 * Changes a prepared field as another face, another camera or another registration would have: the layout is moved,
 * scaled and turned (the vectors turn with it), and where the stage asks for it smooth noise and what is left of head
 * motion are added, after which zero and unit are taken anew; both can then be given an error, since in a real field
 * they are known no better. Mirroring is not among it, since the network is exactly
 * mirror-invariant, nor is a change of amplitude, since the unit takes it out.
 *
 * @param scale    standard deviation of the relative size, of each axis by itself
 * @param rotation standard deviation of the rotation in radians
 * @param shift    standard deviation of the shift in cells
 * @param noise    largest root mean square of smooth noise, in units of the field's; 0 for none
 * @param head     standard deviation of the largest linear motion added, in units of the field's root mean square
 * @param zero     standard deviation of the error of each component's zero, in units of the field's root mean square
 * @param unit     standard deviation of the natural logarithm of the error of each component's unit
 */
public record FieldAugmentation(double scale, double rotation, double shift, double noise, double head, double zero,
		double unit) {

	private static final int N = CanonicalFace.GRID;
	private static final double HALF = N / 2.0;

	/** Beyond these hardly anything is left of a field. Our choice. */
	private static final double MOST_SCALE = 0.5, MOST_ROTATION = 1, MOST_DISTURBANCE = 10;

	/** @throws InputException if a number is out of range */
	public FieldAugmentation {
		SettingRange.require("scale", scale, 0, MOST_SCALE);
		SettingRange.require("rotation", rotation, 0, MOST_ROTATION);
		SettingRange.require("shift", shift, 0, HALF);
		SettingRange.require("noise", noise, 0, MOST_DISTURBANCE);
		SettingRange.require("head", head, 0, MOST_DISTURBANCE);
		SettingRange.require("zero", zero, 0, MOST_DISTURBANCE);
		SettingRange.require("unit", unit, 0, MOST_DISTURBANCE);
	}

	/** @return no change */
	public static FieldAugmentation none() {
		return new FieldAugmentation(0, 0, 0, 0, 0, 0, 0);
	}

	/** @return another layout, some noise and head motion, what fine-tuning gives to real and synthetic fields alike */
	public static FieldAugmentation moderate() {
		return new FieldAugmentation(0.04, 0.03, 0.8, 0.5, 0.2, 0.1, 0.15);
	}

	/** @return another layout, noise and head motion, what synthetic fields get in pre-training */
	public static FieldAugmentation full() {
		return new FieldAugmentation(0.04, 0.03, 0.8, 1, 0.3, 0.1, 0.15);
	}

	/** @return as {@link #full()}, with head motion as in fields of faces that were cropped, but not registered */
	public static FieldAugmentation unregistered() {
		return new FieldAugmentation(0.04, 0.03, 0.8, 1, 0.8, 0.1, 0.15);
	}

	/**
	 * @param field  a prepared field, [row, column, component]
	 * @param noises smooth fields of one component with unit root mean square, not used where {@link #noise} is 0
	 * @param random source of chance
	 * @param target where the changed field goes
	 * @param offset index of its first value there
	 */
	void apply(final float[] field, final float[][] noises, final SplittableRandom random, final float[] target,
		final int offset)
	{
		final double scaleX = 1 + scale * random.nextGaussian();
		final double scaleY = 1 + scale * random.nextGaussian();
		final double angle = rotation * random.nextGaussian();
		move(field, scaleX, scaleY, angle, shift * random.nextGaussian(), shift * random.nextGaussian(), target, offset);
		if (noise > 0 || head > 0) disturb(noises, random, target, offset);
		if (zero <= 0 && unit <= 0) return;
		for (int c = 0; c < 2; c++) {
			final double error = zero * random.nextGaussian();
			final double factor = Math.exp(unit * random.nextGaussian());
			for (int i = offset + c; i < offset + FusionInput.LENGTH; i += 2)
				target[i] = (float) (factor * (target[i] + error));
		}
	}

	/** Adds noise and head motion and takes zero and unit anew. */
	private void disturb(final float[][] noises, final SplittableRandom random, final float[] target, final int offset) {
		final double level = noise * Math.pow(random.nextDouble(), 1.5);
		final double motion = head * random.nextDouble();
		final float[] grid = new float[N * N];
		for (int c = 0; c < 2; c++) {
			final float[] smooth = noises[random.nextInt(noises.length)];
			final double amount = level * Math.exp(0.3 * random.nextGaussian());
			final double across = motion * random.nextGaussian();
			final double down = motion * random.nextGaussian();
			for (int i = 0; i < grid.length; i++) {
				final double x = (i % N - (N - 1) / 2.0) / HALF;
				final double y = (i / N - (N - 1) / 2.0) / HALF;
				grid[i] = (float) (target[offset + 2 * i + c] + amount * smooth[i] + across * x + down * y);
			}
			FusionInput.normalize(grid);
			for (int i = 0; i < grid.length; i++)
				target[offset + 2 * i + c] = grid[i];
		}
	}

	/** Takes each cell from where an affine map says, bilinear, beyond the border the border's values. */
	private static void move(final float[] field, final double scaleX, final double scaleY, final double angle,
		final double shiftX, final double shiftY, final float[] target, final int offset)
	{
		final double cos = Math.cos(angle);
		final double sin = Math.sin(angle);
		final double middle = (N - 1) / 2.0;
		final Bilinear between = new Bilinear(field, N, N, 2, Border.REPEATED_SHORT, Mixing.STEPPED_DOUBLE);
		for (int i = 0; i < N; i++) {
			for (int j = 0; j < N; j++) {
				final double dx = (j - middle) * scaleX;
				final double dy = (i - middle) * scaleY;
				final double x = middle + shiftX + cos * dx - sin * dy;
				final double y = middle + shiftY + sin * dx + cos * dy;
				final double u = between.at(x, y, 0);
				final double v = between.at(x, y, 1);
				final int to = offset + 2 * (i * N + j);
				target[to] = (float) (cos * u + sin * v);
				target[to + 1] = (float) (cos * v - sin * u);
			}
		}
	}
}
