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

import java.util.function.IntFunction;

/**
 * Who makes what a piece of work begins with, such as the registered frames of all clips: this process by itself, or
 * several together ({@link SharedResults}), each item once.
 */
@FunctionalInterface
public interface Preparation {

	/** Makes an item. */
	@FunctionalInterface
	interface Item {

		/**
		 * @param item     0-based
		 * @param progress progress and cancellation
		 * @return what came of it, the same whoever makes it
		 */
		byte[] make(int item, Progress progress);
	}

	/**
	 * @param count    how many items there are
	 * @param item     makes one; asked by one thread
	 * @param progress progress and cancellation
	 * @return gives an item by its 0-based number; to be asked for each once, in order
	 * @throws InputException                             if an item cannot be made or kept
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	IntFunction<byte[]> prepared(int count, Item item, Progress progress);

	/** @return every item is made here, when it is asked for */
	static Preparation here() {
		return (count, item, progress) -> i -> item.make(i, progress);
	}
}
