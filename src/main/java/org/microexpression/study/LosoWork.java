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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.microexpression.base.PieceWorker;
import org.microexpression.base.Preparation;
import org.microexpression.base.Progress;
import org.microexpression.base.Sha256;
import org.microexpression.base.Share;
import org.microexpression.base.SharedResults;
import org.microexpression.evaluation.FoldTrainer;
import org.microexpression.evaluation.LosoResult;
import org.microexpression.evaluation.LosoRunner;
import org.microexpression.evaluation.RunDescription;

/** How much of a run one process does. */
@FunctionalInterface
public interface LosoWork {

	/**
	 * @param runner   of the run
	 * @param trainer  trains its folds
	 * @param progress progress and cancellation
	 * @param watcher  given the results so far
	 * @return the results that there are then
	 */
	LosoResult on(LosoRunner runner, FoldTrainer trainer, Progress progress, Consumer<LosoResult> watcher);

	/**
	 * @param output      the run's folder
	 * @param description which run it is
	 * @return who prepares its clips: this process, unless workers share the run
	 */
	default Preparation preparation(final Path output, final RunDescription description) {
		return Preparation.here();
	}

	/** @return all of it, with its tables */
	static LosoWork whole() {
		return LosoRunner::run;
	}

	/**
	 * @param worker does parts of the run
	 * @return what it does, without tables
	 */
	static LosoWork share(final PieceWorker worker) {
		return together((runner, trainer, progress, watcher) -> runner.share(worker, trainer, progress), worker.share(),
			output -> {});
	}

	/** @return nothing but the tables of a run that workers have finished */
	static LosoWork collect() {
		return together((runner, trainer, progress, watcher) -> runner.collect(), new Share(1, 1),
			LosoRunner::requireBegun);
	}

	/** The same; clips are prepared by all workers of the run, in a folder of the output that goes when it is gathered. */
	private static LosoWork together(final LosoWork work, final Share share, final Consumer<Path> check) {
		return new LosoWork() {

			@Override
			public LosoResult on(final LosoRunner runner, final FoldTrainer trainer, final Progress progress,
				final Consumer<LosoResult> watcher)
			{
				return work.on(runner, trainer, progress, watcher);
			}

			@Override
			public Preparation preparation(final Path output, final RunDescription description) {
				check.accept(output);
				final String run = Sha256.of((description.manifestHash() + description.settings() + description.versions())
					.getBytes(StandardCharsets.UTF_8));
				return new SharedResults(output.resolve(LosoRunner.PREPARED).resolve(run), share);
			}
		};
	}
}
