import com.google.gson.GsonBuilder;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.network.Hardware;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.video.VideoWriter;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceFollower;
import org.microexpression.face.HeadRemainder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.model.ModelStore;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.network.Device;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;
import org.microexpression.synthetic.LongVideo;

/**
 * How fast videos are read, measured and spotted, how long a frame anywhere takes, how memory grows with the length.
 */
public class VideoBench {

	private static final Path SHIPPED = Path.of("models");
	private static final int[] SECONDS = { 5, 10, 20 };
	private static final int PROBES = 60;

	private VideoBench() {
		// Static only.
	}

	public static void main(final String[] args) throws IOException {
		switch (args[0]) {
			case "make" -> make(Path.of(args[1]));
			case "speed" -> write(Path.of(args[2]), speed(Path.of(args[1])));
			case "memory" -> write(Path.of(args[2]), memory(Path.of(args[1])));
			case "random" -> write(Path.of(args[2]), random(Path.of(args[1])));
			default -> throw new IllegalArgumentException(args[0]);
		}
	}

	private static void write(final Path file, final Map<String, Object> results) throws IOException {
		final String json = new GsonBuilder().setPrettyPrinting().create().toJson(results);
		Files.writeString(file, json);
		System.out.println(json);
	}

	private static Path file(final Path folder, final int seconds) {
		return folder.resolve("vga-" + seconds + ".mp4");
	}

	/** VGA videos of one made-up person, drawn at half that size, 30 frames a second, H.264. */
	private static void make(final Path folder) throws IOException {
		for (final int seconds : SECONDS) {
			if (Files.exists(file(folder, seconds))) continue;
			final LongVideo.Setting usual = LongVideo.Setting.usual(seconds, 30);
			final LongVideo video = new LongVideo("vga", LongVideo.Person.PAINTED, 31, 131, new LongVideo.Setting(
				new LongVideo.Format(320, 240, seconds, 30), usual.acting(), usual.camera()));
			try (VideoWriter writer = new VideoWriter(file(folder, seconds), 640, 480, 30)) {
				for (int i = 0; i < video.frameCount(); i++) {
					final Bilinear drawn = new Bilinear(video.frame(i).update(null).getCurrentStorageArray(), 320, 240,
						Border.REPEATED, Mixing.WEIGHTED_SINGLE);
					final int[] rgb = new int[640 * 480];
					for (int p = 0; p < rgb.length; p++)
						rgb[p] = (int) Math.round(drawn.at(p % 640 / 2.0, p / 640 / 2.0)) * 0x010101;
					writer.write(rgb, i / 30.0);
				}
				writer.end();
			}
		}
	}

	private static Map<String, Object> speed(final Path folder) {
		final Map<String, Object> results = new LinkedHashMap<>();
		try (FacialMotion motion = new FacialMotion(new ModelStore(List.of(SHIPPED)), ModelStore.SHIPPED, Hardware.cpu(
			0)))
		{
			measure(motion, file(folder, SECONDS[0]));
			for (final int seconds : SECONDS)
				results.put(seconds + " s", measure(motion, file(folder, seconds)));
		}
		results.put("stages, processor ms a frame", stages(file(folder, SECONDS[1])));
		return results;
	}

	/** From the file to what was spotted, the model loaded. */
	private static Map<String, Object> measure(final FacialMotion motion, final Path file) {
		final long start = System.nanoTime();
		final long cpu = cpu();
		final int frames;
		final int spotted;
		final MotionTrace trace;
		try (Clip clip = Clips.open(file)) {
			frames = clip.frameCount();
			trace = motion.measure(clip, MotionSettings.defaults(), Progress.none());
			spotted = Spotter.named(Spotter.DEFAULT).spot(trace, SpotterSettings.defaults()).size();
		}
		final double seconds = (System.nanoTime() - start) / 1e9;
		final double milliseconds = (cpu() - cpu) / 1e6 / frames;
		return Map.of("frames", frames, "spotted", spotted, "seconds", seconds, "frames a second", frames / seconds,
			"processor ms a frame", milliseconds, "frames a second of two processors at work", 2000 / milliseconds);
	}

	/** Time of all threads on processors, ns: what else the machine does has no part in it. */
	private static long cpu() {
		return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
			.getProcessCpuTime();
	}

