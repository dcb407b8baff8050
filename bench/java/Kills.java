import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.microexpression.command.EvaluateLoso;
import org.microexpression.command.RecognizeFolder;
import org.microexpression.command.TrainModel;
import org.microexpression.study.MadeUpFields;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.task.TaskService;

/**
 * The Java side of bench/kills: long commands in programs of their own, killed at random moments and started again
 * until they end by themselves; what they leave must be what an unbroken one leaves, byte for byte.
 */
public class Kills {

	private static final Path SAMPLES = Path.of("src/main/resources/org/microexpression/samples").toAbsolutePath();

	private static final int CLIPS = 4;

	/** Past the first checkpoint, which a training writes after 50 steps. */
	private static final int STEPS = 60;

	/** What is killed: when its moments begin, and what it leaves. */
	private enum Kind {

			/** Leave-one-subject-out, from when its folder is there. */
			LOSO("out/run.json") {

				@Override
				void run(final Path inputs, final Path work) throws Exception {
					finish(EvaluateLoso.class, "manifest", inputs.resolve("fields.csv").toFile(), "output", work.resolve("out")
						.toFile(), "seeds", "1,2", "start", "random weights", "members", 1, "steps", 10, "together", 2, "model",
						"none", "device", "cpu");
				}
			},

			/** Recognition of a folder, from its first row. */
			FOLDER("rows.csv") {

				@Override
				void run(final Path inputs, final Path work) throws Exception {
					finish(RecognizeFolder.class, "folder", inputs.resolve("clips").toFile(), "csv", work.resolve("rows.csv")
						.toFile(), "device", "cpu");
				}
			},

			/** Spotting in a folder of videos, from its first row. */
			SPOTTING("rows.csv") {

				@Override
				void run(final Path inputs, final Path work) throws Exception {
					finish(RecognizeFolder.class, "folder", inputs.resolve("clips").toFile(), "csv", work.resolve("rows.csv")
						.toFile(), "spot", true, "device", "cpu");
				}
			},

			/** A training, from its first checkpoint. */
			TRAINING("model.checkpoint") {

				@Override
				void run(final Path inputs, final Path work) throws Exception {
					finish(TrainModel.class, "output", work.resolve("model").toFile(), "steps", STEPS, "batch", 2, "model",
						"none", "device", "cpu");
				}
			};

		private final String begun;

		Kind(final String begun) {
			this.begun = begun;
		}

		abstract void run(Path inputs, Path work) throws Exception;
	}

	private final Kind kind;
	private final Path place;
	private final SplittableRandom random;

	/** How long an unbroken one takes until its mark is there, and from then on. */
	private long toMark, fromMark;

