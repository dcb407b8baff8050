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

package org.microexpression.dataset.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Gradients;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Selection;
import org.microexpression.dataset.fixture.FixtureLayout;
import org.microexpression.dataset.fixture.FixtureMaker;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.reader.CompositeReader;
import org.microexpression.expression.ClassScheme;

/** The composite of three datasets of the published size, read from disk. */
class MegcCompositeTest {

	@TempDir
	static Path folder;

	private static DatasetReading complete;

	@BeforeAll
	static void write() {
		final FixtureMaker maker = new FixtureMaker(new Gradients(4));
		for (final FixtureLayout layout : List.of(FixtureLayout.CASME2, FixtureLayout.SAMM, FixtureLayout.SMIC_CROPPED)) {
			maker.write(layout, folder, FixturePlan.publishedCounts(), Progress.none());
		}
		complete = new CompositeReader().read(DatasetRequest.midpoint(folder), Progress.none());
	}

	@Test
	void completeDataGive442ClipsOf68Subjects() {
		assertEquals(255 + 159 + 164, complete.samples().size());
		final Selection selection = new MegcComposite().select(complete);
		assertEquals(442, selection.samples().size());
		assertEquals(68, selection.subjects());
		final Map<String, Long> counts = selection.samples().stream().collect(Collectors.groupingBy(s -> s.dataset() + " " +
			s.label(), TreeMap::new, Collectors.counting()));
		assertEquals(Map.of("casme2 negative", 88L, "casme2 positive", 32L, "casme2 surprise", 25L, "samm negative", 92L,
			"samm positive", 26L, "samm surprise", 15L, "smic negative", 70L, "smic positive", 51L, "smic surprise", 43L),
			counts);
		assertEquals(List.of("Full: 442 of 442 clips of 68 of 68 subjects.",
			"CASME II: 145 of 145 clips of 24 of 24 subjects (negative 88 of 88, positive 32 of 32, surprise 25 of 25).",
			"SAMM: 133 of 133 clips of 28 of 28 subjects (negative 92 of 92, positive 26 of 26, surprise 15 of 15).",
			"SMIC-HS: 164 of 164 clips of 16 of 16 subjects (negative 70 of 70, positive 51 of 51, surprise 43 of 43)."),
			selection.explanation());
	}

	@Test
	void theWrittenManifestIsTheSelection(@TempDir final Path output) throws IOException {
		final Selection selection = new MegcComposite().select(complete);
		final Manifest manifest = Manifest.read(selection.write(output.resolve("new folder")));
		assertEquals(selection.samples(), manifest.samples());
		assertEquals(442, manifest.numbers(ClassScheme.MEGC2019).length);
		assertTrue(Files.readString(output.resolve("new folder").resolve(Selection.SUMMARY)).startsWith(
			"MEGC2019 composite (3 classes)\n  Full: 442 of 442 clips of 68 of 68 subjects.\n"));
		assertEquals(1 + selection.report().entries().size(), Files.readAllLines(output.resolve("new folder").resolve(
			Selection.REPORT)).size());
	}

	@Test
	void theTwoClipsWithoutAnApexAreDroppedAndSaidSo() {
		final Selection selection = new MegcComposite().select(complete);
		assertTrue(selection.samples().stream().noneMatch(s -> s.clip().equals("EP12_01f") && s.subject().equals("sub04")));
		final List<String> messages = selection.report().entries(Kind.SKIPPED).stream().map(DatasetReport.Entry::message)
			.toList();
		assertTrue(messages.contains("The composite drops this clip, whose apex is not labelled."));
		assertTrue(messages.contains("The composite drops this clip, whose onset is its apex."));
		assertEquals(442, selection.report().entries().stream().filter(e -> e.kind().isUsed()).count());
	}

	@Test
	void fiveClassesHaveTheirCounts() {
		final Selection casme2 = new FiveClasses.Casme2().select(complete);
		assertEquals(246, casme2.samples().size());
		assertEquals("CASME II: 246 of 246 clips (happiness 32 of 32, disgust 63 of 63, repression 27 of 27, " +
			"surprise 25 of 25, others 99 of 99).", casme2.explanation().get(0));
		final Selection samm = new FiveClasses.Samm().select(complete);
		assertEquals(136, samm.samples().size());
		assertEquals(1, samm.explanation().size());
	}

	@Test
	void everyMissingClipIsALine(@TempDir final Path copy) throws IOException {
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path p : all.toList()) {
				final Path target = copy.resolve(folder.relativize(p).toString());
				if (Files.isDirectory(p)) Files.createDirectories(target);
				else Files.createLink(target, p);
			}
		}
		final Sample casme2 = complete.samples().stream().filter(s -> s.label().equals("disgust") && s.subject().equals(
			"sub17")).findFirst().orElseThrow();
		final Sample smic = complete.samples().stream().filter(s -> s.dataset().equals("smic")).findFirst().orElseThrow();
		for (final Sample gone : List.of(casme2, smic))
			remove(copy.resolve(folder.toAbsolutePath().normalize().relativize(gone.source()).toString()));
		final Selection selection = new MegcComposite().select(new CompositeReader().read(DatasetRequest.midpoint(copy),
			Progress.none()));
		final String text = String.join("\n", selection.explanation());
		assertEquals(440, selection.samples().size());
		assertTrue(text.contains("  sub17/" + casme2.clip() + " (disgust, negative) is missing: No folder with frames"),
			text);
		assertTrue(text.contains("  sub17, the largest fold, has 30 of 31 clips."), text);
		assertTrue(text.contains("  " + smic.label() +
			": 1 fewer than published that no line above explains; these clips " + "have no folder on disk"), text);
		assertFalse(text.contains("repression"), text);
	}

	@Test
	void aDatasetThatIsNotThereLeavesTheOthers(@TempDir final Path only) {
		new FixtureMaker(new Gradients(4)).write(FixtureLayout.SMIC_CROPPED, only, FixturePlan.publishedCounts(), Progress
			.none());
		final Selection selection = new MegcComposite().select(new CompositeReader().read(DatasetRequest.midpoint(only),
			Progress.none()));
		assertEquals(164, selection.samples().size());
		assertTrue(selection.report().text().contains("CASME II was not read: No annotation workbook of CASME II"));
		assertTrue(String.join("\n", selection.explanation()).contains("SAMM: 0 of 133 clips of 0 of 28 subjects"));
	}

	@Test
	void oneClassOrOneSubjectIsSaid() {
		final List<Sample> one = complete.samples().stream().filter(s -> s.person().equals("smic/s03") && s.label().equals(
			"negative")).toList();
		final Selection selection = new MegcComposite().select(new DatasetReading(one, new DatasetReport()));
		final String text = String.join("\n", selection.explanation());
		assertTrue(text.contains("All clips are of one class, negative"), text);
		assertTrue(text.contains("All clips are of one subject, smic/s03"), text);
	}

	private static void remove(final Path clip) throws IOException {
		try (Stream<Path> files = Files.walk(clip)) {
			for (final Path p : files.sorted(Comparator.reverseOrder()).toList())
				Files.delete(p);
		}
	}
}
