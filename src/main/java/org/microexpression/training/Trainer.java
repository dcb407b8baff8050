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

package org.microexpression.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphParts;
import org.microexpression.network.Hardware;
import org.microexpression.network.NativeInputs;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;

/**
 * Trains a network with AdamW (Loshchilov and Hutter 2019): the gradient of its output {@code loss} is clipped, moves
 * the parameters through Adam, weight decay acts beside it, and a running average of the parameters is kept. A stack of
 * folds trains in one graph; clipping and divergence are each fold's own.
 * <p>
 * On a CPU two threads share a step of a single network that knows its {@linkplain NetworkDefinition#half() half}: each
 * computes the gradient of every second example, and the mean of both gradients moves the parameters.
 * <p>
 * A step is a function of the state, the inputs, the learning rate and the step number alone: it gives the same bits
 * again with any number of threads, and a restored state continues as if it had never stopped. Not thread-safe.
 */
public final class Trainer implements AutoCloseable {

	/**
	 * What is trained and how.
	 *
	 * @param folds     networks trained side by side
	 * @param optimizer how parameters move
	 * @param averaging how their running average follows
	 * @param hardware  where it trains
	 * @param seed      where random operations start from
	 */
	public record Settings(int folds, AdamW optimizer, Averaging averaging, Hardware hardware, long seed) {

		/** @return one network, AdamW's defaults, no average, all processors */
		public static Settings defaults() {
			return new Settings(1, AdamW.defaults(), Averaging.none(), Hardware.automatic(), 1);
		}

		/**
		 * @param n folds trained side by side
		 * @return the same for another number of folds
		 */
		public Settings withFolds(final int n) {
			return new Settings(n, optimizer, averaging, hardware, seed);
		}

		/**
		 * @param rules how parameters are moved
		 * @return the same with another way to move parameters
		 */
		public Settings with(final AdamW rules) {
			return new Settings(folds, rules, averaging, hardware, seed);
		}

		/**
		 * @param other where it trains
		 * @return the same on other hardware
		 */
		public Settings on(final Hardware other) {
			return new Settings(folds, optimizer, averaging, other, seed);
		}
	}

	/**
	 * All that a training needs to go on: each vector is [fold, layout size].
	 *
	 * @param step       steps done
	 * @param values     the parameters
	 * @param mean       the gradient's running mean
	 * @param meanSquare the gradient's running mean square
	 * @param average    the running average of the parameters
	 */
	public record State(long step, float[] values, float[] mean, float[] meanSquare, float[] average) {
	}

	/** What a run gives beside the network's outputs. */
	private static final String GRADIENT = "trainer's gradient";
	private static final String FINITE = "finite";

	private final Settings settings;
	private final Device device;
	private final GraphParts parts;
	private final Session session;
	private final UpdateGraph graph;
	private final boolean halved;
	private final Workers workers;
	private long seed;
	private long step;

	private Trainer(final GraphParts parts, final Settings settings, final Device device, final boolean halved,
		final Predicate<Parameter> trained)
	{
		this.parts = parts;
		this.settings = settings;
		this.device = device;
		this.halved = halved;
		seed = settings.seed;
		workers = new Workers(halved ? Math.min(2, Workers.threads(settings.hardware.threads())) : 1);
		try {
			graph = new UpdateGraph(parts, settings.folds, settings.optimizer, settings.averaging, trained);
			session = new Session(parts.graph, TensorFlowRuntime.plainConfiguration(device));
		}
		catch (final RuntimeException | Error e) {
			workers.close();
			parts.close();
			throw e;
		}
	}

	/**
	 * Builds a training.
	 *
	 * @param network  a definition with an output {@code loss}: a scalar or one value a fold
	 * @param settings how parameters move
	 * @return the training, with every fold's parameters drawn from the settings' seed
	 */
	public static Trainer open(final NetworkDefinition network, final Settings settings) {
		return open(network, settings, p -> true);
	}

