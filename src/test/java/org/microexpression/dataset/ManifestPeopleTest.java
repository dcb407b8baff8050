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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

/** People who are not kept apart are told with the rows in which they stand. */
class ManifestPeopleTest {

	@TempDir
	private Path folder;

	private final List<String> remarks = new ArrayList<>();

	private Manifest manifest(final String name, final String... rows) throws IOException {
		return Manifest.read(Files.writeString(folder.resolve(name),
			"dataset,subject,clip,path,onset,apex,offset,class,aus\n" + String.join("\n", rows) + "\n"));
	}

	private String refusal(final Manifest manifest) {
		return assertThrows(InputException.class, () -> ManifestPeople.of(manifest).require(remarks::add)).getMessage();
	}

	@Test
	void twoSpellingsOfOnePersonAreRefused() throws IOException {
		final Manifest own = manifest("m.csv", "x,007,a,a.avi,1,2,,positive,", "x,8,b,b.avi,1,2,,positive,",
			"x,S07,c,c.avi,1,2,,negative,");
		assertEquals("The subjects 'x/007' and 'x/S07' in row 2 and row 4 of " + folder.resolve("m.csv") +
			" look like two spellings of one person, who would count as two and be trained on when left out; write them " +
			"alike, or so that they differ by more.", refusal(own));
		assertEquals(1, ManifestPeople.of(own).faults().size());
		final Manifest both = manifest("n.csv", "x,A1,a,a.avi,1,2,,positive,", "x,B1,b,b.avi,1,2,,positive,",
			"y,7,c,c.avi,1,2,,positive,");
		assertEquals(List.of(), ManifestPeople.of(both).faults());
		assertEquals("The subjects 'x/A1' and 'X/a01' in row 2 of " + folder.resolve("n.csv") + " and row 2 of " + folder
			.resolve("o.csv"), refusal(both.and(manifest("o.csv", "X,a01,d,d.avi,1,2,,negative,"))).split(" look like")[0]);
	}

	@Test
	void twoSpellingsOfOneDatasetAreTold() throws IOException {
		ManifestPeople.of(manifest("m.csv", "CASME II,1,a,a.avi,1,2,,positive,", "casme2,2,b,b.avi,1,2,,positive,",
			"casme2,3,c,c.avi,1,2,,positive,", "samm,4,d,d.avi,1,2,,positive,")).require(remarks::add);
		assertEquals(List.of("The datasets 'CASME II' and 'casme2' in row 2 and row 3 of " + folder.resolve("m.csv") +
			" look like two spellings of one dataset, whose figures are told apart; write them alike if they are one."),
			remarks);
	}

	/** Else the clip of who is left out is trained on under another name. */
	@Test
	void aRecordingOfTwoSubjectsIsRefused() throws IOException {
		final Path clip = Files.createDirectories(folder.resolve("clips/a"));
		final Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("clips"));
		final String end = "', in row 2 and row 3 of " + folder.resolve("m.csv") +
			"; a person would be trained on when left out. Correct one of the rows, or remove it.";
		for (final String other : List.of("clips/a", "clips/../clips/./a", link.resolve("a").toString()))
			assertEquals("The recording '" + clip.toRealPath() +
				"' (onset 1, apex 14) stands under the subjects 'x/s1' and 'x/s9" + end, refusal(manifest("m.csv",
					"x,s1,a,clips/a,1,14,,positive,", "x,s9,b," + other + ",1,14,20,positive,")));
		assertEquals("The recording '" + folder.resolve("gone.avi") + "' stands under the subjects 'x/s1' and 'y/s1" + end,
			refusal(manifest("m.csv", "x,s1,a,gone.avi,,,,positive,", "y,s1,b,gone.avi,,,,positive,")));
		final Manifest fields = Manifest.read(Files.writeString(folder.resolve("m.csv"),
			"dataset,subject,clip,class,field,index\nx,s1,a,1,f.tif,3\nx,s2,b,1,f.tif,3\nx,s3,c,1,f.tif,4\n"));
		assertEquals("The recording frame 3 of '" + folder.resolve("f.tif") + "' stands under the subjects 'x/s1' and " +
			"'x/s2" + end, refusal(fields));
		assertEquals(List.of(), remarks);
	}

	@Test
	void aRecordingOfTwoClassesIsRefused() throws IOException {
		assertEquals("The recording '" + folder.resolve("a.avi") +
			"' (onset 1, no apex) has the classes 'positive' and 'negative', in row 2 and row 3 of " + folder.resolve(
				"m.csv") + "; correct one of the rows, or remove it.", refusal(manifest("m.csv", "x,s1,a,a.avi,1,,,positive,",
					"x,s1,b,a.avi,1,,,negative,")));
	}

	@Test
	void whatCountsTwiceAndWhoSharesAClipIsTold() throws IOException {
		ManifestPeople.of(manifest("m.csv", "x,s1,a,a.avi,1,2,,positive,", "x,s1,b,a.avi,1,2,,Positive,",
			"x,s2,c,a.avi,5,9,,positive,", "x,s2,d,d.avi,1,2,,positive,", "x,s2,e,d.avi,3,4,,negative,")).require(
				remarks::add);
		assertEquals(List.of("1 row names the recording of an earlier row, with the same subject and class, and so it " +
			"counts twice; remove what is there twice ('row 2 and row 3 of " + folder.resolve("m.csv") + "').",
			"One clip is named under two subjects, at other frames ('row 2 and row 4 of " + folder.resolve("m.csv") +
				"'); if one person is filmed there, write the subject alike."), remarks);
	}
}
