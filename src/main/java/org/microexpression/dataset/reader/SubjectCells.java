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

package org.microexpression.dataset.reader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.microexpression.dataset.PersonKey;

/** The cells of a sheet that were taken for a subject: those that differ by more than their spelling may be two people. */
final class SubjectCells {

	private final Map<String, String> cells = new HashMap<>();
	private final Map<String, String> places = new HashMap<>();

	/**
	 * @param subject the subject's id in its normal form
	 * @param cell    the cell that it was read from, empty where the clip's name tells the subject
	 * @param place   row, file and sheet
	 * @return why the row is left out, if an earlier cell was taken for the same subject and is not the same
	 */
	Optional<String> ambiguous(final String subject, final String cell, final String place) {
		// A bare number is one person with p3 as with s3, whichever of the two the sheet has.
		if (subject.isEmpty() || cell.isEmpty() || Character.isDigit(cell.codePointAt(0))) return Optional.empty();
		final String first = cells.putIfAbsent(subject, cell);
		if (first == null) places.put(subject, place);
		if (first == null || PersonKey.ofSubject(first).equals(PersonKey.ofSubject(cell))) return Optional.empty();
		return Optional.of("Its subject '" + cell + "' in " + place + " would be " + subject + ", as '" + first + "' in " +
			places.get(subject) + " is; write one person alike, and two people by two numbers.");
	}
}
