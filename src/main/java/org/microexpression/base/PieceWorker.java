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

import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/** Who does pieces of work: one of several processes that share them, or an engine that deals them out. */
@FunctionalInterface
public interface PieceWorker {

	/**
	 * @param pieces   the pieces; used by one thread at a time
	 * @param claims   folder for marks of who is at work, in the folder that all workers see; need not exist
	 * @param progress progress and cancellation
	 * @return how many pieces others are still at work on
	 * @throws InputException        if a piece cannot be done
	 * @throws CancellationException if the user cancels; finished pieces are kept
	 */
	int work(SharedWork.Pieces pieces, Path claims, Progress progress);

	/** @return which of several workers this is, for what they prepare together; the only one unless that is known */
	default Share share() {
		return new Share(1, 1);
	}

	/**
	 * @param share which of several workers this is
	 * @return that one, see {@link SharedWork}
	 */
	static PieceWorker of(final Share share) {
		return new PieceWorker() {

			@Override
			public int work(final SharedWork.Pieces pieces, final Path claims, final Progress progress) {
				return new SharedWork(claims, share).run(pieces, progress);
			}

			@Override
			public Share share() {
				return share;
			}
		};
	}
}
