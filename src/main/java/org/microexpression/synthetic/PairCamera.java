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

import java.util.SplittableRandom;

import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.CatmullRom.Precision;
import org.microexpression.image.CatmullRom;

/**
 * Takes the two frames of a pair: cuts them from the picture, then light, blur, noise, compression and registration.
 */
final class PairCamera {

	private static final int SIZE = CanonicalFace.SIZE;

	private final CameraSetting setting;
	private final SplittableRandom random;

	PairCamera(final CameraSetting setting, final SplittableRandom random) {
		this.setting = setting;
		this.random = random;
	}

	/**
	 * @param picture what is seen at the apex
	 * @param truth   displacement on the onset's grid
	 * @return grey levels of onset and apex, 128 × 128
	 */
	float[][] shoot(final TextureImage picture, final DisplacementField truth) {
		final boolean direct = random.nextDouble() < setting.resolution().direct();
		final double low = setting.resolution().low();
		final double resolution = direct ? 1 : low * Math.pow(setting.resolution().high() / low, random.nextDouble());
		final int width = (int) Math.ceil(SIZE * resolution) + (direct ? 0 : 2);
		final float[][] frames = shoot(picture, truth, resolution, width, direct ? 0 : 1);
		if (direct) return frames;
		return new float[][] { registered(frames[0], width, resolution), registered(frames[1], width, resolution) };
	}

	/**
	 * @param picture what is seen at the apex
	 * @param truth   displacement on the onset's grid
	 * @param size    number of pixels a side
	 * @return grey levels of onset and apex, size × size, as the camera sees the registered frame with that many pixels
	 */
	float[][] shoot(final TextureImage picture, final DisplacementField truth, final int size) {
		return shoot(picture, truth, (double) size / SIZE, size, 0);
	}

	/** The frames in the camera's own pixels, with a border around what is registered. */
	private float[][] shoot(final TextureImage picture, final DisplacementField truth, final double resolution,
		final int width, final int border)
	{
		final double shiftX = random.nextDouble() - 0.5;
		final double shiftY = random.nextDouble() - 0.5;
		// A camera's lens and pixels blur by about half a pixel; a coarse camera needs more against aliasing.
		final double lens = 0.45 / Math.min(1, resolution) + setting.blur() * random.nextDouble();
		final float[] soft = picture.pixels().clone();
		GridFilters.blur(soft, TextureImage.SIZE, lens * TextureImage.OVERSAMPLING);
		final CatmullRom sampler = new CatmullRom(soft, TextureImage.SIZE, TextureImage.SIZE, Precision.SINGLE);
		final CatmullRom u = new CatmullRom(truth.u(), SIZE, SIZE, Precision.SINGLE);
		final CatmullRom v = new CatmullRom(truth.v(), SIZE, SIZE, Precision.SINGLE);
		final boolean direct = resolution == 1 && border == 0;
		final float[] onset = new float[width * width];
		final float[] apex = new float[width * width];
		for (int row = 0, i = 0; row < width; row++) {
			for (int column = 0; column < width; column++, i++) {
				final double x = (column - border + 0.5) / resolution - 0.5;
				final double y = (row - border + 0.5) / resolution - 0.5;
				final double du = direct ? truth.u()[i] : u.at(x, y);
				final double dv = direct ? truth.v()[i] : v.at(x, y);
				apex[i] = sampler.at(TextureImage.toPicture(x + shiftX), TextureImage.toPicture(y + shiftY));
				onset[i] = sampler.at(TextureImage.toPicture(x + du + shiftX), TextureImage.toPicture(y + dv + shiftY));
			}
		}
		final CameraSetting.Noise noise = setting.noise();
		final double sd = noise.low() + (noise.high() - noise.low()) * random.nextDouble();
		final double shot = noise.shot() * random.nextDouble();
		final CameraSetting.Compression compression = setting.compression();
		final boolean jpeg = random.nextDouble() >= compression.uncompressed();
		final int quality = compression.low() + random.nextInt(compression.high() - compression.low() + 1);
		final CameraSetting.Light light = setting.light();
		CameraEffects.relight(apex, width, 1 + light.gain() * random.nextGaussian(), light.offset() * random.nextGaussian(),
			light.slope() * random.nextGaussian(), light.slope() * random.nextGaussian());
		expose(onset, width, sd, shot, jpeg, quality);
		expose(apex, width, sd, shot, jpeg, quality);
		return new float[][] { onset, apex };
	}

	private void expose(final float[] frame, final int width, final double sd, final double shot, final boolean jpeg,
		final int quality)
	{
		if (sd > 0) {
			CameraEffects.addNoise(frame, sd, shot, random);
			CameraEffects.quantize(frame);
		}
		if (jpeg) CameraEffects.compress(frame, width, quality);
	}

	/** Cubic resampling after a blur against aliasing, as registration does it. */
	private static float[] registered(final float[] frame, final int width, final double resolution) {
		if (resolution > 1) GridFilters.blur(frame, width, 0.45 * Math.sqrt(resolution * resolution - 1));
		final CatmullRom sampler = new CatmullRom(frame, width, width, Precision.SINGLE);
		final float[] registered = new float[SIZE * SIZE];
		for (int row = 0, i = 0; row < SIZE; row++)
			for (int column = 0; column < SIZE; column++, i++)
				registered[i] = Math.min(255, Math.max(0, sampler.at((column + 0.5) * resolution + 0.5, (row + 0.5) *
					resolution + 0.5)));
		return registered;
	}
}
