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

package org.microexpression.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.launch.MacroValues;
import org.microexpression.model.ModelStore;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PointRoi;

/** The command line: all commands with the keys of their macros, results on one stream, failures on the other. */
class MicroExpressionTest {

	private static final String SAMPLE = Path.of("src/main/resources/org/microexpression/samples/surprise.avi")
		.toString();

	private static final String MODELS = System.getProperty(ModelStore.PROPERTY);

	@TempDir
	private Path folder;

	/** What a call left behind. */
	private record Ended(int status, String out, String err) {

		JsonObject json() {
			return new Gson().fromJson(out, JsonObject.class);
		}
	}

	@BeforeAll
	static void nameTheModels() {
		if (MODELS == null) System.setProperty(ModelStore.PROPERTY, "models");
	}

	@AfterAll
	static void forgetTheModels() {
		if (MODELS == null) System.clearProperty(ModelStore.PROPERTY);
	}

	private static Ended call(final String... arguments) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(), err = new ByteArrayOutputStream();
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		try {
			final int status = MicroExpression.run(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err,
				true, StandardCharsets.UTF_8), arguments);
			return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void theTemporalPathIsRefusedWhereVideosAreSpotted() {
		final Ended ended = call("recognize-folder", "--folder", SAMPLE, "--spot", "--temporal", "--csv", folder.resolve(
			"rows.csv").toString());
		assertEquals(1, ended.status, ended.err);
		assertTrue(ended.err.contains("The parameter 'spot' is on, which 'temporal' does not go with; leave one out."),
			ended.err);
	}

	/** Who reads no table has to know it, too; the table is there for all that. */
	@Test
	void aFolderOfWhichNothingCanBeUsedFails() throws IOException {
		final Path clips = Files.createDirectories(folder.resolve("clips"));
		Files.write(clips.resolve("broken.avi"), new byte[] { 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'A', 'V', 'I', ' ' });
		final Path rows = folder.resolve("rows.csv");
		final Ended ended = call("recognize-folder", "--folder", clips.toString(), "--csv", rows.toString());
		assertEquals(1, ended.status, ended.err);
		assertTrue(ended.err.contains(
			"Nothing could be used: the only clip was skipped; the column 'reason' of the table tells why."), ended.err);
		assertTrue(Files.readString(rows).contains("broken.avi"));
	}

	@Test
	void oneFileForTwoTablesIsRefusedFirst() {
		final String file = folder.resolve("rows.csv").toString();
		final Ended ended = call("recognize-folder", "--folder", SAMPLE, "--csv", file, "--unitscsv", file);
		assertEquals(1, ended.status, ended.err);
		assertTrue(ended.err.contains("The parameters 'csv' and 'unitscsv' are both '" + file + "'; give two files."),
			ended.err);
		assertFalse(Files.exists(folder.resolve("rows.csv")));
	}

	/** A command that somebody adds; SciJava's index of the tests has it. */
	@Plugin(type = Command.class, menuPath = "Plugins > Micro-Expression > Try Something...", headless = true)
	public static class TrySomething extends ExpressionCommand {

		@Parameter(label = "How often", min = "1", description = "Any number; 100 % is allowed.")
		private int howOften = 7;

		@Override
		protected void execute(final Progress progress) {
			// Its description is looked at.
		}
	}

