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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The plan of the house, held against the import lines of the sources: a package imports only packages that stand
 * before it in {@link #FLOORS}, so there is no circle and inference never meets the laboratory.
 */
class FloorsTest {

	/** From the ground up. What stands up to {@code ops} is inference; what comes after it is the laboratory. */
	private static final List<String> FLOORS = List.of("base", "expression", "image", "clip.header", "clip.video", "clip", "field",
		"network", "face", "model", "dgm", "flow", "fusion", "pipeline", "ops", "dataset", "dataset.reader",
		"dataset.protocol", "synthetic", "evaluation", "training", "training.dgm", "training.fusion", "training.joint",
		"study", "imagej", "command", "launch", "bridge");

	/** Where ImageJ's own types may stand, beside the classes that read or write one kind of TIFF. */
	private static final Set<String> IMAGEJ = Set.of("clip", "imagej", "command", "launch", "bridge");

	private static final Set<String> TIFF = Set.of("clip.header.TiffHeader", "dataset.FieldStack",
		"synthetic.SyntheticClipFiles");

	private static final Pattern OWN = Pattern.compile(
		"(?m)^import (?:static )?org\\.microexpression\\.((?:[a-z0-9]+\\.)*[a-z0-9]+)\\.[A-Z]");

	private static final Pattern OF_IMAGEJ = Pattern.compile("(?m)^import (?:static )?ij\\.");

	@Test
	void everyPackageImportsLowerFloorsOnly() {
		final List<String> wrong = new ArrayList<>();
		final List<String> seen = new ArrayList<>();
		for (final Path file : Sources.all()) {
			final String home = home(file);
			assertTrue(FLOORS.contains(home), file + " stands in the package " + home + ", which has no floor");
			if (!seen.contains(home)) seen.add(home);
			final Matcher imports = OWN.matcher(Sources.read(file));
			while (imports.find()) {
				final String other = imports.group(1);
				if (!other.equals(home) && FLOORS.indexOf(other) >= FLOORS.indexOf(home)) wrong.add(file + " imports " + other);
			}
		}
		assertEquals(List.of(), wrong);
		assertTrue(seen.size() > 20, "only " + seen + " were found");
	}

	@Test
	void imageJsTypesStandWhereTheyMay() {
		assertEquals(List.of(), Sources.all().stream().filter(file -> OF_IMAGEJ.matcher(Sources.read(file)).find()).filter(
			file -> !IMAGEJ.contains(home(file)) && !TIFF.contains(name(file))).map(FloorsTest::name).toList());
	}

	@Test
	void noMainFileIsLongerThanFourHundredLines() {
		assertEquals(List.of(), Sources.all().stream().filter(file -> Sources.read(file).lines().count() > 400).map(
			FloorsTest::name).toList());
	}

	private static String name(final Path file) {
		return home(file) + "." + file.getFileName().toString().replace(".java", "");
	}

	private static String home(final Path file) {
		return Sources.MAIN.relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(), ".");
	}
}
