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

package org.microexpression.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.microexpression.cli.MicroExpression;

/** Made-up clips, and what one process makes of them. */
final class OneProcess {

	static final List<String> LOSO = List.of("--classes=as in the manifest", "--members=1", "--seeds=1,2", "--together=1",
		"--device=cpu");

	static final String MODELS = "-Dmicroexpression.models=" + System.getProperty("microexpression.models");

	private OneProcess() {
		// Static methods only.
	}

	/**
	 * @return the manifest of clips of three made-up people, of classes for which no synthetic expressions are drawn in
	 *         each process
	 */
	static Path dataset(final Path folder) throws IOException {
		run("make-synthetic-clips", "--subjects=3", "--clips=3", "--frames=12", "--output=" + folder);
		final Path manifest = folder.resolve("manifest.csv");
		return Files.writeString(manifest, Files.readString(manifest).replaceAll("(?<=[,\"])surprise(?=[,\"])", "other"));
	}

	static void run(final String... arguments) {
		assertEquals(0, MicroExpression.run(System.out, System.err, arguments), String.join(" ", arguments));
	}

	static List<String> loso(final Path manifest, final Path output, final String... keys) {
		final List<String> command = new ArrayList<>(List.of("loso", "--manifest=" + manifest, "--output=" + output));
		command.addAll(LOSO);
		command.addAll(List.of(keys));
		return command;
	}

	/** @return how many of a run's parts are there */
	static long parts(final Path output) throws IOException {
		if (!Files.isDirectory(output.resolve("parts"))) return 0;
		try (Stream<Path> files = Files.list(output.resolve("parts"))) {
			return files.filter(file -> file.toString().endsWith(".json")).count();
		}
	}

	/**
	 * @param settings further options of Java
	 * @return the begin of a command line of the driver
	 */
	static List<String> driver(final String... settings) {
		final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED", MODELS, "-Dspark.ui.enabled=false"));
		command.addAll(List.of(settings));
		command.addAll(List.of("-cp", classPath(), SparkWork.class.getName()));
		return command;
	}

	/** @return that of this process; surefire's may be a jar that only points to the real one */
	static String classPath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	static void assertSameTables(final Path whole, final Path shared) throws IOException {
		for (final String table : List.of("loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"))
			assertArrayEquals(Files.readAllBytes(whole.resolve(table)), Files.readAllBytes(shared.resolve(table)), table);
	}
}
