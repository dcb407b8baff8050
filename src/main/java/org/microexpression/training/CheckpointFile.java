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

package org.microexpression.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;

/** Where a training keeps its state, if anywhere, to go on from it after it was broken off. */
public final class CheckpointFile {

	private final Optional<Path> file;

	private CheckpointFile(final Optional<Path> file) {
		this.file = file;
	}

	/** @return no file: a training that is broken off begins anew */
	public static CheckpointFile none() {
		return new CheckpointFile(Optional.empty());
	}

	/**
	 * @param file where it is
	 * @return a file, which need not exist
	 */
	public static CheckpointFile at(final Path file) {
		return new CheckpointFile(Optional.of(file));
	}

	/**
	 * To be asked before anything is computed.
	 *
	 * @throws InputException if something is there that no training has written
	 */
	public void requireOurs() {
		file.ifPresent(Checkpoint::requireOurs);
	}

	/**
	 * @param number number of a group of networks that is trained by itself
	 * @return the file of that group: of the same name with -1, -2, …
	 */
	public CheckpointFile group(final int number) {
		return new CheckpointFile(file.map(path -> path.resolveSibling(path.getFileName() + "-" + number)));
	}

	/**
	 * @param identity what the training is; asked for only where there is a file, since hashing the data takes its time
	 * @return the training's state on disk
	 */
	public Resume of(final Supplier<TrainingIdentity> identity) {
		return new Resume(file, file.map(path -> identity.get()).orElse(TrainingIdentity.empty()));
	}

	/**
	 * Deletes the file, if there is one, when the training has come to its end.
	 *
	 * @throws InputException if it cannot be deleted
	 */
	public void delete() {
		if (file.isEmpty()) return;
		try {
			Files.deleteIfExists(file.get());
		}
		catch (final IOException e) {
			throw new InputException("The checkpoint '" + file.get() + "' of the finished training cannot be deleted (" +
				Reasons.of(e) + "); delete it, or the next training will go on from it.", e);
		}
	}
}
