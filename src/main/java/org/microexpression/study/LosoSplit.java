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

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.evaluation.Split;

/**
 * Who is left out in each fold, as it is chosen in a dialog.
 *
 * @param title one of {@link #TITLES}
 * @param test  the manifest of the clips to test on; given where the title is {@link #OTHER}, and only there
 */
public record LosoSplit(String title, Optional<Path> test) {

	/** Title: each subject in turn. */
	public static final String SUBJECT = Split.Subjects.TITLE;

	/** Title: each dataset in turn. */
	public static final String DATASET = Split.Datasets.TITLE;

	/** Title: nobody of one manifest, all of another. */
	public static final String OTHER = Split.Other.TITLE;

	/** All titles, in the order of the dialog. */
	public static final List<String> TITLES = List.of(SUBJECT, DATASET, OTHER);

	/** @throws InputException if there is no such title, or a manifest too many or too few */
	public LosoSplit {
		final String wanted = title.strip();
		title = TITLES.stream().filter(wanted::equalsIgnoreCase).findFirst().orElseThrow(() -> new InputException(
			"The parameter 'split' is '" + wanted + "'; give one of '" + String.join("', '", TITLES) + "'."));
		if (title.equals(OTHER) && test.isEmpty()) throw new InputException(
			"The parameter 'test' is empty, and 'split' is '" + OTHER + "'; give the manifest of the clips to test on.");
		if (!title.equals(OTHER) && test.isPresent()) throw new InputException("The parameter 'test' is '" + test.get() +
			"', and 'split' is '" + title + "', which tests on the clips of 'manifest'; set 'split' to '" + OTHER +
			"', or leave 'test' empty.");
	}

	/** @return each subject in turn, the default */
	public static LosoSplit subjects() {
		return new LosoSplit(SUBJECT, Optional.empty());
	}

	/**
	 * @param trained how many of the clips that can be used are of the manifest that is trained on
	 * @return the folds' rule
	 */
	Split rule(final int trained) {
		return switch (title) {
			case SUBJECT -> new Split.Subjects();
			case DATASET -> new Split.Datasets();
			default -> new Split.Other(trained);
		};
	}
}
