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

package org.microexpression.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.microexpression.network.TensorFlowRuntime;

/** What users get wrong, as macros, each with words that the one sentence must hold. */
final class BadInput {

	private final Map<String, String> macros = new LinkedHashMap<>();
	private final Map<String, List<String>> words = new LinkedHashMap<>();

	/** @param folder where the files that the macros use are made */
	BadInput(final Path folder) throws IOException {
		imports(folder);
		frames();
		faces();
		models(folder);
		images();
		tables(folder);
		batches(folder);
	}

	/** @return the macros by their names */
	Map<String, String> macros() {
		return macros;
	}

	/** @return by the macros' names what their sentences must hold */
	Map<String, List<String>> words() {
		return words;
	}

	private void add(final String name, final String macro, final String... expected) {
		macros.put(name, macro);
		words.put(name, List.of(expected));
	}

	private void imports(final Path folder) throws IOException {
		final Path empty = Files.createFile(folder.resolve("empty.avi"));
		final Path text = Files.writeString(folder.resolve("text.avi"), "This is no movie.\n");
		final Path bare = Files.createDirectory(folder.resolve("no frames"));
		final byte[] cut = Files.readAllBytes(Path.of("src/main/resources/org/microexpression/samples/positive.avi"));
		final Path truncated = Files.write(folder.resolve("truncated.avi"), java.util.Arrays.copyOf(cut, 200));
		add("path-left-out", importing(null), "'path'");
		add("missing-file", importing(folder.resolve("nowhere.avi")), "nowhere.avi");
		add("zero-bytes", importing(empty), "empty.avi", "empty");
		add("text-renamed", importing(text), "text.avi");
		add("no-frames", importing(bare), "no frames");
		add("truncated", importing(truncated), "truncated.avi");
	}

	private static String importing(final Path path) {
		final String options = path == null ? "other=1" : "path=[" + path + "]";
		return "run('Import Expression Clip...', '" + options + "');";
	}

	private void frames() {
		final String clip = "newImage('seven', '8-bit ramp', 64, 64, 7);";
		for (final String command : List.of("Register Onset and Apex...", "Recognize Micro-Expression...")) {
			final String name = command.substring(0, 3).toLowerCase(java.util.Locale.ROOT);
			add(name + "-onset-outside", clip + "run('" + command + "', 'onset=99 apex=3');", "'onset'", "99", "1 to 7");
			add(name + "-apex-outside", clip + "run('" + command + "', 'onset=1 apex=8');", "'apex'", "8", "1 to 7");
			add(name + "-apex-is-onset", clip + "run('" + command + "', 'onset=3 apex=3');", "onset", "apex", "3");
			add(name + "-apex-first", clip + "run('" + command + "', 'onset=5 apex=2');", "apex", "before");
			add(name + "-no-number", clip + "run('" + command + "', 'onset=first apex=2');", "'onset'", "first", "whole");
			add(name + "-negative", clip + "run('" + command + "', 'onset=-2 apex=2');", "'onset'", "-2");
			add(name + "-one-frame", "newImage('one', '8-bit ramp', 64, 64, 1);run('" + command + "', 'onset=1 apex=2');",
				"'one'", "one frame");
			add(name + "-no-face", "newImage('plain', '8-bit noise', 200, 200, 5);run('" + command + "', 'onset=1 apex=4');",
				"face", "plain");
			add(name + "-tiny", "newImage('tiny', '8-bit ramp', 1, 1, 5);run('" + command + "', 'onset=1 apex=4');", "tiny");
		}
	}

	private void faces() {
		final String portrait = "open('" + Path.of("src/main/resources/org/microexpression/samples/astronaut.png")
			.toAbsolutePath() + "');";
		final String stack = "run('8-bit');rename('portrait');run('Duplicate...', 'title=second');" +
			"run('Duplicate...', 'title=third');run('Images to Stack', 'name=faces use');";
		add("cut-face", portrait + "makeRectangle(0, 0, 225, 400);run('Crop');" + stack +
			"run('Register Onset and Apex...', 'onset=1 apex=2');", "frame", "landmarks");
		add("three-points", "newImage('dots', '8-bit ramp', 64, 64, 5);makeSelection('point', newArray(1, 9, 20), " +
			"newArray(5, 5, 5));run('Register Onset and Apex...', 'onset=1 apex=2');", "3 points", "68");
		add("huge", "newImage('huge', '8-bit black', 12000, 9000, 2);run('Register Onset and Apex...', 'onset=1 apex=2');",
			"12000 x 9000", "face");
	}

