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

package org.microexpression.base;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a result may be written over. Who names a file in a macro does not always remember what is in it, so that only
 * what can be made again is replaced: a result of the same kind. To be asked before anything is computed; tables have
 * {@link CsvTable#requireReplaceable}.
 */
public final class Replaceable {

	/** Where a container has what it says of itself: at its beginning or its end. */
	private static final int LOOKED_AT = 1 << 16;

	private static final String REMEDY = "; give a new file, so that nothing is lost.";

	private Replaceable() {
		// Functions only.
	}

	/**
	 * @param file      where a result is to go
	 * @param beginning how all results of that kind begin
	 * @throws InputException if something is there that begins otherwise
	 */
	public static void requireBeginning(final Path file, final String beginning) {
		final byte[] ours = beginning.getBytes(StandardCharsets.UTF_8), there = beginning(file, ours.length);
		if (there.length > 0 && !Arrays.equals(there, ours)) throw foreign(file);
	}

	/**
	 * To be asked before what takes long: a folder that is not there is not made.
	 *
	 * @param file where a result is to go
	 * @throws InputException if its folder does not exist
	 */
	public static void requireFolder(final Path file) {
		final Path folder = file.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder)) throw AtomicFile.cannotWrite(file, new NoSuchFileException(file
			.toString()));
	}

	/** @return the first bytes of what is there, at most so many; none where nothing is */
	static byte[] beginning(final Path file, final int most) {
		return holdsSomething(file) ? read(file, 0, most) : new byte[0];
	}

	/**
	 * @param file where a result is to go
	 * @param mark what stands in all results of that kind, near the beginning or the end
	 * @throws InputException if something is there in which it does not stand
	 */
	public static void requireMark(final Path file, final String mark) {
		if (holdsSomething(file) && !text(read(file, 0, LOOKED_AT)).contains(mark) && !text(read(file, size(file) -
			LOOKED_AT, LOOKED_AT)).contains(mark)) throw foreign(file);
	}

	/**
	 * For what people go on working in with other programs: their work cannot be told from ours.
	 *
	 * @param file    where a result is to go
	 * @param content the result
	 * @throws InputException if something else is there
	 */
	public static void requireSame(final Path file, final byte[] content) {
		if (holdsSomething(file) && !isSame(file, content)) throw new InputException("The file '" + file +
			"' exists and holds something else, maybe work by hand" + REMEDY);
	}

	/** @return whether just that is there */
	static boolean isSame(final Path file, final byte[] content) {
		return holdsSomething(file) && size(file) == content.length && Arrays.equals(read(file, 0, content.length),
			content);
	}

	/**
	 * @param file where a result is to go of which it cannot be told who made it
	 * @throws InputException if something is there
	 */
	public static void requireNew(final Path file) {
		if (holdsSomething(file)) throw new InputException("The file '" + file +
			"' exists, and it does not tell who made it; give a new file or remove it, so that nothing is lost.");
	}

	private static InputException foreign(final Path file) {
		return new InputException("The file '" + file + "' exists and was not made so" + REMEDY);
	}

	/** @return whether anything is there that could be lost */
	static boolean holdsSomething(final Path file) {
		Reasons.requireFile(file);
		if (Files.isDirectory(file)) throw new InputException("The folder '" + file +
			"' cannot be written as a file; give a file.");
		return Files.exists(file) && size(file) > 0;
	}

	private static long size(final Path file) {
		try {
			return Files.size(file);
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	private static byte[] read(final Path file, final long from, final int most) {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			final long start = Math.max(0, from);
			final byte[] bytes = new byte[(int) Math.min(most, in.length() - start)];
			in.seek(start);
			in.readFully(bytes);
			return bytes;
		}
		catch (final IOException e) {
			throw unreadable(file, e);
		}
	}

	private static InputException unreadable(final Path file, final IOException e) {
		return new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) + "); give a new file.", e);
	}

	private static String text(final byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}
}
