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

package org.microexpression.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Sha256;
import org.microexpression.base.SystemFiles;
import org.microexpression.dataset.Sample;

/**
 * What the clips of a run are made of, so that a run is not continued with other frames under the same manifest. A path
 * itself does not count: a dataset that was moved is the same.
 */
final class RecordingsHash {

	private RecordingsHash() {
		// One function only.
	}

	/**
	 * @param samples  samples; those that are fields are passed over
	 * @param progress progress and cancellation
	 * @return hash over the files of all recordings in the order in which samples name them, in a folder by name; a
	 *         recording that is not there counts as missing. Empty where no sample is a clip
	 * @throws InputException                             if a file cannot be read
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	static Optional<String> of(final Collection<Sample> samples, final Progress progress) {
		final List<Path> recordings = samples.stream().filter(sample -> !sample.hasField()).map(Sample::source).distinct()
			.toList();
		if (recordings.isEmpty()) return Optional.empty();
		final Sha256 hash = new Sha256();
		for (int i = 0; i < recordings.size(); i++) {
			progress.report("Reading the clips' files", i, recordings.size());
			add(recordings.get(i), hash, progress);
		}
		return Optional.of(hash.hex());
	}

	private static void add(final Path recording, final Sha256 hash, final Progress progress) {
		try {
			if (!Files.isDirectory(recording)) {
				addFile(recording, hash, progress);
				return;
			}
			for (final Path file : SystemFiles.others(recording)) {
				hash.add((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
				addFile(file, hash, progress);
			}
		}
		catch (final IOException e) {
			throw new InputException("The clip '" + recording + "' cannot be read (" + Reasons.of(e) +
				"); check that it is there and readable.", e);
		}
	}

	/** The length stands before the content, so that no two lists of files look alike. */
	private static void addFile(final Path file, final Sha256 hash, final Progress progress) throws IOException {
		if (!Files.exists(file)) {
			hash.add("missing\n".getBytes(StandardCharsets.UTF_8));
			return;
		}
		hash.add((Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8)).add(file, progress);
	}
}
