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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Progress;
import org.microexpression.base.Share;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.network.SavedModels;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.synthetic.SyntheticClip;
import org.microexpression.synthetic.SyntheticDataset;
import org.microexpression.training.joint.BatchTensors;
import org.microexpression.training.joint.FrlDgtNetwork;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.TrainingPair;
import org.microexpression.training.joint.TrainingSettings;

/**
 * Displacement module, or its last layers, and fusion trained together in each fold, for two steps on six made-up clips
 * of two people.
 */
class WholeFoldsTest {

	private static final TrainingSettings TWO_STEPS = TrainingSettings.defaults().withSteps(2, 2, 2).on(0, Hardware.cpu(
		1));

	@TempDir
	private Path folder;

	private Path manifest;
	private List<Sample> samples;
	private ModelStore store;
	private final List<String> remarks = new ArrayList<>();

	private void writeClips() {
		manifest = new SyntheticDataset(7, SyntheticClip.Setting.sample()).write(folder.resolve("clips"), 2, 3, "png",
			Progress.none());
		samples = Manifest.read(manifest).samples();
		store = UntrainedModel.write(folder.resolve("models"), "untrained", 3);
	}

	/** Last layers, as they are trained by default but for two steps of two pairs. */
	private static LosoSettings.WholeNetwork lastLayers(final double rate, final double syntheticShare) {
		return new LosoSettings.WholeNetwork(LosoSettings.lastLayers(FusionSettings.defaults(), 2).settings().withSteps(2,
			2, 2).withRates(rate, syntheticShare), true);
	}

	/** A fold a part, whatever is trained. */
	private static LosoSettings settings(final LosoStart start, final LosoSettings.WholeNetwork training) {
		return new LosoSettings("MEGC2019, 3 classes", List.of(1L), 1, start, 1, FusionSettings.defaults(), training);
	}

	private LosoResult run(final String output, final LosoSettings.WholeNetwork training, final Progress progress) {
		remarks.clear();
		return new LosoEvaluation(manifest, folder.resolve(output), settings(LosoStart.INSTALLED, training), store,
			"untrained", Hardware.cpu(1)).run(progress, r -> {}, remarks::add);
	}

	/** Stops in the first training step. */
	private static Progress stoppedAtOnce() {
		return new Progress() {

			private boolean stopped;

			@Override
			public void report(final String stage, final long done, final long total) {
				stopped |= stage.contains(": Training");
			}

			@Override
			public boolean isCanceled() {
				return stopped;
			}
		};
	}

	@Test
	void theWholeNetworkIsTrainedInEachFoldResumesAndSeesNoLabelOfTheTestSubject() throws IOException {
		writeClips();
		trainsResumesAndSeesNoTestLabel(new LosoSettings.WholeNetwork(TWO_STEPS, false),
			"Displacement module and fusion are trained 2 times for 2 steps, one fold after the other; every finished fold is " +
				"kept.");
	}

	@Test
	void theLastLayersAreTrainedInEachFoldResumeAndSeeNoLabelOfTheTestSubject() throws IOException {
		writeClips();
		trainsResumesAndSeesNoTestLabel(lastLayers(1e-3, 0),
			"The last layers of the displacement module and the fusion are trained 2 times for 2 steps, several folds side " +
				"by side; every finished part is kept.");
	}

