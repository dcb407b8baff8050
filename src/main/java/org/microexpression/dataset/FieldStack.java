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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.TiffDirectories;
import org.microexpression.field.DisplacementField;

/**
 * Displacement fields that were computed elsewhere: the first two channels, u and v, of every frame of a TIFF
 * hyperstack, or what {@link FieldArrays} reads, as they stand in the file. u is positive to the right of the image and
 * v downwards, from onset to apex, unless a {@link FieldLayout} says otherwise. Zero and unit of the values are the
 * file's own unless {@link #amplitudeKnown()}; preparing them is the recognition's business.
 */
public final class FieldStack {

	private final Path file;
	private final int width;
	private final int height;
	private final float[][] u;
	private final float[][] v;
	private final boolean amplitudeKnown;

	private FieldStack(final Path file, final FieldArrays fields) {
		this.file = file;
		width = fields.width();
		height = fields.height();
		u = fields.u();
		v = fields.v();
		amplitudeKnown = false;
		for (int t = 0; t < u.length; t++) {
			finite(u[t], t + 1);
			finite(v[t], t + 1);
		}
	}

	private FieldStack(final Path file, final ImagePlus image) {
		this.file = file;
		width = image.getWidth();
		height = image.getHeight();
		final boolean framesAsSlices = image.getNFrames() == 1 && image.getNSlices() > 1;
		final int count = framesAsSlices ? image.getNSlices() : image.getNFrames();
		u = new float[count][];
		v = new float[count][];
		final ImageStack stack = image.getStack();
		for (int t = 0; t < count; t++) {
			final int slice = framesAsSlices ? t + 1 : 1;
			final int frame = framesAsSlices ? 1 : t + 1;
			u[t] = values(stack, image.getStackIndex(1, slice, frame), t + 1);
			v[t] = values(stack, image.getStackIndex(2, slice, frame), t + 1);
		}
		amplitudeKnown = image.getBitDepth() == 32 && image.getProp(DisplacementField.UNITS) != null;
	}

	private float[] values(final ImageStack stack, final int index, final int frame) {
		return finite((float[]) stack.getProcessor(index).convertToFloatProcessor().getPixelsCopy(), frame);
	}

	private float[] finite(final float[] values, final int frame) {
		for (final float value : values) {
			if (!Float.isFinite(value)) throw new InputException("Frame " + frame + " of " + file + " holds the value " +
				value + "; replace it by a number.");
		}
		return values;
	}

	/**
	 * Reads a whole stack.
	 *
	 * @param file a TIFF hyperstack of 8, 16 or 32 bits with u and v as its first two channels, or an array of one of the
	 *             kinds that {@link FieldArrays} reads
	 * @return its fields
	 * @throws InputException if the file is missing, cannot be read, or has fewer than two channels
	 */
	public static FieldStack open(final Path file) {
		if (!Files.isRegularFile(file)) throw new InputException("The displacement fields " + file + " " + Folders
			.whyAbsent(file));
		if (FieldArrays.reads(file)) return new FieldStack(file, FieldArrays.of(file));
		final ImagePlus image = openTiff(file.toAbsolutePath());
		final Optional<FieldArrays> array = FieldArrays.ofTiff(file, description(image), () -> pages(image.getStack()));
		if (array.isPresent()) return new FieldStack(file, array.get());
		if (image.getNChannels() < 2 || image.getBitDepth() == 24) throw new InputException("The image " + file + " has " +
			(image.getBitDepth() == 24 ? "RGB colours" : "one channel") +
			"; displacement fields need u and v as the first two channels of an 8-, 16- or 32-bit hyperstack.");
		return new FieldStack(file, image);
	}

	private static String description(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		return info == null || info.description == null ? "" : info.description;
	}

	private static float[][] pages(final ImageStack stack) {
		final float[][] pages = new float[stack.getSize()][];
		for (int i = 0; i < pages.length; i++)
			pages[i] = (float[]) stack.getProcessor(i + 1).convertToFloatProcessor().getPixels();
		return pages;
	}

