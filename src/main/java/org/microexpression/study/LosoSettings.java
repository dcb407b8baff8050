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

package org.microexpression.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingRange;
import org.microexpression.expression.ClassScheme;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.training.fusion.FusionStage;
import org.microexpression.training.fusion.FusionTraining;
import org.microexpression.training.dgm.DgmLossWeights;
import org.microexpression.training.joint.LastLayersTraining;
import org.microexpression.training.joint.TrainingSettings;

/**
 * What a leave-one-subject-out evaluation, or one across datasets, trains and how. All of it is fixed before the first
 * fold and is the same in every fold.
 *
 * @param classes          title of the classes, see {@link ClassScheme#named}
 * @param seeds            seeds, each a run of its own, all reported
 * @param subjectsTogether subjects left out that are trained for in one graph; 0 for all
 * @param start            what the networks begin from
 * @param members          networks whose probabilities are averaged
 * @param fusion           the network, with or without the stages of the paper's ablations
 * @param training         what is trained in each fold
 * @param split            who is left out in each fold. The eighth of these values: all that a fold depends on stands
 *                         in one place, so that one settings file tells one run from another
 */
public record LosoSettings(String classes, List<Long> seeds, int subjectsTogether, LosoStart start, int members,
		FusionSettings fusion, FoldTraining training, LosoSplit split) {

	/** What is trained in each fold. */
	public sealed interface FoldTraining {}

	/**
	 * The fusion, behind a displacement module that is taken as it is installed.
	 *
	 * @param pretraining pre-training on synthetic fields, where the networks begin from that
	 * @param finetuning  training on the fold's own rows
	 * @param innerGroups groups of subjects, within each fold's training rows, on which the number of steps is chosen; 0
	 *                    for the fixed number of {@code finetuning}
	 * @param kept        share of the weights to begin from in those that predict, 0..1
	 */
	public record FusionAlone(FusionStage pretraining, FusionStage finetuning, int innerGroups, double kept)
			implements
				FoldTraining {

		/** @throws InputException if the number of groups is out of range */
		public FusionAlone {
			if (innerGroups < 0 || innerGroups == 1) throw new InputException("The number of groups of the inner split is " +
				innerGroups + "; give 2 or more, or 0 for a fixed number of steps.");
			SettingRange.require("keep", kept, 0, 1);
		}

		/**
		 * Training that keeps nothing of the weights to begin from but what it leaves itself.
		 *
		 * @param pretraining the stage on synthetic fields
		 * @param finetuning  the stage on the training rows
		 * @param innerGroups groups of the inner split, 0 for a fixed number of steps
		 */
		public FusionAlone(final FusionStage pretraining, final FusionStage finetuning, final int innerGroups) {
			this(pretraining, finetuning, innerGroups, 0);
		}

		/** @return what is trained by default, with a fixed number of steps */
		public static FusionAlone defaults() {
			return new FusionAlone(FusionStage.pretraining(), FusionStage.fineTuning(), 0);
		}

		/**
		 * Other classes than those of synthetic expressions are trained on given fields alone, in batches of the same size.
		 */
		FusionStage finetuning(final boolean syntheticClasses) {
			final FusionStage.Batch batch = finetuning.batch();
			return syntheticClasses ? finetuning : finetuning.withBatch(batch.given() + batch.synthetic(), 0);
		}
	}

	/**
	 * Displacement module and fusion together, on the fold's own clips.
	 *
	 * @param settings   how; the seed is that of the run, the hardware that of the evaluation
	 * @param lastLayers whether all of the displacement module but its last two convolutions is frozen; folds are then
	 *                   trained side by side
	 */
	public record WholeNetwork(TrainingSettings settings, boolean lastLayers) implements FoldTraining {

		/** @throws InputException if a loss counts that the last layers cannot be trained by */
		public WholeNetwork {
			if (lastLayers) LastLayersTraining.require(settings);
		}

		/** @return what of the displacement module is trained, as commands and files of settings name it */
		public String title() {
			return lastLayers ? LAST_LAYERS : TRAINED;
		}
	}

	/** The displacement module is taken as it is installed. */
	public static final String INSTALLED = "installed model";

	/** The displacement module is trained in each fold. */
	public static final String TRAINED = "trained in each fold";

	/** Of the displacement module, the last two convolutions are trained in each fold. */
	public static final String LAST_LAYERS = "last layers trained in each fold";

	/** What of the displacement module can be trained, as commands and files of settings name it. */
	public static final List<String> MODULES = List.of(INSTALLED, TRAINED, LAST_LAYERS);

	/** Groups of an inner split. */
	public static final int INNER_GROUPS = 4;

	/** The synthetic fields are the same in all runs, as a dataset would be. */
	static final long SYNTHETIC_SEED = 1;

	/** @throws InputException if a number is out of range or a seed is there twice */
	public LosoSettings {
		seeds = List.copyOf(seeds);
		// Told here, before hours of displacement fields.
		if (seeds.stream().distinct().count() < seeds.size()) throw new InputException("The parameter 'seeds' is " + seeds +
			"; give each seed once.");
		if (subjectsTogether < 0) throw new InputException("The number of subjects trained together is " +
			subjectsTogether + "; give 1 or more, or 0 for all.");
		if (members < 1) throw new InputException("The number of networks averaged is " + members + "; give 1 or more.");
		if (training instanceof WholeNetwork && start == LosoStart.SYNTHETIC) throw new InputException(
			"Where the displacement module is trained in each fold, the fusion begins from the installed model or from " +
				"random weights; set 'start' to '" + LosoStart.INSTALLED.title() + "' or '" + LosoStart.RANDOM.title() + "'.");
		if (start == LosoStart.INSTALLED && !hasEveryStage(fusion)) throw new InputException(
			"The installed model has every stage of the fusion, and the folds are to be trained without one; set 'start' " +
				"to " + (training instanceof WholeNetwork ? "" : "'" + LosoStart.SYNTHETIC.title() + "' or ") + "'" +
				LosoStart.RANDOM.title() + "'.");
	}

	/**
	 * Settings that leave each subject out in turn.
	 *
	 * @param classes          the set of classes
	 * @param seeds            a run each
	 * @param subjectsTogether how many folds are trained side by side
	 * @param start            what the networks begin from
	 * @param members          networks whose probabilities are averaged
	 * @param fusion           the fusion network
	 * @param training         how each fold is trained
	 */
	public LosoSettings(final String classes, final List<Long> seeds, final int subjectsTogether, final LosoStart start,
		final int members, final FusionSettings fusion, final FoldTraining training)
	{
		this(classes, seeds, subjectsTogether, start, members, fusion, training, LosoSplit.subjects());
	}

	/**
	 * @param other who is left out in each fold
	 * @return the same with another split
	 */
	public LosoSettings with(final LosoSplit other) {
		return new LosoSettings(classes, seeds, subjectsTogether, start, members, fusion, training, other);
	}

	/** @return what {@code bench/loso} measures, with one seed */
	public static LosoSettings defaults() {
		return new LosoSettings(ClassScheme.MEGC2019.name(), List.of(1L), 10, LosoStart.INSTALLED, 3, FusionSettings
			.defaults(), FusionAlone.defaults());
	}

	private static boolean hasEveryStage(final FusionSettings fusion) {
		return fusion.localFusion() && fusion.globalFusion() && fusion.fullFaceFusion() && fusion.fusedFirst();
	}

	/**
	 * @param fusion the network
	 * @param steps  steps in each fold
	 * @return displacement module and fusion together, with the settings of a model's training
	 */
	public static WholeNetwork whole(final FusionSettings fusion, final int steps) {
		return new WholeNetwork(training(fusion, steps), false);
	}

	/**
	 * @param fusion the network
	 * @param steps  steps in each fold
	 * @return the displacement module's last two convolutions and the fusion together; of the module's own losses the
	 *         end-point error of synthetic pairs alone holds it to displacements, since the others need the frames
	 */
	public static WholeNetwork lastLayers(final FusionSettings fusion, final int steps) {
		return new WholeNetwork(training(fusion, steps).withLosses(1, new DgmLossWeights(0, 0, 1, 0)), true);
	}

	private static TrainingSettings training(final FusionSettings fusion, final int steps) {
		return TrainingSettings.defaults().withFusion(fusion).withSteps(steps, TrainingSettings.defaults().batch()
			.examples(), steps);
	}

	/** @return subjects left out that are trained for in one part of a run; 0 for all */
	int together() {
		return training instanceof WholeNetwork whole && !whole.lastLayers ? 1 : subjectsTogether;
	}

	/** @return groups of an inner split, 0 for none */
	int innerGroups() {
		return training instanceof FusionAlone alone ? alone.innerGroups : 0;
	}

	/** @return how many synthetic fields are drawn, 0 where none are needed */
	int syntheticFields(final boolean syntheticClasses) {
		if (start == LosoStart.SYNTHETIC) return FusionTraining.SYNTHETIC_FIELDS;
		return training instanceof FusionAlone alone && alone.finetuning(syntheticClasses).batch().synthetic() > 0
			? FusionTraining.MIXED_IN_FIELDS : 0;
	}

	/** The settings as they stand in the settings file, by name. */
	Map<String, String> described(final boolean syntheticClasses) {
		final Map<String, String> described = new TreeMap<>();
		described.put("start", start.title());
		described.put("members", Integer.toString(members));
		described.put("fusion", fusion.toString());
		if (training instanceof WholeNetwork whole) {
			described.put("displacement module", INSTALLED + ", " + whole.title());
			final Map<String, Object> entries = new TreeMap<>(whole.settings.entries());
			entries.remove("seed"); // each run has its own
			entries.remove("validationSubjects"); // nothing is validated in a fold: the last step predicts
			described.put("training in each fold", entries.toString());
		}
		if (training instanceof FusionAlone alone) describe(alone, syntheticClasses, described);
		return described;
	}

	private void describe(final FusionAlone alone, final boolean syntheticClasses, final Map<String, String> described) {
		described.put("displacement module", INSTALLED);
		described.put("pretraining", start == LosoStart.SYNTHETIC ? alone.pretraining.toString() : "none");
		described.put("finetuning", alone.finetuning(syntheticClasses).toString());
		described.put("number of steps", alone.innerGroups == 0 ? "fixed"
			: "half, once or twice that number, chosen in each fold on " + alone.innerGroups +
				" groups of its training subjects");
		if (alone.kept > 0) described.put("share of the first weights kept", Double.toString(alone.kept));
		final int drawn = syntheticFields(syntheticClasses);
		if (drawn > 0) described.put("synthetic fields", drawn + ", seed " + SYNTHETIC_SEED);
	}
}
