import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.microexpression.expression.ExpressionClass;
import org.microexpression.fusion.Calibration;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.TemporalRecognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.training.dgm.DgmTraining;
import org.microexpression.training.fusion.FusionTraining;

import com.google.gson.Gson;

/** The Java side of bench/write-card. */
public class WriteCard {

	public static void main(final String[] args) throws IOException {
		final Path folder = Path.of(args[0]);
		final Map<String, Object> card = new LinkedHashMap<>();
		card.put("summary", "Trained on synthetic motion only, never on a real micro-expression; " +
			"not validated for decisions about people.");
		card.put("id", folder.toAbsolutePath().getFileName().toString());
		card.put("classes", Arrays.stream(ExpressionClass.values()).map(ExpressionClass::label).toList());
		card.put("input", "onset and apex frame of a registered face, 128 x 128, grey levels 0..255");
		card.put("method", "FRL-DGT, Zhai et al., CVPR 2023; layer tables and settings are this project's choice");
		card.put("training data", List.of(
			"displacement module: synthetic pairs (action units and smooth motions on painted faces, noise textures and " +
				"CC0 " + "photographs), seed " + DgmTraining.Settings.standard().seed(),
			"fusion: synthetic action-unit fields with imitated flow noise, and fields that the displacement module and " +
				"OpenCV's TV-L1 and Farneback methods computed on synthetic pairs, seed 1; half of the people move as " +
				"tabled, half as the expression shapes of ICT-FaceKit do (scanned people, MIT licence)"));
		card.put(ModelCard.REAL_CLIPS, List.of());
		card.put("made by", List.of("bench/train-displacement", "bench/train-jointly (its displacement module alone is " +
			"taken: 4500 steps with seed 5, before any training pair was flat, and 2000 more with seed 9)",
			"bench/train-fusion (which calibrates it too)", "bench/write-card"));
		card.put("settings", new TreeMap<>(Map.of("displacement", DgmTraining.Settings.standard().toString(), "fusion",
			FusionSettings.defaults().toString(), "fusion pre-training", FusionTraining.shippedStage().toString(),
			"fusion members", FusionTraining.SHIPPED_MEMBERS)));
		if (Files.isDirectory(folder.resolve(TemporalRecognizer.FOLDER))) card.put(TemporalRecognizer.FOLDER, TrainTemporal
			.entry());
		final Path calibration = Path.of(args[1]).resolve("calibration.json");
		if (Files.exists(calibration)) {
			final Map<?, ?> chosen = new Gson().fromJson(Files.readString(calibration), Map.class);
			card.put(Calibration.CARD_ENTRY, chosen.get("calibration"));
			card.put("calibrated on", Map.of("made-up clips through the whole chain", chosen.get("clips"),
				"reliability of the classes", chosen.get("reliability")));
		}
		final Map<String, Object> figures = new LinkedHashMap<>();
		for (final String name : List.of("displacement", "real-flows", "action-units", "temporal")) {
			final Path json = Path.of(args[1]).resolve(name + ".json");
			if (Files.exists(json)) figures.put(name, new Gson().fromJson(Files.readString(json), Map.class));
		}
		card.put("figures", figures);
		card.put("licence", "BSD-2-Clause, as the project");
		System.out.println("The model " + ModelCard.write(folder, card).id() + " has its card.");
	}
}
