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

package org.microexpression.dataset;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Midpoint;

/**
 * What to read and how.
 *
 * @param root     folder that holds the clips, at any depth (for a manifest: unused, may be its folder)
 * @param workbook annotation workbook (xlsx, or a sheet exported as CSV) or manifest; empty to search it in and
 *                 beside the root
 * @param finder   what stands for an apex that is not labelled or cannot be used: SMIC has no apex labels at all, and a
 *                 few clips of every dataset have an impossible one. Several practices are in use and results depend on
 *                 it, so it is an explicit choice that is written into the flags of every clip concerned
 */
public record DatasetRequest(Path root, Optional<Path> workbook, ApexFinder finder) {

	/** @throws NullPointerException if one is missing */
	public DatasetRequest {
		Objects.requireNonNull(root, "root");
		Objects.requireNonNull(workbook, "workbook");
		Objects.requireNonNull(finder, "finder");
	}

	/**
	 * Missing apexes by midpoint.
	 *
	 * @param root     folder that holds the clips
	 * @param workbook annotation workbook
	 * @return the request
	 */
	public static DatasetRequest midpoint(final Path root, final Path workbook) {
		return new DatasetRequest(root, Optional.of(workbook), new Midpoint());
	}

	/**
	 * Missing apexes by midpoint; the workbook is searched.
	 *
	 * @param root folder that holds the clips
	 * @return the request
	 */
	public static DatasetRequest midpoint(final Path root) {
		return new DatasetRequest(root, Optional.empty(), new Midpoint());
	}
}
