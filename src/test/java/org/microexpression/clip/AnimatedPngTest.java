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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

/** Pictures that hold a film: who took the first one would be silent about the others. */
class AnimatedPngTest {

	/** Where the first chunk ends. */
	private static final int HEADER = 33;

	@TempDir
	Path folder;

	private byte[] still;

	@BeforeEach
	void writeStill() throws IOException {
		final Path file = folder.resolve("img1.png");
		TestClips.writePicture(file, "png", TestClips.pattern(8, 8, 8, 0));
		still = Files.readAllBytes(file);
	}

	@Test
	void asAClipItIsRefusedByItsKind() throws IOException {
		final Path film = write("film.png", 6);
		assertSentence(film, "The file '" + film +
			"' is an animated PNG, which is not read as a clip; export the clip as " +
			"an AVI of JPEG frames or as a folder of numbered PNG files.");
		final Path one = write("one.png", 1);
		assertSentence(one, "The file '" + one +
			"' is a single picture; give the folder that holds the clip's frames instead.");
	}

	@Test
	void amongFramesItIsRefusedByName() throws IOException {
		write("img2.png", 1);
		final Path film = write("img3.png", 2);
		try (Clip clip = Clips.open(folder)) {
			clip.frame(1);
			assertEquals("The frame '" + film +
				"' is an animated PNG, of several pictures; save each as a frame of its own " + "or take it out of the folder.",
				assertThrows(InputException.class, () -> clip.frame(2)).getMessage());
		}
	}

	private static void assertSentence(final Path file, final String sentence) {
		assertEquals(sentence, assertThrows(InputException.class, () -> Clips.open(file)).getMessage());
	}

	private Path write(final String name, final int pictures) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final DataOutputStream out = new DataOutputStream(bytes);
		out.write(still, 0, HEADER);
		out.writeInt(8);
		out.writeBytes("acTL");
		out.writeInt(pictures);
		out.writeInt(0);
		out.writeInt(0);
		out.write(still, HEADER, still.length - HEADER);
		return Files.write(folder.resolve(name), bytes.toByteArray());
	}
}
