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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;

/** Names that a computer without a language cannot spell, as in containers. */
class PathNamesTest {

	@TempDir
	private Path folder;

	/** A program of its own, started without a language: says of each movie below a folder what comes of it. */
	static final class Opening {

		public static void main(final String[] args) throws IOException {
			try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
				for (final Path file : files.filter(Files::isRegularFile).toList()) {
					try (Clip clip = Clips.open(file, Progress.none())) {
						System.out.println(clip.frameCount() + " frames");
					}
					catch (final InputException e) {
						System.out.println(e.getMessage());
					}
				}
			}
		}
	}

	/** The clip is sound, so it is not called damaged. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void aNameThatTheLanguageCannotSpellIsSaidAndNotTakenForDamage() throws IOException, InterruptedException {
		final Path movie = Files.createDirectory(folder.resolve("\u00fc")).resolve("a.avi");
		TestClips.writeY800(movie, 32, 24, 3);
		assertEquals(List.of("3 frames"), opened("C.UTF-8"));
		final List<String> without = opened("POSIX");
		assertEquals(1, without.size(), without.toString());
		assertTrue(without.get(0).contains("' cannot be used on this computer, whose file names are in ") && without.get(0)
			.endsWith("; set LANG to a language in UTF-8, such as C.UTF-8, or rename it."), without.toString());
	}

	private List<String> opened(final String language) throws IOException, InterruptedException {
		final ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java")
			.toString(), "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"), Opening.class.getName(),
			folder.toString());
		builder.environment().put("LC_ALL", language);
		builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		final Process process = builder.start();
		final List<String> lines = new String(process.getInputStream().readAllBytes()).lines().filter(line -> line.contains(
			"frames") || line.contains("cannot")).toList();
		assertEquals(0, process.waitFor());
		return lines;
	}
}
