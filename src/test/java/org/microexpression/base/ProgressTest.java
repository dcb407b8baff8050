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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

class ProgressTest {

	private final List<String> told = new ArrayList<>();
	private final AtomicBoolean stop = new AtomicBoolean();
	private final Progress whole = new DerivedProgress((stage, done, total) -> told.add(stage + " " + done + "/" + total),
		stop::get);

	@Test
	void everyTwentiethIsPrintedOnce() {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final Progress progress = Progress.printed(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		for (int i = 0; i <= 100; i++) {
			progress.report("Training", i, 100);
			progress.report("Training", i, 100);
		}
		progress.report("Reading", 3, 0);
		final List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
		assertEquals(21, lines.size());
		assertEquals("Training: 5 of 100", lines.get(1));
		assertEquals("Training: 100 of 100", lines.get(20));
		assertFalse(progress.isCanceled());
	}

	@Test
	void partsCountAsSharesOfTheWhole() {
		whole.part(2, 5).report("Training", 3, 10);
		assertEquals(List.of("Training 23/50"), told);
	}

	@Test
	void itemsAreToldByNameAndCountedWhole() {
		whole.item("a.avi", 4, 9).report("Reading", 3, 10);
		assertEquals(List.of("a.avi: Reading 4/9"), told);
	}

	@Test
	void countsThatBeginAnewGoOnWhereTheStageBeforeEnded() {
		final Progress staged = whole.stages(1, 3);
		staged.report("first", 0, 10);
		staged.report("first", 5, 10);
		staged.report("first", 10, 10);
		staged.report("second", 1, 3);
		staged.report("second", 3, 3);
		assertEquals(List.of("first 0/10000", "first 1250/10000", "first 2500/10000", "second 5000/10000",
			"second 10000/10000"), told);
	}

	@Test
	void everyDerivedProgressIsCancelledWithTheWholeOne() {
		final List<Progress> derived = List.of(whole.silent(), whole.part(0, 2), whole.item("a", 0, 1), whole.stages(1),
			whole.silent().part(1, 2));
		whole.silent().report("Reading", 1, 2);
		assertEquals(List.of(), told);
		for (final Progress progress : derived)
			assertFalse(progress.isCanceled());
		final AtomicBoolean failed = new AtomicBoolean();
		final Progress other = whole.stoppingWhen(failed::get);
		assertFalse(other.isCanceled());
		failed.set(true);
		assertTrue(other.isCanceled());
		assertFalse(whole.isCanceled());
		stop.set(true);
		for (final Progress progress : derived)
			assertThrows(CancellationException.class, progress::checkCanceled);
		assertFalse(Progress.none().isCanceled());
	}
}
