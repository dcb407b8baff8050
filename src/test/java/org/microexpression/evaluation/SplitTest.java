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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;

class SplitTest {

	private static final MadeUpClips CLIPS = MadeUpClips.make();

	@TempDir
	private Path folder;

	private static LosoData data(final String... clips) {
		final List<LosoClip> all = new ArrayList<>();
		for (final String clip : clips) {
			final String[] cells = clip.split(" ");
			all.add(new LosoClip(cells[0], cells[1], "c" + all.size(), Integer.parseInt(cells[2])));
		}
		return new LosoData(LosoData.THREE_CLASSES, all);
	}

	private static Set<String> people(final LosoData data, final int[] rows) {
		return Arrays.stream(rows).mapToObj(row -> data.clips().get(row).subjectId()).collect(Collectors.toCollection(
			TreeSet::new));
	}

	private static String refused(final Split split, final LosoData data) {
		return assertThrows(InputException.class, () -> split.folds(data)).getMessage();
	}

	@Test
	void aDatasetThatIsLeftOutIsNotTrainedOn() {
		final List<Fold> folds = new Split.Datasets().folds(CLIPS.data());
		assertEquals(List.of("samm", "casme2"), folds.stream().map(Fold::subject).toList());
		for (final Fold fold : folds) {
			assertTrue(people(CLIPS.data(), fold.testRows()).stream().allMatch(person -> person.startsWith(fold.subject() +
				"/")));
			assertTrue(people(CLIPS.data(), fold.trainRows()).stream().noneMatch(person -> person.startsWith(fold.subject() +
				"/")));
			assertEquals(CLIPS.data().size(), fold.testRows().length + fold.trainRows().length);
			assertArrayEquals(Arrays.stream(fold.trainRows()).map(row -> CLIPS.data().truth()[row]).toArray(), fold
				.trainLabels());
		}
	}

	@Test
	void everySubjectIsStillLeftOutWhereNothingElseIsAskedFor() {
		final LosoPlan plan = CLIPS.plan();
		assertEquals("leave one subject out", plan.split().title());
		assertEquals(14, plan.folds().size());
		for (final Fold fold : plan.folds())
			assertEquals(Set.of(fold.subject()), people(CLIPS.data(), fold.testRows()));
	}

	@Test
	void whatIsBehindTheTrainedRowsIsTested() {
		final LosoData data = data("a 1 0", "a 2 1", "a 1 2", "b 1 0", "b 1 1");
		final Fold fold = new Split.Other(3).folds(data).get(0);
		assertArrayEquals(new int[] { 0, 1, 2 }, fold.trainRows());
		assertArrayEquals(new int[] { 3, 4 }, fold.testRows());
	}

	@Test
	void nobodyIsTrainedOnAndTested() {
		assertEquals("The subject 'a/1' of the test manifest is trained on; take that person out of one of the manifests.",
			refused(new Split.Other(2), data("a 1 0", "a 2 1", "a 1 2")));
		// Another person of the same dataset may be tested.
		assertEquals(1, new Split.Other(2).folds(data("a 1 0", "a 2 1", "a 3 1")).size());
		// Another spelling is the same person to LosoData already.
		assertThrows(InputException.class, () -> data("a s01 0", "a s2 1", "a s1 1"));
	}

	@Test
	void tooLittleIsRefused() {
		assertEquals("All clips are of the one dataset 'a'; leaving one dataset out needs two or more.", refused(
			new Split.Datasets(), data("a 1 0", "a 2 1")));
		assertTrue(refused(new Split.Datasets(), data("CASMEII 1 0", "casme-ii 2 1")).startsWith(
			"The datasets 'CASMEII' and 'casme-ii' look like two spellings of one dataset"));
		assertEquals("No clip that is trained on when 'b' is left out is of the class 'surprise'; add some, or choose " +
			"other classes.", refused(new Split.Datasets(), data("a 1 0", "a 2 1", "b 1 0", "b 2 1", "b 3 2")));
		assertTrue(refused(new Split.Other(0), data("a 1 0", "a 2 1")).startsWith("Of 2 clips that can be used, 0 are"));
		assertTrue(refused(new Split.Other(2), data("a 1 0", "a 2 1")).startsWith("Of 2 clips that can be used, 2 are"));
	}

	@Test
	void tablesTellWhatWasLeftOut() throws Exception {
		final LosoPlan plan = new LosoPlan(CLIPS.data(), new Split.Datasets(), List.of(1L, 2L), 1);
		final LosoResult result = new LosoRunner(plan, MadeUpClips.description(), folder.resolve("out")).run(CLIPS
			.trainer(), Progress.none(), r -> {});
		final Table folds = new LosoReport(result).folds();
		assertEquals(2, folds.rows().size());
		assertEquals("casme2", folds.cell(1, "fold"));
		assertEquals("casme2", folds.cell(1, "dataset"));
		assertEquals("7", folds.cell(1, "subject"));
		final Table predictions = new LosoReport(result).predictions();
		assertEquals(CLIPS.data().size(), predictions.rows().size());
		for (int row = 0; row < predictions.rows().size(); row++)
			assertEquals(predictions.cell(row, "dataset"), predictions.cell(row, "fold"));
		final String json = Files.readString(folder.resolve("out/loso.json"));
		assertTrue(json.contains("\"protocol\": \"leave one dataset out, counts pooled over all folds\"") && json.contains(
			"\"subjects\": 14"), json);

		// The same clips and settings, but subjects left out: another run.
		final String message = assertThrows(InputException.class, () -> new LosoRunner(new LosoPlan(CLIPS.data(), List.of(
			1L, 2L), 1), MadeUpClips.description(), folder.resolve("out")).run(CLIPS.trainer(), Progress.none(), r -> {}))
			.getMessage();
		assertTrue(message.contains("  protocol: leave one dataset out there, not set now"), message);
	}

	@Test
	void onlyWhatIsTestedStandsInTheTables() {
		final int samm = (int) CLIPS.data().clips().stream().filter(clip -> clip.dataset().equals("samm")).count();
		final LosoPlan plan = new LosoPlan(CLIPS.data(), new Split.Other(samm), List.of(1L), 1);
		final LosoResult result = new LosoRunner(plan, MadeUpClips.description(), folder.resolve("other")).run(CLIPS
			.trainer(), Progress.none(), r -> {});
		assertTrue(result.isComplete());
		final Table summary = new LosoReport(result).summary();
		assertEquals(List.of("Full", "casme2"), IntStream.range(0, summary.rows().size()).mapToObj(row -> summary.cell(row,
			"part")).toList());
		assertEquals((long) CLIPS.data().size() - samm, summary.cell(0, "n"));
		assertEquals(7L, summary.cell(0, "subjects"));
	}
}
