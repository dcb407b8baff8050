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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Sha256;
import org.microexpression.base.TableText;
import org.microexpression.base.WrittenFiles;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.ManifestPeople;
import org.microexpression.dataset.PersonKey;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Sample.StoredField;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.evaluation.DatasetParts;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.LosoRunner;
import org.microexpression.evaluation.RunDescription;
import org.microexpression.evaluation.Split;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.Fusion;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;
import org.microexpression.network.TensorFlowRuntime;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.joint.RegisteredClips;

/**
 * Leave-one-subject-out evaluation on a manifest's clips or displacement fields, or one that leaves out a dataset at a
 * time, or trains on one manifest and tests on another ({@link LosoSplit}). The fields of clips are computed by
 * the DGM of an installed model, as it is or trained further within each fold together with the fusion, or by another
 * {@link DisplacementMethod}; everything else is trained within the fold. An installed model that has seen clips of the
 * datasets that are tested on is refused.
 *
 * @param manifest the samples
 * @param output   output folder; that of a run that was broken off resumes it
 * @param settings what is trained and how
 * @param store    where models are
 * @param model    id or folder of the model whose DGM computes the fields of clips, and whose fusion the folds begin
 *                 from where the settings say so
 * @param hardware where to train
 * @param method   computes the displacement fields of clips
 */