	private Kills(final Kind kind, final long seed) {
		this.kind = kind;
		place = Path.of("target/kills", kind.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
		random = new SplittableRandom(seed);
	}

	/** Arguments: kind, number of kills, seed; or, of the program that is killed, kind, inputs, folder to work in. */
	public static void main(final String[] args) throws Exception {
		final Kind kind = Kind.valueOf(args[0].toUpperCase(Locale.ROOT));
		if (args[1].matches("\\d+")) {
			System.exit(new Kills(kind, Long.parseLong(args[2])).kill(Integer.parseInt(args[1])) ? 0 : 1);
		}
		kind.run(Path.of(args[1]), Path.of(args[2]));
		System.exit(0);
	}

	private boolean kill(final int wanted) throws Exception {
		inputs();
		final Path unbroken = unbroken();
		int kills = 0, runs = 0, resumed = 0;
		final List<String> wrong = new ArrayList<>();
		final Path begun = begun();
		while (kills < wanted) {
			final Path work = emptied(place.resolve("broken"));
			copy(begun, work);
			int own = 0;
			while (kills + own < wanted ? brokenOff(work) : !finished(work)) {
				own++;
				System.out.printf(Locale.ROOT, "kill %d of %d%n", kills + own, wanted);
			}
			kills += own;
			if (own > 0) resumed++;
			runs++;
			wrong.addAll(differences(unbroken, work));
		}
		wrong.forEach(System.out::println);
		System.out.printf(Locale.ROOT,
			"%s: %d kills in %d runs (%d resumed), of %d + %d ms when unbroken: %d differences%n", kind.name().toLowerCase(
				Locale.ROOT), kills, runs, resumed, toMark, fromMark, wrong.size());
		return wrong.isEmpty();
	}

	private void inputs() throws IOException {
		final Path inputs = place.resolve("inputs");
		if (Files.exists(inputs)) return;
		final Path making = Files.createDirectories(emptied(place.resolve("making")));
		MadeUpFields.write(making, 6, List.of("negative", "positive", "surprise"));
		Files.createDirectories(making.resolve("clips"));
		final List<String> names = List.of("negative.avi", "positive.avi", "surprise.avi");
		for (int i = 0; i < CLIPS; i++)
			Files.copy(SAMPLES.resolve(names.get(i % names.size())), making.resolve("clips/" + i + ".avi"),
				StandardCopyOption.REPLACE_EXISTING);
		// The manifest names the fields beside it.
		Files.move(making, inputs);
		MadeUpFields.write(inputs, 6, List.of("negative", "positive", "surprise"));
	}

	/** @return what an unbroken one left; how long it took is kept beside it */
	private Path unbroken() throws Exception {
		final Path work = place.resolve("unbroken");
		final Path time = place.resolve("unbroken.millis");
		if (!Files.exists(time)) {
			Files.createDirectories(emptied(work));
			final long started = System.nanoTime();
			final Process process = start(work);
			awaitMark(process, work);
			final long begun = System.nanoTime();
			if (process.waitFor() != 0) throw new IllegalStateException("The unbroken one ended with " + process.exitValue());
			Files.writeString(time, (begun - started) / 1_000_000 + " " + (System.nanoTime() - begun) / 1_000_000);
		}
		final String[] millis = Files.readString(time).split(" ");
		toMark = Long.parseLong(millis[0]);
		fromMark = Long.parseLong(millis[1]);
		return work;
	}

	/** @return what one left that was killed as soon as its mark was there, which all others go on from */
	private Path begun() throws Exception {
		final Path work = Files.createDirectories(emptied(place.resolve("begun")));
		final Process process = start(work);
		awaitMark(process, work);
		process.destroyForcibly().waitFor();
		return work;
	}

	/** @return whether it was killed; else it ended by itself */
	private boolean brokenOff(final Path work) throws Exception {
		// To start takes time too, most of the time until a training's mark is there.
		final Process process = start(work);
		if (process.waitFor(random.nextLong(1, toMark + fromMark + 1), TimeUnit.MILLISECONDS)) return !ended(process);
		// SIGKILL on Unix: no shutdown hook, no finally.
		process.destroyForcibly().waitFor();
		return true;
	}

	/** Nobody kills it any more. */
	private boolean finished(final Path work) throws Exception {
		final Process process = start(work);
		process.waitFor();
		return ended(process);
	}

	private static boolean ended(final Process process) {
		if (process.exitValue() != 0) throw new IllegalStateException("It ended with " + process.exitValue());
		return true;
	}

	private void awaitMark(final Process process, final Path work) throws InterruptedException {
		while (process.isAlive() && !Files.exists(work.resolve(kind.begun)))
			Thread.sleep(2);
	}

	private Process start(final Path work) throws IOException {
		return new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
			"--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Djava.awt.headless=true", "-cp", System.getProperty(
				"java.class.path"), Kills.class.getName(), kind.name(), place.resolve("inputs").toString(), work.toString()))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.appendTo(place.resolve(
				"errors.txt").toFile())).start();
	}

	private static void finish(final Class<? extends Command> type, final Object... values) throws Exception {
		try (Context context = new Context(CommandService.class, TaskService.class)) {
			final Cancelable command = context.service(CommandService.class).run(type, true, values).get();
			if (!command.isCanceled()) return;
			System.err.println(command.getCancelReason());
			System.exit(1);
		}
	}

	/**
	 * Files by name and bytes, but for those that hold times. A model's hash stands in its card.
	 */
	private List<String> differences(final Path unbroken, final Path work) throws IOException {
		final List<String> wrong = new ArrayList<>();
		final List<Path> expected = files(unbroken);
		final List<Path> found = files(work);
		if (!expected.equals(found)) wrong.add("There are " + found + " instead of " + expected);
		for (final Path file : expected) {
			if (file.startsWith("out/parts") || file.endsWith("loso.json") || !found.contains(file)) continue;
			if (!Arrays.equals(Files.readAllBytes(unbroken.resolve(file)), Files.readAllBytes(work.resolve(file)))) wrong.add(
				file + " differs");
		}
		return wrong;
	}

	private static void copy(final Path from, final Path to) throws IOException {
		try (Stream<Path> files = Files.walk(from)) {
			for (final Path file : files.sorted().toList())
				Files.copy(file, to.resolve(from.relativize(file).toString()));
		}
	}

	private static List<Path> files(final Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
		}
	}

	private static Path emptied(final Path folder) throws IOException {
		if (!Files.exists(folder)) return folder;
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
		}
		return folder;
	}
}
