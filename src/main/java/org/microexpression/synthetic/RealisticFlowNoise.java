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

import java.util.SplittableRandom;

import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;

/**
 * What an optical-flow method makes of a true motion on small, compressed face frames, imitated on the field itself:
 * where skin has no texture the motion is filled in from the nearest edges or lost, where there are edges (lids, hair,
 * mouth, jaw) it is spurious now and then, noise is smooth, and total variation flattens it into steps. The shares are
 * those of fields that show the effect.
 *
 * @param fillIn   share of fields in which flat skin takes the motion of the edges around it
 * @param loss     share of fields in which flat skin loses part of its motion
 * @param noise    median standard deviation of the smooth noise, px
 * @param relative standard deviation of the smooth noise relative to the root mean square of the field
 * @param light    share of fields in which a change of light looks like motion of the cheeks, the forehead or the chin,
 *                 where shading is all the texture there is
 * @param spurious mean number of spurious patches
 * @param steps    share of fields flattened by a median filter
 * @param blur     largest standard deviation of the final blur, cells of the field
 */
public record RealisticFlowNoise(double fillIn, double loss, double noise, double relative, double light,
		double spurious, double steps, double blur) {

	/** @return the noise that the generator uses by itself */
	public static RealisticFlowNoise typical() {
		return new RealisticFlowNoise(0.6, 0.6, 0.05, 0.4, 0.3, 1.5, 0.4, 0.9);
	}

	/** @return no noise: the field comes back as it is */
	public static RealisticFlowNoise none() {
		return new RealisticFlowNoise(0, 0, 0, 0, 0, 0, 0, 0);
	}

	/**
	 * @param truth     a true field of the registered frame, of any size; meant for the 28-grid
	 * @param landmarks where the face is, registered pixels
	 * @param random    source of chance
	 * @return what flow estimation might make of it
	 */
	public DisplacementField apply(final DisplacementField truth, final FacialLandmarks landmarks,
		final SplittableRandom random)
	{
		final int size = truth.width();
		final float[] u = truth.u().clone();
		final float[] v = truth.v().clone();
		final float[] texture = texture(landmarks, size, random);
		final double fillSigma = 1 + 2 * random.nextDouble();
		if (random.nextDouble() < fillIn) {
			fillIn(u, texture, size, fillSigma);
			fillIn(v, texture, size, fillSigma);
		}
		final double lost = random.nextDouble();
		if (random.nextDouble() < loss) {
			for (int i = 0; i < u.length; i++) {
				final float kept = (float) (1 - lost * (1 - texture[i]));
				u[i] *= kept;
				v[i] *= kept;
			}
		}
		addNoise(u, v, texture, size, random);
		if (random.nextDouble() < light) addLight(u, v, landmarks, size, random);
		addSpurious(u, v, landmarks, size, random);
		if (random.nextDouble() < steps) {
			GridFilters.median3(u, size);
			GridFilters.median3(v, size);
		}
		final double sigma = blur * random.nextDouble();
		GridFilters.blur(u, size, sigma);
		GridFilters.blur(v, size, sigma);
		return new DisplacementField(size, size, u, v);
	}

	/** How well flow is determined, 0..1: high at brows, eyes, nostrils, mouth and the outline, low on plain skin. */
	private static float[] texture(final FacialLandmarks face, final int size, final SplittableRandom random) {
		final float[] texture = new float[size * size];
		final float[] unused = new float[size * size];
		final double plain = 0.05 + 0.4 * random.nextDouble();
		final double cell = ActionUnitPlacement.CELL;
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final double weight;
			if (i < 17) weight = 0.35;
			else if (i < 27) weight = 0.55;
			else if (i < 31) weight = 0.2;
			else if (i < 48) weight = 0.5;
			else if (i < 60) weight = 0.4;
			else continue;
			final double contrast = weight * (0.6 + 0.8 * random.nextDouble());
			Patch.round(face.x()[i], face.y()[i], contrast, 0, (i < 17 ? 1.2 : 1) * cell).addTo(texture, unused, size);
		}
		for (int i = 0; i < texture.length; i++)
			texture[i] = (float) Math.min(1, plain + texture[i]);
		return texture;
	}

	/** Motion averaged with its certainty as weight, blended in where certainty is low. */
	private static void fillIn(final float[] field, final float[] texture, final int size, final double sigma) {
		final float[] weighted = new float[field.length];
		final float[] weight = texture.clone();
		for (int i = 0; i < field.length; i++)
			weighted[i] = field[i] * texture[i];
		GridFilters.blur(weighted, size, sigma);
		GridFilters.blur(weight, size, sigma);
		for (int i = 0; i < field.length; i++)
			field[i] = texture[i] * field[i] + (1 - texture[i]) * weighted[i] / weight[i];
	}

	private void addNoise(final float[] u, final float[] v, final float[] texture, final int size,
		final SplittableRandom random)
	{
		double energy = 0;
		for (int i = 0; i < u.length; i++)
			energy += u[i] * u[i] + v[i] * v[i];
		final double level = Math.hypot(noise * Math.exp(0.8 * random.nextGaussian()), //
			relative * Math.abs(random.nextGaussian()) * Math.sqrt(energy / u.length));
		final double atEdges = random.nextDouble();
		final double[] fine = { 0.5 + random.nextDouble(), 0.4 + 0.6 * random.nextDouble() };
		for (final float[] field : new float[][] { u, v }) {
			final float[] smooth = new float[field.length];
			GridFilters.addSmoothNoise(smooth, size, 3 + random.nextInt(4), fine[0], random);
			GridFilters.addSmoothNoise(smooth, size, 8 + random.nextInt(7), fine[1], random);
			for (int i = 0; i < field.length; i++)
				field[i] += (float) (level * (0.4 + atEdges * texture[i] + (1 - atEdges) * (1 - texture[i])) * smooth[i]);
		}
	}

	/**
	 * Broad false motion along the shading: both cheeks inwards or outwards, or to one side; forehead and chin up or
	 * down.
	 */
	private static void addLight(final float[] u, final float[] v, final FacialLandmarks face, final int size,
		final SplittableRandom random)
	{
		final double cell = ActionUnitPlacement.CELL;
		final double length = 0.05 * Math.pow(16, random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
		final boolean parallel = random.nextDouble() < 0.3;
		for (final FaceSide side : FaceSide.values()) {
			final int eye = side == FaceSide.LEFT ? 41 : 46;
			final int corner = side == FaceSide.LEFT ? 48 : 54;
			final double here = length * (0.3 + 0.9 * random.nextDouble());
			final double across = (2 + 2 * random.nextDouble()) * cell;
			final double along = (2 + 2.5 * random.nextDouble()) * cell;
			new Patch(face.x()[eye] + cell * (random.nextGaussian() + 0.5 * side.lateral()), (face.y()[eye] + face
				.y()[corner]) / 2 + 1.5 * cell * random.nextGaussian(), parallel ? here : side.lateral() * here, 0.5 * here *
					random.nextGaussian(), Reach.of(across, along), 0.3 * random.nextGaussian()).addTo(u, v, size);
		}
		final boolean forehead = random.nextBoolean();
		final double middle = (face.x()[27] + face.x()[8]) / 2 + 2 * cell * random.nextGaussian();
		new Patch(middle, forehead ? face.y()[21] - 2 * cell : face.y()[57] + 2 * cell, 0.3 * length * random
			.nextGaussian(), 0.7 * length * random.nextGaussian(), Reach.of(5 * cell, 1.8 * cell), 0).addTo(u, v, size);
	}

	/** Spurious patches sit at the outline, the hair line, the eyes and the mouth. */
	private void addSpurious(final float[] u, final float[] v, final FacialLandmarks face, final int size,
		final SplittableRandom random)
	{
		double rest = spurious;
		final double cell = ActionUnitPlacement.CELL;
		while (random.nextDouble() < rest / (1 + rest)) {
			final int landmark = random.nextInt(FacialLandmarks.COUNT + 16);
			final double x = landmark < FacialLandmarks.COUNT ? face.x()[landmark] : random.nextDouble() * 127;
			final double y = landmark < FacialLandmarks.COUNT ? face.y()[landmark] : random.nextDouble() * 12;
			final double length = 0.1 * Math.pow(12, random.nextDouble());
			final double angle = 2 * Math.PI * random.nextDouble();
			final double across = (0.7 + 1.6 * random.nextDouble()) * cell;
			final double along = (0.7 + 1.6 * random.nextDouble()) * cell;
			new Patch(x + cell * random.nextGaussian(), y + cell * random.nextGaussian(), length * Math.cos(angle), //
				length * Math.sin(angle), Reach.of(across, along), random.nextDouble()).addTo(u, v, size);
			rest *= 0.9;
		}
	}
}