	/** What each stage costs; the second round counts. */
	private static Map<String, Object> stages(final Path file) {
		final Map<String, Object> stages = new LinkedHashMap<>();
		for (int round = 0; round < 2; round++) {
			final List<RegisteredPair> pairs = new ArrayList<>();
			try (Clip clip = Clips.open(file)) {
				stages.put("read", perFrame(clip.frameCount(), clip::frame));
			}
			try (Clip clip = Clips.open(file); FaceFinder faces = FaceFinder.open(SHIPPED.resolve("face"), Device.CPU)) {
				final FaceFollower follower = new FaceFollower(faces.find(clip.frame(0)).landmarks());
				final ArrayImg<FloatType, FloatArray> reference = registered(follower.begin(clip.frame(0)));
				stages.put("read and follow", perFrame(clip.frameCount(), i -> pairs.add(new RegisteredPair(reference,
					registered(follower.follow(clip.frame(i)).orElseThrow())))));
			}
			try (DisplacementModel dgm = DisplacementModel.openQuick(SHIPPED.resolve(ModelStore.SHIPPED), Hardware.cpu(0))) {
				final List<DisplacementField> fields = new ArrayList<>();
				stages.put("displacement field", perFrame(pairs.size() / 16, i -> fields.addAll(dgm.compute(pairs.subList(16 *
					i, 16 * i + 16)))) / 16);
				stages.put("head's part of a field", perFrame(fields.size(), i -> HeadRemainder.of(fields.get(i)).removedFrom(
					fields.get(i))));
			}
		}
		return stages;
	}

	private static ArrayImg<FloatType, FloatArray> registered(final FaceFollower.View view) {
		return ArrayImgs.floats(view.pixels(), CanonicalFace.SIZE, CanonicalFace.SIZE);
	}

	private static double perFrame(final int frames, final IntConsumer work) {
		final long before = cpu();
		for (int i = 0; i < frames; i++)
			work.accept(i);
		return (cpu() - before) / 1e6 / frames;
	}

	/** Frames at random places of an open file. */
	private static Map<String, Object> random(final Path file) {
		final SplittableRandom random = new SplittableRandom(17);
		final double[] milliseconds = new double[PROBES];
		final double[] processor = new double[PROBES];
		try (Clip clip = Clips.open(file)) {
			for (int i = -5; i < PROBES; i++) {
				final int frame = random.nextInt(clip.frameCount());
				final long start = System.nanoTime();
				final long cpu = cpu();
				clip.frame(frame);
				if (i < 0) continue;
				milliseconds[i] = (System.nanoTime() - start) / 1e6;
				processor[i] = (cpu() - cpu) / 1e6;
			}
			Arrays.sort(milliseconds);
			Arrays.sort(processor);
			return Map.of("file", file.getFileName().toString(), "width", clip.width(), "height", clip.height(), "frames",
				clip.frameCount(), "median ms", milliseconds[PROBES / 2], "90 % within ms", milliseconds[PROBES * 9 / 10],
				"longest ms", milliseconds[PROBES - 1], "median processor ms", processor[PROBES / 2]);
		}
	}

	/** Opens a file, decodes all of it and frames at random places; how much memory the process had at most. */
	private static Map<String, Object> memory(final Path file) throws IOException {
		final long start = System.nanoTime();
		try (Clip clip = Clips.open(file)) {
			final double opened = (System.nanoTime() - start) / 1e9;
			double sum = 0;
			for (int i = 0; i < clip.frameCount(); i++)
				sum += clip.frame(i).getAt(0, 0).get();
			final double seconds = (System.nanoTime() - start) / 1e9;
			final SplittableRandom random = new SplittableRandom(17);
			for (int i = 0; i < PROBES; i++)
				sum += clip.frame(random.nextInt(clip.frameCount())).getAt(0, 0).get();
			if (!(sum > 0)) throw new IllegalStateException("black");
			final String peak = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith(
				"VmHWM")).findFirst().orElseThrow();
			return Map.of("file", file.getFileName().toString(), "frames", clip.frameCount(), "seconds to open", opened,
				"frames a second", clip.frameCount() / seconds, "largest heap, MB", Runtime.getRuntime().maxMemory() >> 20,
				"peak of the process, MB", Integer.parseInt(peak.replaceAll("\\D", "")) / 1024);
		}
	}
}
