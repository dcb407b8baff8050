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

import java.util.List;
import java.util.Map;

import org.microexpression.network.Device;
import org.microexpression.network.Parameters;

/**
 * What a training ended with.
 *
 * @param parameters the parameters of each network that was trained. Of a complete training these are the running
 *                   average at the last step, or those that the validation chose where it is asked to choose; of a
 *                   training that was stopped, those of the best validation so far, or without one the average so far
 * @param steps      steps done; of networks that are trained in groups, of the group that has done the fewest
 * @param complete   whether all steps were done
 * @param device     where it ran
 * @param figures    last losses and validation by name, for a model card
 */
public record TrainingResult(List<Parameters> parameters, long steps, boolean complete, Device device,
		Map<String, Object> figures) {

	/** The lists are copied. */
	public TrainingResult {
		parameters = List.copyOf(parameters);
	}

	/** @return the parameters of a single network */
	public Parameters network() {
		if (parameters.size() != 1) throw new IllegalStateException(parameters.size() + " networks were trained.");
		return parameters.get(0);
	}
}
