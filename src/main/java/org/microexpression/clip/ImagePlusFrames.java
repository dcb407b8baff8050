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

import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameInterval;
import org.microexpression.clip.header.FrameNumbers;
import org.microexpression.clip.header.OrientationMark;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/**
 * The slices of an open image along time or depth as frames. The image is not copied: what the user draws into it later
 * shows in frames read later.
 */
final class ImagePlusFrames implements FrameSource {

	private final String title;

	private final ImageStack stack;

	/** 1, or 3 where red, green and blue are slices of their own. */
	private final int channels;

	private final int[] numbers;

	private final List<String> labels = new ArrayList<>();

	private final List<String> remarks;

	private final String besides;

	private final double framesPerSecond;

	/**
	 * @param image an open image
	 * @throws InputException if it is no sequence of frames
	 */
	ImagePlusFrames(final ImagePlus image) {
		// ImageJ hands over an empty image where none is open.
		if (image == null || image.getProcessor() == null) throw new InputException(
			"There is no image to work on; open a clip or choose its window first.");
		title = image.getTitle();
		channels = image.getNChannels();
		if (channels != 1 && channels != 3) throw new InputException("The image '" + title + "' has " + channels +
			" channels, which are no frames; a clip has one (grey) or three (red, green, blue), so set slices and frames in Image > Properties.");
		if (image.getNSlices() > 1 && image.getNFrames() > 1) throw new InputException("The image '" + title + "' has " +
			image.getNSlices() + " slices at each of " + image.getNFrames() +
			" times; a clip has one picture at a time, so keep one, with Image > Duplicate.");
		stack = image.getStack();
		final int count = stack.getSize() / channels;
		besides = count > 1 ? "" : stack instanceof ClipStack clip ? clip.clip().besides() : OnlyFrame.of(image);
		for (int i = 0; i < count; i++)
			labels.add(Objects.requireNonNullElse(stack.getSliceLabel(i * channels + 1), ""));
		if (stack instanceof ClipStack clip) {
			numbers = IntStream.rangeClosed(1, count).map(clip::frameNumber).toArray();
			remarks = clip.clip().remarks();
		}
		else {
			final FrameNumbers read = FrameNumbers.ofLabels(labels);
			numbers = read.values();
			remarks = new ArrayList<>(read.remarks().stream().map(remark -> "Image '" + title + "': " + remark).toList());
			if (isPalette(image.getProcessor())) remarks.add(BioFormatsFile.colourTable("the image '" + title + "'"));
			if (isStoredTurned(image)) remarks.add("Image '" + title +
				"': its file says that its frames are stored turned or mirrored; ImageJ shows them as stored. Where they are " +
				"not upright, open the file with Import Expression Clip.");
		}
		framesPerSecond = framesPerSecond(image.getCalibration());
	}

	/** Greys, too, stand in a palette in any order; those of a display with another contrast all rise, or all fall. */
	private static boolean isPalette(final ImageProcessor processor) {
		if (processor.isColorLut()) return true;
		if (!(processor instanceof ByteProcessor) || !(processor.getColorModel() instanceof final IndexColorModel table))
			return false;
		boolean rises = false, falls = false;
		for (int i = 1; i < table.getMapSize(); i++) {
			rises |= table.getRed(i) > table.getRed(i - 1);
			falls |= table.getRed(i) < table.getRed(i - 1);
		}
		return rises && falls;
	}

	/** In files whose white is 0 ImageJ leaves the values, and inverts the look-up table; who reads the file inverts them. */
	private static ImageProcessor asShown(final ImageProcessor processor) {
		if (isPalette(processor) || !processor.isInvertedLut() || !(processor instanceof ByteProcessor ||
			processor instanceof ShortProcessor)) return processor;
		final ImageProcessor shown = processor.duplicate();
		final int white = processor instanceof ByteProcessor ? 255 : 65535;
		for (int i = 0; i < shown.getPixelCount(); i++)
			shown.set(i, white - shown.get(i));
		return shown;
	}

	private static boolean isStoredTurned(final ImagePlus image) {
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.directory == null || info.directory.isBlank() || info.fileName == null) return false;
		try {
			final Path file = Path.of(info.directory, info.fileName);
			return Files.isRegularFile(file) && OrientationMark.of(file) != OrientationMark.UPRIGHT;
		}
		catch (final IOException | InvalidPathException e) {
			// An image may outlive its file, and come from an address.
			return false;
		}
	}

	@Override
	public String name() {
		return title;
	}

	@Override
	public int frameCount() {
		return numbers.length;
	}

	@Override
	public int[] frameNumbers() {
		return numbers.clone();
	}

	@Override
	public String besides() {
		return besides;
	}

	@Override
	public String label(final int index) {
		final String slice = "slice " + (index * channels + 1);
		return numbers[index] == index + 1 ? slice : slice + " (frame " + numbers[index] + ")";
	}

	@Override
	public List<String> remarks() {
		return remarks;
	}

	@Override
	public double framesPerSecond() {
		return framesPerSecond;
	}

	/** The frames of a video keep their own times while they are shown, unless somebody has set another interval. */
	@Override
	public OptionalDouble seconds(final int index) {
		if (statesTimes()) return ((ClipStack) stack).seconds(index * channels + 1);
		return Clip.seconds(framesPerSecond, numbers[0], numbers[index]);
	}

	@Override
	public boolean statesTimes() {
		return stack instanceof ClipStack clip && clip.clip().statesTimes() && Math.abs(framesPerSecond - clip.clip()
			.framesPerSecond()) < 1e-6 * framesPerSecond;
	}

	@Override
	public int significantBits() {
		return Short.SIZE;
	}

	@Override
	public Pixels read(final int index) {
		final int slice = index * channels + 1;
		if (!(stack instanceof ClipStack)) ClipStack.requireReadable(title, label(index), labels.get(index));
		// Virtual stacks are seldom safe to read from several threads.
		synchronized (stack) {
			if (stack instanceof ClipStack clip) return clip.stored(slice);
			if (channels == 1) return ProcessorPixels.of(asShown(slice(slice, index)));
			return merged(slice(slice, index), slice(slice + 1, index), slice(slice + 2, index));
		}
	}

	@Override
	public void release() {
		// The image belongs to the user.
	}

	private ImageProcessor slice(final int slice, final int index) {
		final ImageProcessor processor = slice > stack.getSize() ? null : stack.getProcessor(slice);
		if (processor == null || processor.getPixels() == null) throw new InputException("The image '" + title +
			"' gives no " + label(index) + ", its window was closed or its file is damaged; open the clip again.");
		return processor;
	}

	private static Pixels merged(final ImageProcessor red, final ImageProcessor green, final ImageProcessor blue) {
		final int count = red.getPixelCount();
		if (red instanceof ByteProcessor) {
			final int[] colors = new int[count];
			for (int i = 0; i < count; i++)
				colors[i] = red.get(i) << 16 | green.get(i) << 8 | blue.get(i);
			return new Pixels.Rgb(red.getWidth(), red.getHeight(), colors);
		}
		final float[] luma = new float[count];
		for (int i = 0; i < count; i++)
			luma[i] = Pixels.luma(red.getf(i), green.getf(i), blue.getf(i));
		return new Pixels.Real(red.getWidth(), red.getHeight(), luma, red.getBitDepth() + "-bit colour");
	}

	private static double framesPerSecond(final Calibration calibration) {
		return new FrameInterval(calibration.frameInterval, calibration.getTimeUnit()).framesPerSecond();
	}
}
