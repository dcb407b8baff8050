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

import java.util.LinkedHashMap;
import java.util.Map;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * Runs a network definition in this process without exporting it first: for the face networks, and for looking at a
 * network between training steps. Thread-safe; owns native memory until closed.
 */
public final class GraphSession implements AutoCloseable {

	private final GraphParts parts;
	private final Session session;
	private final Device device;

	private GraphSession(final GraphParts parts, final Device device) {
		this.parts = parts;
		this.device = device;
		try {
			session = new Session(parts.graph, TensorFlowRuntime.plainConfiguration(device));
		}
		catch (final RuntimeException | Error e) {
			parts.close();
			throw e;
		}
	}

	/**
	 * Builds a single network.
	 *
	 * @param network    the definition
	 * @param parameters its parameters
	 * @param device     where it shall run
	 * @return the running network
	 * @throws org.microexpression.base.InputException if a GPU was asked for and there is none
	 */
	public static GraphSession open(final NetworkDefinition network, final Parameters parameters, final Device device) {
		return open(network, parameters.layout(), parameters.values(), device);
	}

	/**
	 * Builds a stack of networks, one a fold.
	 *
	 * @param network the definition
	 * @param layout  its layout
	 * @param values  their parameters, one network after the other: [fold, layout size]
	 * @param device  where it shall run
	 * @return the running stack
	 * @throws org.microexpression.base.InputException if a GPU was asked for and there is none
	 */
	public static GraphSession open(final NetworkDefinition network, final ParameterLayout layout, final float[] values,
		final Device device)
	{
		final Device resolved = TensorFlowRuntime.resolve(device);
		return new GraphSession(GraphParts.constant(network, layout, values), resolved);
	}

	/**
	 * Builds a single network whose parameters change between runs, as those of a network in training do; slower than
	 * {@link #open}.
	 *
	 * @param network the definition
	 * @param device  where it shall run
	 * @return the network, to be given parameters before it runs
	 * @throws org.microexpression.base.InputException if a GPU was asked for and there is none
	 */
	public static GraphSession changing(final NetworkDefinition network, final Device device) {
		final Device resolved = TensorFlowRuntime.resolve(device);
		return new GraphSession(GraphParts.settable(network, ParameterLayout.of(network), 1, false), resolved);
	}

	/** @param parameters new parameters of a {@link #changing} network */
	public void setParameters(final Parameters parameters) {
		parts.assign(session, parameters.values());
	}

	/**
	 * Runs the network once.
	 *
	 * @param inputs a value for every input of the definition
	 * @return every output of the definition, in its order
	 */
	public Map<String, FloatTensor> run(final Map<String, FloatTensor> inputs) {
		try (NativeInputs fed = new NativeInputs()) {
			final Session.Runner runner = session.runner();
			parts.inputs.forEach((name, operand) -> runner.feed(operand, fed.add(name, inputs.get(name))));
			parts.outputs.values().forEach(runner::fetch);
			try (Result result = runner.run()) {
				final Map<String, FloatTensor> outputs = new LinkedHashMap<>();
				int i = 0;
				for (final String name : parts.outputs.keySet())
					outputs.put(name, FloatTensor.fromNative((TFloat32) result.get(i++)));
				return outputs;
			}
		}
	}

	/** @return the device that runs it */
	public Device device() {
		return device;
	}

	@Override
	public void close() {
		session.close();
		parts.close();
	}
}
