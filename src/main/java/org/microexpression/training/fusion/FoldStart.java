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

package org.microexpression.training.fusion;

import java.util.List;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.fusion.Fusion;
import org.microexpression.network.Parameters;

/** What the fusion networks of every fold begin from; none of it knows a subject. */
public sealed interface FoldStart {

	/** Random weights. */
	record Random() implements FoldStart {
	}

	/**
	 * A training on synthetic fields, done once a seed.
	 *
	 * @param stage that training
	 */
	record Pretraining(FusionStage stage) implements FoldStart {
	}

	/**
	 * Trained networks, e.g. those of the shipped model, which have seen no real clip.
	 *
	 * @param fusion  their network, of the same stages as the one that is trained
	 * @param members the parameters of each
	 */
	record Committee(Fusion fusion, List<Parameters> members) implements FoldStart {

		/**
		 * @param wanted how many members are to be trained from
		 * @throws InputException if there are fewer
		 */
		public void require(final int wanted) {
			if (members.size() < wanted) throw new InputException("The model has " + Counts.of(members.size(), "network",
				"networks") + "; set the number of networks averaged to that or fewer, not " + wanted + ".");
		}
	}
}
