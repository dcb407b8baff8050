package org.microexpression.displacement;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What a camera and a video file do to a pair of frames.
 *
 * @param blur        standard deviation of the lens's blur in pixels
 * @param noise       standard deviation of each frame's own noise, grey levels
 * @param quality     JPEG quality 1..100, or 0 for no compression
 * @param gain        contrast of the apex frame against the onset frame
 * @param offset      brightness of the apex frame against the onset frame, grey levels
 * @param lightSlopeX how much brighter the apex frame gets over its width, grey levels
 * @param lightSlopeY how much brighter it gets over its height
 */
record CameraEffects(double blur, double noise, int quality, double gain, double offset, double lightSlopeX,
	double lightSlopeY)
{

	static CameraEffects draw(final SplittableRandom random) {
		final double blur = 0.9 * random.nextDouble();
		final double noise = 0.3 + 4.2 * random.nextDouble();
		final int quality = random.nextDouble() < 0.65 ? 65 + random.nextInt(35) : 0;
		final boolean drifts = random.nextDouble() < 0.8;
		final double gain = drifts ? Math.exp(0.05 * random.nextGaussian()) : 1;
		final double offset = drifts ? 5 * random.nextGaussian() : 0;
		final boolean slopes = random.nextDouble() < 0.4;
		return new CameraEffects(blur, noise, quality, gain, offset, slopes ? 4 * random.nextGaussian() : 0, slopes ? 4 *
			random.nextGaussian() : 0);
	}

	/**
	 * @param scene   grey levels, row-major
	 * @param size    rows and columns
	 * @param random  where the noise comes from
	 * @param changed whether brightness and contrast have changed: the apex frame
	 * @return what the camera stores, 8-bit grey levels
	 */
	float[] seen(final float[] scene, final int size, final SplittableRandom random, final boolean changed) {
		final float[] image = blurred(scene, size);
		final byte[] stored = new byte[image.length];
		for (int i = 0; i < image.length; i++) {
			double level = image[i];
			if (changed) level = gain * (level - 128) + 128 + offset + lightSlopeX * (i % size / (double) size - 0.5) +
				lightSlopeY * (i / size / (double) size - 0.5);
			level += noise * random.nextGaussian();
			stored[i] = (byte) Math.max(0, Math.min(255, Math.round(level)));
		}
		final byte[] read = quality > 0 ? compressed(stored, size, quality) : stored;
		for (int i = 0; i < image.length; i++) image[i] = read[i] & 0xff;
		return image;
	}

	private float[] blurred(final float[] scene, final int size) {
		final float[] out = scene.clone();
		if (blur < 0.2) return out;
		final int reach = 2;
		final float[] taps = new float[2 * reach + 1];
		float sum = 0;
		for (int k = -reach; k <= reach; k++) {
			taps[k + reach] = (float) Math.exp(-k * k / (2 * blur * blur));
			sum += taps[k + reach];
		}
		for (int k = 0; k < taps.length; k++) taps[k] /= sum;
		final float[] rows = new float[out.length];
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				float value = 0;
				for (int k = -reach; k <= reach; k++) value += taps[k + reach] * scene[y * size + clamped(x + k, size)];
				rows[y * size + x] = value;
			}
		}
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				float value = 0;
				for (int k = -reach; k <= reach; k++) value += taps[k + reach] * rows[clamped(y + k, size) * size + x];
				out[y * size + x] = value;
			}
		}
		return out;
	}

	private static int clamped(final int position, final int size) {
		return Math.max(0, Math.min(size - 1, position));
	}

	/** JPEG and back. */
	static byte[] compressed(final byte[] pixels, final int size, final int quality) {
		final BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
		System.arraycopy(pixels, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, pixels.length);
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
			try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
				writer.setOutput(stream);
				final ImageWriteParam parameters = writer.getDefaultWriteParam();
				parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
				parameters.setCompressionQuality(quality / 100f);
				writer.write(null, new IIOImage(image, null, null), parameters);
			}
			final BufferedImage read = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes
				.toByteArray())));
			return ((DataBufferByte) read.getRaster().getDataBuffer()).getData();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		finally {
			writer.dispose();
		}
	}
}
