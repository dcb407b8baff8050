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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.dgm.DgmNetwork;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.FloatTensor;

/** Batches of examples as the network's inputs. */
public final class BatchTensors {

	private static final int SIZE = CanonicalFace.SIZE;
	private static final int PIXELS = SIZE * SIZE;

	private BatchTensors() {
		// Static methods only.
	}

	/**
	 * @param batch examples
	 * @return onset and apex frames, [batch, 128, 128], and the rows of each face, [batch, 28, 128]
	 */
	public static Map<String, FloatTensor> frames(final List<TrainingPair> batch) {
		final float[] onset = new float[batch.size() * PIXELS];
		final float[] apex = new float[batch.size() * PIXELS];
		for (int i = 0; i < batch.size(); i++) {
			System.arraycopy(batch.get(i).onset(), 0, onset, i * PIXELS, PIXELS);
			System.arraycopy(batch.get(i).apex(), 0, apex, i * PIXELS, PIXELS);
		}
		return Map.of(DgmNetwork.ONSET, FloatTensor.of(onset, batch.size(), SIZE, SIZE), DgmNetwork.APEX, FloatTensor.of(
			apex, batch.size(), SIZE, SIZE), FrlDgtNetwork.ROWS, rows(batch));
	}

	private static FloatTensor rows(final List<TrainingPair> batch) {
		final int length = CanonicalFace.GRID * SIZE;
		final float[] rows = new float[batch.size() * length];
		for (int i = 0; i < batch.size(); i++)
			System.arraycopy(FusionInput.rowMatrix(batch.get(i).landmarks()), 0, rows, i * length, length);
		return FloatTensor.of(rows, batch.size(), CanonicalFace.GRID, SIZE);
	}

	/**
	 * @param network      the network in training
	 * @param batch        examples; the first ones, as many as the network says, are synthetic
	 * @param classWeights weight of each class of the others
	 * @param smoothing    share of each target given to the other classes
	 * @return all inputs of the network
	 */
	static Map<String, FloatTensor> inputs(final FrlDgtNetwork network, final List<TrainingPair> batch,
		final double[] classWeights, final double smoothing)
	{
		final Map<String, FloatTensor> inputs = new LinkedHashMap<>(frames(batch));
		inputs.put(FrlDgtNetwork.TARGET, targets(batch, network.known(), classWeights, smoothing));
		if (network.inputs().containsKey(FrlDgtNetwork.TRUTH)) inputs.put(FrlDgtNetwork.TRUTH, truths(batch.subList(0,
			network.known())));
		return inputs;
	}

	/** @return true displacements, [batch, 128, 128, 2] */
	static FloatTensor truths(final List<TrainingPair> batch) {
		final float[] truth = new float[batch.size() * PIXELS * 2];
		int i = 0;
		for (final TrainingPair pair : batch) {
			final DisplacementField field = pair.truth().orElseThrow();
			for (int p = 0; p < PIXELS; p++) {
				truth[i++] = field.u()[p];
				truth[i++] = field.v()[p];
			}
		}
		return FloatTensor.of(truth, batch.size(), SIZE, SIZE, 2);
	}

	/**
	 * @param batch     examples
	 * @param synthetic how many, the first, are synthetic and have the weight 1
	 * @param weights   weight of the others by class, as many as there are classes
	 * @param smoothing share of each target given to the other classes
	 * @return smoothed class shares times weight, [batch, class]; 0 where the class is not known
	 */
	static FloatTensor targets(final List<TrainingPair> batch, final int synthetic, final double[] weights,
		final double smoothing)
	{
		final int classes = weights.length;
		final float[] target = new float[batch.size() * classes];
		for (int i = 0; i < batch.size(); i++) {
			final int label = batch.get(i).label();
			if (label == TrainingPair.UNKNOWN) continue;
			target(target, i * classes, label, i < synthetic ? 1 : weights[label], classes, smoothing);
		}
		return FloatTensor.of(target, batch.size(), classes);
	}

	/** Puts the smoothed class shares of an example, times its weight, where it begins in a batch's. */
	static void target(final float[] target, final int at, final int label, final double weight, final int classes,
		final double smoothing)
	{
		for (int c = 0; c < classes; c++) {
			final double share = smoothing / classes + (c == label ? 1 - smoothing : 0);
			target[at + c] = (float) (weight * share);
		}
	}
}
