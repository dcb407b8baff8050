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

package org.microexpression.training.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.HeadRemainder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Device;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.fusion.ChainClips;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The fusion reads the same in the training of the whole network and in use: the graph's fields, and those that
 * commands compute by the displacement module, {@link HeadFreeEstimator} and {@link FusionInput}, of made-up clips that
 * were registered.
 */
class SameInputTest {

	private static final Path MODEL = Path.of("models", "frl-dgt-synthetic");

	/** Motion of the head from which a field is computed a second time in use, registered pixels. */
	private static final double AGAIN = 0.5;

	private static final int CLIPS = 24;

	@Test
	void theGraphPreparesTheFieldsOfTheEstimator() {
		final ChainClips clips = new ChainClips(3, 0.5, 2.5);
		final List<RegisteredPair> pairs = new ArrayList<>();
		final List<float[]> inUse = new ArrayList<>();
		int again = 0;
		try (DisplacementEstimator dgm = new DgmMethod().open(new DisplacementSetup(MODEL, "cpu", 0))) {
			final HeadFreeEstimator estimator = new HeadFreeEstimator(dgm);
			for (int i = 0; i < CLIPS; i++) {
				final RegisteredPair pair;
				try {
					pair = clips.clip(i, ChainClips.Kind.EXPRESSION).pair();
					inUse.add(FusionInput.of(estimator.compute(pair), pair.landmarks()));
				}
				catch (final InputException e) {
					// Such a clip gets no answer in use and takes no part in training.
					continue;
				}
				pairs.add(pair);
				if (motion(HeadRemainder.of(dgm.compute(pair))) <= AGAIN) continue;
				again++;
				pairs.remove(pairs.size() - 1);
				inUse.remove(inUse.size() - 1);
			}
		}
		assertTrue(pairs.size() >= 12, pairs.size() + " pairs, and " + again + " computed again");
		final float[] trained = inGraph(pairs);
		double strongest = 0;
		for (int i = 0; i < pairs.size(); i++)
			for (int k = 0; k < FusionInput.LENGTH; k++) {
				final float expected = inUse.get(i)[k];
				assertEquals(expected, trained[i * FusionInput.LENGTH + k], 2e-3, "value " + k + " of pair " + i);
				strongest = Math.max(strongest, Math.abs(expected));
			}
		assertTrue(strongest > 1, "the strongest motion is " + strongest);
	}

	private static double motion(final HeadRemainder head) {
		return DoubleStream.of(head.right(), head.down(), head.growth(), head.rotation(), head.yaw(), head.pitch()).map(
			Math::abs).max().orElseThrow();
	}

	private static float[] inGraph(final List<RegisteredPair> pairs) {
		final FrlDgtNetwork whole = new FrlDgtNetwork(Dgm.standard(), new Fusion(FusionSettings.defaults(), ExpressionClass
			.labels()), 1, new DgmLossWeights(0, 0, 0, 0), pairs.size(), 0);
		final NetworkDefinition fields = new NetworkDefinition() {

			@Override
			public Map<String, Shape> inputs() {
				return whole.forInference().inputs();
			}

			@Override
			public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
				return Map.of("fields", FrlDgtNetwork.prepared(layers, whole.both(layers, inputs), inputs.get(
					FrlDgtNetwork.ROWS)));
			}
		};
		final ParameterLayout layout = ParameterLayout.of(fields);
		final Parameters parameters = new Parameters(layout, new float[layout.size()]);
		parameters.copyFrom(SavedModels.parameters(new DgmNetwork(Dgm.standard()), MODEL.resolve("dgm")).get(0));
		try (GraphSession session = GraphSession.open(fields, parameters, Device.CPU)) {
			return session.run(BatchTensors.frames(pairs.stream().map(pair -> new TrainingPair(pair.onsetPixels(), pair
				.apexPixels(), Optional.empty(), TrainingPair.UNKNOWN, pair.landmarks())).toList())).get("fields").data();
		}
	}
}
