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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.google.gson.GsonBuilder;

import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.evaluation.Fold;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.SyntheticPairs;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.TrainingListener;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFields;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionStage;
import org.microexpression.training.fusion.FusionTraining;
import org.microexpression.training.joint.ModelTraining;
import org.microexpression.training.joint.SyntheticSource;
import org.microexpression.training.joint.TrainingData;
import org.microexpression.training.joint.TrainingSettings;
import org.microexpression.training.joint.ValidationExamples;

/**
 * The shipped model on the processor and on another device: largest differences of its results, and times of recognition
 * and of trainings.
 */
public class GpuBench {

	private static final int BATCH = 32;
	private static final double LARGEST_DIFFERENCE = 1e-4;
	private static final int SUBJECTS = 68;
	private static final int CLIPS_A_SUBJECT = 6;
	private static final int FOLD_STEPS = 50;
	private static final int WHOLE_STEPS = 12;

	/** The first steps load kernels. */
	private static final int UNCOUNTED = 4;

	/** What a device gave. */
	private record Result(Device device, List<DisplacementField> fields, List<Prediction> predictions) {
	}

	/** @param args folder of models, file of the result, runs, the other device */
	public static void main(final String[] args) throws IOException {
		final Map<String, Object> figures = new LinkedHashMap<>();
		final Path models = Path.of(args[0]);
		final Device other = Device.parse(args[3]);
		final int runs = Integer.parseInt(args[2]);
		final Result here = run(models, Device.CPU, runs, figures, "cpu");
		final Result there = run(models, other, runs, figures, "other");
		figures.put("device", there.device().name());
		for (final boolean first : new boolean[] { true, false }) {
			final Hardware hardware = Hardware.of(first ? Device.CPU : other);
			trainings(first ? "cpu" : "other", hardware, figures);
		}
		double field = 0, probability = 0;
		for (int i = 0; i < here.fields().size(); i++) {
			field = Math.max(field, difference(here.fields().get(i).u(), there.fields().get(i).u()));
			field = Math.max(field, difference(here.fields().get(i).v(), there.fields().get(i).v()));
			final double[] first = here.predictions().get(i).probabilities(), second = there.predictions().get(i)
				.probabilities();
			for (int c = 0; c < first.length; c++)
				probability = Math.max(probability, Math.abs(first[c] - second[c]));
		}
		figures.put("largest difference of a displacement, pixels", field);
		figures.put("largest difference of a probability", probability);
		figures.forEach((name, value) -> System.out.println(name + ": " + value));
		Files.writeString(Path.of(args[1]), new GsonBuilder().setPrettyPrinting().create().toJson(figures));
		if (there.device() != other || field > LARGEST_DIFFERENCE || probability > LARGEST_DIFFERENCE) {
			System.err.println("gpu: the results differ by more than " + LARGEST_DIFFERENCE + ", or the device is another.");
			System.exit(1);
		}
	}

	private static Result run(final Path models, final Device device, final int runs, final Map<String, Object> figures,
		final String name) throws IOException
	{
		final List<RegisteredPair> pairs = new ArrayList<>();
		final Path folder = models.resolve(ModelStore.SHIPPED);
		final List<DisplacementField> fields;
		final List<Prediction> predictions = new ArrayList<>();
		final Device ran;
		try (Clip clip = Clips.open(Path.of("src/main/resources/org/microexpression/samples/positive.avi"));
				FaceFinder faces = FaceFinder.open(models.resolve("face"), Device.CPU);
				DisplacementModel dgm = DisplacementModel.open(folder, device);
				Recognizer recognizer = Recognizer.open(folder, ExpressionClass.labels(), device))
		{
			final var onset = clip.frame(0);
			final FacialLandmarks landmarks = faces.find(onset).landmarks();
			for (int i = 0; i < BATCH; i++)
				pairs.add(FaceRegistration.register(onset, clip.frame(1 + i % (clip.frameCount() - 1)), landmarks));
			fields = dgm.compute(pairs);
			for (final DisplacementField field : fields)
				predictions.add(recognizer.recognize(field));
			ran = recognizer.device();
			figures.put(name + ", displacement of a pair, ms", median(runs, () -> dgm.compute(pairs.get(0))));
			figures.put(name + ", displacement of a pair in a batch of " + BATCH + ", ms", median(runs / 10 + 3, () -> dgm
				.compute(pairs)) / BATCH);
			figures.put(name + ", recognition of a field, ms", median(runs, () -> recognizer.recognize(fields.get(0))));
		}
		return new Result(ran, fields, predictions);
	}

