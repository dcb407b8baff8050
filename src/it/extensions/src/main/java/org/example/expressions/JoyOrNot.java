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

package org.example.expressions;

import java.util.List;

import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Selection;
import org.microexpression.expression.ClassScheme;
import org.scijava.plugin.Plugin;

/** Two classes: joy, and whatever else a dataset has. */
@Plugin(type = Protocol.class)
public final class JoyOrNot implements Protocol {

	@Override
	public String title() {
		return "Joy or not";
	}

	@Override
	public Selection select(final DatasetReading reading) {
		final List<Sample> samples = reading.samples().stream().map(sample -> sample.withLabel(isJoy(sample) ? "joy"
			: "other")).toList();
		return new Selection(title(), new ClassScheme(title(), List.of("joy", "other")), samples, reading.report(), List.of(
			samples.stream().filter(sample -> sample.label().equals("joy")).count() + " of " + samples.size() +
				" clips show joy."));
	}

	private static boolean isJoy(final Sample sample) {
		return List.of("joy", "happiness", "positive").contains(sample.label());
	}
}
