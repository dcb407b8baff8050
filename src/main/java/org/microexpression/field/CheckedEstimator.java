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

package org.microexpression.field;

import java.util.List;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/**
 * An opened method, maybe of somebody else, whose answers are looked at: a field of another size than the frames would
 * fail far from its cause.
 *
 * @param title  the method's title
 * @param opened computes the fields; closed with this
 */
record CheckedEstimator(String title, DisplacementEstimator opened) implements DisplacementEstimator {

	@Override
	public DisplacementField compute(final GreyPair pair) {
		return checked(pair, opened.compute(pair));
	}

	@Override
	public List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
		final List<DisplacementField> fields = opened.compute(pairs, progress);
		if (fields == null || fields.size() != pairs.size()) throw wrong((fields == null ? "no fields" : Counts.of(fields
			.size(), "field", "fields")) + " for " + Counts.of(pairs.size(), "pair", "pairs") + " of frames");
		for (int i = 0; i < fields.size(); i++)
			checked(pairs.get(i), fields.get(i));
		return fields;
	}

	private DisplacementField checked(final GreyPair pair, final DisplacementField field) {
		final long width = pair.onset().dimension(0), height = pair.onset().dimension(1);
		if (field == null) throw wrong("no field");
		if (field.width() != width || field.height() != height) throw wrong("a field of " + field.width() + " x " + field
			.height() + " pixels for frames of " + width + " x " + height);
		return field;
	}

	private InputException wrong(final String answer) {
		return new InputException("The displacement method '" + title + "' gave " + answer +
			"; choose another method, or update the jar that it comes from.");
	}

	@Override
	public boolean isExact() {
		return opened.isExact();
	}

	@Override
	public String device() {
		return opened.device();
	}

	@Override
	public void close() {
		opened.close();
	}
}
