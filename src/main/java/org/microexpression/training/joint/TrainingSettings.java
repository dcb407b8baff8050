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

import java.util.LinkedHashMap;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Device;
import org.microexpression.training.dgm.DgmLossWeights;

/**
 * How FRL-DGT is trained as a whole: the displacement module by its own losses and, through the fusion, by the
 * classification loss ("targeted to the recognition task", Zhai et al. 2023). The paper does not state its optimiser,
 * rates or weights; these are our choice.
 *
 * @param steps            optimiser steps
 * @param batch            examples a step
 * @param syntheticShare   share of synthetic examples in each batch, 0..1; 1 where there are no clips
 * @param learningRate     highest learning rate; it rises over {@code warmUp} and falls to 0 along half a cosine
 * @param warmUp           share of the steps, 0..1
 * @param weightDecay      weight decay of AdamW
 * @param averaging        decay of the running average of the parameters, which is the result, 0..1
 * @param classification   weight of the class-balanced cross entropy; its gradient reaches the displacement module
 * @param labelSmoothing   share of each target given to the other classes, 0..1
 * @param displacement     weights of the displacement module's own losses
 * @param trainDisplacement whether the displacement module learns; without it, it stays as it was given
 * @param trainFusion      whether the fusion learns
 * @param fusion           shape of the fusion network
 * @param validateEvery    steps between two looks at the validation examples and two checkpoints
 * @param seed             all chance is drawn from it
 * @param device           where it trains
 * @param threads          threads that may work at once, 0 for one a processor; the result does not depend on them
 */
public record TrainingSettings(long steps, int batch, double syntheticShare, double learningRate, double warmUp,
	double weightDecay, double averaging, double classification, double labelSmoothing, DgmLossWeights displacement,
	boolean trainDisplacement, boolean trainFusion, FusionSettings fusion, long validateEvery, long seed, Device device,
	int threads)
{

	/** @throws InputException if a number is out of range */
	public TrainingSettings {
		atLeast("steps", steps, 1);
		atLeast("batch", batch, 1);
		atLeast("validateEvery", validateEvery, 1);
		share("syntheticShare", syntheticShare);
		share("warmUp", warmUp);
		share("averaging", averaging);
		share("labelSmoothing", labelSmoothing);
		atLeast("learningRate", learningRate, Double.MIN_VALUE);
		atLeast("weightDecay", weightDecay, 0);
		atLeast("classification", classification, 0);
		if (!trainDisplacement && !trainFusion) throw new InputException(
			"Neither the displacement module nor the fusion is to be trained; switch on one of them.");
	}

	private static void atLeast(final String name, final double value, final double least) {
		if (!(value >= least) || Double.isInfinite(value)) throw new InputException("The training setting '" + name +
			"' is " + value + "; give a number from " + (least == Double.MIN_VALUE ? "above 0" : least) + ".");
	}

	private static void share(final String name, final double value) {
		if (!(value >= 0 && value <= 1)) throw new InputException("The training setting '" + name + "' is " + value +
			"; give a number from 0 to 1.");
	}

	/** @return what a few hundred clips and a shipped model to start from call for */
	public static TrainingSettings defaults() {
		return new TrainingSettings(600, 16, 0.5, 1e-3, 0.1, 0.02, 0.98, 1, 0.1, new DgmLossWeights(0.5, 0.05, 1, 0.5), true,
			true, FusionSettings.defaults(), 50, 1, Device.AUTO, 0);
	}

	/** @return the same with other numbers of steps, examples a step and steps between validations */
	public TrainingSettings withSteps(final long newSteps, final int newBatch, final long newValidateEvery) {
		return new TrainingSettings(newSteps, newBatch, syntheticShare, learningRate, warmUp, weightDecay, averaging,
			classification, labelSmoothing, displacement, trainDisplacement, trainFusion, fusion, newValidateEvery, seed, device,
			threads);
	}

	/** @return the same with another fusion network */
	public TrainingSettings withFusion(final FusionSettings newFusion) {
		return new TrainingSettings(steps, batch, syntheticShare, learningRate, warmUp, weightDecay, averaging,
			classification, labelSmoothing, displacement, trainDisplacement, trainFusion, newFusion, validateEvery, seed, device,
			threads);
	}

	/** @return the same with other weights of the losses */
	public TrainingSettings withLosses(final double newClassification, final DgmLossWeights newDisplacement) {
		return new TrainingSettings(steps, batch, syntheticShare, learningRate, warmUp, weightDecay, averaging,
			newClassification, labelSmoothing, newDisplacement, trainDisplacement, trainFusion, fusion, validateEvery, seed,
			device, threads);
	}

	/** @return the same with another learning rate and another share of synthetic examples */
	public TrainingSettings withRates(final double newLearningRate, final double newSyntheticShare) {
		return new TrainingSettings(steps, batch, newSyntheticShare, newLearningRate, warmUp, weightDecay, averaging,
			classification, labelSmoothing, displacement, trainDisplacement, trainFusion, fusion, validateEvery, seed, device,
			threads);
	}

	/** @return the same for chosen parts of the network */
	public TrainingSettings training(final boolean displacementModule, final boolean fusionNetwork) {
		return new TrainingSettings(steps, batch, syntheticShare, learningRate, warmUp, weightDecay, averaging,
			classification, labelSmoothing, displacement, displacementModule, fusionNetwork, fusion, validateEvery, seed, device,
			threads);
	}

	/** @return the same with another seed on a device */
	public TrainingSettings on(final long newSeed, final Device newDevice, final int newThreads) {
		return new TrainingSettings(steps, batch, syntheticShare, learningRate, warmUp, weightDecay, averaging,
			classification, labelSmoothing, displacement, trainDisplacement, trainFusion, fusion, validateEvery, newSeed,
			newDevice, newThreads);
	}

	/** @return all settings by name, for the model card */
	public Map<String, Object> entries() {
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("steps", steps);
		entries.put("batch", batch);
		entries.put("syntheticShare", syntheticShare);
		entries.put("learningRate", learningRate);
		entries.put("warmUp", warmUp);
		entries.put("weightDecay", weightDecay);
		entries.put("averaging", averaging);
		entries.put("classification", classification);
		entries.put("labelSmoothing", labelSmoothing);
		entries.put("displacement", displacement.toString());
		entries.put("trainDisplacement", trainDisplacement);
		entries.put("trainFusion", trainFusion);
		entries.put("fusion", fusion.toString());
		entries.put("validateEvery", validateEvery);
		entries.put("seed", seed);
		return entries;
	}
}
