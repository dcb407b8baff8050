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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The plan of the house, held against the sources: a package uses only packages that stand before it in
 * {@link #FLOORS}, by an import, a full name in the code or in a text (as a class is looked for by its name), so there
 * is no circle and inference never meets the laboratory.
 */
class FloorsTest {

	/** From the ground up. What stands up to {@code ops} is inference; what comes after it is the laboratory. */
	private static final List<String> FLOORS = List.of( //
		"base", //
		"figure", //
		"expression", //
		"image", //
		"clip.header", //
		"clip.video", //
		"clip", //
		"field", //
		"network", //
		"face", //
		"model", //
		"dgm", //
		"flow", //
		"fusion", //
		"pipeline", //
		"batch", //
		"motion", //
		"spotting", //
		"timeline", //
		"ops", //
		"dataset", //
		"dataset.reader", //
		"dataset.protocol", //
		"synthetic", //
		"evaluation", //
		"evaluation.spotting", //
		"training", //
		"training.dgm", //
		"training.fusion", //
		"training.joint", //
		"study", //
		"imagej", //
		"imagej.timeline", //
		"command", //
		"launch", //
		"cli", //
		"bridge");

	/** Where ImageJ's own types may stand, beside the classes that read or write one kind of TIFF. */
	private static final Set<String> IMAGEJ = Set.of("clip", "imagej", "imagej.timeline", "command", "launch", "cli",
		"bridge");

	private static final Set<String> TIFF = Set.of("clip.header.TiffHeader", "dataset.FieldStack",
		"synthetic.SyntheticClipFiles");

	private static final Pattern OWN = Pattern.compile(
		"\\borg\\.microexpression\\.((?:[a-z0-9]+\\.)*[a-z0-9]+)\\.(?:[A-Z*])");

	private static final Pattern OF_IMAGEJ = Pattern.compile("(?<![\\w.])ij\\.(?:[a-z]+\\.)*[A-Z*]");

	/** A name with a capital, as classes have. */
	private static final Pattern CLASS = Pattern.compile("\\b[A-Z]\\w*");

	/**
	 * Lines that somebody meets who asks how a clip is recognized. What SciJava finds while it runs (methods of
	 * displacement, finders of the apex) is not reached by a class and not counted; a clip's reader is not either, since
	 * the chain is given an open clip. Until 2026-12-01 it was 16,000; what was added since are checks that refuse pairs.
	 */
	private static final int REACH = 16_700;

	@Test
	void everyPackageUsesLowerFloorsOnly() {
		final List<String> wrong = new ArrayList<>();
		final List<String> seen = new ArrayList<>();
		for (final Path file : Sources.all()) {
			final String home = home(file);
			assertTrue(FLOORS.contains(home), file + " stands in the package " + home + ", which has no floor");
			if (!seen.contains(home)) seen.add(home);
			final Matcher imports = OWN.matcher(Sources.code(Sources.read(file)));
			while (imports.find()) {
				final String other = imports.group(1);
				if (!other.equals(home) && FLOORS.indexOf(other) >= FLOORS.indexOf(home)) wrong.add(file + " uses " + other);
			}
		}
		assertEquals(List.of(), wrong);
		assertTrue(seen.size() > 20, "only " + seen + " were found");
	}

	@Test
	void imageJsTypesStandWhereTheyMay() {
		assertEquals(List.of(), Sources.all().stream().filter(file -> OF_IMAGEJ.matcher(Sources.code(Sources.read(file)))
			.find()).filter(file -> !IMAGEJ.contains(home(file)) && !TIFF.contains(name(file))).map(FloorsTest::name)
			.toList());
	}

	@Test
	void noMainFileIsLongerThanFourHundredLines() {
		assertEquals(List.of(), Sources.all().stream().filter(file -> Sources.read(file).lines().count() > 400).map(
			FloorsTest::name).toList());
	}

	@Test
	void fullNamesAreUsesAndCommentsAreNot() {
		assertTrue(OWN.matcher(Sources.code("x = new org.microexpression.study.LosoStart();")).find());
		assertTrue(OWN.matcher(Sources.code("f(\"org.microexpression.study.LosoStart\"); // \"")).find());
		assertTrue(OWN.matcher(Sources.code("import static org.microexpression.study.LosoStart.*;")).find());
		assertFalse(OWN.matcher(Sources.code("/** org.microexpression.study.LosoStart */ // org.microexpression.base.A\n"))
			.find());
		assertTrue(OF_IMAGEJ.matcher(Sources.code("final String a = \"/*\"; ij.process.ImageProcessor p; // */")).find());
		assertFalse(OF_IMAGEJ.matcher(Sources.code("org.microexpression.ij.Plugin p;")).find());
	}

	/** Counts all lines but the licence headers of the classes that pipeline uses, and that those use, and so on. */
	@Test
	void inferenceReachesNoMoreThanWasPlanned() {
		final Map<String, Path> files = new HashMap<>();
		for (final Path file : Sources.all())
			files.put(file.getFileName().toString().replace(".java", ""), file);
		final Set<String> reached = new TreeSet<>();
		final Deque<String> next = new ArrayDeque<>(files.keySet().stream().filter(name -> home(files.get(name)).equals(
			"pipeline")).toList());
		while (!next.isEmpty()) {
			final String name = next.pop();
			if (!files.containsKey(name) || !reached.add(name)) continue;
			CLASS.matcher(Sources.names(Sources.read(files.get(name)))).results().map(MatchResult::group).forEach(next::push);
		}
		reached.remove("package-info");
		final long lines = reached.stream().mapToLong(name -> Sources.read(files.get(name)).lines().dropWhile(line -> !line
			.startsWith("package ")).count()).sum();
		assertTrue(reached.size() > 80, () -> "only " + reached + " were found");
		assertTrue(lines <= REACH, () -> lines + " lines of " + reached.size() + " classes: " + reached);
		assertEquals(List.of(), reached.stream().filter(name -> FLOORS.indexOf(home(files.get(name))) > FLOORS.indexOf(
			"ops")).toList());
	}

	private static String name(final Path file) {
		return home(file) + "." + file.getFileName().toString().replace(".java", "");
	}

	private static String home(final Path file) {
		return Sources.MAIN.relativize(file.getParent()).toString().replace(file.getFileSystem().getSeparator(), ".");
	}
}
