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

package org.microexpression.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.Parameters;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.Trainer;

/** Holds the gradient that a training takes against finite differences of the loss. */
final class GradientCheck {

	private GradientCheck() {
		// Static methods only.
	}

	/**
	 * @param network the network in training
	 * @param members where each fold stands
	 * @param inputs  of all folds
	 */
	static void of(final NetworkDefinition network, final List<Parameters> members,
		final Map<String, FloatTensor> inputs)
	{
		final int folds = members.size();
		final Random random = new Random(4);
		try (Trainer trainer = Trainer.open(network, new Trainer.Settings(folds, new AdamW(0.9, 0.98, 1e-8, 0, 0), Averaging
			.none(), Hardware.cpu(1), 5)))
		{
			final int size = trainer.layout().size();
			final float[] start = new float[folds * size];
			for (int f = 0; f < folds; f++)
				System.arraycopy(members.get(f).values(), 0, start, f * size, size);
			trainer.restore(state(start));
			trainer.step(inputs, 1e-12);
			// After one step Adam's running mean is a tenth of the gradient.
			final float[] gradient = trainer.state().mean();
			for (final Parameter p : trainer.layout().parameters()) {
				final float[] direction = new float[start.length];
				double expected = 0;
				double square = 0;
				for (int f = 0; f < folds; f++) {
					for (int i = f * size + p.offset(); i < f * size + p.offset() + p.size(); i++) {
						direction[i] = (float) random.nextGaussian();
						expected += 10 * gradient[i] * direction[i];
						square += 100 * gradient[i] * gradient[i];
					}
				}
				final double step = 4e-3 / Math.sqrt(p.size());
				// Richardson's extrapolation takes out the curvature's share.
				final double found = (4 * slope(trainer, inputs, start, direction, step) - slope(trainer, inputs, start,
					direction, 2 * step)) / 3;
				// Losses of about 3 in single precision, divided by twice a step of about 1e-3.
				assertEquals(expected, found, 4e-3 + 0.01 * Math.sqrt(square), p.name());
			}
		}
	}

	private static double slope(final Trainer trainer, final Map<String, FloatTensor> inputs, final float[] start,
		final float[] direction, final double step)
	{
		return (loss(trainer, inputs, start, direction, step) - loss(trainer, inputs, start, direction, -step)) / (2 *
			step);
	}

	private static double loss(final Trainer trainer, final Map<String, FloatTensor> inputs, final float[] start,
		final float[] direction, final double step)
	{
		final float[] moved = start.clone();
		for (int i = 0; i < moved.length; i++)
			moved[i] += (float) (step * direction[i]);
		trainer.restore(state(moved));
		double sum = 0;
		for (final float loss : trainer.evaluate(inputs).get("loss").data())
			sum += loss;
		return sum;
	}

	private static Trainer.State state(final float[] values) {
		return new Trainer.State(0, values, new float[values.length], new float[values.length], values);
	}
}
