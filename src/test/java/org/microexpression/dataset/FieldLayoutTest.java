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

package org.microexpression.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.dataset.FieldLayout.Part;
import org.microexpression.field.DisplacementField;

/** Where the face lies in a field from elsewhere, as a manifest says it. */
class FieldLayoutTest {

	@TempDir
	private Path folder;

	/** A field whose values are its own positions. */
	private static DisplacementField positions(final int width, final int height) {
		final float[] x = new float[width * height];
		final float[] y = new float[width * height];
		for (int i = 0; i < x.length; i++) {
			x[i] = i % width;
			y[i] = i / width;
		}
		return new DisplacementField(width, height, x, y);
	}

	private static FieldLayout layout(final String eyeRow, final String mouthRow, final String points) {
		return LayoutCells.parse(List.of("", eyeRow, mouthRow, points));
	}

	@Test
	void theFaceOfGivenRowsIsCutOut() {
		// Eyes in row 40 and mouth in row 94: four pixels a cell, as the canonical rows lie 13.5 cells apart.
		final FieldPlacement placement = layout("40", "94", "").placement(160, 160);
		final DisplacementField cut = placement.cut(positions(160, 160));
		assertTrue(cut.width() >= 4 * 28, "coarser than the field: " + cut.width());
		final double eyes = at(cut, cut.v(), Part.EYES);
		final double mouth = at(cut, cut.v(), Part.MOUTH);
		assertEquals(40, eyes, 0.02);
		assertEquals(94, mouth, 0.02);
		assertEquals(79.5, at(cut, cut.u(), Part.EYES), 0.02, "columns are centred");
	}

	@Test
	void fivePointsGiveColumnsToo() {
		final FieldPlacement placement = layout("", "", "20,40 60,40 40,63 25,76 55,76").placement(100, 100);
		final DisplacementField cut = placement.cut(positions(100, 100));
		assertEquals(20, at(cut, cut.u(), Part.LEFT_EYE), 0.5);
		assertEquals(60, at(cut, cut.u(), Part.RIGHT_EYE), 0.5);
		assertEquals(40, at(cut, cut.v(), Part.LEFT_EYE), 0.6);
		assertEquals(76, at(cut, cut.v(), Part.MOUTH), 0.6);
	}

	/** @return the cut field's value at a part of the face, the nearest fine cell's on average */
	private static double at(final DisplacementField cut, final float[] values, final Part part) {
		final double fine = cut.width() / 28.0;
		final double x = (part.column() + 0.5) * fine - 0.5;
		final double y = (part.row() + 0.5) * fine - 0.5;
		final int i = (int) y * cut.width() + (int) x;
		final double fx = x - (int) x;
		final double fy = y - (int) y;
		return (1 - fy) * ((1 - fx) * values[i] + fx * values[i + 1]) + fy * ((1 - fx) * values[i + cut.width()] + fx *
			values[i + cut.width() + 1]);
	}

	@Test
	void aFaceInTheCanonicalLayoutStaysAsItIs() {
		final FieldPlacement placement = layout(Double.toString(Part.EYES.row()), Double.toString(Part.MOUTH.row()), "")
			.placement(28, 28);
		final DisplacementField field = positions(28, 28);
		final DisplacementField cut = placement.cut(field);
		assertEquals(28, cut.width());
		for (int i = 0; i < 28 * 28; i++) {
			assertEquals(field.u()[i], cut.u()[i], 1e-4);
			assertEquals(field.v()[i], cut.v()[i], 1e-4);
		}
	}

	@Test
	void whatIsNoFaceIsRefused() {
		assertSentence(() -> layout("20", "", ""), "belong together");
		assertSentence(() -> layout("20", "40", "1,1 2,1 1,2 1,3 2,3"), "the one or the other");
		assertSentence(() -> layout("", "", "1,1 2,2"), "2 points; give five");
		assertSentence(() -> layout("", "", "1 2 3 4 5"), "write x,y");
		assertSentence(() -> layout("row", "3", ""), "'row' in the column eye_row is no number");
		assertSentence(() -> layout("-60", "2", "").placement(28, 28),
			"The part of the face 'eyes' is given in row -60.0, " +
				"outside its field; give a row from 0 to 27, in the field's own pixels.");
		assertSentence(() -> layout("6", "28", "").placement(28, 28), "The part of the face 'mouth' is given in row 28.0");
		assertSentence(() -> layout("", "", "6,6 30,6 14,15 9,20 18,20").placement(28, 28),
			"'right eye' is given in column 30.0");
		assertSentence(() -> layout("20", "6", "").placement(28, 28), "fill");
		assertSentence(() -> layout("10", "11", "").placement(28, 28), "fill");
	}

	private static void assertSentence(final Executable what, final String why) {
		final String sentence = assertThrows(InputException.class, what).getMessage();
		assertTrue(sentence.contains(why), sentence);
	}

	@Test
	void aManifestKeepsLayouts() throws IOException {
		final Path csv = folder.resolve("manifest.csv");
		Files.writeString(csv, "dataset,subject,clip,class,field,index,components,eye_row,mouth_row,points\n" +
			"d,s1,a,negative,f.npy,1,polar,10.5,22,\n" + "d,s2,b,positive,f.npy,2,,,,\"6.5,10 21,10 14,18 9,22 18.25,22\"\n" +
			"d,s3,c,surprise,f.npy,3,,,,\n");
		final List<Sample> samples = Manifest.read(csv).samples();
		assertTrue(samples.get(0).field().get().layout().isPlaced());
		assertFalse(samples.get(2).field().get().layout().isPlaced());
		final Path copy = folder.resolve("copy.csv");
		Manifest.write(copy, samples);
		assertEquals(samples, Manifest.read(copy).samples());
		Files.writeString(csv, "dataset,subject,clip,class,field,index,eye_row\nd,s,a,negative,f.npy,1,4\n");
		assertSentence(() -> Manifest.read(csv), "Row 2 of " + csv);
	}
}