	/** The decoder is asked first, since {@link Opener} tells of a damaged file by a dialog of its own. */
	private static ImagePlus openTiff(final Path file) {
		try {
			TiffDirectories.check(file);
			final String folder = file.getParent().toString() + file.getFileSystem().getSeparator();
			final FileInfo[] info = new TiffDecoder(folder, file.getFileName().toString()).getTiffInfo();
			if (info == null || info.length == 0) throw new IOException("it holds no image");
			final long needed = info[0].getOffset() + (long) info[0].width * info[0].height * info[0].getBytesPerPixel() *
				Math.max(1, info[0].nImages);
			if (info[0].compression <= FileInfo.COMPRESSION_NONE && needed > Files.size(file)) throw new IOException(
				"it is cut off");
			final ImagePlus image = new Opener().openTiff(folder, file.getFileName().toString());
			if (image == null) throw new IOException("ImageJ cannot read it");
			return image;
		}
		catch (IOException | RuntimeException e) {
			final String why = e instanceof IOException && e.getMessage() != null ? e.getMessage()
				: "it is cut off or damaged";
			throw new InputException("The displacement fields " + file + " cannot be opened as a TIFF (" + why +
				"); save them as an ImageJ TIFF hyperstack with the channels u and v.", e);
		}
	}

	/**
	 * Reads every stack that samples name, each once.
	 *
	 * @param samples samples; those without a field are passed over
	 * @return a stack by file
	 * @throws InputException if a stack cannot be read or does not hold a sample's frame
	 */
	public static Map<Path, FieldStack> open(final Collection<Sample> samples) {
		final Map<Path, FieldStack> stacks = new LinkedHashMap<>();
		for (final Sample sample : samples) {
			sample.field().ifPresent(field -> stacks.computeIfAbsent(field.file(), FieldStack::open).check(field.index()));
		}
		return stacks;
	}

	private void check(final int index) {
		if (index < 1 || index > u.length) throw new InputException("There is no frame " + index + " in " + file +
			", which has frames 1 to " + u.length + "; correct the manifest's column index.");
	}

	/** @return columns of every field */
	public int width() {
		return width;
	}

	/** @return rows of every field */
	public int height() {
		return height;
	}

	/** @return how many fields there are */
	public int frameCount() {
		return u.length;
	}

	/** @return whether the values are pixels of the registered frame and 0 is no motion, as in the 32-bit images of
	 *         this plugin's displacement images; otherwise zero and unit are unknown */
	public boolean amplitudeKnown() {
		return amplitudeKnown;
	}

	/**
	 * @param index  1-based frame
	 * @param layout what its channels mean and where the face lies in it
	 * @return the field, u to the right of the image, v downwards, the face in the canonical layout, raw values
	 * @throws InputException if there is no such frame, or the layout is not one of a face
	 */
	public DisplacementField field(final int index, final FieldLayout layout) {
		final float[] first = u(index);
		final float[] second = v(index);
		for (int i = 0; i < first.length; i++) {
			switch (layout.components()) {
				case UV -> {}
				case UV_UP -> second[i] = -second[i];
				case POLAR -> toCartesian(first, second, i, second[i]);
				case POLAR_DEGREES -> toCartesian(first, second, i, Math.toRadians(second[i]));
			}
		}
		final DisplacementField field = new DisplacementField(width, height, first, second);
		return layout.isPlaced() ? layout.placement(width, height).cut(field) : field;
	}

	private static void toCartesian(final float[] first, final float[] second, final int i, final double angle) {
		final double magnitude = first[i];
		first[i] = (float) (magnitude * Math.cos(angle));
		second[i] = (float) (magnitude * Math.sin(angle));
	}

	/**
	 * @param index 1-based frame
	 * @return a copy of its horizontal component, row-major, width × height raw values
	 * @throws InputException if there is no such frame
	 */
	public float[] u(final int index) {
		check(index);
		return u[index - 1].clone();
	}

	/**
	 * @param index 1-based frame
	 * @return a copy of its vertical component, row-major, width × height raw values
	 * @throws InputException if there is no such frame
	 */
	public float[] v(final int index) {
		check(index);
		return v[index - 1].clone();
	}
}