	/**
	 * Builds a training of some of a network's parameters; the others stay as they are.
	 *
	 * @param network  a definition with an output {@code loss}: a scalar or one value a fold
	 * @param settings how parameters move
	 * @param trained  which parameters move
	 * @return the training, with every fold's parameters drawn from the settings' seed
	 */
	public static Trainer open(final NetworkDefinition network, final Settings settings,
		final Predicate<Parameter> trained)
	{
		final Device device = TensorFlowRuntime.resolve(settings.hardware.device());
		final ParameterLayout layout = ParameterLayout.of(network);
		final NetworkDefinition half = device == Device.CPU && settings.folds == 1 ? network.half().orElse(null) : null;
		final GraphParts parts = GraphParts.settable(half == null ? network : half, layout, settings.folds, true);
		final Trainer trainer = new Trainer(parts, settings, device, half != null, trained);
		try {
			trainer.start(layout.initialize(settings.seed));
			return trainer;
		}
		catch (final RuntimeException | Error e) {
			trainer.close();
			throw e;
		}
	}

	/** @return where each parameter lies */
	public ParameterLayout layout() {
		return parts.layout;
	}

	/** @return the device that trains */
	public Device device() {
		return device;
	}

	/** @return how many networks are trained side by side */
	public int folds() {
		return settings.folds;
	}

	/** @return steps done */
	public long step() {
		return step;
	}

	/**
	 * Begins anew with every fold's network starting from these parameters.
	 *
	 * @param parameters one network's parameters
	 */
	public void start(final Parameters parameters) {
		final int size = parts.layout.size();
		final float[] values = new float[settings.folds * size];
		for (int f = 0; f < settings.folds; f++)
			System.arraycopy(parameters.values(), 0, values, f * size, size);
		restore(new State(0, values, new float[values.length], new float[values.length], values));
	}

	/**
	 * As {@link #start(Parameters)}, as a training of another seed.
	 *
	 * @param parameters one network's parameters
	 * @param other      where random operations start from, from now on
	 */
	public void start(final Parameters parameters, final long other) {
		seed = other;
		start(parameters);
	}

	/**
	 * One step.
	 *
	 * @param inputs       a value for every input of the definition
	 * @param learningRate how far the parameters move
	 * @return every output of the definition, computed before the step
	 * @throws TrainingDivergedException if a fold's loss or gradient is not finite; that fold's parameters stay as they
	 *           were
	 */
	public Map<String, FloatTensor> step(final Map<String, FloatTensor> inputs, final double learningRate) {
		final long t = step + 1;
		final AdamW rules = settings.optimizer;
		final float[] fed = { (float) (learningRate / (1 - Math.pow(rules.beta1(), t))), (float) (learningRate * rules
			.weightDecay()), (float) Math.sqrt(1 - Math.pow(rules.beta2(), t)), (float) (1 - settings.averaging.at(t)) };
		final Map<String, FloatTensor> outputs = halved ? stepInHalves(inputs, fed) : run(inputs, seed, step, fed, false);
		final FloatTensor ok = outputs.remove(FINITE);
		final FloatTensor loss = outputs.get("loss");
		for (int f = 0; f < settings.folds; f++) {
			final boolean finiteLoss = Float.isFinite(loss.data()[loss.data().length == settings.folds ? f : 0]);
			if (ok.data()[f] == 0 || !finiteLoss) throw new TrainingDivergedException(step, f);
		}
		step++;
		return outputs;
	}

	/**
	 * Computes the outputs without a step, with the random numbers of the coming step.
	 *
	 * @param inputs a value for every input of the definition
	 * @return every output of the definition
	 */
	public Map<String, FloatTensor> evaluate(final Map<String, FloatTensor> inputs) {
		return halved ? halves(inputs, false) : run(inputs, seed, step, null, false);
	}

	/** Both halves' gradients at once, then one step along their mean. */
	private Map<String, FloatTensor> stepInHalves(final Map<String, FloatTensor> inputs, final float[] fedRates) {
		final Map<String, FloatTensor> outputs = halves(inputs, true);
		final FloatTensor mean = outputs.remove(GRADIENT);
		try (NativeInputs fed = new NativeInputs()) {
			final Session.Runner runner = session.runner().feed(graph.gradient, fed.add(GRADIENT, mean));
			move(runner, fedRates, fed);
			try (Result result = runner.run()) {
				outputs.put(FINITE, FloatTensor.fromNative(result.get(0)));
			}
		}
		return outputs;
	}

