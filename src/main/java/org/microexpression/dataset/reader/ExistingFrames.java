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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameFiles;

/**
 * The frame numbers that exist in a folder of frames, as everybody reads them ({@link FrameFiles}).
 *
 * @param folder  the folder
 * @param numbers the numbers in ascending order, each once
 * @param remarks what the user should know about them, one sentence each
 */
record ExistingFrames(Path folder, int[] numbers, List<String> remarks) {

	/**
	 * @param folder a folder of frames
	 * @return what it holds
	 * @throws InputException if the folder cannot be read, or its files' names do not tell which frame is which
	 */
	static ExistingFrames read(final Path folder) {
		final FrameFiles files = FrameFiles.read(folder);
		return new ExistingFrames(folder, files.numbers(), files.remarks());
	}

	int first() {
		return numbers[0];
	}

	int last() {
		return numbers[numbers.length - 1];
	}

	boolean has(final int number) {
		return Arrays.binarySearch(numbers, number) >= 0;
	}

	/** @return the existing frame in low..high that is nearest to the wanted one, the lower of two, or -1 for none */
	int nearest(final int wanted, final int low, final int high) {
		int best = -1;
		for (final int n : numbers) {
			if (n >= low && n <= high && (best < 0 || Math.abs(n - wanted) < Math.abs(best - wanted))) best = n;
		}
		return best;
	}

	/** @return the greatest existing frame up to the wanted one, or -1 for none */
	int atMost(final int wanted) {
		final int at = Arrays.binarySearch(numbers, wanted);
		if (at >= 0) return wanted;
		return at == -1 ? -1 : numbers[-at - 2];
	}

	/** @return for instance {@code frames 46 to 113} */
	String range() {
		return numbers.length == 0 ? "no frames" : "frames " + first() + " to " + last();
	}
}