public record LosoEvaluation(Path manifest, Path output, LosoSettings settings, ModelStore store, String model,
		Hardware hardware, DisplacementMethod method) {

	/** The files of the action units' table in the output folder, without ending, where the manifest has action units. */
	public static final String UNITS = "action-units";

	/** What is written beside the tables of the run. */
	private static final Set<String> BESIDES = Set.of(UNITS, RegionPicture.NAME, LosoSettingsFile.NAME, MethodsText.NAME);

	/** @throws InputException if the displacement module is to be trained and another method is to compute the fields */
	public LosoEvaluation {
		if (settings.training() instanceof LosoSettings.WholeNetwork && !method.isDefault()) throw new InputException(
			"The displacement module is to be trained in each fold, and the displacement method is '" + method.title() +
				"', which cannot be trained; set 'method' to '" + DisplacementMethod.DEFAULT +
				"', or take the installed displacement module.");
	}

	/**
	 * With the model's own DGM.
	 *
	 * @param manifest the samples
	 * @param output   output folder
	 * @param settings what is trained and how
	 * @param store    where models are
	 * @param model    id or folder of the model
	 * @param hardware where to train
	 */
	public LosoEvaluation(final Path manifest, final Path output, final LosoSettings settings, final ModelStore store,
		final String model, final Hardware hardware)
	{
		this(manifest, output, settings, store, model, hardware, new DgmMethod());
	}

	/**
	 * Runs or resumes the evaluation and writes its tables to the output folder.
	 *
	 * @param progress progress and cancellation
	 * @param watcher  given the results so far after each group of subjects
	 * @param remarks  given sentences that the user should read: samples left out, frames guessed
	 * @return all predictions
	 * @throws InputException                             if something given cannot be used
	 * @throws java.util.concurrent.CancellationException if the user cancels; what is finished is kept
	 */
	public LosoResult run(final Progress progress, final Consumer<LosoResult> watcher, final Consumer<String> remarks) {
		return run(LosoWork.whole(), progress, watcher, remarks);
	}

	/**
	 * As {@link #run(Progress, Consumer, Consumer)}, or as much of it as this process is to do.
	 *
	 * @param work     how much that is
	 * @param progress progress and cancellation
	 * @param watcher  given the results so far
	 * @param remarks  given sentences that the user should read
	 * @return the predictions that there are then
	 * @throws InputException                             if something given cannot be used
	 * @throws java.util.concurrent.CancellationException if the user cancels; what is finished is kept
	 */
	public LosoResult run(final LosoWork work, final Progress progress, final Consumer<LosoResult> watcher,
		final Consumer<String> remarks)
	{
		LosoRunner.requireFree(output, BESIDES);
		final Manifest own = Manifest.read(manifest, progress);
		final Manifest samples = settings.split().test().map(file -> own.and(Manifest.read(file, progress))).orElse(own);
		final int trained = settings.split().test().isEmpty() ? 0 : own.samples().size();
		final ClassScheme scheme = samples.scheme(settings.classes());
		samples.numbers(scheme); // an unknown class is told before any clip is opened
		ManifestPeople.of(samples).require(remarks);
		if (!method.isDefault() && samples.samples().stream().allMatch(Sample::hasField)) throw new InputException(
			"The displacement method is '" + method.title() + "', but every row of " + manifest +
				" gives its displacement field; set 'method' to '" + DisplacementMethod.DEFAULT + "', or give clips.");
		if (settings.training() instanceof LosoSettings.WholeNetwork && samples.samples().stream().allMatch(
			Sample::hasField)) throw new InputException("Every row of " + manifest +
				" gives its displacement field, from which no displacement module can be trained; set 'displacement' to '" +
				LosoSettings.INSTALLED + "', or give clips.");
		final Fusion fusion = new Fusion(settings.fusion(), scheme.labels());
		final Optional<ModelCard> card = usesModel(samples) ? Optional.of(ModelCard.read(store.find(model))) : Optional
			.empty();
		card.ifPresent(known -> requireUnseen(known, samples.samples().subList(trained, samples.samples().size()), samples
			.file(trained), remarks));
		// Whom nobody may train on is told before hours of fields are computed.
		if (!settings.split().equals(LosoSplit.subjects())) settings.split().rule(trained).folds(LosoData.of(samples,
			scheme, IntStream.range(0, samples.samples().size()).toArray()));
		final RunDescription description = describe(samples.samples(), scheme, card, progress);
		LosoRunner.requireSameRun(output, description, settings.seeds(), settings.together());
		final FoldStart start = start(card);
		if (settings.training() instanceof LosoSettings.WholeNetwork network) return onClips(samples, scheme, card,
			new ClipFolds(network, start, work, trained, description), progress, watcher, remarks);
		final LosoSettings.FusionAlone training = (LosoSettings.FusionAlone) settings.training();
		final SampleFields fields = SampleFields.read(samples, new SampleFields.FieldSource(store, model, method, hardware),
			work.preparation(output, description), progress);
		LeftOutRows.tell(fields.skipped(), remarks);
		fields.remarks().forEach(remarks);
		final LosoData data = data(samples, scheme, fields.rows(), remarks);
		final LosoPlan plan = plan(data, trained(fields.rows(), trained), remarks);
		final LosoResult result = work.on(new LosoRunner(plan, description, output), new FieldFolds(settings, training,
			fusion, start, new FusionFoldTrainer.Rows(fields.fields(), data.subjectIds(), FusionFields.none()), hardware),
			progress, watcher);
		if (result.isComplete()) WrittenFiles.write(output, BESIDES, () -> {
			writePaper(samples, card, description, result);
			RegionPicture.of(fields.fields()).write(output, RegionPicture.NAME);
			card.ifPresent(known -> writeUnits(samples, known, fields, plan, remarks));
		});
		return result;
	}

	/** The settings for another run, and the text for a methods section. */
	private void writePaper(final Manifest samples, final Optional<ModelCard> card, final RunDescription description,
		final LosoResult result)
	{
		LosoSettingsFile.write(output.resolve(LosoSettingsFile.NAME), settings);
		AtomicFile.write(output.resolve(MethodsText.NAME), new MethodsText(this, samples.samples(), card, description).of(
			result));
	}

	/** How many of these positions of samples are of the first manifest. */
	private static int trained(final int[] rows, final int own) {
		return (int) Arrays.stream(rows).filter(row -> row < own).count();
	}

	/** Action units in the same folds, where the manifest has some and the model knows them. */
	private void writeUnits(final Manifest samples, final ModelCard card, final SampleFields fields, final LosoPlan plan,
		final Consumer<String> remarks)
	{
		if (samples.samples().stream().allMatch(sample -> sample.aus().isBlank())) return;
		try {
			final UnitEvaluation units = new UnitEvaluation(samples, fields.rows(), new SampleAnswers(store.find(model), card,
				hardware).of(samples, fields, Progress.none()), remarks);
			if (units.isPossible()) units.leftOut(plan.folds()).ifPresentOrElse(table -> TableText.write(table, output,
				UNITS), () -> remarks.accept(
					"The action units of the manifest are not evaluated: there is a fold without a clip with " +
						"coded units to learn from."));
		}
		catch (final InputException e) {
			remarks.accept("The action units of the manifest are not evaluated: " + e.getMessage());
		}
	}

	/**
	 * Clips are trained on. Of the whole network a fold is a part: it takes minutes, and a killed run loses one at most.
	 */
	private LosoResult onClips(final Manifest samples, final ClassScheme scheme, final Optional<ModelCard> card,
		final ClipFolds folds, final Progress progress, final Consumer<LosoResult> watcher, final Consumer<String> remarks)
	{
		try (LateFaceFinder faces = new LateFaceFinder(store.face(), hardware.device(), progress);
				RegisteredClips clips = RegisteredClips.prepare(samples.samples(), temporary(), folds.work().preparation(output,
					folds.description()), faces, hardware.threads(), progress))
		{
			LeftOutRows.tell(clips.skipped().stream().map(skipped -> SampleFields.leftOut(samples, samples.samples().indexOf(
				skipped.sample()), skipped.reason())).toList(), remarks);
			clips.remarks().forEach(remarks);
			final int[] rows = clips.samples().stream().mapToInt(samples.samples()::indexOf).toArray();
			final LosoData data = data(samples, scheme, rows, remarks);
			final LosoPlan plan = plan(data, trained(rows, folds.trained()), remarks);
			final LosoRunner runner = new LosoRunner(plan, folds.description(), output);
			remarks.accept(folds.remark(settings.members() * settings.seeds().size() * plan.folds().size()));
			final LosoResult result = folds.train(runner, clips, scheme.labels(), begin(folds.start()), hardware, progress,
				watcher);
			if (result.isComplete()) WrittenFiles.write(output, BESIDES, () -> writePaper(samples, card, folds.description(),
				result));
			return result;
		}
	}

	private ClipFoldTrainer.Start begin(final FoldStart fusion) {
		return new ClipFoldTrainer.Start(settings.members(), SavedModels.parameters(new DgmNetwork(Dgm.standard()), store
			.find(model).resolve("dgm")).get(0), fusion);
	}

	private LosoData data(final Manifest samples, final ClassScheme scheme, final int[] rows,
		final Consumer<String> remarks)
	{
		final LosoData data = LosoData.of(samples, scheme, rows);
		requireEnough(data);
		final Set<String> people = new TreeSet<>();
		for (final Sample sample : samples.samples())
			people.add(sample.dataset() + "/" + sample.subject());
		people.removeAll(data.subjectIds());
		for (final String person : people)
			remarks.accept("No clip of the subject " + person + " can be used; it is left out of the evaluation.");
		return data;
	}

	private LosoPlan plan(final LosoData data, final int trained, final Consumer<String> remarks) {
		final int together = settings.together();
		final LosoPlan plan = new LosoPlan(data, settings.split().rule(trained), settings.seeds(), together == 0 ? data
			.size() : together);
		if (!(plan.split() instanceof Split.Datasets)) tellLacking(data, plan, remarks);
		if (plan.split() instanceof Split.Subjects) return plan;
		for (final Fold fold : plan.folds()) {
			final List<String> absent = new ArrayList<>(data.classes());
			for (final int row : fold.testRows())
				absent.remove(data.classes().get(data.truth()[row]));
			for (final String label : absent)
				remarks.accept("No clip of '" + fold.subject() + "' is of the class '" + label +
					"': its F1 and recall there count as 0 in UF1 and UAR.");
		}
		return plan;
	}

	/** In each dataset's row of the summary; where a dataset is a fold, that is told of the fold. */
	private static void tellLacking(final LosoData data, final LosoPlan plan, final Consumer<String> remarks) {
		final int[] tested = plan.folds().stream().flatMapToInt(fold -> Arrays.stream(fold.testRows())).sorted().toArray();
		final int[] truth = data.truth();
		DatasetParts.lackingClasses(Arrays.stream(tested).mapToObj(row -> data.clips().get(row).dataset()).toList(), Arrays
			.stream(tested).map(row -> truth[row]).toArray(), data.classes()).forEach(remarks);
	}

	/** Java's own folder for files of a run: that of the output may be shared by machines. */
	static Path temporary() {
		final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
		if (!Files.isDirectory(folder) || !Files.isWritable(folder)) throw new InputException(
			"Registered frames would be kept in '" + folder +
				"', which is no folder where this program may write; give another one by Java's 'java.io.tmpdir'.");
		return folder;
	}

	private boolean usesModel(final Manifest samples) {
		return settings.start() == LosoStart.INSTALLED || settings.training() instanceof LosoSettings.WholeNetwork ||
			!samples.samples().stream().allMatch(Sample::hasField);
	}

	/** A model that was trained on the clips it is tested on would make the evaluation worthless. */
	static void requireUnseen(final ModelCard card, final List<Sample> samples, final Path manifest,
		final Consumer<String> remarks)
	{
		final Set<String> seen = card.realClips().orElseThrow(() -> new InputException("The card of the model '" + card
			.id() +
			"' does not say which real clips it was trained on, and it may have seen those it would be tested on; choose a " +
			"model whose card has the entry '" + ModelCard.REAL_CLIPS + "', such as '" + ModelStore.SHIPPED + "'."));
		final Map<String, String> own = new TreeMap<>();
		samples.forEach(sample -> own.putIfAbsent(PersonKey.ofPeople(sample.dataset()), sample.dataset()));
		for (final String dataset : seen) {
			final String spelled = own.get(PersonKey.ofPeople(dataset));
			if (spelled != null) throw new InputException("The model '" + card.id() + "' was trained on clips of '" +
				dataset + "', and so are clips of " + manifest + (spelled.equals(dataset) ? "" : ", there '" + spelled + "'") +
				": it would be tested on what it has seen. Choose a model that was trained on other data, such as '" +
				ModelStore.SHIPPED + "'.");
		}
		if (!seen.isEmpty()) remarks.accept("The model '" + card.id() + "' was trained on clips of " + String.join(", ",
			seen) + "; make sure that none of these people is in the manifest under another name.");
	}

	private FoldStart start(final Optional<ModelCard> card) {
		if (settings.start() == LosoStart.RANDOM) return new FoldStart.Random();
		if (settings.start() == LosoStart.SYNTHETIC) return new FoldStart.Pretraining(((LosoSettings.FusionAlone) settings
			.training()).pretraining());
		final Fusion trained = new Fusion(settings.fusion(), card.orElseThrow().classes());
		final FoldStart.Committee committee = new FoldStart.Committee(trained, SavedModels.parameters(trained
			.forInference(), store.find(model).resolve("fusion")));
		committee.require(settings.members());
		return committee;
	}

	/** A class without a clip would only show as an F1 of 0. */
	private void requireEnough(final LosoData data) {
		final List<String> absent = new ArrayList<>(data.classes());
		for (final int label : data.truth())
			absent.remove(data.classes().get(label));
		if (!absent.isEmpty()) throw new InputException("None of the usable clips (" + data.size() + ") of " + manifest +
			" is of the class '" + absent.get(0) + "'; add some.");
		if (settings.innerGroups() > 0 && data.subjectIds().stream().distinct().count() < 3) throw new InputException(
			"An inner split needs clips of 3 subjects or more, and " + manifest +
				" has usable ones of 2; take a fixed number of steps.");
	}

	private RunDescription describe(final List<Sample> samples, final ClassScheme scheme, final Optional<ModelCard> card,
		final Progress progress)
	{
		final Map<String, String> versions = new TreeMap<>();
		versions.put("TensorFlow", TensorFlowRuntime.version());
		final String plugin = LosoEvaluation.class.getPackage().getImplementationVersion();
		versions.put("plugin", plugin == null ? "development" : plugin);
		final List<Path> stacks = samples.stream().flatMap(s -> s.field().stream()).map(StoredField::file).distinct()
			.toList();
		for (int i = 0; i < stacks.size(); i++)
			versions.put("displacement fields " + (i + 1), Sha256.of(stacks.get(i)));
		RecordingsHash.of(samples, progress).ifPresent(hash -> versions.put("recordings of the clips", hash));
		settings.split().test().ifPresent(file -> versions.put("test manifest", Sha256.of(file)));
		card.ifPresent(known -> versions.put("model " + known.id(), known.text("hash")));
		final Map<String, String> described = new TreeMap<>(settings.described(scheme.labels().equals(ExpressionClass
			.labels())));
		if (!method.isDefault()) described.put("displacement method", method.title());
		return new RunDescription(Sha256.of(manifest), described, versions, Map.of("Java", System.getProperty(
			"java.version"), "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"),
			"device asked for", hardware.device().name()));
	}
}
