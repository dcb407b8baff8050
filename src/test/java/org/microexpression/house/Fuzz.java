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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.microexpression.base.InputException;

/**
 * Damages honest inputs of every kind and looks at what comes of them: within 30 seconds a result, or one sentence that
 * names the file and shows nothing of the program's inside; nothing is written elsewhere. The same seed damages alike.
 */
final class Fuzz {

	private static final int SECONDS = 30;

	/** Names of classes and of their troubles, as a Java program shows them to its developers. */
	private static final Pattern INSIDE = Pattern.compile(
		"(?:java|javax|org|com|ai|loci|ome)\\.[a-z]+\\.|[A-Z]\\w+(?:Exception|Error)\\b|\\bnull\\b|@[0-9a-f]{6,}");

	private static final int[] EXTREMES = { 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, 0xffff, 0x7fff, 256 };

	private static final String[] TEXTS = { "\"", ",", ";", "\n", "\0", "-1", "99999999999999999999", "NaN", "../../x",
		"&a", "*a", "[", "{", "<!DOCTYPE x>", "%s%n", "\u0661\u0662", "\u202e", "=cmd()", "1e309", "''" };

	private final Path work;

	private final Map<String, FuzzInputs.Kind> kinds;

	Fuzz(final Path work) throws Exception {
		this.work = work;
		kinds = FuzzInputs.kinds(Files.createDirectories(work.resolve("honest")));
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
		for (int i = 0; i < cases; i++) {
			final String title = titles.get(i % titles.size());
			final SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * i);
			final Path folder = Files.createDirectory(work.resolve("case"));
			final String trouble = look(kinds.get(title), random, folder, i < titles.size());
			if (trouble != null) wrong.add("case " + i + " (" + title + "): " + trouble);
			remove(folder);
			final List<String> after = names(work);
			if (!after.equals(before)) wrong.add("case " + i + " (" + title + ") left " + after);
		}
		return wrong;
	}

	/** @return what was wrong, or {@code null}; honest inputs must be read */
	private static String look(final FuzzInputs.Kind kind, final SplittableRandom random, final Path folder,
		final boolean honest) throws Exception
	{
		final Path file = folder.resolve(kind.name());
		Files.write(file, honest ? kind.honest() : damaged(kind.honest(), random));
		if (kind.asFrame()) Files.write(folder.resolve(kind.name().replace('2', '1')), kind.honest());
		final long start = System.nanoTime();
		final CompletableFuture<String> answer = new CompletableFuture<>();
		final Thread thread = new Thread(() -> answer.complete(answer(kind, folder, file)), "fuzz");
		thread.setDaemon(true);
		thread.start();
		try {
			final String sentence = answer.get(SECONDS, TimeUnit.SECONDS);
			final boolean refusedCard = honest && sentence != null && kind.name().matches("saved_model.pb|loso.csv");
			if (sentence == null || refusedCard) return null;
			if (honest) return "an honest input is refused: " + sentence;
			return fault(sentence, folder);
		}
		catch (final TimeoutException e) {
			return "no answer after " + (System.nanoTime() - start) / 1_000_000_000L + " s: " + Arrays.toString(Arrays.copyOf(
				thread.getStackTrace(), 6));
		}
		catch (final ExecutionException e) {
			return e.toString();
		}
	}

	private static String answer(final FuzzInputs.Kind kind, final Path folder, final Path file) {
		try {
			kind.use().read(kind.asFrame() ? folder : file);
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
	static String fault(final String sentence, final Path folder) {
		if (sentence.startsWith("!")) return sentence;
		final String plain = sentence.replace(folder.getParent().toString(), "PLACE");
		if (plain.equals(sentence) && !sentence.contains("parameter '") && !sentence.contains("In the clip '") && !sentence
			.contains("A frame of ")) return "names no file: " + sentence;
		if (INSIDE.matcher(plain).find()) return "shows the program's inside: " + sentence;
		if (plain.contains("\n") || plain.length() > 1000) return "is no sentence: " + sentence;
		return plain.strip().endsWith(".") ? null : "has no end: " + sentence;
	}

	/** One to four damages. */
	private static byte[] damaged(final byte[] honest, final SplittableRandom random) {
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
