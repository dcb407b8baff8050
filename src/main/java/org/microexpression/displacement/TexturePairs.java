package org.microexpression.displacement;

import java.util.SplittableRandom;

/**
 * Pairs of frames of random textures under random smooth motion, seen by a camera: noise, blur, compression, and a change
 * of brightness and contrast from frame to frame. They teach the DGM to measure motion whatever moves.
 */
final class TexturePairs {

	/** Textures kept; a drawn texture is seen about {@link #USES} times, each time turned and scaled otherwise. */
	private static final int POOL = 24;
	private static final int USES = 6;

	private final int size;
	private final int textureSize;
	private final float[][] pool = new float[POOL][];
	private long drawn;

	/** @param size rows and columns of the frames */
	TexturePairs(final int size) {
		this.size = size;
		// Twice as fine as the frames, with room beyond their border.
		textureSize = 2 * size + 48;
	}

	/**
	 * @param random where the randomness comes from
	 * @return the next pair; which it is depends on the random numbers and the pairs drawn before
	 */
	MotionPair draw(final SplittableRandom random) {
		final DisplacementField truth = SmoothMotion.draw(size, random);
		final int slot = random.nextInt(POOL);
		if (pool[slot] == null || drawn % USES == 0) pool[slot] = ProceduralTexture.draw(textureSize, random);
		drawn++;
		final float[] texture = pool[slot];
		final double zoom = 1.3 + 0.7 * random.nextDouble();
		final double angle = 2 * Math.PI * random.nextDouble();
		final double c = zoom * Math.cos(angle);
		final double s = zoom * Math.sin(angle);
		final float[] onset = new float[size * size];
		final float[] apex = new float[size * size];
		final double middle = (size - 1) / 2.0;
		for (int y = 0, i = 0; y < size; y++) {
			for (int x = 0; x < size; x++, i++) {
				final double ax = x - middle;
				final double ay = y - middle;
				apex[i] = sample(texture, textureSize, c * ax - s * ay, s * ax + c * ay);
				final double ox = ax + truth.u()[i];
				final double oy = ay + truth.v()[i];
				onset[i] = sample(texture, textureSize, c * ox - s * oy, s * ox + c * oy);
			}
		}
		final CameraEffects camera = CameraEffects.draw(random);
		return new MotionPair(camera.seen(onset, size, random, false), camera.seen(apex, size, random, true), truth);
	}

	/** Bilinear, reflected at the border, relative to the texture's middle. */
	static float sample(final float[] texture, final int size, final double fromMiddleX,
		final double fromMiddleY)
	{
		final double x = reflected(fromMiddleX + size / 2.0, size);
		final double y = reflected(fromMiddleY + size / 2.0, size);
		final int x0 = (int) x;
		final int y0 = (int) y;
		final float fx = (float) (x - x0);
		final float fy = (float) (y - y0);
		final int i = y0 * size + x0;
		final float top = texture[i] + fx * (texture[i + 1] - texture[i]);
		final float bottom = texture[i + size] + fx * (texture[i + size + 1] - texture[i + size]);
		return top + fy * (bottom - top);
	}

	private static double reflected(final double position, final int size) {
		final double last = size - 1.001;
		double p = Math.abs(position);
		if (p > last) p = Math.abs(2 * last - p);
		return Math.min(p, last);
	}
}
