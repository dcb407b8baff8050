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

import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingRange;

/**
 * How the fusion network is trained in one stage: pre-training on synthetic fields, or fine-tuning on given ones. The
 * paper does not state its schedule; these are our choice.
 *
 * @param steps        optimizer steps
 * @param batch        what a step learns from
 * @param optimization rates
 * @param targets      what is learned
 */
public record FusionStage(int steps, Batch batch, Optimization optimization, Targets targets) {

	/**
	 * What a step of each fold learns from.
	 *
	 * @param given           given (real) fields; 0 in pre-training
	 * @param synthetic       synthetic fields
	 * @param givenChange     how given fields are varied
	 * @param syntheticChange how synthetic fields are varied
	 */
	public record Batch(int given, int synthetic, FieldAugmentation givenChange, FieldAugmentation syntheticChange) {

		/** @throws InputException if a batch would be empty */
		public Batch {
			if (given < 0 || synthetic < 0 || given + synthetic < 1) throw new InputException("A batch of " + given +
				" given and " + synthetic + " synthetic fields is empty; give 1 or more.");
		}
	}

	/**
	 * Rates of AdamW (β 0.9, 0.98).
	 *
	 * @param learningRate highest learning rate; a tenth of the steps it rises, then falls as half a cosine
	 * @param weightDecay  weight decay; biases, gains and places have none
	 * @param averaging    decay of the running average of the weights, whose last value is the model
	 * @param averageFrom  share of the steps after which the average begins
	 */
	public record Optimization(double learningRate, double weightDecay, double averaging, double averageFrom) {

		/** @throws InputException if a number is out of range */
		public Optimization {
			SettingRange.requireAbove("learningRate", learningRate, 0, 1);
			SettingRange.require("weightDecay", weightDecay, 0, 1);
			SettingRange.requireBelow("averaging", averaging, 0, 1);
			SettingRange.require("averageFrom", averageFrom, 0, 1);
		}
	}

	/**
	 * What is learned.
	 *
	 * @param smoothing label smoothing, the share of each label that is spread over all classes
	 * @param unitLoss  weight of the loss of the action units, which synthetic fields bring with them
	 * @param balance   0 counts all given fields alike, 1 all classes alike, whatever their sizes
	 * @param prior     how often each class is met, in label order, shares whose sum is 1: a synthetic field counts by
	 *                  its class's share. Empty for the uniform prior, all classes alike, which is the default: shares
	 *                  that were counted on the clips of an evaluation would tell the network something of them
	 */
	public record Targets(double smoothing, double unitLoss, double balance, List<Double> prior) {

		/** @throws InputException if a number is out of range */
		public Targets {
			prior = List.copyOf(prior);
			if (!prior.isEmpty() && !(prior.stream().allMatch(share -> share > 0) && Math.abs(prior.stream().mapToDouble(
				Double::doubleValue).sum() - 1) < 1e-6)) throw new InputException("The class prior " + prior +
					" is no set of shares above 0 whose sum is 1; give one share a class, or none for the uniform prior.");
			SettingRange.requireBelow("smoothing", smoothing, 0, 1);
			SettingRange.require("unitLoss", unitLoss, 0, SettingRange.LARGEST_WEIGHT);
			SettingRange.require("balance", balance, 0, 1);
		}

		/**
		 * @param label   a class
		 * @param classes how many there are
		 * @return what a synthetic field of that class counts; 1 on average over the classes
		 * @throws InputException if the prior has not one share a class
		 */
		double priorWeight(final int label, final int classes) {
			if (prior.isEmpty()) return 1;
			if (prior.size() != classes) throw new InputException("The class prior " + prior + " has " + prior.size() +
				" shares, and there are " + classes + " classes; give one share a class, or none for the uniform prior.");
			return classes * prior.get(label);
		}
	}

	/** @throws InputException if a number is out of range */
	public FusionStage {
		if (steps < 1) throw new InputException("The number of training steps is " + steps + "; give 1 or more.");
	}

	/** @return pre-training on synthetic fields */
	public static FusionStage pretraining() {
		return new FusionStage(2400, new Batch(0, 32, FieldAugmentation.none(), FieldAugmentation.full()), new Optimization(
			2e-3, 0.02, 0.99, 0.2), new Targets(0.1, 1, 0, List.of()));
	}

	/** @return fine-tuning on real fields, some synthetic ones in each batch */
	public static FusionStage fineTuning() {
		return new FusionStage(250, new Batch(24, 8, FieldAugmentation.moderate(), FieldAugmentation.moderate()),
			new Optimization(4e-3, 0.2, 0.98, 0.3), new Targets(0.1, 0, 0.5, List.of()));
	}

	/**
	 * @param prior how often each class is met, in label order; empty for the uniform prior
	 * @return the same with another class prior
	 */
	public FusionStage withPrior(final List<Double> prior) {
		return new FusionStage(steps, batch, optimization, new Targets(targets.smoothing, targets.unitLoss, targets.balance,
			prior));
	}

	/**
	 * @param weight 0 or more
	 * @return the same with another weight of the loss of the action units
	 */
	public FusionStage withUnitLoss(final double weight) {
		return new FusionStage(steps, batch, optimization, new Targets(targets.smoothing, weight, targets.balance,
			targets.prior));
	}

	/**
	 * @param n number of steps
	 * @return the same with another number of steps
	 */
	public FusionStage withSteps(final int n) {
		return new FusionStage(n, batch, optimization, targets);
	}

	/**
	 * @param change how they are varied
	 * @return the same with synthetic fields varied otherwise
	 */
	public FusionStage withSyntheticChange(final FieldAugmentation change) {
		return new FusionStage(steps, new Batch(batch.given, batch.synthetic, batch.givenChange, change), optimization,
			targets);
	}

	/**
	 * @param given     given fields a batch
	 * @param synthetic synthetic fields a batch
	 * @return the same with other numbers of given and synthetic fields a batch
	 */
	public FusionStage withBatch(final int given, final int synthetic) {
		return new FusionStage(steps, new Batch(given, synthetic, batch.givenChange, batch.syntheticChange), optimization,
			targets);
	}

	/** All settings in one row, as they stand in the settings files of evaluations. */
	@Override
	public String toString() {
		return "FusionStage[steps=" + steps + ", given=" + batch.given + ", synthetic=" + batch.synthetic +
			", learningRate=" + optimization.learningRate + ", weightDecay=" + optimization.weightDecay + ", averaging=" +
			optimization.averaging + ", averageFrom=" + optimization.averageFrom + ", smoothing=" + targets.smoothing +
			", unitLoss=" + targets.unitLoss + ", balance=" + targets.balance + ", prior=" + (targets.prior.isEmpty()
				? "uniform" : targets.prior) + ", givenChange=" + batch.givenChange + ", syntheticChange=" +
			batch.syntheticChange + "]";
	}
}
