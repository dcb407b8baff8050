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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;

/**
 * What the generated pairs show. Those marked held out are kept from training and serve to measure. The photographs'
 * terms are in {@code textures/textures.txt} and {@code samples/astronaut.txt}.
 */
public enum Texture {

		/** A face of {@link FacePainter}: skin, brows, eyes, nose, mouth, hair; another person each time. */
		PAINTED_FACE(false),

		/** Fractal noise of random slope and contrast. */
		FRACTAL(false),

		/** Discs, bars and lines on a smooth ground. */
		SHAPES(false),

		/** A photograph of a brick wall, a random part of it. */
		BRICK(false),

		/** A photograph of gravel. */
		GRAVEL(false),

		/** A photograph of a cup of coffee. */
		COFFEE(false),

		/** The astronaut portrait, a real face, in the registered layout with slight differences. */
		ASTRONAUT(true),

		/** A photograph of a cat's face. */
		CHELSEA(true),

		/** A photograph of a man with a camera. */
		CAMERA(true);

	/** Middle of the registered frame. */
	private static final double MIDDLE = (CanonicalFace.SIZE - 1) / 2.0;

	private final boolean heldOut;

	Texture(final boolean heldOut) {
		this.heldOut = heldOut;
	}

	/** @return whether it is kept from training */
	public boolean heldOut() {
		return heldOut;
	}

	/** @return the textures to train on */
	public static List<Texture> training() {
		return Arrays.stream(values()).filter(texture -> !texture.heldOut).toList();
	}

	/** @return the textures to measure on */
	public static List<Texture> heldOutOnes() {
		return Arrays.stream(values()).filter(Texture::heldOut).toList();
	}

	/**
	 * @param random source of chance
	 * @param faces  how faces differ, where it shows one
	 * @return a picture of it
	 */
	public TextureImage render(final SplittableRandom random, final FaceLayout.Variation faces) {
		return render(random, faces, Photograph::read);
	}

	/** As above, with photographs from a source that may keep them. */
	TextureImage render(final SplittableRandom random, final FaceLayout.Variation faces,
		final Function<String, Photograph> photographs)
	{
		return switch (this) {
			case PAINTED_FACE -> FacePainter.paint(FaceLayout.random(random.split(), faces), random);
			case FRACTAL -> fractal(random);
			case SHAPES -> shapes(random);
			case ASTRONAUT -> astronaut(random, photographs.apply(resource().orElseThrow()));
			case BRICK, GRAVEL, COFFEE, CHELSEA, CAMERA -> photograph(random, photographs.apply(resource().orElseThrow()));
		};
	}

	/** @return where its photograph lies below {@code org/microexpression/}; empty where it is drawn */
	Optional<String> resource() {
		return switch (this) {
			case PAINTED_FACE, FRACTAL, SHAPES -> Optional.empty();
			case ASTRONAUT -> Optional.of(AstronautPortrait.RESOURCE);
			case BRICK, GRAVEL, COFFEE, CHELSEA, CAMERA -> Optional.of("textures/" + name().toLowerCase(Locale.ROOT) +
				".png");
		};
	}

	private static TextureImage fractal(final SplittableRandom random) {
		final float[] noise = PyramidNoise.square(5, 6, 0.4 + 0.6 * random.nextDouble(), random);
		final double level = 60 + 130 * random.nextDouble();
		final double sd = 5 * Math.pow(9, random.nextDouble());
		for (int i = 0; i < noise.length; i++)
			noise[i] = clamped(level + sd * noise[i]);
		return new TextureImage(noise, FaceLayout.mean());
	}

	private static TextureImage shapes(final SplittableRandom random) {
		final int size = TextureImage.SIZE;
		final BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
		final Graphics2D pen = image.createGraphics();
		pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		pen.setColor(grey(random));
		pen.fillRect(0, 0, size, size);
		final int count = 10 + random.nextInt(60);
		for (int i = 0; i < count; i++) {
			pen.setColor(grey(random));
			final double x = size * random.nextDouble();
			final double y = size * random.nextDouble();
			final double w = 4 + 60 * Math.pow(random.nextDouble(), 2);
			final double h = 4 + 60 * Math.pow(random.nextDouble(), 2);
			switch (random.nextInt(3)) {
				case 0 -> pen.fill(new Ellipse2D.Double(x - w / 2, y - h / 2, w, h));
				case 1 -> {
					pen.rotate(random.nextDouble() * Math.PI, x, y);
					pen.fill(new Rectangle2D.Double(x - w / 2, y - h / 2, w, h));
				}
				default -> {
					pen.setStroke(new BasicStroke((float) (1 + w / 8)));
					pen.draw(new Line2D.Double(x, y, size * random.nextDouble(), size * random.nextDouble()));
				}
			}
			pen.setTransform(new AffineTransform());
		}
		pen.dispose();
		final byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
		final float[] pixels = PyramidNoise.square(5, 6, 0.4 + 0.6 * random.nextDouble(), random);
		final double sd = 1.5 * Math.pow(8, random.nextDouble());
		final double contrast = 0.2 + 0.7 * random.nextDouble();
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = clamped(128 * (1 - contrast) + contrast * (bytes[i] & 0xff) + sd * pixels[i]);
		GridFilters.blur(pixels, size, 0.7 + 2.5 * random.nextDouble());
		return new TextureImage(pixels, FaceLayout.mean());
	}

	private TextureImage photograph(final SplittableRandom random, final Photograph photo) {
		final double scale = (0.45 + 0.35 * random.nextDouble()) * TextureImage.OVERSAMPLING;
		final double angle = (this == CHELSEA || this == CAMERA ? 0.15 : Math.PI) * random.nextGaussian();
		final double reach = TextureImage.SIZE * scale / TextureImage.OVERSAMPLING / 2;
		final double room = Math.max(0, photo.width / 2.0 - reach);
		final double x = photo.width / 2.0 + room * (2 * random.nextDouble() - 1);
		final double y = photo.height / 2.0 + room * (2 * random.nextDouble() - 1);
		return new TextureImage(photo.asTexture(SimilarityTransform.about(MIDDLE, MIDDLE, scale, angle, x - MIDDLE, y -
			MIDDLE), random.nextBoolean()), FaceLayout.mean());
	}

	/** The portrait as registration lays it down, give or take what landmarks differ by from face to face. */
	private static TextureImage astronaut(final SplittableRandom random, final Photograph photo) {
		final boolean mirrored = random.nextBoolean();
		final FacialLandmarks landmarks = AstronautPortrait.landmarks(mirrored);
		final SimilarityTransform toPhotograph = FaceRegistration.canonicalToFrame(landmarks).compose(SimilarityTransform
			.about(MIDDLE, MIDDLE, 1 + 0.06 * random.nextGaussian(), 0.05 * random.nextGaussian(), 2 * random.nextGaussian(),
				3 * random.nextGaussian()));
		return new TextureImage(photo.asTexture(toPhotograph, mirrored), landmarks.transform(toPhotograph.invert()));
	}

	private static Color grey(final SplittableRandom random) {
		final int level = random.nextInt(256);
		return new Color(level, level, level);
	}

	private static float clamped(final double value) {
		return (float) Math.min(255, Math.max(0, value));
	}
}
