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

import org.microexpression.base.InputException;
import org.microexpression.clip.header.TiffHeader;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.FileInfo;
import ij.io.RoiDecoder;
import ij.io.TiffDecoder;
import ij.measure.Calibration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Between clips and ImageJ's images. */
public final class ClipImages {

	/** Property of an image with where its clip is. */
	public static final String PATH = "path";

	private ClipImages() {
		// Functions only.
	}

	/**
	 * @param clip a clip; it must stay open as long as the image is used
	 * @return an image of that name whose slices, along time, are read when they are looked at; the frame interval is set
	 *         where it is known. Closing the image closes the clip's files (they open again if the stack is still used by
	 *         a copy of the image)
	 */
	public static ImagePlus toImagePlus(final Clip clip) {
		if (clip instanceof SourceClip source) source.outliveCommand();
		final ClipStack stack = new ClipStack(clip);
		final ImagePlus image = new ClipImage(clip.name(), stack);
		image.setDimensions(1, 1, stack.getSize());
		if (image.getBitDepth() != 24) showRange(image, stack.scale());
		final double framesPerSecond = clip.framesPerSecond();
		if (framesPerSecond > 0) {
			final Calibration calibration = image.getCalibration();
			calibration.frameInterval = 1 / framesPerSecond;
			calibration.setTimeUnit("sec");
			calibration.fps = framesPerSecond;
		}
		return image;
	}

	/**
	 * As {@link #toImagePlus(Clip)}, for a clip on disk: the image keeps where it is, for {@link #path}, and has the
	 * selection that ImageJ saved with it, as it has after File > Open.
	 *
	 * @param clip a clip
	 * @param from the file or folder that it was opened from
	 * @return its image
	 */
	public static ImagePlus toImagePlus(final Clip clip, final Path from) {
		final ImagePlus image = toImagePlus(clip);
		image.setProp(PATH, from.toAbsolutePath().toString());
		savedSelection(from).ifPresent(image::setRoi);
		return image;
	}

	/**
	 * @param file a path
	 * @return whether it is that of a file which is called as those are that ImageJ saves images in
	 */
	public static boolean isTiff(final Path file) {
		return Files.isRegularFile(file) && file.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?");
	}

	/**
	 * A selection in an image.
	 *
	 * @param type     what it is called in ImageJ
	 * @param isArea   whether it encloses a part of the image
	 * @param contains whether a place lies in it: column and row in pixels, 0 at the centre of the first one
	 */
	public record Selection(String type, boolean isArea, BiPredicate<Double, Double> contains) {

		/**
		 * @param roi a selection of ImageJ
		 * @return the same; a text is no area, although ImageJ counts it among them
		 */
		public static Selection of(final Roi roi) {
			// ImageJ counts pixels by their corners, so that the pixel whose centre is nearest is asked for.
			return new Selection(roi.getTypeAsString(), roi.isArea() && !(roi instanceof TextRoi), (x, y) -> roi.contains(
				(int) Math.round(x), (int) Math.round(y)));
		}
	}

	/**
	 * @param file a path
	 * @return the selection that ImageJ saved with a TIFF file; empty where there is none that can be read
	 */
	public static Optional<Selection> selection(final Path file) {
		return savedSelection(file).map(Selection::of);
	}

	/**
	 * @param file a path
	 * @return a sentence where a selection was saved with a TIFF file that cannot be read; empty where none was, or it can
	 */
	static Optional<String> unreadableSelection(final Path file) {
		return selectionBytes(file).filter(saved -> decoded(saved).isEmpty()).map(
			saved -> "The selection that was saved with '" + file.getFileName() +
				"' cannot be read and was not used; open the file, select anew and save it again.");
	}

	/** The selection in a TIFF file's header; empty where there is none that can be read. */
	private static Optional<Roi> savedSelection(final Path file) {
		return selectionBytes(file).flatMap(ClipImages::decoded);
	}

	/**
	 * @param file a path
	 * @return how many pictures ImageJ's own reader finds in a TIFF file; 0 where it finds none or the file is another one
	 */
	static int pictures(final Path file) {
		return pages(file).length;
	}

	private static Optional<byte[]> selectionBytes(final Path file) {
		return isTiff(file) ? TiffHeader.selection(file) : Optional.empty();
	}

	private static FileInfo[] pages(final Path file) {
		if (!isTiff(file)) return new FileInfo[0];
		try {
			final FileInfo[] pages = new TiffDecoder(file.toAbsolutePath().getParent() + File.separator, file.getFileName()
				.toString()).getTiffInfo();
			return pages == null ? new FileInfo[0] : pages;
		}
		catch (final IOException | RuntimeException e) {
			// The clip itself was read: what ImageJ's own reader makes nothing of has no selection of ImageJ's.
			return new FileInfo[0];
		}
	}

	private static Optional<Roi> decoded(final byte[] saved) {
		try {
			return Optional.ofNullable(RoiDecoder.openFromByteArray(saved));
		}
		catch (final RuntimeException e) {
			return Optional.empty();
		}
	}

	/**
	 * @param image an open image
	 * @return the whole path of the file or folder that it was read from; empty where it does not tell
	 */
	public static String path(final ImagePlus image) {
		if (image.getProp(PATH) != null) return image.getProp(PATH);
		final FileInfo info = image.getOriginalFileInfo();
		if (info == null || info.directory == null || info.directory.isEmpty() || info.fileName == null) return "";
		final File file = new File(info.directory, info.fileName);
		return file.exists() ? file.getAbsolutePath() : "";
	}

	/**
	 * @param image an open image: a stack along time, depth or, for a plain stack, slices; 8-, 16-, 32-bit grey (look-up
	 *              tables and contrast settings change the display, not the grey levels), RGB, or three channels that are
	 *              red, green and blue. Grey levels as in {@link Clips#open}
	 * @return a view of it, not a copy; frames are numbered as the slice labels say if each carries a number and they
	 *         ascend, else from 1. Closing it leaves the image as it is
	 * @throws InputException if the image is no sequence of frames, or its first one (of 16-bit and real values also the
	 *                        middle and the last one) has pixels that are no numbers
	 */
	public static Clip fromImagePlus(final ImagePlus image) {
		final ImagePlusFrames frames = new ImagePlusFrames(image);
		// The clip behind the stack may know the camera's bits, which the image does not.
		final Optional<GreyScale> scale = image.getStack() instanceof ClipStack stack ? Optional.of(stack.scale())
			: Optional.empty();
		return new SourceClip(frames, scale, 0);
	}

	/** Makes the display black at grey level 0 and white at 255. */
	private static void showRange(final ImagePlus image, final GreyScale scale) {
		image.setDisplayRange(scale.offset(), scale.offset() + 255 / scale.gain());
	}

	/** Lets go of the clip's files when it is closed, by its window or, in batch mode, by a macro. */
	private static final class ClipImage extends ImagePlus {

		private final ClipStack shown;

		private ClipImage(final String title, final ClipStack stack) {
			super(title, (ImageStack) stack);
			shown = stack;
		}

		@Override
		public void close() {
			super.close();
			shown.release();
		}

		@Override
		public void flush() {
			super.flush();
			shown.release();
		}
	}
}
