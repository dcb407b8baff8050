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

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.ByteProcessor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A made-up dataset as the reader in {@code src/it/extensions} takes it: three videos of eight frames, a bar that
 * jumps; the last one shows two expressions.
 */
final class LabFaces {

	private static final int FRAMES = 8;

	private LabFaces() {
		// Functions only.
	}

	/** @return the folder */
	static Path write(final Path folder) throws IOException {
		Files.writeString(folder.resolve("lab-faces.csv"), "Person,Video,First,Peak,Last,Feeling\n1,smile1,1,,8,joy\n" +
			"1,start1,1,3,8,fright\np02,smile1,1,,8,joy\n2,smile1,2,6,8,anger\n");
		for (final String clip : new String[] { "p1_smile1", "p1_start1", "p2_smile1" }) {
			final Path frames = Files.createDirectories(folder.resolve("frames").resolve(clip));
			for (int i = 1; i <= FRAMES; i++) {
				final ByteProcessor frame = new ByteProcessor(32, 16);
				frame.setValue(200);
				frame.fill(new ij.gui.Roi(i < 5 ? 4 : 12, 0, 10, 16));
				new FileSaver(new ImagePlus("", frame)).saveAsPng(frames.resolve("frame" + i + ".png").toString());
			}
		}
		return folder;
	}
}
