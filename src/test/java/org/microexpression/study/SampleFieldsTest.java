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

package org.microexpression.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.dataset.FieldPlacement;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.flow.Farneback;
import org.microexpression.fusion.FusionInput;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.ExpressionSynthesizer;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;

/** Fields of a manifest as the fusion takes them. */
class SampleFieldsTest {

	private static final int FIELDS = 80;

	/** As other people's fields come: without a unit, and with more of the picture round the face. */
	@Test
	void aLooserCropIsEstimatedAndTold(@TempDir final Path folder) {
		final FieldPlacement looser = new FieldPlacement(-1.35 / 0.9, 1 / 0.9, -5 / 0.85, 1 / 0.85);
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(7, ExpressionSynthesizer.Setting.training());
		// A cut that shrinks the face is made twice as fine.
		final ImageStack stack = new ImageStack(2 * CanonicalFace.GRID, 2 * CanonicalFace.GRID);
		final Path tiff = folder.resolve("fields.tif");
		final List<Sample> samples = new ArrayList<>();
		final List<float[]> right = new ArrayList<>();
		final List<float[]> cropped = new ArrayList<>();
		for (int i = 0; i < FIELDS; i++) {
			final DisplacementField canonical = synthesizer.sample(i).estimatedGrid();
			final DisplacementField field = looser.cut(canonical);
			stack.addSlice("u", field.u());
			stack.addSlice("v", field.v());
			right.add(FusionInput.of(canonical));
			cropped.add(FusionInput.of(field));
			samples.add(Sample.of("made", "s" + i % 5, "c" + i, "negative").withField(tiff, i + 1));
		}
		final ImagePlus image = new ImagePlus("fields", stack);
		image.setDimensions(2, 1, FIELDS);
		image.setOpenAsHyperStack(true);
		assertTrue(new FileSaver(image).saveAsTiff(tiff.toString()));
		Manifest.write(folder.resolve("fields.csv"), samples);

		final SampleFields fields = SampleFields.read(Manifest.read(folder.resolve("fields.csv")), new ModelStore(List.of(
			Path.of("models"))), ModelStore.SHIPPED, new Farneback(), new Hardware(Device.CPU, 0), Progress.none());
		assertEquals(List.of(), fields.skipped());
		assertEquals(1, fields.remarks().size(), fields.remarks().toString());
		assertTrue(fields.remarks().get(0).contains("seem to be cropped otherwise") && fields.remarks().get(0).contains(
			"estimated"), fields.remarks().toString());
		final double before = distance(right, cropped), after = distance(right, List.of(fields.fields()));
		assertTrue(after < 0.7 * before, after + " of " + before);
	}

	private static double distance(final List<float[]> a, final List<float[]> b) {
		double sum = 0;
		for (int i = 0; i < FIELDS; i++)
			for (int k = 0; k < a.get(i).length; k++)
				sum += Math.abs(a.get(i)[k] - b.get(i)[k]);
		return sum;
	}
}
