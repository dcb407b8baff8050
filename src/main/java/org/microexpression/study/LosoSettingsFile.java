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

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.base.InputException;
import org.microexpression.base.SettingsEntries;
import org.microexpression.base.SettingsYaml;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.training.joint.TrainingSettings;

/**
 * All settings of a leave-one-subject-out evaluation in one file, as every run writes it and another can be given it:
 * classes, seeds, what the folds begin from, the stages of the fusion, steps, rates, batch, weight decay, augmentation.
 * What a file leaves out has its usual value. Manifest, model, displacement method,
 * device and who is left out are not among them: a file that is read leaves each subject out in turn.
 */
public final class LosoSettingsFile {

	/** Its name in an output folder. */
	public static final String NAME = "settings.yaml";

	private static final List<String> ENTRIES = List.of("classes", "seeds", "subjectsTogether", "start", "members",
		"displacementModule", "innerGroups", "keep", "fusion", "pretraining", "finetuning", "training");

	/**
	 * What of a whole network's training the folds use: nothing is validated in them, and each run has its own seed.
	 *
	 * @param optimization how parameters are moved
	 * @param batch        what a step sees
	 * @param losses       how much each loss counts
	 * @param parts        what is trained
	 */
	public record Whole(TrainingSettings.Optimization optimization, TrainingSettings.Batch batch,
			TrainingSettings.Losses losses, TrainingSettings.Parts parts) {

		static Whole of(final TrainingSettings settings) {
			return new Whole(settings.optimization(), settings.batch(), settings.losses(), settings.parts());
		}
	}

	private LosoSettingsFile() {
		// Functions only.
	}

	/**
	 * @param file     the file, replaced where it exists
	 * @param settings what to write
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Path file, final LosoSettings settings) {
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("classes", settings.classes());
		entries.put("seeds", settings.seeds());
		entries.put("subjectsTogether", settings.subjectsTogether());
		entries.put("start", settings.start().title());
		entries.put("members", settings.members());
		entries.put("displacementModule", settings.training() instanceof final LosoSettings.WholeNetwork whole ? whole
			.title() : LosoSettings.INSTALLED);
		entries.put("fusion", SettingsYaml.entries(settings.fusion()));
		if (settings.training() instanceof final LosoSettings.FusionAlone alone) {
			entries.put("innerGroups", alone.innerGroups());
			entries.put("keep", alone.kept());
			entries.put("pretraining", SettingsYaml.entries(alone.pretraining()));
			entries.put("finetuning", SettingsYaml.entries(alone.finetuning()));
		}
		if (settings.training() instanceof final LosoSettings.WholeNetwork network) entries.put("training", SettingsYaml
			.entries(Whole.of(network.settings())));
		SettingsYaml.write(file,
			"Settings of 'Evaluate Leave-One-Subject-Out...'; give this file as 'settings' to use them again.", entries);
	}

	/**
	 * @param file a file of settings
	 * @return what it says, and the usual for what it leaves out
	 * @throws InputException if it cannot be read, has a name that is no setting, or a value that cannot be used
	 */
	public static LosoSettings read(final Path file) {
		final SettingsEntries given = SettingsYaml.read(file);
		given.requireKnown(ENTRIES);
		final LosoSettings usual = LosoSettings.defaults();
		return given.made(() -> new LosoSettings(given.get("classes", usual.classes()), given.wholeNumbers("seeds", usual
			.seeds()), given.get("subjectsTogether", usual.subjectsTogether()), LosoStart.named(given.get("start", usual
				.start().title())), given.get("members", usual.members()), given.get("fusion", usual.fusion()), training(
					given)));
	}

	private static LosoSettings.FoldTraining training(final SettingsEntries given) {
		final String module = given.get("displacementModule", LosoSettings.INSTALLED);
		if (!LosoSettings.MODULES.contains(module)) throw given.refusal("has '" + module +
			"' as 'displacementModule'; give one of " + String.join(", ", LosoSettings.MODULES) + ".");
		final boolean whole = !module.equals(LosoSettings.INSTALLED);
		for (final String name : whole ? List.of("innerGroups", "keep", "pretraining", "finetuning") : List.of("training"))
			if (given.has(name)) throw given.refusal("has '" + name + "', which is not used where 'displacementModule' is '" +
				module + "'; take one of them out.");
		if (whole) {
			final FusionSettings fusion = given.get("fusion", LosoSettings.defaults().fusion());
			final boolean last = module.equals(LosoSettings.LAST_LAYERS);
			final TrainingSettings base = (last ? LosoSettings.lastLayers(fusion, 600) : LosoSettings.whole(fusion, 600))
				.settings();
			final Whole said = given.get("training", Whole.of(base));
			return new LosoSettings.WholeNetwork(new TrainingSettings(said.optimization(), said.batch(), said.losses(), said
				.parts(), base.fusion(), new TrainingSettings.Validation(said.optimization().steps(), base.validation()
					.subjects()), base.seed(), base.hardware()), last);
		}
		final LosoSettings.FusionAlone usual = LosoSettings.FusionAlone.defaults();
		return new LosoSettings.FusionAlone(given.get("pretraining", usual.pretraining()), given.get("finetuning", usual
			.finetuning()), given.get("innerGroups", usual.innerGroups()), given.get("keep", usual.kept()));
	}
}
