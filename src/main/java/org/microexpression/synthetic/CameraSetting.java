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

/**
 * The camera and the files that generated pairs look as if they came from. Ranges are uniform.
 *
 * @param noise       noise of both frames
 * @param compression their files
 * @param light       how the light changes from onset to apex
 * @param blur        largest standard deviation of an additional blur of both frames, px
 * @param resolution  how many pixels the camera has
 */
public record CameraSetting(Noise noise, Compression compression, Light light, double blur, Resolution resolution) {

	/**
	 * Noise of a frame.
	 *
	 * @param low  smallest standard deviation, grey levels
	 * @param high largest standard deviation, grey levels
	 * @param shot largest share of the variance that grows with brightness, 0..1
	 */
	public record Noise(double low, double high, double shot) {

		/** No noise at all. */
		public static final Noise NONE = new Noise(0, 0, 0);
	}

	/**
	 * JPEG compression.
	 *
	 * @param low          lowest quality, 1..100
	 * @param high         highest quality, 1..100
	 * @param uncompressed share of pairs without compression, 0..1
	 */
	public record Compression(int low, int high, double uncompressed) {

		/** Every pair is left uncompressed. */
		public static final Compression NONE = new Compression(100, 100, 1);
	}

	/**
	 * Change of the light from onset to apex.
	 *
	 * @param gain   standard deviation of the relative change of brightness
	 * @param offset standard deviation of the change of brightness, grey levels
	 * @param slope  standard deviation of the change of a light gradient, grey levels at the edge
	 */
	public record Light(double gain, double offset, double slope) {

		/** The light stays as it is. */
		public static final Light STEADY = new Light(0, 0, 0);
	}

	/**
	 * Pixels of the camera relative to those of the registered frame. Noise and compression happen at the camera's
	 * resolution, then registration resamples.
	 *
	 * @param low    smallest resolution, log-uniform
	 * @param high   largest resolution
	 * @param direct share of pairs with a camera of exactly the registered resolution, 0..1
	 */
	public record Resolution(double low, double high, double direct) {

		/** Every camera has exactly the registered resolution. */
		public static final Resolution REGISTERED = new Resolution(1, 1, 1);
	}

	/** @return the cameras that the networks are trained on */
	public static CameraSetting training() {
		return new CameraSetting(new Noise(0.4, 4.2, 1), new Compression(65, 98, 0.15), new Light(0.05, 5, 3), 0.8,
			new Resolution(0.65, 1.8, 0.65));
	}

	/** @return the camera of the design study's test: noise 0.5-4, JPEG 70-98, gain and offset drift */
	public static CameraSetting benchmark() {
		return new CameraSetting(new Noise(0.5, 4, 0), new Compression(70, 98, 0), new Light(0.05, 5, 0), 0,
			Resolution.REGISTERED);
	}

	/** @return a laboratory's camera: steady light, little noise, little compression */
	public static CameraSetting laboratory() {
		final CameraSetting training = training();
		return new CameraSetting(new Noise(0.3, 3, 1), new Compression(75, 98, 0.4), new Light(0.01, 1, 0.7), training.blur,
			training.resolution);
	}

	/** @return a camera that changes nothing */
	public static CameraSetting none() {
		return new CameraSetting(Noise.NONE, Compression.NONE, Light.STEADY, 0, Resolution.REGISTERED);
	}
}
