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

package org.microexpression.clip.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;

class TiffHeaderTest {

	@TempDir
	private Path folder;

	/** ImageJ's reader, which takes most of the time of opening a file of many pages, is asked only about its own. */
	@Test
	void whatImageJAloneReadsIsAskedOfItsOwnFilesAlone() throws IOException {
		final ImagePlus stack = IJ.createImage("stack", "8-bit ramp", 8, 8, 2);
		stack.getStack().setSliceLabel("frame 7", 1);
		stack.setRoi(new Roi(1, 1, 3, 3));
		final Path saved = folder.resolve("stack.tif"), single = folder.resolve("single.tif");
		IJ.saveAsTiff(stack, saved.toString());
		IJ.saveAsTiff(new ImagePlus("", stack.getProcessor()), single.toString());
		assertTrue(TiffDirectories.isOfImageJ(saved));
		assertTrue(TiffDirectories.isOfImageJ(single));
		assertEquals(List.of("frame 7", ""), TiffHeader.labels(saved, 2, 1));
		assertTrue(TiffHeader.selection(saved).isPresent());
		final Path other = Files.write(folder.resolve("other.tif"), ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN)
			.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) 1).putShort((short) 256)
			.putShort((short) 4).putInt(1).putInt(8).putInt(0).array());
		assertFalse(TiffDirectories.isOfImageJ(other));
		assertTrue(TiffHeader.selection(other).isEmpty());
		assertFalse(TiffDirectories.isOfImageJ(Files.write(folder.resolve("no.tif"), new byte[9])));
	}
}
