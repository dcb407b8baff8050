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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.InputException;

/** The state of one training on disk; see {@link CheckpointFile}. */
public final class Resume {

	private final Optional<Path> file;
	private final TrainingIdentity identity;

	Resume(final Optional<Path> file, final TrainingIdentity identity) {
		this.file = file;
		this.identity = identity;
	}

	/**
	 * @return what an earlier run of this training kept
	 * @throws InputException if the file is damaged or of another training
	 */
	public Optional<Checkpoint> read() {
		if (file.isEmpty() || !Files.exists(file.get())) return Optional.empty();
		final Checkpoint found = Checkpoint.read(file.get());
		final List<String> different = found.identity().differencesFrom(identity);
		if (!different.isEmpty()) throw new InputException("The checkpoint '" + file.get() +
			"' is of another training (other " + String.join(" and ", different) +
			"); delete it to begin anew, or choose another output name.");
		return Optional.of(found);
	}

	/**
	 * @param state   where the training is
	 * @param best    the best weights so far, where they are validated
	 * @param figures last losses and validation by name
	 * @throws InputException if the file cannot be written
	 */
	void keep(final Trainer.State state, final Optional<Checkpoint.Best> best, final Map<String, Double> figures) {
		if (file.isPresent()) new Checkpoint(identity, state, best, figures).write(file.get());
	}
}
