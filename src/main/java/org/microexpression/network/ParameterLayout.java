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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

import org.microexpression.base.Seeds;

/**
 * Where each parameter of a network lies in the one vector that holds all of them. One vector makes the optimizer, the
 * weight average, a checkpoint and a stack of folds one tensor each, whatever the network.
 */
public final class ParameterLayout {

	private final Map<String, Parameter> parameters;
	private final int size;

	private ParameterLayout(final List<Parameter> parameters) {
		this.parameters = new LinkedHashMap<>();
		int end = 0;
		for (final Parameter p : parameters) {
			this.parameters.put(p.name(), p);
			end = p.offset() + p.size();
		}
		size = end;
	}

	/**
	 * Learns a network's layout by building it once, in a graph that is thrown away.
	 *
	 * @param network the network
	 * @return its layout, in the order in which the network asks for its parameters
	 */
	public static ParameterLayout of(final NetworkDefinition network) {
		TensorFlowRuntime.load();
		final List<Parameter> found = new ArrayList<>();
		try (Graph graph = new Graph()) {
			final Ops tf = PlainNames.on(graph);
			final Layers layers = Layers.recording(tf, found);
			network.build(layers, layers.placeholders(network.inputs()));
		}
		return new ParameterLayout(found);
	}

	/** @return the parameters in order */
	public List<Parameter> parameters() {
		return List.copyOf(parameters.values());
	}

	/** @return how many values all parameters have together */
	public int size() {
		return size;
	}

	/**
	 * @param name a parameter's name
	 * @return whether the network has it
	 */
	public boolean contains(final String name) {
		return parameters.containsKey(name);
	}

	/**
	 * @param name a parameter's name
	 * @return the parameter
	 * @throws NoSuchElementException if the network has none of this name
	 */
	public Parameter get(final String name) {
		final Parameter p = parameters.get(name);
		if (p == null) throw new NoSuchElementException("The network has no parameter '" + name + "'.");
		return p;
	}

	/**
	 * Draws a network before training. Each parameter has a random stream of its own, named by the seed and the
	 * parameter's name, so that the same part of two networks starts alike.
	 *
	 * @param seed the seed
	 * @return new parameters
	 */
	public Parameters initialize(final long seed) {
		final float[] values = new float[size];
		for (final Parameter p : parameters.values()) {
			p.initializer().fill(values, p.offset(), p.size(), new SplittableRandom(Seeds.named(seed, p.name())));
		}
		return new Parameters(this, values);
	}
}
