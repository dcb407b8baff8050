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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.microexpression.base.AtomicFolder;
import org.microexpression.base.CancellableWork;
import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.ManifestPeople;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ClassScheme;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.fusion.Calibration;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Parameters;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.TrainingResult;
import org.microexpression.training.joint.ClipSource;
import org.microexpression.training.joint.HeldOutSubjects;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.SyntheticSource;
import org.microexpression.training.joint.TrainedModels;
import org.microexpression.training.joint.TrainingData;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.ValidationExamples;

/**
 * The training of a model from beginning to end: clips are read and registered, some of their subjects are held out for
 * validation, displacement module and fusion are trained together on the others and on synthetic expressions, and the
 * model's folder is written. The same run again goes on with one that was stopped.
 *
 * @param clips    the clips to train on; none for synthetic expressions alone
 * @param output   folder of the trained model; its name is the model's. An older model is replaced when the new one is
 *                 complete. The checkpoint lies beside it
 * @param settings how it is trained
 * @param store    where models are
 * @param start    id or folder of the model whose weights training begins with; none to begin anew
 */
public record ModelTrainingRun(Optional<LabelledClips> clips, Path output, TrainingSettings settings, ModelStore store,
		Optional<String> start) {

	/** Stands behind the name of what a stopped training wrote, where a finished model has that name and stays. */
	public static final String STOPPED = "-stopped";

	/** Stands in a card for the real clips of a model begun from, where that model's card does not name them. */
	private static final String UNKNOWN = "unknown";

	/** Sets the synthetic series of the validation apart from that of the training. */
	private static final long VALIDATION_SERIES = 0x76616C6964L;

	/**
	 * Clips to train on.
	 *
	 * @param manifest the manifest
	 * @param classes  title of their classes, see {@link ClassScheme#named}
	 */
	public record LabelledClips(Path manifest, String classes) {
	}

	/**
	 * What a training gave.
	 *
	 * @param folder the model that was written: the output folder, or one beside it, see {@link #STOPPED}
	 * @param card   its card
	 * @param result what the training ended with; it says whether it is complete
	 */
	public record Outcome(Path folder, ModelCard card, TrainingResult result) {
	}

	/** What is trained on and validated with. */
	private record Examples(ClassScheme scheme, TrainingData data, ValidationExamples validation, Set<String> datasets) {
	}

	/**
	 * Trains and writes the model.
	 *
	 * @param progress progress and cancellation; when it is cancelled within the training, the best weights so far are
	 *                 written
	 * @param listener hears of losses
	 * @param remarks  given sentences that the user should read: clips left out, who validates
	 * @return the model and what the training ended with
	 * @throws InputException                             if something given cannot be used
	 * @throws java.util.concurrent.CancellationException if the user cancels before a step has been done
	 * @throws org.microexpression.training.TrainingDivergedException if a loss is not a number
	 */
	public Outcome run(final Progress progress, final TrainingListener listener, final Consumer<String> remarks) {
		requireReplaceable(target());
		if (holdsFinished(target())) requireReplaceable(stopped());
		checkpoint().requireOurs();
		makeParent();
		if (clips.isEmpty()) return train(new Examples(ClassScheme.MEGC2019, TrainingData.synthetic(series(settings.seed(),
			ExpressionClass.labels())), otherSeries(ExpressionClass.labels()), Set.of()), progress, listener, remarks);
		final Manifest manifest = Manifest.read(clips.get().manifest(), progress);
		final ClassScheme scheme = manifest.scheme(clips.get().classes());
		manifest.numbers(scheme); // an unknown class is told before any clip is opened
		ManifestPeople.of(manifest).require(remarks);
		progress.report("Loading the face networks", 0, 0);
		try (CancellableWork<FaceFinder> faces = CancellableWork.open(progress, () -> FaceFinder.open(store.face(), settings
			.hardware().device()));
				RegisteredClips registered = RegisteredClips.prepare(manifest.samples(), target().getParent(), faces.get(),
					settings.hardware().threads(), progress))
		{
			LeftOutRows.tell(registered.skipped().stream().map(skipped -> "Skipped " + skipped.sample().key() + ": " + skipped
				.reason()).toList(), remarks);
			registered.remarks().forEach(remarks);
			return train(examples(registered, scheme, remarks), progress, listener, remarks);
		}
	}

	private Path target() {
		return output.toAbsolutePath();
	}

	private Path stopped() {
		return target().resolveSibling(target().getFileName() + STOPPED);
	}

	private static void requireReplaceable(final Path folder) {
		AtomicFolder.check(folder);
		TrainedModels.requireUnchanged(folder);
	}

	private CheckpointFile checkpoint() {
		return CheckpointFile.at(target().resolveSibling(target().getFileName() + ".checkpoint"));
	}

	/** Before the training: its checkpoint and the registered frames lie beside the model. */
	private void makeParent() {
		try {
			Files.createDirectories(target().getParent());
		}
		catch (final IOException e) {
			throw new InputException("The folder '" + target().getParent() + "' for the trained model cannot be made (" +
				Reasons.of(e) + "); choose a folder that can be written to.", e);
		}
	}

	private static SyntheticSource series(final long seed, final List<String> classes) {
		return new SyntheticSource(SyntheticPairs.training(seed), classes);
	}

	private ValidationExamples otherSeries(final List<String> classes) {
		return ValidationExamples.synthetic(series(settings.seed() ^ VALIDATION_SERIES, classes));
	}

	/** Holds subjects out and says who validates. */
	private Examples examples(final RegisteredClips registered, final ClassScheme scheme,
		final Consumer<String> remarks)
	{
		final ClipSource.Augmentation typical = ClipSource.Augmentation.typical();
		final ClipSource all = new ClipSource(registered, scheme, typical);
		final int[] labels = ClipSource.labels(registered, scheme);
		final HeldOutSubjects split = HeldOutSubjects.of(registered.samples().stream().map(Sample::person).toList(), labels,
			settings.validation().subjects(), settings.seed());
		final boolean spared = split.heldOut().length > 0;
		final ClipSource trained = spared ? source(registered, split.trained(), labels, scheme, typical) : all;
		final TrainingData data = settings.batch().syntheticShare() == 0 ? TrainingData.clips(trained) : TrainingData.both(
			series(settings.seed(), scheme.labels()), trained);
		final boolean synthetic = scheme.labels().equals(ExpressionClass.labels());
		final ValidationExamples other = synthetic ? otherSeries(scheme.labels()) : ValidationExamples.none();
		final ValidationExamples validation = spared ? ValidationExamples.heldOut(source(registered, split.heldOut(),
			labels, scheme, ClipSource.Augmentation.none())) : other;
		tell(split, synthetic, remarks);
		return new Examples(scheme, data, validation, registered.samples().stream().map(Sample::dataset).collect(Collectors
			.toSet()));
	}

	private static ClipSource source(final RegisteredClips clips, final int[] rows, final int[] labels,
		final ClassScheme scheme, final ClipSource.Augmentation augmentation)
	{
		return new ClipSource(clips, rows, Arrays.stream(rows).map(row -> labels[row]).toArray(), scheme.size(),
			augmentation);
	}

	private void tell(final HeldOutSubjects split, final boolean synthetic, final Consumer<String> remarks) {
		final int wanted = split.wanted();
		final int spared = split.people().size();
		if (wanted == 0) return;
		if (spared == 0) remarks.accept(
			"No subject can be spared for validation, since clips of two subjects and of every class must be left to train " +
				"on; " + (synthetic ? "synthetic expressions validate instead."
					: "nothing is validated, and the last weights are the result."));
		else remarks.accept(Counts.of(split.heldOut().length, "clip", "clips") + " of " + String.join(", ", split
			.people()) + (split.heldOut().length == 1 ? " is not trained on and validates"
				: " are not trained on and validate") + (spared < wanted ? "; " + Counts.of(wanted, "subject was",
					"subjects were") + " asked for, and no more can be spared." : "."));
	}

	private Outcome train(final Examples examples, final Progress progress, final TrainingListener listener,
		final Consumer<String> remarks)
	{
		start.ifPresent(model -> tellLostUnits(ModelCard.read(store.find(model)), remarks));
		final List<String> classes = examples.scheme.labels();
		final ModelTraining training = new ModelTraining(settings, classes, examples.data, examples.validation);
		progress.report("Making the networks", 0, 0);
		final Set<String> seen = new TreeSet<>(examples.datasets);
		final Parameters begin = CancellableWork.compute(progress, () -> begin(training, classes, seen));
		final CheckpointFile checkpoint = checkpoint();
		final TrainingResult result = training.run(begin, checkpoint, progress, listener);
		final Path folder = result.complete() || !holdsFinished(target()) ? target() : stopped();
		final ModelCard card = TrainedModels.write(folder, result, settings, classes, new TrainedModels.Description(
			examples.data.description(), examples.validation.description(), seen));
		if (result.complete()) checkpoint.delete();
		return new Outcome(folder, card, result);
	}

	/** Neither clips nor synthetic expressions teach them here. */
	private static void tellLostUnits(final ModelCard begun, final Consumer<String> remarks) {
		if (begun.entries().containsKey(Calibration.CARD_ENTRY)) remarks.accept("The model '" + begun.id() +
			"' tells action units, and the trained one will tell none, since this training teaches displacement and classes " +
			"alone; for action units go on using '" + begun.id() + "'.");
	}

	/** What cannot be read may have been finished. */
	private static boolean holdsFinished(final Path folder) {
		if (!ModelStore.isModel(folder)) return false;
		try {
			return !"false".equals(ModelCard.read(folder).text("complete"));
		}
		catch (final InputException e) {
			return true;
		}
	}

	/** @param seen gets the datasets of the real clips that the model to start from was trained on */
	private Parameters begin(final ModelTraining training, final List<String> classes, final Set<String> seen) {
		final Parameters begin = training.initial();
		start.ifPresent(model -> seen.addAll(TrainedModels.takeOver(store.find(model), settings, classes, begin).realClips()
			.orElse(Set.of(UNKNOWN))));
		return begin;
	}
}