	private void trainsResumesAndSeesNoTestLabel(final LosoSettings.WholeNetwork training, final String remark)
		throws IOException
	{
		final LosoResult whole = run("whole", training, Progress.none());
		assertTrue(whole.isComplete());
		assertEquals(List.of(remark), remarks);
		final String json = Files.readString(folder.resolve("whole/loso.json"));
		assertTrue(json.contains("\"displacement module\": \"installed model, " + training.title() + "\""), json);
		assertTrue(json.contains("\"model untrained\""), json);

		assertThrows(CancellationException.class, () -> run("broken", training, stoppedAtOnce()));
		assertTrue(Files.notExists(folder.resolve("broken/parts/seed1-part0001.json")),
			"a fold that was stopped is no result");
		// As if the run had been killed in the second fold.
		Files.copy(folder.resolve("whole/parts/seed1-part0001.json"), folder.resolve("broken/parts/seed1-part0001.json"));
		run("broken", training, Progress.none());
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(table)), Files.readAllBytes(folder.resolve(
				"broken").resolve(table)), table);

		Manifest.write(manifest, withLabelsOfTheFirstSubjectShifted());
		final LosoResult shifted = run("shifted", training, Progress.none());
		final int[] first = whole.plan().folds().get(0).testRows();
		assertTrue(Arrays.stream(first).anyMatch(row -> whole.plan().data().truth()[row] != shifted.plan().data()
			.truth()[row]));
		for (final int row : first)
			assertArrayEquals(whole.probabilities(0, row).orElseThrow(), shifted.probabilities(0, row).orElseThrow(), 1e-6);
		// In the other fold these labels are trained on.
		final int other = whole.plan().folds().get(1).testRows()[0];
		assertFalse(Arrays.equals(whole.probabilities(0, other).orElseThrow(), shifted.probabilities(0, other)
			.orElseThrow()));
	}

	@Test
	void workersRegisterEveryClipOnceAndGiveTheTablesOfOneProcess() throws Exception {
		writeClips();
		final LosoSettings.WholeNetwork training = lastLayers(1e-3, 0);
		run("whole", training, Progress.none());
		final Set<Long> registered = ConcurrentHashMap.newKeySet();
		final AtomicInteger times = new AtomicInteger();
		final Progress counting = new Progress() {

			@Override
			public void report(final String stage, final long done, final long total) {
				if (!stage.equals("Registering clips") || done == total) return;
				registered.add(done);
				times.incrementAndGet();
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		final LosoEvaluation shared = new LosoEvaluation(manifest, folder.resolve("shared"), settings(LosoStart.INSTALLED,
			training), store, "untrained", Hardware.cpu(1));
		final ExecutorService workers = Executors.newFixedThreadPool(2);
		final List<Callable<LosoResult>> shares = List.of(new Share(1, 2), new Share(2, 2)).stream()
			.<Callable<LosoResult>> map(share -> () -> shared.run(LosoWork.share(PieceWorker.of(share)), counting, r -> {},
				r -> {})).toList();
		for (final Future<LosoResult> worker : workers.invokeAll(shares))
			worker.get();
		workers.shutdown();
		assertEquals(samples.size(), registered.size());
		assertEquals(samples.size(), times.get(), "by both together");
		assertTrue(Files.isDirectory(folder.resolve("shared/prepared")));
		shared.run(LosoWork.collect(), counting, r -> {}, r -> {});
		assertEquals(samples.size(), times.get(), "whoever gathers registers nothing");
		assertTrue(Files.notExists(folder.resolve("shared/prepared")));
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(folder.resolve("whole").resolve(table)), Files.readAllBytes(folder.resolve(
				"shared").resolve(table)), table);
	}

	/** Nothing moves at this rate, as if there had been no step: then the model says what it says without training. */
	@Test
	void lastLayersThatDoNotMovePredictExactlyWhatTheInstalledModelDoes() {
		writeClips();
		final LosoResult result = run("still", lastLayers(1e-30, 0.5), Progress.none());
		final NetworkDefinition network = ModelTraining.network(TWO_STEPS, ExpressionClass.labels()).forInference();
		final Parameters installed = ParameterLayout.of(network).initialize(1);
		final Path model = store.find("untrained");
		installed.copyFrom(SavedModels.parameters(new DgmNetwork(Dgm.standard()), model.resolve("dgm")).get(0));
		installed.copyFrom(SavedModels.parameters(new Fusion(FusionSettings.defaults()).forInference(), model.resolve(
			"fusion")).get(0));
		try (FaceFinder faces = FaceFinder.open(store.face(), Device.CPU);
				RegisteredClips clips = RegisteredClips.prepare(samples, folder, faces, 1, Progress.none());
				GraphSession session = GraphSession.open(network, installed, Device.CPU))
		{
			for (final Fold fold : result.plan().folds()) {
				final FloatTensor p = session.run(BatchTensors.frames(Arrays.stream(fold.testRows()).mapToObj(row -> pair(clips
					.labelled(row))).toList())).get(FrlDgtNetwork.PROBABILITIES);
				final Probabilities.Mean said = new Probabilities.Mean(fold.testRows().length, 3, 1);
				for (int i = 0; i < fold.testRows().length; i++)
					said.add(i, p.data(), 3 * i);
				for (int i = 0; i < fold.testRows().length; i++)
					assertArrayEquals(said.probabilities().row(i), result.probabilities(0, fold.testRows()[i]).orElseThrow());
			}
		}
	}

	private static TrainingPair pair(final RegisteredPair pair) {
		return new TrainingPair(pair.onsetPixels(), pair.apexPixels(), Optional.empty(), TrainingPair.UNKNOWN, pair
			.landmarks());
	}

	private List<Sample> withLabelsOfTheFirstSubjectShifted() {
		final List<String> labels = List.of("negative", "positive", "surprise");
		return samples.stream().map(s -> s.subject().equals(samples.get(0).subject()) ? s.withLabel(labels.get((labels
			.indexOf(s.label()) + 1) % 3)) : s).toList();
	}

	@Test
	void whatCannotGoTogetherIsRefused() {
		assertTrue(assertThrows(InputException.class, () -> settings(LosoStart.SYNTHETIC, lastLayers(1, 0))).getMessage()
			.contains("set 'start' to 'installed model' or 'random weights'"));
		assertTrue(assertThrows(InputException.class, () -> new LosoSettings.WholeNetwork(TWO_STEPS, true)).getMessage()
			.contains(
				"'photometric', 'smoothness', 'early' and 'rebuilding' have no frames to look at; set them to 0, not 0.5, " +
					"0.05, 0.5 and 0.0"));
	}
}