	/** Of the whole network, and of the fusion in many folds. */
	private static void trainings(final String name, final Hardware hardware, final Map<String, Object> figures) {
		for (final int batch : new int[] { 16, 64 }) {
			final double step = wholeStep(hardware, batch);
			figures.put(name + ", step of the whole FRL-DGT, " + batch + " pairs, ms", step);
			if (batch == 16) figures.put(name + ", a fold of it, " + TrainingSettings.defaults().optimization().steps() +
				" steps by that, s", TrainingSettings.defaults().optimization().steps() * step / 1000);
		}
		figures.put(name + ", leave one subject out of " + SUBJECTS + ", fusion, " + FOLD_STEPS + " steps, s", folds(
			hardware));
	}

	/** Median of the steps' times, drawing of the pairs included; it goes on beside the step before. */
	private static double wholeStep(final Hardware hardware, final int batch) {
		final TrainingSettings settings = TrainingSettings.defaults().withSteps(WHOLE_STEPS, batch, WHOLE_STEPS).on(1,
			hardware);
		final ModelTraining training = new ModelTraining(settings, TrainingData.synthetic(new SyntheticSource(SyntheticPairs
			.training(1), ExpressionClass.labels())), ValidationExamples.none());
		final List<Long> ends = new ArrayList<>();
		training.run(training.initial(), CheckpointFile.none(), Progress.none(), new TrainingListener() {

			@Override
			public void step(final long step, final Map<String, Double> losses) {
				ends.add(System.nanoTime());
			}
		});
		final double[] times = IntStream.range(UNCOUNTED, ends.size()).mapToDouble(i -> (ends.get(i) - ends.get(i - 1)) /
			1e6).sorted().toArray();
		return times[times.length / 2];
	}

	/** Seconds of all folds; the fields are noise, which takes as long. */
	private static double folds(final Hardware hardware) {
		final SplittableRandom random = new SplittableRandom(5);
		final int rows = SUBJECTS * CLIPS_A_SUBJECT;
		final float[][] fields = new float[rows][2 * CanonicalFace.GRID * CanonicalFace.GRID];
		for (final float[] field : fields)
			for (int i = 0; i < field.length; i++)
				field[i] = (float) random.nextGaussian();
		final List<String> subjects = IntStream.range(0, rows).mapToObj(row -> "s" + row / CLIPS_A_SUBJECT).toList();
		final List<Fold> folds = IntStream.range(0, SUBJECTS).mapToObj(subject -> {
			final int[] train = IntStream.range(0, rows).filter(row -> row / CLIPS_A_SUBJECT != subject).toArray();
			return new Fold("s" + subject, train, Arrays.stream(train).map(row -> row % ExpressionClass.labels().size())
				.toArray(), IntStream.range(0, rows).filter(row -> row / CLIPS_A_SUBJECT == subject).toArray());
		}).toList();
		final FusionFields synthetic = FusionTraining.synthetic(1, 600, 0, Progress.none());
		final FusionFoldTrainer trainer = new FusionFoldTrainer(new FusionFoldTrainer.Settings(new Fusion(FusionSettings
			.defaults()), new FoldStart.Random(), FusionStage.fineTuning().withSteps(FOLD_STEPS), 1),
			new FusionFoldTrainer.Rows(fields, subjects, synthetic), hardware);
		final long start = System.nanoTime();
		trainer.run(folds, 1, Progress.none());
		return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
	}

	private static double difference(final float[] a, final float[] b) {
		double largest = 0;
		for (int i = 0; i < a.length; i++)
			largest = Math.max(largest, Math.abs(a[i] - b[i]));
		return largest;
	}

	private static double median(final int runs, final Supplier<?> work) {
		final double[] times = new double[runs];
		for (int i = -3; i < runs; i++) {
			final long start = System.nanoTime();
			work.get();
			if (i >= 0) times[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(times);
		return Math.round(times[runs / 2] * 100) / 100.0;
	}
}
