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

package org.microexpression.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;

class SavedAreaTest {

	private static final String ALONE = "open the clip alone, where its landmarks can be given as 5 or 68 points";

	@TempDir
	Path folder;

	@Test
	void anAreaIsNamedByItsFile() {
		final SavedArea saved = SavedArea.of(saved("area", new Roi(8, 8, 20, 20)));
		assertTrue(saved.area().contains(10, 10));
		assertFalse(saved.area().contains(40, 10));
		assertEquals("the area saved with 'area.tif', in ", saved.area().part());
		assertEquals("save another with a face in its middle, or none, or " + ALONE, saved.area().remedy());
		assertEquals(List.of(), saved.remarks());
	}

	/** Nobody can give points in a folder; that some were saved is a remark, which a refusal has with it, too. */
	@Test
	void withoutAnAreaTheWholeFrameIsSearched() {
		assertEquals(ALONE, SavedArea.of(saved("plain", null)).area().remedy());
		final SavedArea points = SavedArea.of(saved("points", new PointRoi(new float[] { 3, 9 }, new float[] { 4, 5 }, 2)));
		final String remark = "The selection (Point) that was saved with 'points.tif' was not used; an area chooses " +
			"the face";
		assertTrue(points.area().isEverywhere());
		assertEquals(List.of(remark + "."), points.remarks());
		assertEquals(ALONE, points.area().remedy());
	}

	/** ImageJ counts texts among the areas; who writes a name on a picture chooses no face. */
	@Test
	void aTextIsNoArea() {
		final SavedArea text = SavedArea.of(saved("text", new TextRoi(8, 8, "a name")));
		assertTrue(text.area().isEverywhere());
		assertTrue(text.remarks().get(0).startsWith("The selection (Text) that was saved with 'text.tif' was not used;"));
	}

	@Test
	void aSelectionThatCannotBeReadIsTold() throws IOException {
		final Path whole = saved("whole", new Roi(8, 8, 20, 20)), spoilt = folder.resolve("spoilt.tif");
		// Selections begin with the letters Iout.
		final String bytes = new String(Files.readAllBytes(whole), StandardCharsets.ISO_8859_1);
		Files.write(spoilt, bytes.replaceFirst("Iout", "Xout").getBytes(StandardCharsets.ISO_8859_1));
		assertTrue(SavedArea.of(spoilt).area().isEverywhere());
		try (Clip clip = Clips.open(spoilt); Clip sound = Clips.open(whole)) {
			assertEquals(List.of("The selection that was saved with 'spoilt.tif' cannot be read and was not used; open the " +
				"file, select anew and save it again."), clip.remarks());
			assertEquals(List.of(), sound.remarks());
		}
	}

	private Path saved(final String name, final Roi selected) {
		final Path file = folder.resolve(name + ".tif");
		final ImagePlus clip = IJ.createImage(name, "8-bit ramp", 64, 64, 2);
		clip.setRoi(selected);
		IJ.saveAsTiff(clip, file.toString());
		return file;
	}
}
