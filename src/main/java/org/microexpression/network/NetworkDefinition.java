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

package org.microexpression.network;

import java.util.Map;
import java.util.Optional;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A network as code: which inputs it takes and how its outputs come from them. The same definition is built for
 * training, for inference in this process and for export. A definition that is trained has an output {@code loss}, a
 * scalar or one value a fold.
 */
public interface NetworkDefinition {

	/** @return name and shape of each input in order; −1 is a length known only when run */
	Map<String, Shape> inputs();

	/**
	 * Adds the network to a graph.
	 *
	 * @param layers where its parameters and layers come from
	 * @param inputs the operands of {@link #inputs()}
	 * @return its outputs by name, in order
	 */
	Map<String, Operand<TFloat32>> build(Layers layers, Map<String, Operand<TFloat32>> inputs);

	/**
	 * The same network for half of a batch, so that two threads can share a training step. The halves are every second
	 * example of each input, along its first axis; the mean of their losses, weighted by the number of examples, is the
	 * loss of the whole. Outputs are single values, of which the same holds, or have a row for each example.
	 *
	 * @return the definition, with the same parameters; empty where a batch cannot be halved, as is assumed by default
	 */
	default Optional<NetworkDefinition> half() {
		return Optional.empty();
	}
}
