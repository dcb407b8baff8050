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
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.SplitV;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A network built into a graph: where its parameters are, their pieces, inputs and outputs. Owns the graph. */
public final class GraphParts implements AutoCloseable {

	/** Name of the operation that gives all parameters, also in an exported model. */
	static final String PARAMETERS = "parameters";

	/** The graph, freed when this is closed. */
	public final Graph graph = new Graph();
	/** Adds operations to the graph. */
	public final Ops tf = PlainNames.on(graph);
	/** Where each parameter lies in the vector of all. */
	public final ParameterLayout layout;
	final int folds;
	/** The parameters in the order of the layout, each [fold, length]. */
	public final List<Operand<TFloat32>> pieces = new ArrayList<>();

	private final Optional<Settable> settable;
	private final Optional<Placeholder<TInt64>> seed;

	/** The network's inputs by name. */
	public final Map<String, Operand<TFloat32>> inputs;

	/** The network's outputs by name. */
	public final Map<String, Operand<TFloat32>> outputs;

	/** What sets the parameters: the variable, what it is set to, and the setting. */
	private record Settable(Variable<TFloat32> variable, Placeholder<TFloat32> newValue, Assign<TFloat32> assign) {
	}

	/** The given parameters are constants; where there are none, there is a variable instead. */
	private GraphParts(final NetworkDefinition network, final ParameterLayout layout, final int folds,
		final Optional<float[]> constants, final boolean training)
	{
		this.layout = layout;
		this.folds = folds;
		try {
			final Shape shape = Shape.of(folds, layout.size());
			settable = constants.isPresent() ? Optional.empty() : Optional.of(settable(shape));
			final Operand<TFloat32> all = constants.<Operand<TFloat32>> map(values -> tf.withName(PARAMETERS).constant(shape,
				DataBuffers.of(values))).orElseGet(this::variable);
			final long[] sizes = layout.parameters().stream().mapToLong(Parameter::size).toArray();
			final SplitV<TFloat32> split = tf.splitV(all, tf.constant(sizes), tf.constant(1), (long) sizes.length);
			pieces.addAll(split.output());
			seed = training ? Optional.of(tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2))))
				: Optional.empty();
			final Layers layers = Layers.on(tf, layout, pieces, folds, seed);
			inputs = layers.placeholders(network.inputs());
			outputs = network.build(layers, inputs);
		}
		catch (final RuntimeException | Error e) {
			graph.close();
			throw e;
		}
	}

	private Settable settable(final Shape shape) {
		final Variable<TFloat32> parameters = tf.withName(PARAMETERS).variable(shape, TFloat32.class);
		final Placeholder<TFloat32> value = tf.withName("new_parameters").placeholder(TFloat32.class, Placeholder.shape(
			shape));
		return new Settable(parameters, value, tf.assign(parameters, value));
	}

	/**
	 * Builds a network whose parameters can be set.
	 *
	 * @param network  what is built
	 * @param layout   its layout
	 * @param folds    length of the fold axis
	 * @param training whether random operations are active
	 * @return the built network, to be closed by the caller
	 */
	public static GraphParts settable(final NetworkDefinition network, final ParameterLayout layout, final int folds,
		final boolean training)
	{
		return new GraphParts(network, layout, folds, Optional.empty(), training);
	}

	/**
	 * Builds a network with constant parameters, for inference alone: TensorFlow then computes once, when it loads the
	 * graph, whatever depends on parameters only.
	 *
	 * @param network what is built
	 * @param layout  its layout
	 * @param values  parameters, one network after the other: [fold, layout size]
	 */
	static GraphParts constant(final NetworkDefinition network, final ParameterLayout layout, final float[] values) {
		return new GraphParts(network, layout, values.length / layout.size(), Optional.of(values), false);
	}

	/** @return what holds all parameters of a {@link #settable} network, [fold, layout size] */
	public Variable<TFloat32> variable() {
		return settable.orElseThrow().variable;
	}

	/** @return what {@link #assign} sets the variable of a {@link #settable} network to, of its shape */
	public Placeholder<TFloat32> newValue() {
		return settable.orElseThrow().newValue;
	}

	/** @return two numbers that the random operations of a network for training start from */
	public Placeholder<TInt64> seed() {
		return seed.orElseThrow();
	}

	/**
	 * Sets the variable.
	 *
	 * @param session a session of the graph
	 * @param values  one network's parameters after the other: [fold, layout size]
	 */
	public void assign(final Session session, final float[] values) {
		try (TFloat32 tensor = FloatTensor.of(values, folds, layout.size()).toNative()) {
			session.runner().feed(newValue(), tensor).addTarget(settable.orElseThrow().assign).run().close();
		}
	}

	@Override
	public void close() {
		graph.close();
	}
}
