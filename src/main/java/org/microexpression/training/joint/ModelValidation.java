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

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.microexpression.base.CancellableWork;
import org.microexpression.base.Progress;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Parameters;
import org.microexpression.training.TrainingLoop;

/** Looks at validation examples with a network of its own. */
final class ModelValidation implements TrainingLoop.Validation, AutoCloseable {

	private final FrlDgtNetwork network;
	private final double[] classWeights;
	private final TrainingSettings settings;
	private final int count;
	private final IntFunction<List<TrainingPair>> batches;
	private final CancellableWork<GraphSession> session;

	private ModelValidation(final FrlDgtNetwork network, final double[] classWeights, final TrainingSettings settings,
		final int count, final IntFunction<List<TrainingPair>> batches, final Progress progress)
	{
		this.network = network;
		this.classWeights = classWeights;
		this.settings = settings;
		this.count = count;
		this.batches = batches;
		session = CancellableWork.open(progress, () -> GraphSession.changing(network, settings.hardware().device()));
	}

	/**
	 * @param examples     what is looked at
	 * @param trained      the network that is trained
	 * @param classWeights weight of each class
	 * @param settings     settings of the training
	 * @param progress     progress and cancellation
	 * @return the validation
	 */
	static ModelValidation open(final ValidationExamples.Synthetic examples, final FrlDgtNetwork trained,
		final double[] classWeights, final TrainingSettings settings, final Progress progress)
	{
		progress.report("Making validation examples", 0, 0);
		final int size = settings.batch().examples();
		final List<List<TrainingPair>> drawn = examples.batches(size, settings.seed(), progress);
		return new ModelValidation(trained.withKnown(size), classWeights, settings, drawn.size(), drawn::get, progress);
	}

	/** As the other one. */
	static ModelValidation open(final ValidationExamples.HeldOut examples, final FrlDgtNetwork trained,
		final double[] classWeights, final TrainingSettings settings, final Progress progress)
	{
		final int size = settings.batch().examples();
		return new ModelValidation(trained.withKnown(0), classWeights, settings, examples.batches(size), k -> examples
			.batch(k, size), progress);
	}

	/** A cancel within a look ends it: nobody waits for the rest who wants to stop. */
	@Override
	public Look look(final Parameters parameters, final Progress progress) {
		session.get().setParameters(parameters);
		double loss = 0;
		int seen = 0;
		int right = 0;
		int labelled = 0;
		for (int k = 0; k < count; k++) {
			progress.checkCanceled();
			final List<TrainingPair> batch = batches.apply(k);
			final Map<String, FloatTensor> outputs = session.call(progress, s -> s.run(BatchTensors.inputs(network, batch,
				classWeights, settings.losses().labelSmoothing())));
			loss += (double) batch.size() * outputs.get("loss").data()[0];
			seen += batch.size();
			final float[] p = outputs.get(FrlDgtNetwork.PROBABILITIES).data();
			for (int i = 0; i < batch.size(); i++) {
				if (batch.get(i).label() == TrainingPair.UNKNOWN) continue;
				labelled++;
				if (predicted(p, i) == batch.get(i).label()) right++;
			}
		}
		return new Look(loss / seen, labelled == 0 ? Double.NaN : right / (double) labelled);
	}

	private int predicted(final float[] probabilities, final int row) {
		final int classes = network.fusion().classes().size();
		int most = 0;
		for (int c = 1; c < classes; c++) {
			if (probabilities[row * classes + c] > probabilities[row * classes + most]) most = c;
		}
		return most;
	}

	@Override
	public void close() {
		session.close();
	}
}
