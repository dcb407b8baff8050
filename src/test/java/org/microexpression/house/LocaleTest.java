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

package org.microexpression.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.command.EvaluateLoso;
import org.microexpression.command.MakeSyntheticClips;
import org.microexpression.command.RecognizeFolder;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.study.MadeUpFields;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/** What programs read is the same in every language, also where its digits are not 0 to 9 or its i has no dot. */
class LocaleTest {

	/** Formatting in the language of the computer: a call of one of these whose first argument is no locale. */
	private static final Pattern LOCAL = Pattern.compile(
		"(?:String\\.format|printf|new DecimalFormat|new SimpleDateFormat|" +
			"new Formatter|new Scanner|ofPattern|NumberFormat\\.get\\w+)\\(\\s*+(?!Locale\\.ROOT)|\\.formatted\\(|" +
			"\\.to(?:Lower|Upper)Case\\(\\s*\\)|ofLocalized\\w+\\(");

	@TempDir
	private Path folder;

	@Test
	void nothingIsFormattedInTheLanguageOfTheComputer() throws IOException {
		final List<String> wrong = new ArrayList<>();
		for (final String root : new String[] { "src/main/java", "bench/java", "scripts" }) {
			try (Stream<Path> files = Files.walk(Path.of(root))) {
				for (final Path file : files.filter(f -> f.toString().matches(".*\\.(java|groovy|py)")).toList()) {
					final String text = Files.readString(file);
					final Matcher calls = LOCAL.matcher(text);
					while (calls.find())
						wrong.add(file + ", line " + (1 + text.substring(0, calls.start()).lines().count()) + ": " + calls.group());
				}
			}
		}
		assertEquals(List.of(), wrong);
		assertTrue(LOCAL.matcher("String.format(\"%d\", 1)").find() && LOCAL.matcher("x.toLowerCase()").find());
	}

	@Test
	void theKeyChainGivesTheSameTables() throws IOException, InterruptedException {
		final String here = chain("en-US");
		assertTrue(here.contains("s01") && here.contains("part0001"), here);
		for (final String language : new String[] { "ar-EG", "tr-TR" })
			assertEquals(here, chain(language));
	}

	private String chain(final String language) throws IOException, InterruptedException {
		final Path work = Files.createDirectories(folder.resolve(language));
		final Path out = work.resolve("log.txt");
		final String[] parts = language.split("-");
		final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
			"-Duser.language=" + parts[0], "-Duser.country=" + parts[1], "-Djava.awt.headless=true", "-Xmx1g",
			"-Dmicroexpression.models=models", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", System.getProperty(
				"java.class.path"), Chain.class.getName(), work.toString()).redirectErrorStream(true).redirectOutput(out
					.toFile()).start();
		assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still at work: " + Files.readString(out));
		assertEquals(0, process.exitValue(), () -> read(out));
		return read(work.resolve("result.txt")).replace(work.toString(), "");
	}

	private static String read(final Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	/** Makes clips, recognizes them, trains and evaluates folds, and exports a model, in a Java of its own. */
	static final class Chain {

		public static void main(final String[] args) throws Exception {
			final Path work = Path.of(args[0]);
			final Path made = work.resolve("made");
			run(MakeSyntheticClips.class, "subjects", 1, "clips", 1, "frames", 12, "output", made.toFile());
			run(RecognizeFolder.class, "folder", made.resolve("manifest.csv").toFile(), "csv", work.resolve("table.csv")
				.toFile(), "device", "cpu");
			final Path manifest = MadeUpFields.write(work, 3, List.of("negative", "positive", "surprise"));
			run(EvaluateLoso.class, "manifest", manifest.toFile(), "output", work.resolve("loso").toFile(), "start",
				"random weights", "members", 1, "steps", 2, "seeds", "1", "together", 0, "device", "cpu");
			UntrainedModel.write(work.resolve("models"), "untrained", 1);
			final StringBuilder result = new StringBuilder();
			try (Stream<Path> files = Files.walk(work)) {
				for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
					if (file.endsWith("log.txt")) continue;
					result.append(work.relativize(file)).append('\n');
					if (file.toString().endsWith(".csv")) result.append(Files.readString(file));
				}
			}
			Files.writeString(work.resolve("result.txt"), result);
			System.exit(0);
		}

		private static void run(final Class<? extends Command> type, final Object... values) throws Exception {
			final Map<String, Object> inputs = new HashMap<>();
			for (int i = 0; i < values.length; i += 2)
				inputs.put((String) values[i], values[i + 1]);
			try (Context context = new Context(CommandService.class, TaskService.class, LogService.class)) {
				final Cancelable done = (Cancelable) context.service(CommandService.class).run(type, true, inputs).get()
					.getDelegateObject();
				if (done.isCanceled()) throw new IllegalStateException(type + ": " + done.getCancelReason());
			}
		}
	}
}