	/** The outputs for a batch, and the gradient if wanted, from those of its halves, weighted by their examples. */
	private Map<String, FloatTensor> halves(final Map<String, FloatTensor> inputs, final boolean withGradient) {
		final long examples = inputs.get(parts.inputs.keySet().iterator().next()).shape()[0];
		final List<Supplier<Map<String, FloatTensor>>> jobs = new ArrayList<>();
		for (int h = 0; h < Math.min(2, examples); h++) {
			final int from = h;
			jobs.add(() -> run(FloatTensor.each(inputs, value -> value.everySecond(from)), Seeds.half(seed, from), step, null,
				withGradient));
		}
		final List<Map<String, FloatTensor>> halves = workers.run(jobs);
		if (halves.size() == 1) return halves.get(0);
		final float first = (examples + 1) / 2 / (float) examples;
		final Map<String, FloatTensor> whole = new LinkedHashMap<>();
		halves.get(0).forEach((name, even) -> {
			final FloatTensor odd = halves.get(1).get(name);
			final boolean mean = even.shape().length == 0 || name.equals(GRADIENT);
			whole.put(name, mean ? even.mean(odd, first) : even.alternatingWith(odd));
		});
		return whole;
	}

	private Map<String, FloatTensor> run(final Map<String, FloatTensor> inputs, final long ownSeed, final long randomStep,
		final float[] fedRates, final boolean withGradient)
	{
		try (NativeInputs fed = new NativeInputs()) {
			final Session.Runner runner = session.runner();
			parts.inputs.forEach((name, operand) -> runner.feed(operand, fed.add(name, inputs.get(name))));
			runner.feed(parts.seed(), fed.add(TInt64.vectorOf(ownSeed, randomStep)));
			final List<String> names = new ArrayList<>(parts.outputs.keySet());
			parts.outputs.values().forEach(runner::fetch);
			if (withGradient) {
				runner.fetch(graph.gradient);
				names.add(GRADIENT);
			}
			if (fedRates != null) {
				move(runner, fedRates, fed);
				names.add(FINITE);
			}
			try (Result result = runner.run()) {
				final Map<String, FloatTensor> outputs = new LinkedHashMap<>();
				for (int i = 0; i < names.size(); i++)
					outputs.put(names.get(i), FloatTensor.fromNative(result.get(i)));
				return outputs;
			}
		}
	}

	/** Lets a run move the parameters along the gradient and tell of each fold whether that was finite. */
	private void move(final Session.Runner runner, final float[] fedRates, final NativeInputs fed) {
		for (int i = 0; i < fedRates.length; i++)
			runner.feed(graph.rates.get(i), fed.add(TFloat32.scalarOf(fedRates[i])));
		runner.fetch(graph.finite).addTarget(graph.update);
	}

	/**
	 * @param fold a fold
	 * @return a copy of its parameters as they are now
	 */
	public Parameters parameters(final int fold) {
		return part(fetch(parts.variable()), fold);
	}

	/**
	 * @param fold a fold
	 * @return a copy of its parameters' running average; the parameters themselves where no average is kept
	 */
	public Parameters averaged(final int fold) {
		return part(fetch(settings.averaging.decay() > 0 ? graph.average : parts.variable()), fold);
	}

	private Parameters part(final float[] all, final int fold) {
		final int size = parts.layout.size();
		return new Parameters(parts.layout, Arrays.copyOfRange(all, fold * size, (fold + 1) * size));
	}

	/** @return all that is needed to go on later */
	public State state() {
		return new State(step, fetch(parts.variable()), fetch(graph.mean), fetch(graph.meanSquare), fetch(graph.average));
	}

	/** @param state a state of a training of the same network and number of folds */
	public void restore(final State state) {
		parts.assign(session, state.values);
		assign(graph.mean, state.mean);
		assign(graph.meanSquare, state.meanSquare);
		assign(graph.average, state.average);
		step = state.step;
	}

	private void assign(final Variable<TFloat32> variable, final float[] values) {
		try (TFloat32 tensor = FloatTensor.of(values, settings.folds, parts.layout.size()).toNative()) {
			session.runner().feed(parts.newValue(), tensor).addTarget(graph.assigns.get(variable)).run().close();
		}
	}

	private float[] fetch(final Variable<TFloat32> variable) {
		try (Result result = session.runner().fetch(variable).run()) {
			return FloatTensor.fromNative(result.get(0)).data();
		}
	}

	@Override
	public void close() {
		workers.close();
		session.close();
		parts.close();
	}
}
