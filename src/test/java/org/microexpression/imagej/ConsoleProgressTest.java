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

package org.microexpression.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

/** What a command without a window says of its progress, by a clock that the test sets. */
class ConsoleProgressTest {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
	private long seconds;
	private final ConsoleProgress progress = new ConsoleProgress(new PrintStream(printed, true, StandardCharsets.UTF_8),
		() -> seconds * 1_000_000_000L);

	private void at(final long time, final String stage, final long done, final long total) {
		seconds = time;
		progress.report(stage, done, total);
	}

	@Test
	void aShortTaskSaysNothing() {
		at(0, "Loading", 0, 0);
		at(4, "Training", 9, 10);
		assertEquals("", printed.toString());
	}

	@Test
	void aLongOneSaysNowAndThenHowLongItWillTake() {
		at(1, "Training", 0, 100);
		for (int step = 1; step <= 30; step++)
			at(1 + step, "Training", step, 100);
		at(32, "Writing", 0, 0);
		// The next count begins a clock of its own.
		at(40, "Testing", 0, 10);
		at(43, "Testing", 1, 10);
		at(60, "Subject 3, about 2 h left", 5, 10);
		assertEquals("Training: 4 of 100, about 96 s left\nTraining: 14 of 100, about 86 s left\n".replace("96 s",
			"2 min") + "Training: 24 of 100, about 76 s left\n" + "Testing: 0 of 10\nSubject 3, about 2 h left: 5 of 10\n",
			printed.toString());
	}
}
