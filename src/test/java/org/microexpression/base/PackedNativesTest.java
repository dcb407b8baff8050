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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are unpacked once, whole, and only as they were packed. */
class PackedNativesTest {

	private static final byte[] LIBRARY = new byte[3_000_000];

	static {
		new Random(1).nextBytes(LIBRARY);
	}

	@TempDir
	private Path folder;

	@Test
	void aSecondStartFindsWhatTheFirstUnpacked() throws IOException {
		final Path zip = zip(line(LIBRARY, "liba.so.2"), "liba.so.2");
		final Path unpacked = PackedNatives.unpack(zip, folder.resolve("cache"));
		final Path library = unpacked.resolve("liba.so.2");
		assertArrayEquals(LIBRARY, Files.readAllBytes(library));
		final FileTime first = FileTime.fromMillis(1_000_000);
		Files.setLastModifiedTime(library, first);
		assertEquals(unpacked, PackedNatives.unpack(zip, folder.resolve("cache")));
		assertEquals(first, Files.getLastModifiedTime(library), "it was unpacked again");
	}

	@Test
	void aLibraryThatIsMissingOrCutIsUnpackedAgain() throws IOException {
		final Path zip = zip(line(LIBRARY, "a.dll"), "a.dll");
		final Path library = PackedNatives.unpack(zip, folder.resolve("cache")).resolve("a.dll");
		Files.write(library, new byte[5]);
		PackedNatives.unpack(zip, folder.resolve("cache"));
		assertArrayEquals(LIBRARY, Files.readAllBytes(library));
	}

	@Test
	void otherLibrariesGoIntoAnotherFolder() throws IOException {
		final Path first = PackedNatives.unpack(zip(line(LIBRARY, "a.dll"), "a.dll"), folder.resolve("cache"));
		final Path second = PackedNatives.unpack(zip(line(LIBRARY, "b.dll"), "b.dll"), folder.resolve("cache"));
		assertFalse(first.equals(second));
		assertTrue(Files.exists(first.resolve("a.dll")), "a process may still be running with it");
	}

	@Test
	void whatIsDamagedIsRefusedByNameAndLeavesNothing() throws IOException {
		final byte[] other = LIBRARY.clone();
		other[2_000_000] ^= 1;
		for (final List<String> bad : List.of(List.of(line(other, "a.dll"), "a.dll", "is not what was packed"), List.of(
			line(LIBRARY, "b.dll"), "a.dll", "b.dll is not in it"), List.of(line(LIBRARY, "../a.dll"), "../a.dll",
				"has no checksum, length and name"), List.of("", "a.dll", "has no checksum, length and name")))
		{
			final Path zip = zip(bad.get(0), bad.get(1));
			final String sentence = assertThrows(InputException.class, () -> PackedNatives.unpack(zip, folder.resolve(
				"cache"))).getMessage();
			assertTrue(sentence.contains(zip.toString()) && sentence.contains(bad.get(2)), sentence);
		}
		try (Stream<Path> left = Files.exists(folder.resolve("cache")) ? Files.list(folder.resolve("cache")) : Stream
			.of())
		{
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	void aFileThatIsNoZipIsRefusedByName() throws IOException {
		final Path zip = Files.write(folder.resolve("natives.zip"), new byte[100]);
		final String sentence = assertThrows(InputException.class, () -> PackedNatives.unpack(zip, folder.resolve("cache")))
			.getMessage();
		assertTrue(sentence.contains(zip.toString()) && sentence.contains("cannot be unpacked"), sentence);
	}

	private static String line(final byte[] library, final String name) {
		return Sha256.of(library) + " " + library.length + " " + name + "\n";
	}

	private Path zip(final String list, final String name) throws IOException {
		final Path zip = folder.resolve("natives.zip");
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
			out.putNextEntry(new ZipEntry(PackedNatives.LIST));
			out.write(list.getBytes(StandardCharsets.UTF_8));
			out.putNextEntry(new ZipEntry(name));
			out.write(LIBRARY);
		}
		return zip;
	}
}