	private void models(final Path folder) throws IOException {
		final Path damaged = Files.createDirectories(folder.resolve("damaged"));
		Files.writeString(damaged.resolve("card.yaml"), "summary: a card\nid: damaged\nformat: 2\nhash: 0\n");
		final Path newer = Files.createDirectories(folder.resolve("newer"));
		Files.writeString(newer.resolve("card.yaml"), "summary: a card\nid: newer\nformat: 999\nhash: 0\n");
		final Path bare = Files.createDirectories(folder.resolve("bare"));
		final String pair = "newImage('pair', '32-bit ramp', 128, 128, 2);";
		for (final String command : List.of("Compute Displacement Field...", "Recognize Micro-Expression...")) {
			final String name = command.substring(0, 3).toLowerCase(java.util.Locale.ROOT);
			final String start = pair + "run('" + command + "', 'model=[";
			add(name + "-model-missing", start + "no-such-model]');", "no-such-model", "models");
			add(name + "-model-bare", start + bare + "]');", "bare");
			add(name + "-model-damaged", start + damaged + "]');", "damaged");
			add(name + "-model-newer", start + newer + "]');", "999");
			add(name + "-method", pair + "run('" + command + "', 'method=telepathy');", "method", "telepathy", "TV-L1");
			add(name + "-finder", pair + "run('" + command + "', 'apexfinder=nose');", "apex finder", "nose", "midpoint");
			add(name + "-device", pair + "run('" + command + "', 'device=abacus');", "'device'", "abacus");
		}
		// Machines with a GPU take this as an order.
		if (!TensorFlowRuntime.hasGpu()) add("no-gpu", pair + "run('Recognize Micro-Expression...', 'device=gpu');",
			"'device'", "gpu");
	}

	private void images() {
		for (final String command : List.of("Register Onset and Apex...", "Compute Displacement Field...",
			"Recognize Micro-Expression...", "Show Displacement As..."))
			add("closed-" + command.substring(0, 3).toLowerCase(java.util.Locale.ROOT), "run('" + command + "', 'onset=1');",
				"No image is open");
		add("view", "newImage('field', '32-bit black', 9, 9, 2);run('Show Displacement As...', 'view=smell');", "'view'",
			"smell");
		add("no-field", "newImage('photo', '8-bit ramp', 9, 9, 1);run('Show Displacement As...', 'view=strain');",
			"'photo'", "displacement");
		add("not-numbers", "newImage('holes', '32-bit black', 128, 128, 2);setPixel(3, 4, NaN);" +
			"run('Compute Displacement Field...', 'view=none');", "holes");
		add("pair-without-forehead", "newImage('pair', '32-bit ramp', 128, 128, 2);setSlice(1);" +
			"setMetadata('Label', 'onset, frame 1');setSlice(2);setMetadata('Label', 'apex, frame 14');" +
			"run('Compute Displacement Field...', 'view=none forehead=true');", "'forehead'", "registered pair");
	}

	private void batches(final Path folder) throws IOException {
		final Path bare = Files.createDirectory(folder.resolve("no clips"));
		final String start = "run('Recognize Folder of Clips...', 'csv=[" + folder.resolve("batch.csv") + "] folder=[";
		add("folder-left-out", "run('Recognize Folder of Clips...', 'device=cpu');", "'folder'");
		add("folder-missing", start + folder.resolve("nowhere") + "]');", "nowhere");
		add("folder-without-clips", start + bare + "]');", "no clips");
		final String make = "run('Make Synthetic Expression Clips...', '";
		add("make-class", make + "classes=anger');", "'classes'", "anger", "surprise");
		add("make-range", make + "weakest=3 strongest=1');", "'weakest'", "'strongest'");
		add("make-windows", make + "subjects=5 clips=5');", "'output'", "25");
		for (final String odd : List.of("Infinity", "NaN", "1d", "0x1p3", "1,5", "\u0661"))
			add("make-noise-" + odd, make + "noise=" + odd + "');", "'noise'", odd, "number");
		add("make-number", make + "noise=-1');", "'noise'", "-1");
		add("options-models", "run('Micro-Expression...', 'models=[" + folder.resolve("nowhere") + "]');", "'models'",
			"nowhere");
		add("options-no-models", "run('Micro-Expression...', 'models=[" + bare + "]');", "'models'", "no clips");
	}

	private void tables(final Path folder) throws IOException {
		final Path other = Files.writeString(folder.resolve("other.csv"), "\"name\",\"age\"\n\"x\",1\n",
			StandardCharsets.UTF_8);
		final String start = "newImage('pair', '32-bit ramp', 128, 128, 2);run('Recognize Micro-Expression...', 'csv=[";
		add("csv-folder-missing", start + folder.resolve("nowhere/p.csv") + "]');", "nowhere", "csv");
		add("csv-is-folder", start + folder + "]');", "csv");
		add("csv-other-columns", start + other + "]');", "other.csv", "column");
		// The process file system takes no new files, not even from root.
		if (Files.isDirectory(Path.of("/proc"))) add("csv-read-only", start + "/proc/p.csv]');", "/proc/p.csv");
	}
}
