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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.microexpression.base.InputException;

/**
 * Damages honest inputs of every kind and looks at what comes of them: within 30 seconds a result, or one sentence that
 * names the file or the parameter and shows nothing of the program's inside; nothing is written elsewhere. What is
 * honest but takes long, such as a training of a million steps, is asked to stop, as a person does. The same seed
 * damages alike.
 */
final class Fuzz {

	/** What a kind of input makes of it. */
	interface Kind {

		/**
		 * @param folder an empty folder, in which all is made
		 * @param random what decides
		 * @param honest whether to make what must be read
		 * @return what is to be looked at
		 */
		Case make(Path folder, SplittableRandom random, boolean honest) throws Exception;
	}

	/**
	 * An input and its reading.
	 *
	 * @param title what stands in a report
	 * @param names what a sentence may name beside files in the folder and parameters
	 * @param use   reads it; only an InputException is right
	 * @param stop  asks the reading to end
	 * @param read  whether it must be read without a sentence
	 */
	record Case(String title, List<String> names, Use use, Runnable stop, boolean read) {
	}

	/** Reads an input. */
	@FunctionalInterface
	interface Use {

		/** @throws Exception whatever comes */
		void read() throws Exception;
	}

	private static final int SECONDS = 30;

	/** What is still at work then is asked to stop. */
	private static final int PATIENCE = 10;

	/** The one list that is no sentence: how two runs differ, short lines behind a sentence. */
	private static final Pattern WHAT_DIFFERS = Pattern.compile("(?<=\\.) What differs:(\n  [^\n]{1,250})+$");

	/** A path that a folder led to. */
	private static final Pattern ANY_PATH = Pattern.compile("'/[^'\n]+'");

	/** Names of classes and of their troubles, as a Java program shows them to its developers. */
	private static final Pattern INSIDE = Pattern.compile(
		"(?:java|javax|org|com|ai|loci|ome)\\.[a-z]+\\.|[A-Z]\\w+(?:Exception|Error)\\b|\\bnull\\b|@[0-9a-f]{6,}");

	/** What a command says that was asked to stop. */
	static final String STOPPED = "The fuzz asked it to stop.";

	private static final int[] EXTREMES = { 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0xffff, 0x7fff, 256 };

	private static final String[] TEXTS = { "\"", ",", ";", "\n", "\0", "-1", "99999999999999999999", "NaN", "../../x",
		"&a", "*a", "[", "{", "<!DOCTYPE x>", "%s%n", "\u0661\u0662", "\u202e", "=cmd()", "1e309", "''" };

	private final Path work;

	private final Map<String, Kind> kinds = new TreeMap<>();

	Fuzz(final Path work) throws Exception {
		this.work = work;
		kinds.putAll(FuzzInputs.kinds(Files.createDirectories(work.resolve("honest"))));
		final FuzzCommands commands = new FuzzCommands(Files.createDirectories(work.resolve("given")));
		kinds.putAll(commands.kinds());
		kinds.putAll(new FuzzFolders(work.resolve("given")).kinds());
	}

