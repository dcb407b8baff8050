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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.house.Documentation;
import org.microexpression.house.Documentation.Piece;
import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

import picocli.CommandLine;

/**
 * Lines for a shell that README and the pages in {@code docs} print. Their files are there, their commands and keys are
 * known to the command line, their options to the scripts; none is run.
 */
class DocumentedLinesTest {

	/** A word of a line; what is quoted belongs together. */
	private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
	private static final Pattern OURS = Pattern.compile("(?:bin|bench|update-site|docs|python|scripts|macros)/[\\w./-]+");
	private static final Pattern FROM_HERE = Pattern.compile("<<'(\\w+)'");
	private static final Pattern TEST = Pattern.compile("-Dtest=(\\w+)(?:#(\\w+))?");
	private static final Pattern KEY = Pattern.compile("(\\w+)=");

	private final List<String> problems = new ArrayList<>();

	@Test
	void linesOfThePagesAreKnown() throws IOException {
		final List<Piece> pieces = Documentation.pieces("sh", "bash");
		assertTrue(pieces.size() >= 8, pieces.size() + " pieces");
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class,
			LoadedModelsService.class))
		{
			for (final Piece piece : pieces)
				check(context, piece.page() + ": ", piece.code());
			int spans = 0;
			for (final Path page : Documentation.pages())
				for (final String span : Documentation.spans(page)) {
					if (!OURS.matcher(span).lookingAt() && !span.startsWith("micro-expression ")) continue;
					spans++;
					check(context, page + ": ", span);
				}
			assertTrue(spans >= 80, spans + " lines in the text");
		}
		assertEquals("", String.join("\n", problems));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bin/nothing", "docs/nowhere.md", "bin/micro-expression losso --output=there",
		"bin/micro-expression loso --outputs=there # here", "bin/demo --lozo", "bin/on-spark --mastr=spark://host loso",
		"bin/on-spark loso --manifests=manifest.csv", "parallel -j 4 micro-expression loso --pard={}/4 ::: 1 2",
		"cat > all.txt <<'END'\nloso --outputs=there\nEND\nbin/on-spark --sweep=all.txt --manifest=manifest.csv",
		"bin/test -Dtest=NoSuchTest", "fiji --headless --run recognize_clip.groovy 'clips=\"/data/clip.avi\"'" })
	void wrongOnesAreFound(final String line) throws IOException {
		try (Context context = new Context(LogService.class, CommandService.class, TaskService.class,
			LoadedModelsService.class))
		{
			check(context, "", line);
		}
		assertEquals(1, problems.size(), problems::toString);
	}

	private void check(final Context context, final String where, final String code) throws IOException {
		final List<List<String>> kept = new ArrayList<>();
		String end = "";
		for (final String line : code.replaceAll("\\\\\\R\\s*", " ").split("\\R")) {
			final List<String> words = words(line);
			final Matcher here = FROM_HERE.matcher(line);
			if (line.equals(end)) end = "";
			else if (!end.isEmpty()) kept.add(words);
			else if (here.find()) end = here.group(1);
			else check(context, where + line.strip() + ": ", words, kept);
		}
	}

	private static List<String> words(final String line) {
		return WORD.matcher(line.replaceFirst("(^|\\s)#.*", "")).results().map(found -> found.group().replaceAll("['\"]",
			"")).toList();
	}

	private void check(final Context context, final String where, final List<String> words,
		final List<List<String>> sweep) throws IOException
	{
		for (int i = 0; i < words.size(); i++) {
			final String word = words.get(i);
			final List<String> after = words.subList(i + 1, words.size()).stream().takeWhile(next -> !next.matches(
				":::|[|;&<>]+")).toList();
			if (OURS.matcher(word).matches() && !Files.exists(Path.of(word))) problems.add(where + "there is no " + word);
			else if (word.matches("(bin/)?micro-expression")) call(context, where, after);
			else if (word.equals("bin/on-spark")) spark(context, where, after, sweep);
			else if (word.matches("(bin|bench|update-site)/[\\w/-]+")) options(where, word, after);
			else if (word.equals("--run") && words.get(0).equals("fiji")) script(where, after);
		}
	}

	/** What stands before the command belongs to the script or to Spark, which is started by it alone. */
	private void spark(final Context context, final String where, final List<String> words,
		final List<List<String>> sweep) throws IOException
	{
		final String known = Files.readString(Path.of("bin/on-spark"));
		final List<String> own = words.stream().takeWhile(word -> word.startsWith("--")).toList();
		if (own.stream().anyMatch(word -> word.startsWith("--start-"))) {
			options(where, "bin/on-spark", own.subList(0, 1));
			return;
		}
		if (own.isEmpty() || !own.get(0).startsWith("--sweep=")) {
			own.forEach(word -> requireIn(known, where, word));
			if (words.size() > own.size()) call(context, where, words.subList(own.size(), words.size()));
			return;
		}
		requireIn(known, where, "--sweep=");
		for (final List<String> line : sweep)
			call(context, where, Stream.concat(line.stream(), words.stream().skip(1)).toList());
	}

	private void call(final Context context, final String where, final List<String> words) {
		// A shell puts something else there.
		final String[] arguments = words.stream().filter(word -> !word.startsWith("$")).map(word -> word.replace("{}", "1"))
			.toArray(String[]::new);
		try {
			new CommandLine(new CommandSpecs(context, System.out, System.err, Optional.empty()).root()).setExpandAtFiles(
				false).parseArgs(arguments);
		}
		catch (final CommandLine.ParameterException e) {
			problems.add(where + e.getMessage());
		}
	}

	private void options(final String where, final String script, final List<String> words) throws IOException {
		if (!Files.isRegularFile(Path.of(script))) return;
		if (!Files.isExecutable(Path.of(script))) problems.add(where + script + " is no program");
		final String known = Files.readString(Path.of(script));
		for (final String word : words) {
			final Matcher test = TEST.matcher(word);
			if (test.lookingAt()) requireTest(where, test.group(1), Optional.ofNullable(test.group(2)));
			else if (word.startsWith("--")) requireIn(known, where, word);
		}
	}

	private void requireIn(final String script, final String where, final String option) {
		final String name = option.replaceFirst("=.*", "");
		if (!Pattern.compile(Pattern.quote(name) + "(?![\\w-])").matcher(script).find()) problems.add(where +
			"there is no option " + name);
	}

	private void requireTest(final String where, final String name, final Optional<String> method) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			final Optional<Path> file = files.filter(path -> path.endsWith(name + ".java")).findFirst();
			if (file.isEmpty()) problems.add(where + "there is no test " + name);
			else if (method.isPresent() && !Files.readString(file.get()).contains("void " + method.get() + "(")) problems.add(
				where + "there is no test " + name + "#" + method.get());
		}
	}

	/** Keys are declared in the script's first lines, or are fields of the command. */
	private void script(final String where, final List<String> words) throws IOException {
		final boolean ours = words.get(0).startsWith("org.microexpression.");
		final Path file = ours ? Path.of("src/main/java", words.get(0).replace('.', '/') + ".java") : Path.of("scripts",
			words.get(0));
		if (!Files.exists(file)) {
			problems.add(where + "there is no " + file);
			return;
		}
		final String text = Files.readString(file);
		for (final String key : KEY.matcher(String.join(" ", words.subList(1, words.size()))).results().map(found -> found
			.group(1)).toList())
			if (!Pattern.compile(ours ? "\\b" + key + "( = .*)?;" : "(?m)^#@ .*\\b" + key + "$").matcher(text).find())
				problems.add(where + file + " has no key " + key);
	}
}
