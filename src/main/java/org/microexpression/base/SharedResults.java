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
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Items that several processes make together before their own work begins, each a file in a folder that all of them
 * see, with its check sum behind it. Whoever needs them works along until all are there; an item that a dead worker
 * had begun is made again.
 */
public final class SharedResults implements Preparation {

	private static final String CLAIMS = "claims";
	private static final String ITEM = ".item";

	private final Path folder;
	private final Share share;

	/**
	 * @param folder for items of this kind and origin alone; made where absent
	 * @param share  which of the workers this is, which decides with what items it begins
	 */
	public SharedResults(final Path folder, final Share share) {
		this.folder = folder;
		this.share = share;
	}

	@Override
	public IntFunction<byte[]> prepared(final int count, final Item item, final Progress progress) {
		new SharedWork(folder.resolve(CLAIMS), share).finish(SharedWork.Pieces.ofFiles(count, this::file, (i, own) -> write(
			i, item.make(i, own))), progress);
		return this::read;
	}

	/**
	 * Removes items once nobody needs them. Whatever else lies there is left alone, and its folder with it.
	 *
	 * @param folder what was given as folder of items; need not be there
	 * @throws IOException if something cannot be removed
	 */
	public static void remove(final Path folder) throws IOException {
		if (!Files.isDirectory(folder)) return;
		SharedWork.removeClaims(folder.resolve(CLAIMS));
		AtomicFile.removeLeftovers(folder);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*" + ITEM)) {
			for (final Path file : files)
				Files.deleteIfExists(file);
		}
		try {
			Files.deleteIfExists(folder);
		}
		catch (final DirectoryNotEmptyException e) {
			// Somebody else's.
		}
	}

	private Path file(final int item) {
		return folder.resolve(String.format(Locale.ROOT, "%06d" + ITEM, item + 1));
	}

	private void write(final int item, final byte[] bytes) {
		SignedFile.write(file(item), bytes);
	}

	private byte[] read(final int item) {
		final Path file = file(item);
		try {
			return SignedFile.read(file).orElseThrow(() -> new InputException("The file '" + file +
				"' is damaged; delete it and start again."));
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); start again, with an output folder that all workers see.", e);
		}
	}
}
