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

package org.microexpression.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import javax.imageio.ImageIO;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.clip.CancellableClip;
import org.microexpression.clip.Clip;
import org.microexpression.clip.video.VideoWriter;

/** Writes clips as files through ImageJ: the bridge between synthetic clips and {@link ImagePlus}. */
public final class SyntheticClipFiles {

	private SyntheticClipFiles() {
		// Static only.
	}

	/**
	 * @param clip any clip
	 * @return it as an 8-bit virtual stack, frames rendered when shown
	 */
	public static ImagePlus toImagePlus(final Clip clip) {
		final ImagePlus image = new ImagePlus(clip.name(), new FrameStack(clip));
		image.setDimensions(1, 1, clip.frameCount());
		if (!Double.isNaN(clip.framesPerSecond())) {
			image.getCalibration().fps = clip.framesPerSecond();
			image.getCalibration().frameInterval = 1 / clip.framesPerSecond();
			image.getCalibration().setTimeUnit("s");
		}
		return image;
	}

	/**
	 * Writes the frames as numbered pictures: {@code img1.jpg}, {@code img2.jpg} … after their frame numbers.
	 *
	 * @param clip     any clip
	 * @param folder   the folder, made if it is not there
	 * @param format   {@code png} or {@code jpg} (quality 95)
	 * @param progress progress and cancellation; a cancel stops before the next
	 * @throws InputException if a picture cannot be written
	 */
	public static void writeFrames(final Clip clip, final Path folder, final String format, final Progress progress) {
		if (!format.equals("png") && !format.equals("jpg")) throw new InputException("Frames cannot be written as '" +
			format + "'; give png or jpg.");
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException exc) {
			throw cannotWrite(folder, exc);
		}
		for (int i = 0; i < clip.frameCount(); i++) {
			progress.checkCanceled();
			final Path file = folder.resolve(String.format(Locale.ROOT, "img%d.%s", clip.frameNumber(i), format));
			final ByteProcessor frame = processor(clip, i);
			try {
				if (format.equals("png")) ImageIO.write(frame.getBufferedImage(), "png", file.toFile());
				else Files.write(file, CameraEffects.encode(frame.getBufferedImage(), 95));
			}
			catch (final IOException exc) {
				throw cannotWrite(file, exc);
			}
			progress.report("Writing " + clip.name(), i + 1, clip.frameCount());
		}
	}

	/**
	 * Writes H.264 where the name ends in {@code .mp4}, else a Motion-JPEG AVI of quality 75, which is what ImageJ's
	 * writer gives.
	 *
	 * @param clip     a clip with a frame rate
	 * @param file     the file, replaced if it is there
	 * @param progress cancellation, frame by frame; nothing is left of a movie that was cut off
	 * @throws InputException if it cannot be written
	 */
	static void writeMovie(final Clip clip, final Path file, final Progress progress) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			try {
				final Clip cancellable = new CancellableClip(clip, progress);
				if (file.toString().endsWith(".mp4")) writeMp4(cancellable, file);
				else new AVI_Writer().writeImage(toImagePlus(cancellable), file.toString(), AVI_Writer.JPEG_COMPRESSION, 75);
			}
			catch (final IOException | RuntimeException exc) {
				// A movie that was cut off would look like a whole one.
				Files.deleteIfExists(file);
				throw exc;
			}
		}
		catch (final IOException exc) {
			throw cannotWrite(file, exc);
		}
	}

	private static void writeMp4(final Clip clip, final Path file) throws IOException {
		try (VideoWriter video = new VideoWriter(file, clip.width(), clip.height(), clip.framesPerSecond())) {
			for (int i = 0; i < clip.frameCount(); i++) {
				final byte[] grey = (byte[]) processor(clip, i).getPixels();
				final int[] rgb = new int[grey.length];
				for (int p = 0; p < rgb.length; p++)
					rgb[p] = (grey[p] & 0xff) * 0x010101;
				video.write(rgb, i / clip.framesPerSecond());
			}
			video.end();
		}
	}

	private static ByteProcessor processor(final Clip clip, final int index) {
		final float[] grey = clip.frame(index).update(null).getCurrentStorageArray();
		final byte[] bytes = new byte[grey.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) Math.round(Math.min(255, Math.max(0, grey[i])));
		return new ByteProcessor(clip.width(), clip.height(), bytes);
	}

	private static InputException cannotWrite(final Path file, final IOException cause) {
		return new InputException("'" + file + "' cannot be written (" + Reasons.of(cause) +
			"); check that its folder can be written and has room.", cause);
	}

	/** Frames of a clip as an 8-bit stack. */
	private static final class FrameStack extends VirtualStack {

		private final Clip clip;

		FrameStack(final Clip clip) {
			super(clip.width(), clip.height());
			this.clip = clip;
			setBitDepth(8);
		}

		@Override
		public int getSize() {
			return clip.frameCount();
		}

		@Override
		public int size() {
			return clip.frameCount();
		}

		@Override
		public ImageProcessor getProcessor(final int slice) {
			return processor(clip, slice - 1);
		}

		@Override
		public Object getPixels(final int slice) {
			return getProcessor(slice).getPixels();
		}

		@Override
		public String getSliceLabel(final int slice) {
			return null;
		}
	}
}
