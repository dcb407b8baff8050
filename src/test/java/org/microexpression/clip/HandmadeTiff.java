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

package org.microexpression.clip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes TIFFs entry by entry, as no writer would: 8 × 8 grey pixels a page, with whatever else a test asks for. */
public final class HandmadeTiff {

	private static final int SIDE = 8;

	/** One entry: its type, count and bytes as they shall stand there. */
	private record Entry(int tag, int type, long count, byte[] value) {
	}

	private final List<List<Entry>> pages = new ArrayList<>();

	/** Adds a page. */
	public HandmadeTiff page() {
		pages.add(new ArrayList<>());
		return this;
	}

	/** Adds a page with a description. */
	public HandmadeTiff page(final String description) {
		return page().bytes(270, 2, (description + "\0").getBytes(StandardCharsets.UTF_8));
	}

	/** Adds an entry of bytes to the last page. */
	public HandmadeTiff bytes(final int tag, final int type, final byte[] value) {
		return entry(tag, type, value.length, value);
	}

	/** Adds an entry whose count need not be true. */
	public HandmadeTiff entry(final int tag, final int type, final long count, final byte[] value) {
		pages.get(pages.size() - 1).add(new Entry(tag, type, count, value));
		return this;
	}

	/** Writes it; the last page's next one is at {@code last}, 0 for none. */
	public Path write(final Path file, final int last) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).put((byte) 'I').put((byte) 'I').putShort((short) 42)
			.putInt(8).array());
		for (int p = 0; p < pages.size(); p++) {
			final List<Entry> all = new ArrayList<>(plain());
			all.addAll(pages.get(p));
			all.sort((a, b) -> a.tag - b.tag);
			final int data = out.size() + 2 + 12 * all.size() + 4;
			final ByteArrayOutputStream values = new ByteArrayOutputStream();
			final ByteBuffer directory = ByteBuffer.allocate(6 + 12 * all.size()).order(ByteOrder.LITTLE_ENDIAN).putShort(
				(short) all.size());
			for (final Entry entry : all) {
				directory.putShort((short) entry.tag).putShort((short) entry.type).putInt((int) entry.count);
				if (entry.value.length <= 4) directory.put(java.util.Arrays.copyOf(entry.value, 4));
				else {
					directory.putInt(data + SIDE * SIDE + values.size());
					values.write(entry.value);
				}
			}
			final int next = p == pages.size() - 1 ? last : data + SIDE * SIDE + values.size();
			final byte[] bytes = directory.putInt(next).array();
			// The strip's place is known only now.
			for (int i = 0; i < all.size(); i++)
				if (all.get(i).tag == 273) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(2 + 12 * i + 8, data);
			out.write(bytes);
			for (int i = 0; i < SIDE * SIDE; i++)
				out.write(10 * p + i);
			out.write(values.toByteArray());
		}
		return Files.write(file, out.toByteArray());
	}

	private static List<Entry> plain() {
		return List.of(number(256, SIDE), number(257, SIDE), number(258, 8), number(259, 1), number(262, 1), number(273, 0),
			number(277, 1), number(278, SIDE), number(279, SIDE * SIDE));
	}

	private static Entry number(final int tag, final int value) {
		return new Entry(tag, 4, 1, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
	}
}
