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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Sha256;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.image.CatmullRom.Precision;
import org.microexpression.image.CatmullRom;

/** A photograph, the program's own or another one, in grey levels 0..255. */
final class Photograph {

	final float[] pixels;
	final int width;
	final int height;

	private Photograph(final float[] pixels, final int width, final int height) {
		this.pixels = pixels;
		this.width = width;
		this.height = height;
	}

	/**
	 * @param resource path below {@code org/microexpression/}
	 * @return the photograph; colour becomes luma (0.299 R + 0.587 G + 0.114 B)
	 */
	static Photograph read(final String resource) {
		try (InputStream in = open(resource)) {
			final BufferedImage image = ImageIO.read(in);
			final int width = image.getWidth();
			final int height = image.getHeight();
			final float[] pixels = new float[width * height];
			final boolean colour = image.getRaster().getNumBands() >= 3;
			final int[] samples = new int[image.getRaster().getNumBands()];
			for (int i = 0; i < pixels.length; i++) {
				image.getRaster().getPixel(i % width, i / width, samples);
				pixels[i] = colour ? 0.299f * samples[0] + 0.587f * samples[1] + 0.114f * samples[2] : samples[0];
			}
			return new Photograph(pixels, width, height);
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("The program's own picture " + resource + " cannot be read", exc);
		}
	}

	/**
	 * @param resource path below {@code org/microexpression/}
	 * @return the SHA-256 of the photograph's file
	 */
	static String hash(final String resource) {
		try (InputStream in = open(resource)) {
			return Sha256.of(in.readAllBytes());
		}
		catch (final IOException exc) {
			throw new UncheckedIOException("The program's own picture " + resource + " cannot be read", exc);
		}
	}

	private static InputStream open(final String resource) {
		final InputStream in = Photograph.class.getResourceAsStream("/org/microexpression/" + resource);
		if (in == null) throw new IllegalStateException("The program's own picture " + resource + " is missing");
		return in;
	}

	/**
	 * @param picture grey levels 0..255
	 * @return it as a photograph
	 */
	static Photograph of(final ArrayImg<FloatType, FloatArray> picture) {
		return new Photograph(picture.update(null).getCurrentStorageArray(), (int) picture.dimension(0), (int) picture
			.dimension(1));
	}

	/**
	 * Draws the photograph as a texture.
	 *
	 * @param toPhotograph registered positions to positions in the photograph
	 * @param mirrored     whether the photograph is mirrored first
	 * @return {@link TextureImage#SIZE} squared grey levels
	 */
	float[] asTexture(final SimilarityTransform toPhotograph, final boolean mirrored) {
		final CatmullRom sampler = new CatmullRom(pixels, width, height, Precision.SINGLE);
		final float[] texture = new float[TextureImage.SIZE * TextureImage.SIZE];
		for (int row = 0, i = 0; row < TextureImage.SIZE; row++) {
			final double y = TextureImage.toRegistered(row);
			for (int column = 0; column < TextureImage.SIZE; column++, i++) {
				final double x = TextureImage.toRegistered(column);
				final double across = toPhotograph.applyX(x, y);
				texture[i] = Math.min(255, Math.max(0, sampler.at(mirrored ? width - 1 - across : across, toPhotograph.applyY(x,
					y))));
			}
		}
		return texture;
	}
}
