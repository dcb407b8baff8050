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

package org.microexpression.dgm;

import java.util.LinkedHashMap;
import java.util.Map;

import org.microexpression.network.Layers;
import org.microexpression.network.ModelPorts;
import org.microexpression.network.NetworkDefinition;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The DGM as a network of its own, for inference and export: inputs {@value #ONSET} and {@value #APEX} [batch, size,
 * size], grey levels 0..255, output {@value #DISPLACEMENT} [batch, size, size, 2], (u, v) in pixels.
 *
 * @param dgm the network
 */
public record DgmNetwork(Dgm dgm) implements NetworkDefinition {

	/** Name of the input of onset frames. */
	public static final String ONSET = "onset";

	/** Name of the input of apex frames. */
	public static final String APEX = "apex";

	/** Name of the output. */
	public static final String DISPLACEMENT = "displacement";

	@Override
	public Map<String, Shape> inputs() {
		final Map<String, Shape> inputs = new LinkedHashMap<>();
		inputs.put(ONSET, Shape.of(-1, dgm.size(), dgm.size()));
		inputs.put(APEX, Shape.of(-1, dgm.size(), dgm.size()));
		return inputs;
	}

	/** @return the inputs and outputs that the network has when it is exported */
	public ModelPorts ports() {
		return new ModelPorts(inputs(), Map.of(DISPLACEMENT, Shape.of(-1, dgm.size(), dgm.size(), 2)));
	}

	@Override
	public Map<String, Operand<TFloat32>> build(final Layers layers, final Map<String, Operand<TFloat32>> inputs) {
		return Map.of(DISPLACEMENT, dgm.build(layers, inputs.get(ONSET), inputs.get(APEX)).displacement());
	}
}
