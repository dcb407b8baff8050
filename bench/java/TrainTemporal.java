import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.AtomicFolder;
import org.microexpression.base.Progress;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalFusion;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;
import org.microexpression.training.fusion.SequenceClips;
import org.microexpression.training.fusion.TemporalTraining;

import com.google.gson.Gson;

/**
 * The Java side of bench/train-temporal: "read" reads made-up clips through the model's chain, "train" trains the
 * temporal path on them, writes it into the model's folder and names it in the card, "control" trains the same without
 * attention among the frames, which goes into no model, and "figures" puts what was measured into the card. Usage:
 * TrainTemporal PART WORK_FOLDER MODEL_FOLDER [JSON]
 */
public final class TrainTemporal {

	/** The clips that are trained on: as coders name their frames, and worse. */
	private enum Series {

			CODED(501, 0.5, 630), WORSE(502, 0.8, 870);

		private final SequenceClips clips;
		private final int count;

		Series(final long seed, final double worst, final int count) {
			clips = new SequenceClips(seed, worst);
			this.count = count;
		}

		private Path file(final Path work) {
			return work.resolve("sequences-" + clips.seed() + ".bin");
		}

		private List<Optional<SequenceClips.Sequence>> known(final Path work) throws IOException {
			return SequenceFiles.all(file(work), SequenceFiles::sequence);
		}
	}

	/** Within the work folder: the control. */
	static final String CONTROL = "without-attention";

	public static void main(final String[] args) throws IOException {
		final Path work = Path.of(args[1]), model = Path.of(args[2]);
		final TemporalFusion.Settings settings = TemporalFusion.Settings.defaults();
		switch (args[0]) {
			case "read" -> read(work, model);
			case "train" -> {
				final Map<String, Object> card = new LinkedHashMap<>(ModelCard.read(model).entries());
				train(work, model, settings, model.resolve(TemporalRecognizer.FOLDER));
				card.put(TemporalRecognizer.FOLDER, entry());
				write(model, card);
			}
			case "figures" -> figures(model, Path.of(args[3]));
			case "control" -> train(work, model, settings.withoutAttention(), work.resolve(CONTROL));
			default -> throw new IllegalArgumentException("Unknown part " + args[0]);
		}
	}

	private static void read(final Path work, final Path model) throws IOException {
		Files.createDirectories(work);
		try (DisplacementEstimator estimator = new HeadFreeEstimator(DisplacementModel.open(model, Hardware.cpu(1)))) {
			for (final Series series : Series.values()) {
				SequenceFiles.fill(series.file(work), series.known(work).size(), series.count, i -> {
					final Optional<SequenceClips.Sequence> read = series.clips.read(i, estimator);
					return out -> SequenceFiles.write(out, read);
				});
			}
		}
	}

	private static void train(final Path work, final Path model, final TemporalFusion.Settings settings,
		final Path folder) throws IOException
	{
		final TemporalFusion network = new TemporalFusion(settings, ExpressionClass.values().length);
		AtomicFolder.check(folder);
		final List<SequenceClips.Sequence> sequences = new ArrayList<>();
		for (final Series series : Series.values())
			series.known(work).stream().limit(series.count).flatMap(Optional::stream).forEach(sequences::add);
		final ModelCard card = ModelCard.read(model);
		try (Recognizer recognizer = Recognizer.open(model, card, Hardware.cpu(1))) {
			final List<TemporalTraining.Example> examples = TemporalTraining.examples(recognizer, sequences);
			SavedModels.export(network.forInference(), TemporalTraining.train(network, examples, TemporalTraining.Settings
				.shipped(), Progress.printed(System.err)), folder);
		}
		System.out.println("Trained on " + sequences.size() + " sequences: " + folder);
	}

	/** Puts what bench/temporal measured into the card. */
	private static void figures(final Path model, final Path json) throws IOException {
		final Map<String, Object> card = new LinkedHashMap<>(ModelCard.read(model).entries());
		final Map<Object, Object> all = new LinkedHashMap<>();
		if (card.get("figures") instanceof Map<?, ?> before) all.putAll(before);
		all.put(TemporalRecognizer.FOLDER, withoutDifferences(new Gson().fromJson(Files.readString(json), Map.class)));
		card.put("figures", all);
		write(model, card);
	}

	/** They follow from the figures, and the card is long. */
	private static Map<Object, Object> withoutDifferences(final Map<?, ?> figures) {
		final Map<Object, Object> kept = new LinkedHashMap<>();
		figures.forEach((name, value) -> {
			if (!String.valueOf(name).endsWith("_minus_this")) kept.put(name, value instanceof Map<?, ?> part
				? withoutDifferences(part) : value);
		});
		return kept;
	}

	private static void write(final Path model, final Map<String, Object> card) {
		// Written anew, behind the rest.
		card.keySet().removeAll(List.of("format", "hash"));
		System.out.println("The card of " + ModelCard.write(model, card).id() + " names the temporal path.");
	}

	/** What the card says of it. */
	static Map<String, Object> entry() {
		final Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("network", TemporalFusion.Settings.defaults().toString());
		entry.put("training", TemporalTraining.Settings.shipped().toString());
		entry.put("training data", "made-up clips through the whole chain, seeds 501 and 502");
		entry.put("made by", "bench/train-temporal");
		return entry;
	}
}