	@Test
	void everyCommandOfTheMenuIsThereWithItsMacroKeys() throws Exception {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final CommandSpec root = new CommandSpecs(context, System.out, System.err, Optional.empty()).root();
			final Set<String> missing = new TreeSet<>();
			int keys = 0;
			for (final CommandInfo info : context.service(CommandService.class).getCommands()) {
				if (!info.getMenuPath().getMenuString().startsWith("Plugins > Micro-Expression")) continue;
				final Set<String> wanted = new TreeSet<>();
				info.inputs().forEach(item -> {
					if (MacroValues.isValue(item)) wanted.add("--" + MacroValues.key(item));
				});
				if (wanted.isEmpty()) continue;
				final Set<String> there = root.subcommands().values().stream().map(line -> line.getCommandSpec()).filter(
					spec -> spec.userObject() instanceof CommandCall call && call.isOf(info)).flatMap(spec -> spec.options()
						.stream()).map(OptionSpec::longestName).collect(Collectors.toCollection(TreeSet::new));
				keys += wanted.size();
				wanted.removeAll(there);
				missing.addAll(wanted);
			}
			assertEquals(Set.of(), missing);
			assertEquals(Set.of(), root.subcommands().values().stream().map(CommandLine::getCommandSpec).filter(spec -> spec
				.userObject() instanceof CommandCall && String.join("", spec.usageMessage().description()).isBlank()).map(
					CommandSpec::name).filter(name -> !name.startsWith("try")).collect(Collectors.toSet()),
				"commands that --help does not describe");
			assertTrue(keys > 80, keys + " keys");
			assertTrue(root.subcommands().keySet().containsAll(List.of("import", "recognize", "recognize-folder",
				"read-dataset", "train", "loso", "evaluate", "compare")), root.subcommands().keySet().toString());
		}
	}

	@Test
	void aCommandThatIsAddedIsThereToo() throws Exception {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class)) {
			final CommandSpec root = new CommandSpecs(context, System.out, System.err, Optional.empty()).root();
			final String help = root.subcommands().get("try").getUsageMessage();
			assertTrue(help.contains("--howoften=NUMBER"), help);
			assertTrue(help.contains("100 % is allowed. Default: 7."), help);
			assertEquals(root.subcommands().get("try"), root.subcommands().get("try-something"));
		}
	}

	@Test
	void helpSaysWhatTheDialogSays() {
		final Ended all = call("--help");
		assertEquals(0, all.status);
		assertTrue(all.out.contains("read-dataset"), all.out);
		final Ended one = call("loso", "--help");
		assertEquals(0, one.status);
		final String text = one.out.replaceAll("\\s+", " ");
		assertTrue(text.contains("--fusedfirst[=true|false]"), text);
		assertTrue(text.contains("Fu-B-Attn: a region's patches are fused before they attend. Default: true."), text);
		assertTrue(!text.contains("<html>") && !text.contains("<br>"), text);
	}

	@Test
	void theResultIsOnTheStandardOutput() {
		final Ended ended = call("recognize", "--image", SAMPLE, "--onset=1", "--device=cpu");
		assertEquals(0, ended.status, ended.err);
		final String[] lines = ended.out.split("\n");
		assertEquals(2, lines.length, ended.out);
		assertTrue(lines[0].startsWith("\"clip\",") && lines[1].startsWith("\"surprise.avi\",1,"), ended.out);
		assertTrue(ended.err.contains("a guess"), ended.err);
	}

	@Test
	void theOutcomeIsJsonOnDemand() throws Exception {
		final Path csv = folder.resolve("rows.csv");
		final Ended ended = call("recognize", "--image", SAMPLE, "--onset=1", "--apex=14", "--device=cpu", "--csv", csv
			.toString(), "--json");
		assertEquals(0, ended.status, ended.err);
		final JsonObject outcome = ended.json();
		assertTrue(outcome.get("ok").getAsBoolean());
		assertEquals(csv.toString(), outcome.getAsJsonArray("files").get(0).getAsString());
		final JsonArray rows = outcome.getAsJsonObject("tables").getAsJsonArray("rows.csv");
		assertEquals(1, rows.size());
		assertEquals("surprise", rows.get(0).getAsJsonObject().get("prediction").getAsString());
		assertEquals(14, rows.get(0).getAsJsonObject().get("apex").getAsInt());
		assertTrue(rows.get(0).getAsJsonObject().get("p_surprise").getAsJsonPrimitive().isNumber());
		assertEquals(2, Files.readAllLines(csv).size());

		final JsonObject failed = call("recognize", "--image", SAMPLE, "--onset=500", "--apex=501", "--json").json();
		assertTrue(!failed.get("ok").getAsBoolean() && failed.get("error").getAsString().contains("500"), failed
			.toString());
	}

	@Test
	void imagesGoFromOneCallToTheNext() {
		final String pair = folder.resolve("pair.tif").toString(), field = folder.resolve("field.tif").toString();
		final String strain = folder.resolve("strain.tif").toString();
		assertEquals(new Ended(0, "", ""), call("register", "--image", SAMPLE, "--onset=1", "--apex=14", "--save", pair));
		assertEquals(new Ended(0, "", ""), call("compute-displacement", "--image", pair, "--device=cpu", "--view=none",
			"--save", field));
		assertEquals(new Ended(0, "", ""), call("show-displacement", "--image", field, "--view=strain", "--save", strain));
		assertTrue(new File(strain).length() > 0);
		// The pair knows its landmarks and its frames' numbers.
		final Ended ended = call("recognize", "--image", pair, "--device=cpu");
		assertTrue(ended.out.contains(",1,14,\"surprise\""), ended.out + ended.err);
		final Ended none = call("compare", "--first=" + folder.resolve("a.csv"), "--save", pair);
		assertEquals(1, none.status);
	}

	@Test
	void whatWasSelectedInAFileCounts() {
		final String file = folder.resolve("line.tif").toString();
		final ImagePlus clip = IJ.openImage(SAMPLE);
		clip.setRoi(new PointRoi(new float[] { 60, 140, 100, 80, 120 }, new float[] { 90, 90, 90, 90, 90 }));
		IJ.saveAsTiff(clip, file);
		final Ended line = call("recognize", "--image", file, "--onset=1", "--apex=14", "--device=cpu");
		assertEquals(1, line.status, line.out);
		assertTrue(line.err.contains("do not form a face"), line.err);
	}

	@Test
	void tablesNameTheFile() throws Exception {
		final Path table = folder.resolve("spotted.csv");
		final Ended ended = call("spot", "--image", SAMPLE, "--device=cpu", "--csv", table.toString(), "--timeline=false",
			"--json");
		assertEquals(0, ended.status, ended.err);
		final JsonArray rows = ended.json().getAsJsonObject("tables").getAsJsonArray("spotted.csv");
		assertEquals(Path.of(SAMPLE).toAbsolutePath().toString(), rows.get(0).getAsJsonObject().get("path").getAsString());
	}

	@Test
	void whatIsWrongIsOneSentenceAndAStatus() {
		final Ended missing = call("recognize", "--image", folder.resolve("no.avi").toString());
		assertEquals(List.of(1, ""), List.of(missing.status, missing.out));
		assertTrue(missing.err.contains("no.avi") && missing.err.strip().lines().count() == 1, missing.err);
		final Ended number = call("recognize", "--image", SAMPLE, "--onset=first");
		assertEquals(new Ended(1, "", "The parameter 'onset' is 'first'; give a whole number.\n"), number);
		final Ended option = call("recognize", "--onst=1");
		assertEquals(2, option.status);
		assertTrue(option.err.contains("--onst") && option.err.contains("--onset"), option.err);
		assertEquals(2, call("recognise").status);
		final Ended image = call("recognize");
		assertEquals(1, image.status);
		assertTrue(image.err.contains("--image"), image.err);
	}

	/** A process whose logging is as logback has it where nobody configured it, apart from what is given. */
	private Ended process(final String loggers, final String... arguments) throws Exception {
		return process(List.of(), loggers, arguments);
	}

	private Ended process(final List<String> options, final String loggers, final String... arguments) throws Exception {
		final Path logging = Files.writeString(folder.resolve("logging.xml"), "<configuration>" +
			"<appender name='console' class='ch.qos.logback.core.ConsoleAppender'>" +
			"<encoder><pattern>%level %logger -- %msg%n</pattern></encoder></appender>" + loggers +
			"<root level='DEBUG'><appender-ref ref='console'/></root></configuration>");
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "-Dlogback.configurationFile=" + logging, "-D" + ModelStore.PROPERTY + "=" + System.getProperty(
				ModelStore.PROPERTY)));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), MicroExpression.class.getName()));
		command.addAll(List.of(arguments));
		final Path err = folder.resolve("err.txt");
		final Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
		final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Ended(process.waitFor(), out, Files.readString(err));
	}

	@Test
	void librariesTellTheConsoleNothing() throws Exception {
		final Path pair = folder.resolve("pair.tif");
		// A TIFF is read by Bio-Formats, its networks are run by DJL.
		assertEquals(new Ended(0, "", ""), call("register", "--image", SAMPLE, "--onset=1", "--apex=14", "--save", pair
			.toString()));
		final Ended ended = process("", "recognize", "--image=" + pair, "--device=cpu", "--json");
		assertEquals(0, ended.status, ended.err);
		final JsonArray messages = ended.json().getAsJsonArray("messages");
		assertTrue(!messages.toString().contains("DEBUG"), messages.toString());
		assertTrue(!ended.err.contains("DEBUG"), ended.err);
	}

	@Test
	void theStandardOutputHoldsTheResultAlone() throws Exception {
		// Somebody looks for a fault.
		final String wanted = "<logger name='ai.djl' level='DEBUG'/>";
		final Ended ended = process(wanted, "recognize", "--image", SAMPLE, "--onset=1", "--apex=14", "--device=cpu",
			"--csv=" + folder.resolve("rows.csv"));
		assertEquals(List.of(0, ""), List.of(ended.status, ended.out), ended.err);
		assertTrue(ended.err.contains("DEBUG ai.djl"), ended.err);
	}

	@Test
	void aProcessEndsWithTheStatus() throws Exception {
		final Ended ended = process("", "compare", "--first=" + folder.resolve("none.csv"));
		assertEquals(List.of(1, ""), List.of(ended.status, ended.out), ended.err);
		assertEquals(1, ended.err.lines().count(), ended.err);
	}

	@Test
	void whatIsSavedReplacesAnEarlierResultOfTheSameCommandAlone() throws Exception {
		final String[] register = { "register", "--image", SAMPLE, "--onset=1", "--apex=14", "--save" };
		final Path thesis = Files.writeString(folder.resolve("thesis.tif"), "years of work");
		final Ended kept = call(with(register, thesis));
		assertEquals(new Ended(1, "", "The file '" + thesis +
			"' exists and was not made so; give a new file, so that nothing is lost.\n"), kept);
		assertEquals("years of work", Files.readString(thesis));
		final Path pair = folder.resolve("pair.tif");
		for (int i = 0; i < 2; i++)
			assertEquals(new Ended(0, "", ""), call(with(register, pair)));
		final byte[] saved = Files.readAllBytes(pair);
		final Ended field = call("compute-displacement", "--image", SAMPLE, "--onset=1", "--apex=14", "--save", pair
			.toString());
		assertTrue(field.status == 1 && field.err.contains("was not made so"), field.err);
		final Ended itself = call("register", "--image", pair.toString(), "--save", pair.toString());
		assertTrue(itself.status == 1 && itself.err.contains("so that the image is not lost"), itself.err);
		assertArrayEquals(saved, Files.readAllBytes(pair));
		final Path clip = Files.copy(Path.of(SAMPLE), folder.resolve("clip.avi"));
		final Ended lost = call("register", "--image", clip.toString(), "--onset=1", "--apex=14", "--save", clip
			.toString());
		assertTrue(lost.status == 1 && lost.err.contains("clip.avi"), lost.err);
		assertEquals(-1, Files.mismatch(Path.of(SAMPLE), clip));
		final Ended nowhere = call(with(register, folder.resolve("none").resolve("pair.tif")));
		assertTrue(nowhere.status == 1 && nowhere.err.contains("(its folder does not exist)"), nowhere.err);
		assertEquals(1, nowhere.err.lines().count(), nowhere.err);
		final Ended empty = call("register", "--image", SAMPLE, "--save=");
		assertEquals("The parameter 'save' is empty; give the TIFF file to write.\n", empty.err);
		try (Stream<Path> files = Files.list(folder)) {
			assertEquals(Set.of("thesis.tif", "pair.tif", "clip.avi"), files.map(file -> file.getFileName().toString())
				.collect(Collectors.toSet()));
		}
	}

	/** The bytes of a TIFF under another name are read by no program. */
	@Test
	void whatIsSavedHasTheNameOfATiff() throws Exception {
		for (final String name : List.of("field.avi", "field.jpg", "field", "field.png.xyz")) {
			final Ended ended = call("compute", "--image", folder.resolve("none.avi").toString(), "--save", folder.resolve(
				name).toString());
			assertEquals(new Ended(1, "", "The parameter 'save' is '" + folder.resolve(name) +
				"', but an image is saved as TIFF, or a picture as PNG; give a file whose name ends with .tif or .png.\n"),
				ended);
		}
		final Path clip = folder.resolve("CLIP.TIFF");
		assertEquals(new Ended(0, "", ""), call("import", "--path", SAMPLE, "--save", clip.toString()));
		assertTrue(Files.size(clip) > 0);
	}

	/** Arrows are an overlay, which no other program shows. */
	@Test
	void aPictureIsSavedAsPngWithItsOverlay() throws Exception {
		final String field = folder.resolve("field.tif").toString();
		final String[] show = { "show-displacement", "--image", field, "--view=arrows", "--save" };
		assertEquals(0, call("compute", "--image", SAMPLE, "--onset=1", "--apex=14", "--device=cpu", "--view=none",
			"--save", field).status);
		final Path arrows = folder.resolve("arrows.png"), tiff = folder.resolve("arrows.tif");
		for (final Path file : List.of(arrows, arrows, tiff))
			assertEquals(new Ended(0, "", ""), call(with(show, file)));
		final BufferedImage drawn = ImageIO.read(arrows.toFile());
		final BufferedImage bare = IJ.openImage(tiff.toString()).getBufferedImage();
		final int width = bare.getWidth(), height = bare.getHeight();
		assertEquals(List.of(width, height), List.of(drawn.getWidth(), drawn.getHeight()));
		final long other = IntStream.range(0, width * height).filter(i -> drawn.getRGB(i % width, i / width) != bare.getRGB(
			i % width, i / width)).count();
		assertTrue(other > 1000, other + " pixels are drawn over");
	}

	@Test
	void aPngTakesTheSameCommandsPlaceAndHoldsNoFrames() throws Exception {
		final Path own = Files.copy(Path.of("docs/pictures/displacement-arrows.png"), folder.resolve("own.png"));
		final byte[] foreign = Files.readAllBytes(own);
		final String[] register = { "register", "--image", SAMPLE, "--onset=1", "--apex=14", "--save" };
		final Ended kept = call(with(register, own));
		assertTrue(kept.status == 1 && kept.err.contains("was not made so"), kept.err);
		assertArrayEquals(foreign, Files.readAllBytes(own));
		final Path pair = folder.resolve("pair.png");
		final Ended frames = call(with(register, pair));
		assertTrue(frames.status == 1 && frames.err.contains("' cannot be saved as '" + pair +
			"' (2 slices of 32 bits, of which a PNG would lose much); give a file whose name ends with .tif."), frames.err);
		assertFalse(Files.exists(pair));
	}

	@Test
	void whereNoImageIsShownThatIsSaidFirst() throws Exception {
		// The images are not there: they would be looked for first, else.
		for (final String command : List.of("recognize", "spot", "measure")) {
			final Ended ended = call(command, "--image", "none.avi", "--save", folder.resolve("x.tif").toString());
			assertEquals(1, ended.status);
			assertTrue(ended.err.endsWith("shows no image that could be saved; leave --save out.\n"), ended.err);
		}
		assertFalse(call("recognize", "--help").out.contains("--save"));
		assertTrue(call("register", "--help").out.contains("--save"));
	}

	@Test
	void aFileWithoutAKeyIsToldItsKey() throws Exception {
		for (final String call : List.of("recognize s.mp4 --image", "spot s.mp4 --image", "measure --fps=25 s.mp4 --image",
			"recognize-folder clips --folder", "open-timeline t.csv --csv", "evaluate-spotting t.csv --truth",
			"import s.mp4 --path"))
		{
			final List<String> words = List.of(call.split(" "));
			final String file = words.get(words.size() - 2);
			final Ended ended = call(words.subList(0, words.size() - 1).toArray(String[]::new));
			assertEquals(2, ended.status, ended.out);
			assertTrue(ended.err.startsWith("'" + file + "' stands without a key; give it as " + words.get(words.size() - 1) +
				"=" + file + ".\n"), ended.err);
		}
		assertTrue(call("recognize", "--image=s.mp4", "t.mp4").err.startsWith("Unmatched argument at index 2: 't.mp4'"));
	}

	private static String[] with(final String[] arguments, final Path last) {
		return Stream.concat(Arrays.stream(arguments), Stream.of(last.toString())).toArray(String[]::new);
	}

	@Test
	void aPathThatIsNoneIsOneSentence() {
		final Ended ended = call("register", "--image=a\0b.avi");
		assertEquals(new Ended(1, "", Reasons.noPath("a\0b.avi") + "\n"), ended);
		final Ended saved = call("register", "--image", SAMPLE, "--save=a\0b.tif");
		assertEquals(new Ended(1, "", Reasons.noPath("a\0b.tif") + "\n"), saved);
		final Ended empty = call("register", "--image=");
		assertEquals(new Ended(1, "", "'register-frames' needs a clip; give its file by --image.\n"), empty);
	}

	@Test
	void aResultThatCannotBePrintedIsNotDone() throws Exception {
		final OutputStream full = new OutputStream() {

			@Override
			public void write(final int b) throws IOException {
				throw new IOException("No space left on device");
			}
		};
		final ByteArrayOutputStream err = new ByteArrayOutputStream();
		final int status = MicroExpression.run(new PrintStream(full, true), new PrintStream(err, true,
			StandardCharsets.UTF_8), "recognize", "--image", SAMPLE, "--onset=1", "--apex=14", "--device=cpu");
		assertEquals(1, status);
		assertTrue(err.toString(StandardCharsets.UTF_8).contains("The result cannot be written to the standard output"), err
			.toString(StandardCharsets.UTF_8));
	}

	@Test
	void whatIsPrintedIsUtf8InEveryLanguage() throws Exception {
		final Path clip = Files.copy(Path.of(SAMPLE), folder.resolve("Lächeln.avi"));
		final Ended ended = process(List.of("-Dfile.encoding=ISO-8859-1", "-Dstdout.encoding=ISO-8859-1",
			"-Duser.language=tr", "-Duser.timezone=Pacific/Apia"), "", "recognize", "--image=" + clip, "--onset=1",
			"--apex=14", "--device=cpu");
		assertEquals(0, ended.status, ended.err);
		assertTrue(ended.out.contains("\n\"Lächeln.avi\",1,14,\"surprise\","), ended.out);
	}

	@Test
	void nothingStaysAmongTheTemporaryFiles() throws Exception {
		final Path temporary = Files.createDirectory(folder.resolve("temporary"));
		// The motion is written beside the table, which is printed.
		final Ended ended = process(List.of("-Djava.io.tmpdir=" + temporary), "", "spot", "--image=" + SAMPLE,
			"--device=cpu");
		assertEquals(0, ended.status, ended.err);
		assertTrue(ended.out.startsWith("\"clip\","), ended.out);
		try (Stream<Path> files = Files.list(temporary)) {
			assertEquals(List.of(), files.filter(file -> file.getFileName().toString().startsWith("micro-expression"))
				.toList());
		}
	}

	/** The plot, which is on by default, needs a window and is left out. */
	@Test
	void motionIsMeasuredWithoutADisplay() throws Exception {
		final Path figure = folder.resolve("motion.svg");
		final Ended ended = process(List.of("-Djava.awt.headless=true"), "", "measure", "--image=" + SAMPLE, "--device=cpu",
			"--figure=" + figure);
		assertEquals(0, ended.status, ended.err);
		assertEquals(29, ended.out.lines().count());
		assertTrue(!ended.err.contains("Exception"), ended.err);
		assertTrue(Files.readString(figure).contains("</svg>"));
	}

	@Test
	void anImageThatNobodyKeepsIsNotDone() throws Exception {
		final Ended ended = process(List.of(), "", "register", "--image=" + SAMPLE, "--onset=1", "--apex=14");
		assertEquals(List.of(1, ""), List.of(ended.status, ended.out), ended.err);
		assertTrue(ended.err.endsWith(
			"'register-frames' makes an image, 'surprise.avi frames 1-14 registered', and nothing " +
				"else; give a TIFF file by --save to keep it.\n"), ended.err);
		assertTrue(!ended.err.contains("Exception"), ended.err);
	}
}
