import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;

import com.google.gson.GsonBuilder;

/** Times each stage of the chain on the shipped sample. */
public class Latency {

	private static final int BATCH = 32;

	public static void main(final String[] args) throws IOException {
		final Path models = Path.of(args[0]);
		final int runs = Integer.parseInt(args[2]);
		final Map<String, Double> milliseconds = new LinkedHashMap<>();
		try (Clip clip = Clips.open(Path.of("src/main/resources/org/microexpression/samples/positive.avi"));
				FaceFinder faces = FaceFinder.open(models.resolve("face"), Device.CPU);
				DisplacementModel displacement = DisplacementModel.open(models.resolve("frl-dgt-synthetic"), Device.CPU);
				Recognizer recognizer = Recognizer.open(models.resolve("frl-dgt-synthetic"), ExpressionClass.labels(),
					Device.CPU))
		{
			final ArrayImg<FloatType, FloatArray> onset = clip.frame(clip.indexOf(4));
			final ArrayImg<FloatType, FloatArray> apex = clip.frame(clip.indexOf(14));
			final FacialLandmarks landmarks = faces.find(onset).landmarks();
			final RegisteredPair pair = FaceRegistration.register(onset, apex, landmarks);
			final DisplacementField field = displacement.compute(pair);
			final List<RegisteredPair> pairs = Collections.nCopies(BATCH, pair);
			final List<DisplacementField> fields = Collections.nCopies(BATCH, field);
			milliseconds.put("face search", median(runs, () -> faces.find(onset)));
			milliseconds.put("registration", median(runs, () -> FaceRegistration.register(onset, apex, landmarks)));
			milliseconds.put("displacement field", median(runs, () -> displacement.compute(pair)));
			milliseconds.put("recognition with region shares", median(runs, () -> recognizer.recognize(field, pair
				.landmarks())));
			milliseconds.put("all, two frames to a row", milliseconds.values().stream().mapToDouble(d -> d).sum());
			milliseconds.put("displacement field, a pair in a batch of 32", median(Math.max(5, runs / 10), () -> displacement
				.compute(pairs)) / BATCH);
			milliseconds.put("recognition, a field in a batch of 32", median(Math.max(5, runs / 10), () -> recognizer
				.recognize(fields)) / BATCH);
		}
		milliseconds.forEach((stage, ms) -> System.out.printf(Locale.ROOT, "%-48s %7.2f ms%n", stage, ms));
		Files.writeString(Path.of(args[1]), new GsonBuilder().setPrettyPrinting().create().toJson(milliseconds));
	}

	private static double median(final int runs, final Supplier<?> work) {
		for (int i = 0; i < Math.max(3, runs / 5); i++)
			work.get();
		final double[] times = new double[runs];
		for (int i = 0; i < runs; i++) {
			final long start = System.nanoTime();
			work.get();
			times[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(times);
		return times[runs / 2];
	}
}
