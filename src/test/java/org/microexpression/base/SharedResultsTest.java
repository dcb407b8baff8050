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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What several processes make together: each item once, the same for all, and nothing damaged is read. */
@Timeout(60)
class SharedResultsTest {

	private static final int COUNT = 25;

	@TempDir
	private Path folder;

	private byte[] item(final int i) {
		return ("item " + i).repeat(i).getBytes();
	}

	@Test
	void everyItemIsMadeOnceAndReadByAll() throws Exception {
		final AtomicInteger made = new AtomicInteger();
		final ExecutorService workers = Executors.newFixedThreadPool(3);
		final List<Callable<IntFunction<byte[]>>> jobs = IntStream.rangeClosed(1, 3)
			.<Callable<IntFunction<byte[]>>> mapToObj(number -> () -> new SharedResults(folder.resolve("items"), new Share(
				number, 3)).prepared(COUNT, (i, progress) -> {
					made.incrementAndGet();
					return item(i);
				}, Progress.none())).toList();
		for (final Future<IntFunction<byte[]>> done : workers.invokeAll(jobs)) {
			for (int i = 0; i < COUNT; i++)
				assertArrayEquals(item(i), done.get().apply(i));
		}
		workers.shutdown();
		assertEquals(COUNT, made.get());
	}

	@Test
	void aDamagedItemIsNamed() throws IOException {
		final Path items = folder.resolve("items");
		final IntFunction<byte[]> all = new SharedResults(items, new Share(1, 1)).prepared(3, (i, p) -> item(i), Progress
			.none());
		final byte[] bytes = Files.readAllBytes(items.resolve("000003.item"));
		bytes[2]++;
		Files.write(items.resolve("000003.item"), bytes);
		Files.write(items.resolve("000002.item"), new byte[3]);
		for (final int i : new int[] { 1, 2 })
			assertTrue(assertThrows(InputException.class, () -> all.apply(i)).getMessage().contains("00000" + (i + 1) +
				".item' is damaged; delete it"));
	}

	@Test
	void removingLeavesWhatIsSomebodyElses() throws IOException {
		final Path items = folder.resolve("items");
		new SharedResults(items, new Share(1, 1)).prepared(3, (i, p) -> item(i), Progress.none());
		Files.writeString(items.resolve("notes.txt"), "mine");
		SharedResults.remove(items);
		try (var left = Files.list(items)) {
			assertEquals(List.of(items.resolve("notes.txt")), left.toList());
		}
		Files.delete(items.resolve("notes.txt"));
		SharedResults.remove(items);
		SharedResults.remove(items);
		assertTrue(Files.notExists(items));
	}
}
