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
import org.microexpression.base.SettingRange;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.network.Hardware;
import org.microexpression.training.dgm.DgmLossWeights;

/**
 * How FRL-DGT is trained as a whole: the displacement module by its own losses and, through the fusion, by the
 * classification loss ("targeted to the recognition task", Zhai et al. 2023). The paper does not state its optimizer,
 * rates or weights; these are our choice.
 *
 * @param optimization steps and rates
 * @param batch        what a step learns from
 * @param losses       what is made small
 * @param parts        what learns
 * @param fusion       shape of the fusion network
 * @param validation   what is looked at meanwhile
 * @param seed         all chance is drawn from it
 * @param hardware     where it trains
 */
public record TrainingSettings(Optimization optimization, Batch batch, Losses losses, Parts parts,
		FusionSettings fusion, Validation validation, long seed, Hardware hardware) {

	/**
	 * Steps and rates of AdamW.
	 *
	 * @param steps        optimizer steps
	 * @param learningRate highest learning rate; it rises over {@code warmUp} and falls to 0 along half a cosine
	 * @param warmUp       share of the steps, 0..1
	 * @param weightDecay  weight decay
	 * @param averaging    decay of the running average of the parameters, which is the result, 0..1
	 */
	public record Optimization(long steps, double learningRate, double warmUp, double weightDecay, double averaging) {

		/** @throws InputException if a number is out of range */
		public Optimization {
			atLeast("steps", steps, 1);
			share("warmUp", warmUp);
			share("averaging", averaging);
			SettingRange.requireAbove("learningRate", learningRate, 0, 1);
			share("weightDecay", weightDecay);
		}
	}

	/**
	 * What a step learns from.
	 *
	 * @param examples       examples a step
	 * @param syntheticShare share of synthetic examples in each batch, 0..1; 1 where there are no clips
	 */
	public record Batch(int examples, double syntheticShare) {

		/** @throws InputException if a number is out of range */
		public Batch {
			atLeast("batch", examples, 1);
			share("syntheticShare", syntheticShare);
		}

		/** @return how many examples of a batch are synthetic where there are clips too */
		public int synthetic() {
			return (int) Math.round(syntheticShare * examples);
		}
	}

	/**
	 * What is made small.
	 *
	 * @param classification weight of the class-balanced cross entropy; its gradient reaches the displacement module
	 * @param labelSmoothing share of each target given to the other classes, 0..1
	 * @param displacement   weights of the displacement module's own losses
	 */
	public record Losses(double classification, double labelSmoothing, DgmLossWeights displacement) {

		/** @throws InputException if a number is out of range or no loss counts */
		public Losses {
			share("labelSmoothing", labelSmoothing);
			SettingRange.require("classification", classification, 0, SettingRange.LARGEST_WEIGHT);
			if (classification == 0 && displacement.photometric() == 0 && displacement.smoothness() == 0 && displacement
				.supervised() == 0 && displacement.rebuilding() == 0) throw new InputException(
					"The weight of every loss is 0, so that nothing would be learned; give the classification, photometric, " +
						"smoothness, rebuilding or end-point loss a weight above 0.");
		}
	}

	/**
	 * What learns.
	 *
	 * @param displacement whether the displacement module learns; without it, it stays as it was given
	 * @param fusion       whether the fusion learns
	 */
	public record Parts(boolean displacement, boolean fusion) {

		/** @throws InputException if nothing is to be trained */
		public Parts {
			if (!displacement && !fusion) throw new InputException(
				"Neither the displacement module nor the fusion is to be trained; switch on one of them.");
		}
	}

	/**
	 * What is looked at while it trains.
	 *
	 * @param every    steps between two looks at the validation examples and two checkpoints
	 * @param subjects share of the clips' subjects that are never trained on and validate instead, at least one of them;
	 *                 0 for none
	 */
	public record Validation(long every, double subjects) {

		/** @throws InputException if a number is out of range */
		public Validation {
			atLeast("validateEvery", every, 1);
			share("validationSubjects", subjects);
		}
	}

	private static void atLeast(final String name, final double value, final double least) {
		if (!(value >= least) || Double.isInfinite(value)) throw new InputException("The training setting '" + name +
			"' is " + value + "; give a number from " + least + ".");
	}

	private static void share(final String name, final double value) {
		SettingRange.require(name, value, 0, 1);
	}

	/** @return what a few hundred clips and a shipped model to start from call for */
	public static TrainingSettings defaults() {
		return new TrainingSettings(new Optimization(600, 1e-3, 0.1, 0.02, 0.98), new Batch(16, 0.5), new Losses(1, 0.1,
			new DgmLossWeights(0.5, 0.05, 1, 0.5)), new Parts(true, true), FusionSettings.defaults(), new Validation(50, 0.2),
			1, Hardware.automatic());
	}

	/**
	 * @param steps         number of steps
	 * @param examples      examples a step
	 * @param validateEvery steps between two validations
	 * @return the same with other numbers of steps, examples a step and steps between validations
	 */
	public TrainingSettings withSteps(final long steps, final int examples, final long validateEvery) {
		final Optimization o = optimization;
		return new TrainingSettings(new Optimization(steps, o.learningRate, o.warmUp, o.weightDecay, o.averaging),
			new Batch(examples, batch.syntheticShare), losses, parts, fusion, new Validation(validateEvery,
				validation.subjects), seed, hardware);
	}

	/**
	 * @param other the fusion network
	 * @return the same with another fusion network
	 */
	public TrainingSettings withFusion(final FusionSettings other) {
		return new TrainingSettings(optimization, batch, losses, parts, other, validation, seed, hardware);
	}

	/**
	 * @param classification weight of the classification loss
	 * @param displacement   weights of the displacement module's own losses
	 * @return the same with other weights of the losses
	 */
	public TrainingSettings withLosses(final double classification, final DgmLossWeights displacement) {
		return new TrainingSettings(optimization, batch, new Losses(classification, losses.labelSmoothing, displacement),
			parts, fusion, validation, seed, hardware);
	}

	/**
	 * @param learningRate   the largest learning rate
	 * @param syntheticShare share of synthetic examples in a batch, 0..1
	 * @return the same with another learning rate and another share of synthetic examples
	 */
	public TrainingSettings withRates(final double learningRate, final double syntheticShare) {
		final Optimization o = optimization;
		return new TrainingSettings(new Optimization(o.steps, learningRate, o.warmUp, o.weightDecay, o.averaging),
			new Batch(batch.examples, syntheticShare), losses, parts, fusion, validation, seed, hardware);
	}

	/**
	 * @param displacementModule whether the displacement module is trained
	 * @param fusionNetwork      whether the fusion is
	 * @return the same for chosen parts of the network
	 */
	public TrainingSettings training(final boolean displacementModule, final boolean fusionNetwork) {
		return new TrainingSettings(optimization, batch, losses, new Parts(displacementModule, fusionNetwork), fusion,
			validation, seed, hardware);
	}

	/**
	 * @param share 0..1
	 * @return the same with another share of the clips' subjects for validation, 0 for none
	 */
	public TrainingSettings withValidationSubjects(final double share) {
		return new TrainingSettings(optimization, batch, losses, parts, fusion, new Validation(validation.every, share),
			seed, hardware);
	}

	/**
	 * @param otherSeed what chance starts from
	 * @param other     where it trains
	 * @return the same with another seed on other hardware
	 */
	public TrainingSettings on(final long otherSeed, final Hardware other) {
		return new TrainingSettings(optimization, batch, losses, parts, fusion, validation, otherSeed, other);
	}

	/** @return all settings by name, for the model card */
	public Map<String, Object> entries() {
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("steps", optimization.steps);
		entries.put("batch", batch.examples);
		entries.put("syntheticShare", batch.syntheticShare);
		entries.put("learningRate", optimization.learningRate);
		entries.put("warmUp", optimization.warmUp);
		entries.put("weightDecay", optimization.weightDecay);
		entries.put("averaging", optimization.averaging);
		entries.put("classification", losses.classification);
		entries.put("labelSmoothing", losses.labelSmoothing);
		entries.put("displacement", losses.displacement.toString());
		entries.put("trainDisplacement", parts.displacement);
		entries.put("trainFusion", parts.fusion);
		entries.put("fusion", fusion.toString());
		entries.put("validateEvery", validation.every);
		entries.put("validationSubjects", validation.subjects);
		entries.put("seed", seed);
		return entries;
	}
}
