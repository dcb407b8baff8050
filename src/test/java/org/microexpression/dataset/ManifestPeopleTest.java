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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

/** People who are not kept apart are told with the rows in which they stand. */
class ManifestPeopleTest {

	@TempDir
	private Path folder;

	private Manifest manifest(final String name, final String... rows) throws IOException {
		return Manifest.read(Files.writeString(folder.resolve(name),
			"dataset,subject,clip,path,onset,apex,offset,class,aus\n" + String.join("\n", rows) + "\n"));
	}

	private static String refusal(final Manifest manifest) {
		return assertThrows(InputException.class, () -> ManifestPeople.require(manifest)).getMessage();
	}

	@Test
	void twoSpellingsOfOnePersonAreRefused() throws IOException {
		final Manifest own = manifest("m.csv", "x,007,a,a.avi,1,2,,positive,", "x,8,b,b.avi,1,2,,positive,",
			"x,S07,c,c.avi,1,2,,negative,");
		assertEquals("The subjects 'x/007' and 'x/S07' in row 2 and row 4 of " + folder.resolve("m.csv") +
			" look like two spellings of one person, who would count as two and be trained on when left out; write them " +
			"alike, or so that they differ by more.", refusal(own));
		assertEquals(1, ManifestPeople.faults(own).size());
		final Manifest both = manifest("n.csv", "x,A1,a,a.avi,1,2,,positive,", "x,B1,b,b.avi,1,2,,positive,",
			"y,7,c,c.avi,1,2,,positive,");
		assertEquals(List.of(), ManifestPeople.faults(both));
		assertEquals("The subjects 'x/A1' and 'X/a01' in row 2 of " + folder.resolve("n.csv") + " and row 2 of " + folder
			.resolve("o.csv"), refusal(both.and(manifest("o.csv", "X,a01,d,d.avi,1,2,,negative,"))).split(" look like")[0]);
	}
}
