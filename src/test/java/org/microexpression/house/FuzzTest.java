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

package org.microexpression.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench/fuzz}. */
class FuzzTest {

	@TempDir
	private Path folder;

	@Test
	void damagedInputsEndInAResultOrOneSentence() throws Exception {
		assertEquals(List.of(), new Fuzz(folder).run(130, 1));
	}

	@Test
	void aBadSentenceIsNoticed() {
		final Path place = Path.of("/place/case");
		assertNull(Fuzz.fault("The file '/place/a.avi' is cut off; copy it again.", place, List.of()));
		assertNotNull(Fuzz.fault("It is cut off.", place, List.of()));
		assertNotNull(Fuzz.fault("The file '/place/a.avi' failed (java.io.EOFException); copy it again.", place, List
			.of()));
		assertNotNull(Fuzz.fault("The file '/place/a.avi' failed (null); copy it again.", place, List.of()));
		assertNotNull(Fuzz.fault("The file '/place/a.avi' is\ncut off.", place, List.of()));
		assertNull(Fuzz.fault("The folder '/place/loso' holds another run. What differs:\n  setting 'a': 1 there, 2 now",
			place, List.of()));
		assertNotNull(Fuzz.fault("The folder '/place/loso' holds another run. What differs:\n  A[b=" + "c".repeat(300),
			place, List.of()));
		assertNotNull(Fuzz.fault("!java.lang.StackOverflowError", place, List.of()));
	}
}