	/**
	 * @param cases how many
	 * @param seed  of the damage
	 * @return what was wrong, one line a case
	 */
	List<String> run(final int cases, final long seed) throws Exception {
		final List<String> wrong = new ArrayList<>();
		final List<String> titles = List.copyOf(kinds.keySet());
		final List<String> before = names(work);
		final List<String> here = list(Path.of(""));
		for (int i = 0; i < cases; i++) {
			final String title = titles.get(i % titles.size());
			final SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * i);
			final Path folder = Files.createDirectory(work.resolve("case"));
			final Case made = kinds.get(title).make(folder, random, i < titles.size());
			final String trouble = look(made, folder, i < titles.size());
			if (trouble != null) wrong.add("case " + i + " (" + title + made.title() + "): " + trouble);
			remove(folder);
			final List<String> after = new ArrayList<>(names(work));
			if (!after.equals(before)) wrong.add("case " + i + " (" + title + made.title() + ") left other files: " + after);
			if (!list(Path.of("")).equals(here)) wrong.add("case " + i + " (" + title + made.title() + ") left " + list(Path
				.of("")));
		}
		return wrong;
	}

	/** @return what was wrong, or {@code null}; honest inputs must be read */
	private static String look(final Case made, final Path folder, final boolean honest) throws Exception {
		final long start = System.nanoTime();
		final CompletableFuture<String> answer = new CompletableFuture<>();
		final Thread thread = new Thread(() -> answer.complete(answer(made)), "fuzz");
		thread.setDaemon(true);
		thread.start();
		try {
			final String sentence = answered(made, answer);
			if (sentence == null) return null;
			if (honest && made.read()) return "an honest input is refused: " + sentence;
			return fault(sentence, folder, made.names());
		}
		catch (final TimeoutException e) {
			return "no answer after " + (System.nanoTime() - start) / 1_000_000_000L + " s: " + Arrays.toString(Arrays.copyOf(
				thread.getStackTrace(), 12));
		}
		catch (final ExecutionException e) {
			return e.toString();
		}
	}

	/** What takes long and is asked to stop has a result of its own. */
	private static String answered(final Case made, final CompletableFuture<String> answer) throws Exception {
		try {
			return answer.get(PATIENCE, TimeUnit.SECONDS);
		}
		catch (final TimeoutException e) {
			made.stop().run();
			final String late = answer.get(SECONDS - PATIENCE, TimeUnit.SECONDS);
			return STOPPED.equals(late) ? null : late;
		}
	}

	private static String answer(final Case made) {
		try {
			made.use().read();
			return null;
		}
		catch (final InputException e) {
			return String.valueOf(e.getMessage());
		}
		catch (final Exception | Error e) {
			return "!" + e + " at " + Arrays.toString(Arrays.copyOf(e.getStackTrace(), 5));
		}
	}

	/** @return what is wrong with a sentence, or {@code null} */
	static String fault(final String sentence, final Path folder, final List<String> names) {
		if (sentence.startsWith("!")) return sentence;
		final String first = WHAT_DIFFERS.matcher(sentence).replaceAll("");
		String plain = first.replace(folder.getParent().toString(), "PLACE");
		// What a locale without these letters makes of a name.
		for (final String name : names)
			if (!name.isBlank()) plain = plain.replace("'" + name + "'", "NAME").replace("'" + name.replaceAll(
				"[^\\x00-\\x7F]", "?") + "'", "NAME").replace("'" + name.replaceAll("\\p{Cntrl}", "?") + "'", "NAME");
		plain = ANY_PATH.matcher(plain).replaceAll("NAME");
		if (plain.equals(first) && !sentence.contains("parameter '") && !sentence.contains("In the clip '") && !sentence
			.contains("A frame of ") && !sentence.startsWith("No image is open") && !sentence.contains("; choose one of "))
			return "names no file: " + sentence;
		if (INSIDE.matcher(plain).find()) return "shows the program's inside: " + sentence;
		if (plain.contains("\n") || plain.length() > 1000) return "is no sentence: " + sentence;
		return plain.strip().endsWith(".") ? null : "has no end: " + sentence;
	}

	/** One to four damages. */
	static byte[] damaged(final byte[] honest, final SplittableRandom random) {
		byte[] bytes = honest.clone();
		final int damages = random.nextInt(1, 5);
		for (int d = 0; d < damages && bytes.length > 8; d++) {
			// The beginning, where headers are, more often.
			final int reach = random.nextBoolean() ? Math.min(bytes.length, 400) : bytes.length;
			final int at = random.nextInt(Math.max(1, reach - 4));
			switch (random.nextInt(7)) {
				case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
				case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
				case 2 -> ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
				case 3 -> ByteBuffer.wrap(bytes).putInt(at, Integer.reverseBytes(EXTREMES[random.nextInt(EXTREMES.length)]));
				case 4 -> bytes = joined(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + random.nextInt(1,
					200))));
				case 5 -> bytes = joined(bytes, at, TEXTS[random.nextInt(TEXTS.length)].getBytes());
				default -> {
					for (int i = at; i < Math.min(bytes.length, at + 16); i++)
						bytes[i] = (byte) random.nextInt(256);
				}
			}
		}
		return bytes;
	}

	private static byte[] joined(final byte[] bytes, final int at, final byte[] inserted) {
		return ByteBuffer.allocate(bytes.length + inserted.length).put(bytes, 0, at).put(inserted).put(bytes, at,
			bytes.length - at).array();
	}

	private static List<String> list(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.map(file -> folder.relativize(file).toString()).sorted().toList();
		}
	}

	private static void remove(final Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
				Files.delete(file);
		}
	}

	/** Arguments: number of cases, seed. Prints what was wrong; ends with 1 if anything was. */
	public static void main(final String[] args) throws Exception {
		final Path work = Files.createTempDirectory("fuzz");
		final long start = System.nanoTime();
		final List<String> wrong = new Fuzz(work).run(Integer.parseInt(args[0]), Long.parseLong(args[1]));
		wrong.forEach(System.out::println);
		System.out.println(args[0] + " cases with seed " + args[1] + ": " + wrong.size() + " wrong, " + (System.nanoTime() -
			start) / 1_000_000_000L + " s.");
		remove(work);
		System.exit(wrong.isEmpty() ? 0 : 1);
	}
}
