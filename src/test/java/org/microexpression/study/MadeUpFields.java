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

import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.ExpressionSynthesizer;

/** Synthetic displacement fields on disk with a manifest of any classes. */
public final class MadeUpFields {

	private MadeUpFields() {
		// Static methods only.
	}

	/**
	 * @param folder   gets {@code fields.tif} and {@code fields.csv}
	 * @param subjects number of subjects, each with two clips of every class
	 * @param classes  names of the classes
	 * @return the manifest
	 */
	public static Path write(final Path folder, final int subjects, final List<String> classes) {
		Manifest.write(folder.resolve("fields.csv"), samples(folder, subjects, classes));
		return folder.resolve("fields.csv");
	}

	/** The same fields and rows without a manifest. */
	static List<Sample> samples(final Path folder, final int subjects, final List<String> classes) {
		final ExpressionSynthesizer synthesizer = new ExpressionSynthesizer(5, ExpressionSynthesizer.Setting.training());
		final ImageStack stack = new ImageStack(CanonicalFace.GRID, CanonicalFace.GRID);
		final Path tiff = folder.resolve("fields.tif");
		final List<Sample> samples = new ArrayList<>();
		for (int i = 0; i < 2 * subjects * classes.size(); i++) {
			final DisplacementField field = synthesizer.sample(i).estimatedGrid();
			stack.addSlice("u", field.u());
			stack.addSlice("v", field.v());
			samples.add(Sample.of("made", "s" + i % subjects, "c" + i, classes.get(i / subjects % classes.size())).withField(
				tiff, i + 1));
		}
		final ImagePlus image = new ImagePlus("fields", stack);
		image.setDimensions(2, 1, samples.size());
		image.setOpenAsHyperStack(true);
		image.setProp(DisplacementField.UNITS, "pixels");
		assertTrue(new FileSaver(image).saveAsTiff(tiff.toString()));
		return samples;
	}
}
