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

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

import org.microexpression.base.Seeds;
import org.microexpression.base.Workers;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphParts;
import org.microexpression.network.NativeInputs;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.TensorFlowRuntime;

/**
 * Trains a network with AdamW (Loshchilov and Hutter 2019): the gradient of its output {@code loss} is clipped, moves the
 * parameters through Adam, weight decay acts beside it, and a running average of the parameters is kept. A stack of folds
 * trains in one graph; clipping and divergence are each fold's own.
 * <p>
 * On a CPU two threads share a step of a single network that knows its {@linkplain NetworkDefinition#half() half}: each
 * computes the gradient of every second example, and the mean of both gradients moves the parameters.
 * </p>
 * <p>
 * A step is a function of the state, the inputs, the learning rate and the step number alone: it gives the same bits again
 * with any number of threads, and a restored state continues as if it had never stopped. Owns native memory until closed;
 * not thread-safe.
 * </p>
 */
public final class Trainer implements AutoCloseable {

	/**
	 * How parameters move.
	 *
	 * @param folds       networks trained side by side
	 * @param beta1       decay of the gradient's running mean
	 * @param beta2       decay of the gradient's running mean square
	 * @param epsilon     added to the root of the mean square
	 * @param weightDecay share of a decayed parameter taken away a step, times the learning rate
	 * @param clipNorm    longest gradient; longer ones are scaled down; 0 for no limit
	 * @param averaging   decay of the running average of the parameters, 0 for none
	 * @param averageFrom step from which the average runs; before it the average is the parameters
	 * @param device      where it trains
	 * @param threads     threads that may work at once, 0 for one a processor; the result does not depend on them
	 * @param seed        where random operations start from
	 */
	public record Settings(int folds, double beta1, double beta2, double epsilon, double weightDecay, double clipNorm,
		double averaging, long averageFrom, Device device, int threads, long seed)
	{

		/** @return one network, β (0.9, 0.99), no decay, gradients of length up to 1, no average, all processors */
		public static Settings defaults() {
			return new Settings(1, 0.9, 0.99, 1e-8, 0, 1, 0, 0, Device.AUTO, 0, 1);
		}

		/** @return the same for another number of folds */
		public Settings withFolds(final int n) {
			return new Settings(n, beta1, beta2, epsilon, weightDecay, clipNorm, averaging, averageFrom, device, threads, seed);
		}

		/** @return the same with another seed */
		public Settings withSeed(final long s) {
			return new Settings(folds, beta1, beta2, epsilon, weightDecay, clipNorm, averaging, averageFrom, device, threads,
				s);
		}

		/** @return the same with another weight decay */
		public Settings withWeightDecay(final double decay) {
			return new Settings(folds, beta1, beta2, epsilon, decay, clipNorm, averaging, averageFrom, device, threads, seed);
		}

		/** @return the same with a running average of this decay from this step on */
		public Settings withAveraging(final double decay, final long from) {
			return new Settings(folds, beta1, beta2, epsilon, weightDecay, clipNorm, decay, from, device, threads, seed);
		}

		/** @return the same on a device with a number of threads */
		public Settings on(final Device d, final int n) {
			return new Settings(folds, beta1, beta2, epsilon, weightDecay, clipNorm, averaging, averageFrom, d, n, seed);
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
	public record State(long step, float[] values, float[] mean, float[] meanSquare, float[] average) {}

	/** What a run gives beside the network's outputs. */
	private static final String GRADIENT = "trainer's gradient";
	private static final String FINITE = "finite";

	private final Settings settings;
	private final Device device;
	private final GraphParts parts;
	private final Session session;
	private final Variable<TFloat32> mean;
	private final Variable<TFloat32> meanSquare;
	private final Variable<TFloat32> average;
	private final Map<Variable<TFloat32>, Op> assigns = new LinkedHashMap<>();
	private final List<Placeholder<TFloat32>> rates = new ArrayList<>();
	private final Operand<TFloat32> gradient;
	private final Operand<TFloat32> finite;
	private final Op update;
	private final boolean halved;
	private final Workers workers;
	private long step;

	private Trainer(final GraphParts parts, final Settings settings, final Device device, final boolean halved,
		final Predicate<Parameter> trained)
	{
		this.parts = parts;
		this.settings = settings;
		this.device = device;
		this.halved = halved;
		workers = new Workers(halved ? Math.min(2, Workers.threads(settings.threads)) : 1);
		final Shape shape = Shape.of(settings.folds, parts.layout.size());
		final Ops tf = parts.tf;
		mean = tf.withName("mean").variable(shape, TFloat32.class);
		meanSquare = tf.withName("mean_square").variable(shape, TFloat32.class);
		average = tf.withName("average").variable(shape, TFloat32.class);
		for (final Variable<TFloat32> v : List.of(mean, meanSquare, average)) assigns.put(v, tf.assign(v, parts.newValue));
		for (int i = 0; i < 4; i++) rates.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())));
		gradient = gradient(tf, trained);
		final Operand<TFloat32> squares = tf.reduceSum(tf.math.square(gradient), tf.constant(1), ReduceSum.keepDims(true));
		final Operand<TFloat32> norm = tf.math.sqrt(squares);
		finite = tf.dtypes.cast(tf.math.isFinite(norm), TFloat32.class);
		update = update(tf, clipped(tf, norm), trained);
		session = new Session(parts.graph, TensorFlowRuntime.plainConfiguration(device));
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
		final Device device = TensorFlowRuntime.resolve(settings.device);
		final ParameterLayout layout = ParameterLayout.of(network);
		final NetworkDefinition half = device == Device.CPU && settings.folds == 1 ? network.half().orElse(null) : null;
		final GraphParts parts = GraphParts.settable(half == null ? network : half, layout, settings.folds, true);
		final Trainer trainer = new Trainer(parts, settings, device, half != null, trained);
		trainer.start(layout.initialize(settings.seed));
		return trainer;
	}

	/** The gradient of the summed losses: [fold, layout size]; zero where a parameter is not trained or not used. */
	private Operand<TFloat32> gradient(final Ops tf, final Predicate<Parameter> trained) {
		final Operand<TFloat32> loss = parts.outputs.get("loss");
		if (loss == null) throw new IllegalArgumentException("The network has no output 'loss'.");
		final Operand<TFloat32> total = tf.reduceSum(loss, tf.range(tf.constant(0), tf.rank(loss), tf.constant(1)));
		final Output<?>[] pieces = parts.pieces.stream().map(Operand::asOutput).toArray(Output[]::new);
		final Output<?>[] gradients = parts.graph.addGradients(total.asOutput(), pieces);
		final List<Operand<TFloat32>> joined = new ArrayList<>();
		for (int i = 0; i < pieces.length; i++) {
			final Parameter p = parts.layout.parameters().get(i);
			@SuppressWarnings("unchecked")
			final Operand<TFloat32> g = (Output<TFloat32>) gradients[i];
			joined.add(exists(gradients[i]) && trained.test(p) ? g : tf.zeros(tf.constant(new long[] { settings.folds, p.size() }),
				TFloat32.class));
		}
		return joined.size() == 1 ? joined.get(0) : tf.concat(joined, tf.constant(1));
	}

	/** TensorFlow gives an output without an operation where the loss does not depend on a parameter. */
	private static boolean exists(final Output<?> gradient) {
		try {
			return gradient != null && !gradient.op().name().isEmpty();
		}
		catch (final IllegalStateException withoutOperation) {
			return false;
		}
	}

	/** Shortens a long gradient; a fold's gradient that is not finite becomes zero. */
	private Operand<TFloat32> clipped(final Ops tf, final Operand<TFloat32> norm) {
		final Operand<TFloat32> limit = tf.constant((float) settings.clipNorm);
		final Operand<TFloat32> shortened = settings.clipNorm > 0 ? tf.math.mul(gradient, tf.math.div(limit, tf.math.maximum(
			norm, limit))) : gradient;
		return tf.select(tf.math.isFinite(norm), shortened, tf.zerosLike(gradient));
	}

	/**
	 * One step of AdamW and of the average. The rates fed are: learning rate with Adam's bias correction, weight decay
	 * times learning rate, the root of the second moment's bias correction, 1 − the average's decay.
	 */
	private Op update(final Ops tf, final Operand<TFloat32> g, final Predicate<Parameter> trained) {
		final float b1 = (float) settings.beta1;
		final float b2 = (float) settings.beta2;
		final Operand<TFloat32> m = tf.assign(mean, tf.math.add(tf.math.mul(mean, tf.constant(b1)), tf.math.mul(g, tf
			.constant(1 - b1))));
		final Operand<TFloat32> s = tf.assign(meanSquare, tf.math.add(tf.math.mul(meanSquare, tf.constant(b2)), tf.math.mul(
			tf.math.square(g), tf.constant(1 - b2))));
		final Operand<TFloat32> root = tf.math.add(tf.math.div(tf.math.sqrt(s), rates.get(2)), tf.constant(
			(float) settings.epsilon));
		Operand<TFloat32> change = tf.math.mul(tf.math.div(m, root), rates.get(0));
		if (settings.weightDecay > 0) change = tf.math.add(change, tf.math.mul(tf.math.mul(parts.variable, mask(tf, p -> p
			.decayed() && trained.test(p))), rates.get(1)));
		change = tf.math.mul(change, mask(tf, trained));
		final Operand<TFloat32> moved = tf.assignSub(parts.variable, tf.math.mul(change, finite));
		if (settings.averaging <= 0) return moved;
		return tf.assignSub(average, tf.math.mul(tf.math.sub(average, moved), rates.get(3)));
	}

	private Operand<TFloat32> mask(final Ops tf, final Predicate<Parameter> which) {
		final float[] mask = new float[parts.layout.size()];
		for (final Parameter p : parts.layout.parameters()) {
			if (which.test(p)) Arrays.fill(mask, p.offset(), p.offset() + p.size(), 1);
		}
		return tf.expandDims(tf.constant(mask), tf.constant(0));
	}

	/** @return where each parameter lies */
	public ParameterLayout layout() {
		return parts.layout;
	}

	/** @return the device that trains */
	public Device device() {
		return device;
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
		for (int f = 0; f < settings.folds; f++) System.arraycopy(parameters.values(), 0, values, f * size, size);
		restore(new State(0, values, new float[values.length], new float[values.length], values));
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
		final double decay = averageDecay(t - settings.averageFrom);
		final float[] fed = { (float) (learningRate / (1 - Math.pow(settings.beta1, t))), (float) (learningRate *
			settings.weightDecay), (float) Math.sqrt(1 - Math.pow(settings.beta2, t)), (float) (1 - decay) };
		final Map<String, FloatTensor> outputs = halved ? stepInHalves(inputs, fed) : run(inputs, settings.seed, step, fed, false);
		final FloatTensor ok = outputs.remove(FINITE);
		final FloatTensor loss = outputs.get("loss");
		for (int f = 0; f < settings.folds; f++) {
			final boolean finiteLoss = Float.isFinite(loss.data()[loss.data().length == settings.folds ? f : 0]);
			if (ok.data()[f] == 0 || !finiteLoss) throw new TrainingDivergedException(step, f);
		}
		step++;
		return outputs;
	}

	/** A young average forgets faster, so that a short training does not end near where it began. */
	private double averageDecay(final long age) {
		return age <= 0 ? 0 : Math.min(settings.averaging, (1.0 + age) / (10.0 + age));
	}

	/**
	 * Computes the outputs without a step, with the random numbers of the coming step.
	 *
	 * @param inputs a value for every input of the definition
	 * @return every output of the definition
	 */
	public Map<String, FloatTensor> evaluate(final Map<String, FloatTensor> inputs) {
		return halved ? halves(inputs, false) : run(inputs, settings.seed, step, null, false);
	}

	/** Both halves' gradients at once, then one step along their mean. */
	private Map<String, FloatTensor> stepInHalves(final Map<String, FloatTensor> inputs, final float[] fedRates) {
		final Map<String, FloatTensor> outputs = halves(inputs, true);
		final FloatTensor mean = outputs.remove(GRADIENT);
		try (NativeInputs fed = new NativeInputs()) {
			final Session.Runner runner = session.runner().feed(gradient, fed.add(GRADIENT, mean));
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
			jobs.add(() -> run(FloatTensor.each(inputs, value -> value.everySecond(from)), Seeds.half(settings.seed, from), step,
				null, withGradient));
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

	private Map<String, FloatTensor> run(final Map<String, FloatTensor> inputs, final long seed, final long randomStep,
		final float[] fedRates, final boolean withGradient)
	{
		try (NativeInputs fed = new NativeInputs()) {
			final Session.Runner runner = session.runner();
			parts.inputs.forEach((name, operand) -> runner.feed(operand, fed.add(name, inputs.get(name))));
			runner.feed(parts.seed, fed.add(TInt64.vectorOf(seed, randomStep)));
			final List<String> names = new ArrayList<>(parts.outputs.keySet());
			parts.outputs.values().forEach(runner::fetch);
			if (withGradient) {
				runner.fetch(gradient);
				names.add(GRADIENT);
			}
			if (fedRates != null) {
				move(runner, fedRates, fed);
				names.add(FINITE);
			}
			try (Result result = runner.run()) {
				final Map<String, FloatTensor> outputs = new LinkedHashMap<>();
				for (int i = 0; i < names.size(); i++) outputs.put(names.get(i), FloatTensor.fromNative(result.get(i)));
				return outputs;
			}
		}
	}

	/** Lets a run move the parameters along the gradient and tell of each fold whether that was finite. */
	private void move(final Session.Runner runner, final float[] fedRates, final NativeInputs fed) {
		for (int i = 0; i < fedRates.length; i++) runner.feed(rates.get(i), fed.add(TFloat32.scalarOf(fedRates[i])));
		runner.fetch(finite).addTarget(update);
	}

	/**
	 * @param fold a fold
	 * @return a copy of its parameters as they are now
	 */
	public Parameters parameters(final int fold) {
		return part(fetch(parts.variable), fold);
	}

	/**
	 * @param fold a fold
	 * @return a copy of its parameters' running average; the parameters themselves where no average is kept
	 */
	public Parameters averaged(final int fold) {
		return part(fetch(settings.averaging > 0 ? average : parts.variable), fold);
	}

	private Parameters part(final float[] all, final int fold) {
		final int size = parts.layout.size();
		return new Parameters(parts.layout, Arrays.copyOfRange(all, fold * size, (fold + 1) * size));
	}

	/** @return all that is needed to go on later */
	public State state() {
		return new State(step, fetch(parts.variable), fetch(mean), fetch(meanSquare), fetch(average));
	}

	/** @param state a state of a training of the same network and number of folds */
	public void restore(final State state) {
		parts.assign(session, state.values);
		assign(mean, state.mean);
		assign(meanSquare, state.meanSquare);
		assign(average, state.average);
		step = state.step;
	}

	private void assign(final Variable<TFloat32> variable, final float[] values) {
		try (TFloat32 tensor = FloatTensor.of(values, settings.folds, parts.layout.size()).toNative()) {
			session.runner().feed(parts.newValue, tensor).addTarget(assigns.get(variable)).run().close();
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
