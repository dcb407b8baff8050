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

package org.microexpression.evaluation;

import java.util.List;

import org.microexpression.base.Progress;

/**
 * Trains and predicts folds. It is made with the features of all rows and, where it makes inner splits, with their
 * subjects, but never with labels: the only labels it sees are {@link Fold#trainLabels()}. Everything learned,
 * normalization and class weights included, is to be learned from {@link Fold#trainRows()} alone, separately for each
 * fold, also where several folds are trained as one batched graph.
 */
public interface FoldTrainer {

	/**
	 * Trains each fold on its training rows and predicts its test rows. A class may be absent from the training rows of a
	 * fold.
	 *
	 * @param folds    folds to train, together or one after the other
	 * @param seed     seed of everything random; the same folds and seed give the same result
	 * @param progress steps done of all steps of this call
	 * @return the result of each fold, in their order
	 * @throws java.util.concurrent.CancellationException if the user asked to stop: a fold that is half trained is no
	 *                                                    result
	 */
	List<FoldResult> run(List<Fold> folds, long seed, Progress progress);
}
