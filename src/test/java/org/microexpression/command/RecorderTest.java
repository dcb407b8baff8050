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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.WrittenFiles;
import org.microexpression.base.Progress;
import org.microexpression.command.RealImageJ.Ended;
import org.microexpression.command.RealImageJ.Mode;
import org.microexpression.command.launch.MacroSession;
import org.microexpression.command.launch.RecorderSession;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.study.MadeUpFields;

/**
 * What a person did in dialogs, recorded, does the same again in a fresh ImageJ, and asks nothing. Every command is
 * there. The results of a run always go to the same folder, whose name is in the recorded lines; the end of each run
 * leaves open tables, images and options there too and gives the folder the run's name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecorderTest {

	private static final String BY_HAND = "by hand";
	private static final String RECORDED = "recorded.ijm";

	private Path folder;
	private Path results;

	@BeforeAll
	void recordAndReplay(@TempDir final Path scratch) throws IOException, InterruptedException {
		assumeTrue(Mode.WINDOW.available(), "There is no display.");
		folder = scratch;
		final Path inputs = writeInputs(Files.createDirectory(folder.resolve("inputs")));
		results = Files.createDirectory(folder.resolve("my results"));
		final Path end = Files.writeString(folder.resolve("end.ijm"), leave(BY_HAND));
		final RealImageJ imageJ = new RealImageJ();
		final Ended person = imageJ.start(Mode.WINDOW, RecorderSession.class, inputs.toString(), results.toString(), folder
			.resolve(RECORDED).toString(), end.toString());
		assertEquals(0, person.status(), person.output());

		final String recorded = Files.readString(folder.resolve(RECORDED));
		final Path windowed = Files.createDirectory(folder.resolve("windowed"));
		Files.writeString(windowed.resolve("1.ijm"), recorded + leave("window"));
		Files.writeString(windowed.resolve("2.ijm"), "setBatchMode(true);\n" + recorded + leave("batch"));
		replay(imageJ, Mode.WINDOW, "--window", windowed);
		final Path headless = Files.createDirectory(folder.resolve("headless macros"));
		// What takes long is not done a fourth time; RealImageJTest has it without a window.
		Files.writeString(headless.resolve("1.ijm"), recorded.substring(0, recorded.indexOf("run(\"Make Synthetic")) +
			leave("headless"));
		replay(imageJ, Mode.HEADLESS, "--headless", headless);
	}

	private static Path writeInputs(final Path inputs) throws IOException {
		Files.copy(Path.of("src/main/resources/org/microexpression/samples/surprise.avi"), inputs.resolve("clip.avi"));
		new FixtureMaker((clip, position) -> ArrayImgs.floats(new float[16], 4, 4)).write(FixtureLayout.CASME2, inputs
			.resolve("dataset"), FixturePlan.small(5, 2, 12), Progress.none());
		MadeUpFields.write(inputs, 3, List.of("negative", "positive", "surprise"));
		Files.writeString(inputs.resolve("a.csv"), "clip,truth,prediction\n1,0,0\n2,1,1\n3,2,2\n");
		Files.writeString(inputs.resolve("b.csv"), "clip,truth,prediction\n1,0,0\n2,1,0\n3,2,0\n");
		Files.writeString(inputs.resolve("spans.csv"), "video,kind,onset,offset\na,micro,10,20\na,macro,60,120\n");
		Files.writeString(inputs.resolve("spotted.csv"), "video,kind,onset,offset\na,micro,11,21\na,micro,200,210\n");
		Files.writeString(inputs.resolve("c.csv"), "clip,truth,prediction\n1,0,1\n2,1,2\n3,2,0\n");
		return inputs;
	}

	/** Tables and options are left as they were before, for the next macro of the same ImageJ. */
	private String leave(final String run) {
		return """
				results = "%s";
				File.makeDirectory(results + "/images");
				titles = getList("image.titles");
				for (i = 0; i < titles.length; i++) {
					selectImage(titles[i]);
					saveAs("Tiff", results + "/images/" + IJ.pad(i, 2) + " " + replace(titles[i], "/", "-"));
				}
				File.makeDirectory(results + "/tables");
				titles = getList("window.titles");
				for (i = 0; i < titles.length; i++) {
					if (titles[i] == "Log" || titles[i] == "Recorder" || titles[i] == "Micro-Expression Help") continue;
					Table.save(results + "/tables/" + titles[i] + ".csv", titles[i]);
					close(titles[i]);
				}
				File.saveString(call("ij.Prefs.get", "microexpression.device", "") + "," +
					call("ij.Prefs.get", "microexpression.models", "") + "," +
					call("ij.Prefs.get", "microexpression.threads", ""), results + "/options.txt");
				run("Micro-Expression...", "device=auto");
				File.rename(results, "%s");
				File.makeDirectory(results);
				""".formatted(results, folder.resolve(run));
	}

	private static void replay(final RealImageJ imageJ, final Mode mode, final String option, final Path macros)
		throws IOException, InterruptedException
	{
		final Ended again = imageJ.start(mode, MacroSession.class, option, macros.toString());
		try (Stream<Path> files = Files.list(macros)) {
			for (final Path file : files.filter(file -> file.toString().endsWith(MacroSession.OUTCOME)).sorted().toList())
				assertEquals("", Files.readString(file), () -> file + "\n" + again.output());
		}
		assertEquals(0, again.status(), again.output());
	}

	@Test
	void everyCommandIsRecordedWithItsKeys() throws IOException {
		final String in = folder.resolve("inputs").toString(), out = results.toString();
		assertEquals(List.of( //
			"run(\"Micro-Expression Clip (Positive)\");", //
			"run(\"Micro-Expression Clip (Surprise)\");", //
			"run(\"Micro-Expression Clip (Negative)\");", //
			"run(\"Import Expression Clip...\", \"path=IN/clip.avi fps=200.0\");", //
			"run(\"Measure Facial Motion...\", \"fps=0.0 units=true csv=[OUT/my motion.csv] figure= plot=false " +
				"model=frl-dgt-synthetic method=Farneback device=cpu\");", //
			"run(\"Spot Expressions...\", \"fps=0.0 units=false sensitivity=0.5 longestmicro=500.0 longest=4000.0 " +
				"spotter=[rise and fall] csv=[OUT/my spotted.csv] timeline=false model=frl-dgt-synthetic method=Farneback device=cpu\");", //
			"run(\"Export Timeline...\", \"csv=[OUT/my spotted.csv] output=[OUT/my timeline.TextGrid]\");", //
			"run(\"Recognize Micro-Expression...\", \"onset=1 apex=0 apexfinder=midpoint model=frl-dgt-synthetic " +
				"method=Farneback device=cpu temporal=false csv=[OUT/my predictions.csv] unitscsv=[OUT/my units.csv] overlay=true\");", //
			"run(\"Register Onset and Apex...\", \"onset=0 apex=5 apexfinder=[strongest expression]\");", //
			"run(\"Compute Displacement Field...\", \"onset=0 apex=0 apexfinder=[strongest expression] model=frl-dgt-synthetic " +
				"method=TV-L1 device=cpu view=none forehead=false\");", //
			"run(\"Show Displacement As...\", \"view=strain\");", //
			"run(\"Make Synthetic Expression Clips...\", \"subjects=1 clips=1 classes=surprise frames=12 weakest=1.25 " +
				"strongest=2.5 shift=0.6 turn=0.3 noise=1.5 quality=92 seed=1 output=[OUT/made] seconds=0.0 mp4=false fps=30.0 events= units= " +
				"course=500,620,900 photograph= licence=\");", //
			"run(\"Recognize Folder of Clips...\", \"folder=[OUT/made/manifest.csv] apexfinder=[strongest expression] " +
				"temporal=false csv=[OUT/folder.csv] unitscsv= fps=0.0 spot=false spotter=[rise and fall] units=false model=frl-dgt-synthetic method=DGM device=cpu\");", //
			"run(\"Read Micro-Expression Dataset...\", \"dataset=[CASME II] root=IN/dataset workbook= protocol=[All clips] " +
				"apex=midpoint output=[OUT/read]\");", //
			"run(\"Evaluate Leave-One-Subject-Out...\", \"manifest=IN/fields.csv output=[OUT/loso] split=[leave one subject out] " +
				"test= settings= classes=[MEGC2019, 3 classes] seeds=7 start=[random weights] members=1 pretraining=2400 " +
				"steps=1 keep=0.0 displacement=[installed model] inner=false together=0 local=true global=false fullface=true fusedfirst=true model=frl-dgt-synthetic method=DGM device=cpu\");", //
			"run(\"Compare LOSO Results...\", \"first=IN/a.csv second=IN/b.csv more=IN/c.csv published=true " +
				"output=[OUT/compare]\");", //
			"run(\"Evaluate Spotting...\", \"truth=IN/spans.csv predictions=IN/spotted.csv more= overlap=0.5 " +
				"output=[OUT/spotting]\");", //
			"run(\"Train Micro-Expression Model...\", \"manifest= classes=[MEGC2019, 3 classes] model=frl-dgt-synthetic " +
				"output=[OUT/models/trained] settings= steps=2 batch=2 synthetic=0.5 rate=0.001 classification=1.0 photometric=0.5 " +
				"smoothness=0.05 rebuilding=0.0 endpoint=1.0 seed=1 device=cpu\");", //
			"run(\"Micro-Expression...\", \"device=cpu models=[OUT/models] threads=1\");", //
			"run(\"Micro-Expression Help\");"), Files.readString(folder.resolve(RECORDED)).replace(in, "IN").replace(out,
				"OUT").lines().filter(line -> !line.startsWith("selectImage")).toList());
	}

	/** In batch mode no losses are plotted; without a window only the commands that work on images are replayed. */
	@ParameterizedTest
	@CsvSource({ "window, .*", "batch, (?!images/09 Train).*",
		"headless, images/0[0-6] .*|my (predictions|units|motion|spotted|spotted-motion).csv|my timeline.TextGrid" })
	void replayGivesTheSame(final String run, final String pattern) throws IOException {
		final Map<String, Path> expected = files(folder.resolve(BY_HAND), pattern), found = files(folder.resolve(run),
			pattern);
		assertEquals(expected.keySet(), found.keySet());
		for (final Map.Entry<String, Path> file : expected.entrySet())
			assertArrayEquals(content(file.getValue()), content(found.get(file.getKey())), file.getKey());
	}

	/**
	 * How long it took is not compared, nor in what order TensorFlow writes a graph, and so the hashes that cover them.
	 */
	private static byte[] content(final Path file) throws IOException {
		final byte[] bytes = Files.readAllBytes(file);
		if (file.endsWith("saved_model.pb")) Arrays.sort(bytes);
		// What a file was like holds when it was written.
		if (file.endsWith(WrittenFiles.NAME) || file.toString().endsWith(".microexpression.clips")) return new String(bytes,
			StandardCharsets.UTF_8).replaceAll("[0-9a-f]{64}", "").getBytes(StandardCharsets.UTF_8);
		if (!file.toString().matches(".*\\.(json|yaml)")) return bytes;
		return new String(bytes, StandardCharsets.UTF_8).replaceAll(
			"(\"seconds\\w*\": |\"sha256\": \"|hash: )\\w+(\\.\\w+)?", "").getBytes(StandardCharsets.UTF_8);
	}

	private static Map<String, Path> files(final Path root, final String pattern) throws IOException {
		final Map<String, Path> files = new TreeMap<>();
		try (Stream<Path> walk = Files.walk(root)) {
			walk.filter(Files::isRegularFile).forEach(file -> files.put(root.relativize(file).toString(), file));
		}
		files.keySet().removeIf(name -> !name.matches(pattern));
		return files;
	}
}
