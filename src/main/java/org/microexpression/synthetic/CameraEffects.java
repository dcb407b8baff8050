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

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** What a camera and its file format do to a grey frame. */
final class CameraEffects {

	private CameraEffects() {
		// Static only.
	}

	/**
	 * Adds noise.
	 *
	 * @param grey   grey levels 0..255, changed in place
	 * @param sd     standard deviation at grey level 128
	 * @param shot   share of the variance that grows with brightness, 0..1
	 * @param random source of chance
	 */
	static void addNoise(final float[] grey, final double sd, final double shot, final SplittableRandom random) {
		for (int i = 0; i < grey.length; i++) {
			final double variance = sd * sd * (1 - shot + shot * Math.max(0, grey[i]) / 128);
			grey[i] += (float) (Math.sqrt(variance) * random.nextGaussian());
		}
	}

	/**
	 * Changes the light: grey' = gain · grey + offset + slope across and down, at the frame's edge.
	 *
	 * @param grey   grey levels, changed in place
	 * @param width  columns
	 * @param gain   factor
	 * @param offset grey levels everywhere
	 * @param across grey levels at the right edge, less as many at the left one
	 * @param down   grey levels at the lower edge, less as many at the upper one
	 */
	static void relight(final float[] grey, final int width, final double gain, final double offset, final double across,
		final double down)
	{
		final int height = grey.length / width;
		for (int row = 0, i = 0; row < height; row++) {
			final double here = offset + down * (2.0 * row / height - 1);
			for (int column = 0; column < width; column++, i++)
				grey[i] = (float) (gain * grey[i] + here + across * (2.0 * column / width - 1));
		}
	}

	/** Rounds to whole grey levels in 0..255, in place. */
	static void quantize(final float[] grey) {
		for (int i = 0; i < grey.length; i++)
			grey[i] = Math.round(Math.min(255, Math.max(0, grey[i])));
	}

	/**
	 * Compresses a grey frame as a baseline JPEG and reads it back.
	 *
	 * @param grey    grey levels 0..255, changed in place; rounded on the way
	 * @param width   columns
	 * @param quality 1..100 as the Independent JPEG Group counts it
	 */
	static void compress(final float[] grey, final int width, final int quality) {
		final BufferedImage image = new BufferedImage(width, grey.length / width, BufferedImage.TYPE_BYTE_GRAY);
		final byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
		for (int i = 0; i < grey.length; i++)
			bytes[i] = (byte) Math.round(Math.min(255, Math.max(0, grey[i])));
		try {
			final BufferedImage read = decode(encode(image, quality));
			final byte[] back = ((DataBufferByte) read.getRaster().getDataBuffer()).getData();
			for (int i = 0; i < grey.length; i++)
				grey[i] = back[i] & 0xff;
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("JPEG in memory failed", exc);
		}
	}

	/**
	 * @param image   any image that JPEG holds
	 * @param quality 1..100
	 * @return the file's bytes
	 * @throws IOException if the codec fails
	 */
	static byte[] encode(final BufferedImage image, final int quality) throws IOException {
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
			final ImageWriteParam param = writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionQuality(quality / 100f);
			writer.setOutput(stream);
			writer.write(null, new IIOImage(image, null, null), param);
		}
		finally {
			writer.dispose();
		}
		return out.toByteArray();
	}

	private static BufferedImage decode(final byte[] file) throws IOException {
		final ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
		try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
			reader.setInput(stream, true, true);
			return reader.read(0);
		}
		finally {
			reader.dispose();
		}
	}
}
