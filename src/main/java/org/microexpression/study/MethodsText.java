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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.base.Counts;
import org.microexpression.dataset.Sample;
import org.microexpression.evaluation.LosoClip;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.RunDescription;
import org.microexpression.evaluation.Split;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.model.ModelCard;
import org.microexpression.training.fusion.FieldAugmentation;
import org.microexpression.training.fusion.FusionStage;

/**
 * The text of a leave-one-subject-out run for the methods section of a paper, in Markdown: data, protocol, model,
 * measures and versions, each sentence from the run's own values.
 *
 * @param evaluation  what was asked for
 * @param samples     the manifest's samples
 * @param card        the card of the model that was used; empty for none
 * @param description what the run was done with
 */
record MethodsText(LosoEvaluation evaluation, List<Sample> samples, Optional<ModelCard> card,
		RunDescription description) {

	/** Its name in an output folder. */
	static final String NAME = "methods.md";

	/**
	 * @param result the whole run
	 * @return the text
	 */
	String of(final LosoResult result) {
		return String.join("\n\n", "# Methods", data(result.plan().data()), protocol(result), model(), training(),
			measures(), versions(result),
			"Method: Zhai, Z., Zhao, J., Long, C., Xu, W., He, S., Zhao, H.: Feature Representation " +
				"Learning with Adaptive Displacement Generation and Transformer Fusion for Micro-Expression Recognition. " +
				"CVPR 2023, doi:10.1109/CVPR52729.2023.02115. Layer widths, losses' weights and the training schedule are " +
				"the software's own choice.") + "\n";
	}

	private String data(final LosoData data) {
		final Map<String, List<LosoClip>> sets = data.clips().stream().collect(Collectors.groupingBy(LosoClip::dataset,
			LinkedHashMap::new, Collectors.toList()));
		final String each = sets.size() == 1 ? " of " + sets.keySet().iterator().next() : ": " + sets.entrySet().stream()
			.map(set -> set.getKey() + " " + Counts.of(set.getValue().size(), "clip", "clips") + " of " + Counts.of(people(set
				.getValue()), "subject", "subjects")).collect(Collectors.joining(", "));
		final int[] truth = data.truth();
		final String classes = IntStream.range(0, data.classes().size()).mapToObj(c -> data.classes().get(c) + " (" + Arrays
			.stream(truth).filter(t -> t == c).count() + ")").collect(Collectors.joining(", "));
		final int left = samples.size() - data.size();
		return "**Data.** The evaluation was made on " + Counts.of(data.size(), "clip", "clips") + " of " + Counts.of(
			people(data.clips()), "subject", "subjects") + each + ". The classes were " + classes + "." + (left == 0 ? ""
				: " " + Counts.of(left, "further clip", "further clips") + " of the manifest could" +
					" not be used and is not counted.") + " SHA-256 of the manifest: " + description.manifestHash() + ".";
	}

	private static int people(final List<LosoClip> clips) {
		return new TreeSet<>(clips.stream().map(LosoClip::subjectId).toList()).size();
	}

	private String protocol(final LosoResult result) {
		final LosoSettings settings = evaluation.settings();
		final List<Long> seeds = settings.seeds();
		final Split split = result.plan().split();
		return "**Protocol.** " + (split instanceof Split.Other
			? "All clips of one manifest were trained on and those of another tested, with nobody in both, " : "One " + split
				.unit() + " was left out at a time (" + result.plan().folds().size() + " folds), ") + (seeds.size() == 1
					? "with the seed " + seeds.get(0) : "once with each of the seeds " + seeds.stream().map(String::valueOf)
						.collect(Collectors.joining(", "))) + ". In each fold " + (settings.members() == 1 ? "a network was"
							: settings.members() + " networks were") + " trained on the clips of the others alone" + (settings
								.members() == 1 ? "" : " and their probabilities averaged") + ". " + (settings.innerGroups() > 0
									? "The number of steps was chosen in each fold on " + settings.innerGroups() +
										" groups of its training subjects." : "The number of steps was fixed.") +
			" The weights of the last step predicted; nothing was chosen by looking at what was left out." + (seeds
				.size() == 1 ? "" : " Results of the seeds were combined by averaging their probabilities; the mean over " +
					"seeds and their standard deviation are given beside.");
	}

	private String model() {
		final LosoSettings settings = evaluation.settings();
		final List<String> sentences = new ArrayList<>();
		final boolean given = samples.stream().allMatch(Sample::hasField);
		final boolean clips = samples.stream().noneMatch(Sample::hasField);
		if (settings.training() instanceof final LosoSettings.WholeNetwork whole) sentences.add(
			"Onset and apex frames were registered " + "to 128 x 128 pixels; the " + (whole.lastLayers()
				? "last two convolutions of the displacement module" : "displacement module") +
				", begun from that of the model " + named() + ", and the fusion network were trained together in each fold.");
		else if (given) sentences.add("Displacement fields were given with the clips.");
		else sentences.add((clips ? "Onset and apex frames"
			: "Displacement fields were given with some clips; of the others, " + "onset and apex frames") +
			" were registered to 128 x 128 pixels, and their displacement field was computed by " + module() + ".");
		final FusionSettings fusion = settings.fusion();
		sentences.add("A transformer fusion of " + fusion.channels() + " channels and " + fusion.heads() + " heads (" +
			stages(fusion) + "; dropout " + fusion.dropout() + ", of tokens " + fusion.tokenDropout() +
			", before the classifier " + fusion.headDropout() + ") gave the class.");
		sentences.add(switch (settings.start()) {
			case INSTALLED -> "It began from the fusion network of the model " + named() + ", " + seen() + ".";
			case SYNTHETIC -> "It began from a training on synthetic expressions that saw no real clip.";
			case RANDOM -> "It began from random weights.";
		});
		return "**Model.** " + String.join(" ", sentences);
	}

	private String module() {
		return evaluation.method().isDefault() ? "the displacement module of the model " + named() : evaluation.method()
			.title() + " optical flow";
	}

	private String named() {
		return card.map(used -> used.id() + " (hash " + used.text("hash") + ")").orElseThrow();
	}

	private String seen() {
		return card.orElseThrow().realClips().filter(sets -> !sets.isEmpty()).map(sets -> "which was trained on clips of " +
			String.join(", ", sets)).orElse("which had seen no real clip");
	}

	private static String stages(final FusionSettings fusion) {
		final List<String> without = new ArrayList<>();
		if (!fusion.localFusion()) without.add("AU-region local fusion");
		if (!fusion.globalFusion()) without.add("AU-region global fusion");
		if (!fusion.fullFaceFusion()) without.add("full-face fusion");
		if (!fusion.fusedFirst()) without.add("linear fusion before attention");
		return without.isEmpty() ? "AU-region local, AU-region global and full-face fusion" : "without " + String.join(
			" and without ", without);
	}

	private String training() {
		final LosoSettings settings = evaluation.settings();
		if (settings.training() instanceof final LosoSettings.WholeNetwork whole) {
			final var o = whole.settings().optimization();
			final var losses = whole.settings().losses();
			return "**Training.** " + o.steps() + " steps of AdamW in each fold: highest learning rate " + number(o
				.learningRate()) + ", weight decay " + number(o.weightDecay()) + ", batches of " + whole.settings().batch()
					.examples() + " pairs, " + percent(whole.settings().batch().syntheticShare()) +
				" of them synthetic; running " + "average of the weights with decay " + number(o.averaging()) +
				". Weights of the losses: classification " + number(losses.classification()) + " (label smoothing " + number(
					losses.labelSmoothing()) + "), photometric " + number(losses.displacement().photometric()) + ", smoothness " +
				number(losses.displacement().smoothness()) + (losses.displacement().rebuilding() == 0 ? "" : ", rebuilding " +
					number(losses.displacement().rebuilding())) + ", end point " + number(losses.displacement().supervised()) +
				".";
		}
		final LosoSettings.FusionAlone alone = (LosoSettings.FusionAlone) settings.training();
		final boolean known = !description.settings().containsKey("synthetic fields") && settings
			.start() != LosoStart.SYNTHETIC;
		return "**Training.** " + (settings.start() == LosoStart.SYNTHETIC ? "On synthetic expressions: " + stage(alone
			.pretraining()) + " " : "") + "In each fold: " + stage(alone.finetuning(!known)) + (alone.kept() == 0 ? ""
				: " After training every weight went back " + percent(alone.kept()) + " of the way to where it began.");
	}

	private static String stage(final FusionStage stage) {
		final FusionStage.Optimization o = stage.optimization();
		final FusionStage.Batch batch = stage.batch();
		return stage.steps() + " steps of AdamW, highest learning rate " + number(o.learningRate()) + ", weight decay " +
			number(o.weightDecay()) + ", batches of " + (batch.given() == 0 ? "" : batch.given() + " of the clips' fields" +
				(batch.synthetic() == 0 ? "" : " and ")) + (batch.synthetic() == 0 ? "" : batch.synthetic() +
					" synthetic fields") + ", label smoothing " + number(stage.targets().smoothing()) +
			", running average of the " + "weights with decay " + number(o.averaging()) + ". Augmentation of the fields: " +
			augmentation(batch.given() == 0 ? batch.syntheticChange() : batch.givenChange()) + ".";
	}

	/** Standard deviations, but for the noise, of which the greatest is told. */
	private static String augmentation(final FieldAugmentation change) {
		if (change.equals(FieldAugmentation.none())) return "none";
		return "size " + percent(change.scale()) + ", rotation " + number(change.rotation()) + " rad, shift " + number(
			change.shift()) + " of 64 cells, smooth noise up to " + number(change.noise()) + " and linear motion of " +
			number(change.head()) + " of the field's root mean square, zero " + number(change.zero()) + " and unit " +
			percent(change.unit()) + " (standard deviations)";
	}

	private static String measures() {
		return "**Measures.** Counts were pooled over all folds. UF1 is the mean of the classes' F1, UAR the mean of their " +
			"recall. Intervals are 95 % percentile intervals of a bootstrap over subjects (" +
			SubjectBootstrap.DEFAULT_REPEATS + " draws).";
	}

	private String versions(final LosoResult result) {
		final Map<String, String> versions = description.versions();
		return "**Software.** Micro-Expression for Fiji, version " + versions.get("plugin") + ", with TensorFlow " +
			versions.get("TensorFlow") + " and Java " + description.environment().get("Java") + " on " + description
				.environment().get("system") + "; it ran on: " + result.device() + ".";
	}

	private static String percent(final double share) {
		return number(100 * share) + " %";
	}

	private static String number(final double value) {
		return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
	}
}
