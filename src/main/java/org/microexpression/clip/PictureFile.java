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

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.AnimatedPng;
import org.microexpression.clip.header.JpegCheck;
import org.microexpression.clip.header.JpegHeader;

/** Decodes one JPEG, PNG or BMP file as it is stored; {@link Upright} follows the mark of its orientation. */
final class PictureFile {

	/** What frames are stored as, TIFF aside. */
	private static final Set<String> FORMATS = Set.of("jpeg", "png", "bmp");

	private static final int OPAQUE = 255;

	/** Left-over bytes may be filling; {@link JpegCheck} tells. */
	private static final Pattern DAMAGE = Pattern.compile("premature end|corrupt(?!.*extraneous)",
		Pattern.CASE_INSENSITIVE);

	private PictureFile() {
		// Functions only.
	}

	/**
	 * @param file a picture
	 * @return its pixels
	 * @throws InputException if it cannot be decoded whole, or is too large for the memory
	 */
	static Pixels read(final Path file) {
		try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
			if (stream == null) throw new IOException("The file cannot be opened.");
			if (AnimatedPng.is(stream)) throw new InputException("The frame '" + file +
				"' is an animated PNG, of several pictures; save each as a frame of its own or take it out of the folder.");
			stream.seek(0);
			final Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
			if (!readers.hasNext()) throw new IOException("The file is no picture.");
			final ImageReader reader = readers.next();
			requireFormat(reader, file);
			final byte[] bytes = Files.readAllBytes(file);
			if (JpegHeader.of(bytes).filter(JpegHeader::isCmyk).isPresent()) throw new InputException("The frame '" + file +
				"' is in CMYK, as for printing; convert it to RGB or take it out of the folder.");
			final Pixels pixels = decode(reader, stream, file.getFileName().toString());
			JpegCheck.require(bytes);
			return pixels;
		}
		catch (final InputException e) {
			throw e;
		}
		catch (final IOException | RuntimeException e) {
			// Decoders meet damaged files with exceptions of many kinds.
			throw unreadable(file, e);
		}
	}

	/** Java reads others, too, and not what people mean by them: of a GIF what changed since the frame before it. */
	private static void requireFormat(final ImageReader reader, final Path file) throws IOException {
		final String format = reader.getFormatName().toLowerCase(Locale.ROOT);
		if (FORMATS.contains(format)) return;
		reader.dispose();
		throw new InputException("The frame '" + file + "' is a picture of the format " + format.toUpperCase(Locale.ROOT) +
			", whatever its name says; convert it to PNG or take it out of the folder.");
	}

	/** @return the sentence for a frame that cannot be decoded */
	static InputException unreadable(final Path file, final Throwable cause) {
		return new InputException("The frame '" + file +
			"' cannot be read, it is damaged or not what its name says; restore it or take it out of the folder.", cause);
	}

	private static Pixels decode(final ImageReader reader, final ImageInputStream stream, final String label)
		throws IOException
	{
		try {
			reader.setInput(stream, true, true);
			final boolean[] damaged = new boolean[1];
			// The JPEG reader shows something in place of what is damaged or missing and only warns, if at all.
			reader.addIIOReadWarningListener((source, warning) -> damaged[0] |= DAMAGE.matcher(warning).find());
			final int width = reader.getWidth(0);
			final int height = reader.getHeight(0);
			FrameMemory.require(label, width, height, Integer.BYTES);
			return FrameMemory.guard(label, width, height, () -> {
				final BufferedImage image = reader.read(0);
				if (damaged[0]) throw new IOException("The picture is damaged.");
				if (isTransparent(image)) throw new InputException("The frame '" + label +
					"' is transparent in places, where it has no grey level; save it without transparency.");
				return pixels(image);
			});
		}
		finally {
			reader.dispose();
		}
	}

	private static Pixels pixels(final BufferedImage image) throws IOException {
		final Raster raster = image.getRaster();
		final ColorModel colors = image.getColorModel();
		final int depth = raster.getTransferType();
		if (colors instanceof IndexColorModel palette) return isGrey(palette) ? rgb(image).toGrey8() : rgb(image);
		// Java would apply a gamma to grey levels if it were asked for colours, so the samples are taken as they are.
		if (colors.getNumColorComponents() == 1 && depth == DataBuffer.TYPE_BYTE) return new Pixels.Grey8(image.getWidth(),
			image.getHeight(), firstBand(raster));
		if (depth == DataBuffer.TYPE_USHORT && colors.getNumColorComponents() == 1) return new Pixels.Grey16(image
			.getWidth(), image.getHeight(), firstBandOf16(raster));
		if (depth == DataBuffer.TYPE_USHORT && raster.getNumBands() >= 3) return luma16(raster);
		if (depth == DataBuffer.TYPE_BYTE || depth == DataBuffer.TYPE_INT) return rgb(image);
		throw new IOException("The picture's pixel type is not known.");
	}

	private static boolean isTransparent(final BufferedImage image) {
		final ColorModel colors = image.getColorModel();
		if (!colors.hasAlpha()) return false;
		final Raster raster = image.getRaster();
		Object pixel = null;
		for (int y = 0; y < image.getHeight(); y++)
			for (int x = 0; x < image.getWidth(); x++) {
				pixel = raster.getDataElements(x, y, pixel);
				if (colors.getAlpha(pixel) < OPAQUE) return true;
			}
		return false;
	}

	private static boolean isGrey(final IndexColorModel palette) {
		for (int i = 0; i < palette.getMapSize(); i++)
			if (palette.getRed(i) != palette.getGreen(i) || palette.getGreen(i) != palette.getBlue(i)) return false;
		return true;
	}

	private static Pixels.Rgb rgb(final BufferedImage image) {
		final int width = image.getWidth();
		final int height = image.getHeight();
		return new Pixels.Rgb(width, height, image.getRGB(0, 0, width, height, null, 0, width));
	}

	private static byte[] firstBand(final Raster raster) {
		final int bands = raster.getNumBands();
		final byte[] all = (byte[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
		if (bands == 1) return all;
		final byte[] first = new byte[all.length / bands];
		for (int i = 0; i < first.length; i++)
			first[i] = all[i * bands];
		return first;
	}

	private static short[] firstBandOf16(final Raster raster) {
		final int bands = raster.getNumBands();
		final short[] all = (short[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
		if (bands == 1) return all;
		final short[] first = new short[all.length / bands];
		for (int i = 0; i < first.length; i++)
			first[i] = all[i * bands];
		return first;
	}

	private static Pixels luma16(final Raster raster) {
		final int bands = raster.getNumBands();
		final short[] all = (short[]) raster.getDataElements(0, 0, raster.getWidth(), raster.getHeight(), null);
		final float[] luma = new float[all.length / bands];
		for (int i = 0; i < luma.length; i++)
			luma[i] = Pixels.luma(all[i * bands] & 0xffff, all[i * bands + 1] & 0xffff, all[i * bands + 2] & 0xffff);
		return new Pixels.Real(raster.getWidth(), raster.getHeight(), luma, "16-bit colour");
	}
}
