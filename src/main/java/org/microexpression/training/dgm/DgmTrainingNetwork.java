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

package org.microexpression.training.dgm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.network.Layers;
import org.microexpression.network.NetworkDefinition;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The DGM with its losses, for training: the inputs of {@link DgmNetwork} and, where the supervised term counts,
 * {@value #TRUTH} [batch, size, size, 2]; outputs {@code loss} and each term of non-zero weight, {@code supervised},
 * {@code photometric}, {@code smoothness} and {@code rebuilding}, all scalars. With the rebuilding, it has parameters
 * beside the DGM's, {@code dgm/rebuilding/…}, which an exported DGM does not have.
 *
 * @param dgm     the network
 * @param weights how much each term counts
 */
public record DgmTrainingNetwork(Dgm dgm, DgmLossWeights weights) implements NetworkDefinition {

	/** Name of the input of true displacements. */
	public static final String TRUTH = "truth";

	@Override
	public Map<String, Shape> inputs() {
		final Map<String, Shape> inputs = new LinkedHashMap<>(new DgmNetwork(dgm).inputs());
		if (weights.supervised() > 0) inputs.put(TRUTH, Shape.of(-1, dgm.size(), dgm.size(), 2));
		return inputs;
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		final Dgm.Built built = dgm.build(layers, inputs.get(DgmNetwork.ONSET), inputs.get(DgmNetwork.APEX));
		return DgmLosses.terms(layers, built, dgm.size(), weights, Optional.ofNullable(inputs.get(TRUTH)));
	}

	/** Every term is a mean over the batch. */
	@Override
	public Optional<NetworkDefinition> half() {
		return Optional.of(this);
	}
}
