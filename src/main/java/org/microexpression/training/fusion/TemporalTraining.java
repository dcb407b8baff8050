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

package org.microexpression.training.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Seeds;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.AdamW;
import org.microexpression.training.Averaging;
import org.microexpression.training.LearningRate;
import org.microexpression.training.Trainer;

/**
 * Trains the temporal path behind a fusion that stays as it is, on sequences of made-up clips: a minute of one processor,
 * without checkpoints. The members of a committee are trained side by side, each on batches of its own.
 */
public final class TemporalTraining {

	/**
	 * How it is trained; our choice, by threefold cross-validation on the made-up clips that it is trained on.
	 *
	 * @param members     networks of the committee
	 * @param steps       number of steps
	 * @param batch       sequences a step and member
	 * @param rate        highest learning rate
	 * @param weightDecay share of a weight that is taken away in a step, times the learning rate
	 * @param unitLoss    how much the loss of the action units counts beside that of the classes
	 * @param missing     share of frames beside the apex that are taken for missing
	 * @param seed        seed of everything random
	 */
	public record Settings(int members, int steps, int batch, double rate, double weightDecay, double unitLoss,
			double missing, long seed) {

		/** @return how the shipped one is trained */
		public static Settings shipped() {
			return new Settings(5, 250, 64, 2e-3, 0.5, 1, 0.15, 1);
		}

		/**
		 * @param number of steps
		 * @return the same with so many
		 */
		public Settings withSteps(final int number) {
			return new Settings(members, number, batch, rate, weightDecay, unitLoss, missing, seed);
		}
	}

	/**
	 * One sequence as the temporal path sees it, and what is true of it.
	 *
	 * @param frames what the fusion says of its frames
	 * @param label  its class, or {@link FusionFields#NO_CLASS}
	 * @param units  1 where an action unit is at work, else 0: of the image's left side, then of its right
	 */
	public record Example(TemporalRecognizer.Frames frames, int label, float[] units) {
	}

	private TemporalTraining() {
		// Static only: a training leaves nothing behind.
	}

	/**
	 * @param recognizer the fusion, with its calibration
	 * @param sequences  what was read of made-up clips
	 * @return the sequences as the temporal path sees them
	 */
	public static List<Example> examples(final Recognizer recognizer, final List<SequenceClips.Sequence> sequences) {
		return sequences.stream().map(sequence -> new Example(TemporalRecognizer.frames(recognizer, List.of(sequence
			.fields()), doubles(sequence.strength()), doubles(sequence.times())), sequence.label(), sequence.units()))
			.toList();
	}

	private static double[] doubles(final float[] values) {
		final double[] doubles = new double[values.length];
		for (int i = 0; i < doubles.length; i++)
			doubles[i] = values[i];
		return doubles;
	}

	/**
	 * @param network  the network
	 * @param examples what it is trained on
	 * @param settings how
	 * @param progress progress and cancellation
	 * @return the members of the committee
	 * @throws InputException                             if there is no example
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static List<Parameters> train(final TemporalFusion network, final List<Example> examples,
		final Settings settings, final Progress progress)
	{
		if (examples.isEmpty()) throw new InputException(
			"There is no made-up clip to train the temporal path on; give 1 or more.");
		final ParameterLayout layout = ParameterLayout.of(network.forTraining());
		final float[] start = new float[settings.members * layout.size()];
		for (int m = 0; m < settings.members; m++)
			System.arraycopy(layout.initialize(1000 * settings.seed + m).values(), 0, start, m * layout.size(), layout
				.size());
		final LearningRate rate = new LearningRate(settings.rate, 0.1, settings.steps);
		try (Trainer trainer = Trainer.open(network.forTraining(), new Trainer.Settings(settings.members, new AdamW(0.9,
			0.98, 1e-8, settings.weightDecay, 1), new Averaging(0.99, settings.steps / 5), Hardware.cpu(1), settings.seed)))
		{
			trainer.restore(new Trainer.State(0, start, new float[start.length], new float[start.length], start.clone()));
			for (int step = 0; step < settings.steps; step++) {
				progress.checkCanceled();
				trainer.step(batch(network, examples, settings, step), rate.at(step));
				progress.report("Training the temporal path", step + 1, settings.steps);
			}
			final List<Parameters> members = new ArrayList<>();
			for (int m = 0; m < settings.members; m++)
				members.add(trainer.averaged(m));
			return members;
		}
	}

	private static Map<String, FloatTensor> batch(final TemporalFusion network, final List<Example> examples,
		final Settings settings, final int step)
	{
		final SplittableRandom random = Seeds.sample(settings.seed, step);
		final int count = settings.members * settings.batch;
		final float[] target = new float[count * network.classes()];
		final float[] units = new float[count * Fusion.SIDES * Fusion.UNITS];
		final float[] weights = new float[count];
		final List<TemporalRecognizer.Frames> frames = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Example example = examples.get(random.nextInt(examples.size()));
			frames.add(someMissing(example.frames, settings.missing, random));
			if (example.label >= 0) target[i * network.classes() + example.label] = 1;
			System.arraycopy(example.units, 0, units, i * example.units.length, example.units.length);
			weights[i] = (float) settings.unitLoss;
		}
		final Map<String, FloatTensor> inputs = new HashMap<>();
		TemporalRecognizer.inputs(frames).forEach((name, value) -> inputs.put(name, stacked(value, settings)));
		inputs.put("target", FloatTensor.of(target, settings.members, settings.batch, network.classes()));
		inputs.put("units", FloatTensor.of(units, settings.members, settings.batch, Fusion.SIDES, Fusion.UNITS));
		inputs.put("unit_weight", FloatTensor.of(weights, settings.members, settings.batch));
		return inputs;
	}

	private static FloatTensor stacked(final FloatTensor value, final Settings settings) {
		final long[] shape = new long[value.shape().length + 1];
		shape[0] = settings.members;
		shape[1] = settings.batch;
		System.arraycopy(value.shape(), 1, shape, 2, shape.length - 2);
		return FloatTensor.of(value.data(), shape);
	}

	/** The apex stands in for frames that are missing, as it does in use. */
	private static TemporalRecognizer.Frames someMissing(final TemporalRecognizer.Frames frames, final double share,
		final SplittableRandom random)
	{
		final TemporalRecognizer.Frames some = new TemporalRecognizer.Frames(frames.classes().clone(), frames.units()
			.clone(), frames.course().clone());
		for (int k = 0; k < TemporalFusion.FRAMES; k++) {
			if (random.nextDouble() >= share) continue;
			for (final float[] values : List.of(some.classes(), some.units(), some.course())) {
				final int length = values.length / TemporalFusion.FRAMES;
				System.arraycopy(values, TemporalFusion.APEX * length, values, k * length, length);
			}
		}
		return some;
	}
}
