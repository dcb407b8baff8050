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

import java.util.List;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Seeds;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear;
import org.microexpression.image.Bilinear.Border;
import org.microexpression.image.Bilinear.Mixing;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.synthetic.MotionModel.Grid;

/**
 * A made-up video of a person who now and then shows an expression, and in between blinks, looks about, talks, nods,
 * turns the head and leans in, under a lamp that flickers; when what happens is known. Frames are rendered when asked
 * for and are the same each time: nothing is stored, whatever the length. No recording of a person had a part in it.
 */
public final class LongVideo extends RenderedClip {

	/** Who is filmed. */
	public enum Person {

			/** A face of {@link FacePainter}, another one for each seed. */
			PAINTED,

			/** The astronaut portrait with a shape, side and tone of its own for each seed. */
			PORTRAIT
	}

	/**
	 * What is recorded.
	 *
	 * @param format what the recording is
	 * @param acting what the person does
	 * @param camera what the camera and the light add
	 */
	public record Setting(Format format, LongVideoScript.Acting acting, Camera camera) {

		/**
		 * @param seconds         how long
		 * @param framesPerSecond frame rate
		 * @return a face of about 160 pixels, everything happens, a usual camera
		 */
		public static Setting usual(final double seconds, final double framesPerSecond) {
			return new Setting(new Format(240, 208, seconds, framesPerSecond), LongVideoScript.Acting.usual(), Camera
				.usual());
		}

		/**
		 * @param other what the person does
		 * @return the same recording of that
		 */
		public Setting with(final LongVideoScript.Acting other) {
			return new Setting(format, other, camera);
		}
	}

	/**
	 * What a recording is.
	 *
	 * @param width           columns
	 * @param height          rows
	 * @param seconds         how long
	 * @param framesPerSecond frame rate
	 */
	public record Format(int width, int height, double seconds, double framesPerSecond) {
	}

	/**
	 * What camera and light add.
	 *
	 * @param noise   standard deviation of the noise, grey levels
	 * @param quality JPEG quality of each frame, or 0 for none
	 * @param mains   frequency of the mains, hertz: the lamp flickers at twice that
	 * @param flicker share of the light that flickers
	 * @param drift   relative change of the exposure over some seconds
	 */
	public record Camera(double noise, int quality, double mains, double flicker, double drift) {

		/** @return some noise, no compression, a lamp on 50 Hz that flickers by 1.5 %, an exposure that drifts by 3 % */
		public static Camera usual() {
			return new Camera(1.5, 0, 50, 0.015, 0.03);
		}
	}

	/**
	 * Where the motion of the skin is evaluated: a margin of 64 registered pixels around the frame, every second pixel.
	 */
	static final Grid GRID = new Grid(128, 128, -64, -64, 2);

	private final Setting setting;
	private final FilmedFace face;
	private final LongVideoScript script;
	private final float[] background;
	private final long seed;

	/**
	 * @param name    what the video is called
	 * @param person  what kind of person
	 * @param who     which one, any number
	 * @param seed    what happens, any number
	 * @param setting what is recorded
	 */
	public LongVideo(final String name, final Person person, final long who, final long seed, final Setting setting) {
		this(name, FilmedFace.of(person, who, setting.format.width, setting.format.height), who, seed, setting, List.of());
	}

	/**
	 * As above, of any face, with expressions and blinks by hand besides what the setting lets happen.
	 *
	 * @param name    what the video is called
	 * @param face    who is filmed, made for frames of the setting's size
	 * @param who     chooses the background, any number
	 * @param seed    what happens, any number
	 * @param setting what is recorded
	 * @param deeds   what the person does at given times
	 * @throws IllegalArgumentException if a deed does not lie within the video
	 */
	public LongVideo(final String name, final FilmedFace face, final long who, final long seed, final Setting setting,
		final List<Deed> deeds)
	{
		super(name, setting.format.width, setting.format.height, (int) Math.round(setting.format.seconds *
			setting.format.framesPerSecond), setting.format.framesPerSecond);
		this.setting = setting;
		this.seed = seed;
		this.face = face;
		script = new LongVideoScript(seed, setting.acting(), setting.format(), face.landmarks(), deeds);
		background = background(Seeds.sample(who, 0xBA));
	}

	private float[] background(final SplittableRandom random) {
		final float[] noise = PyramidNoise.square(5, 6, 0.6, random);
		final double level = 60 + 120 * random.nextDouble();
		final float[] pixels = new float[width() * height()];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) Math.min(240, Math.max(10, level + 12 * noise[i / width() % TextureImage.SIZE *
				TextureImage.SIZE + i % width() % TextureImage.SIZE]));
		return pixels;
	}

	/**
	 * @return everything that happens, in the order of the onsets: expressions, blinks, movements of the head and
	 *         talking. Onset is the last frame before, offset the first frame after
	 */
	public List<SpottedInterval> truth() {
		return script.truth();
	}

	/**
	 * @param index a frame index
	 * @return where the neutral face's landmarks are in that frame, the head's motion in the plane included
	 */
	public FacialLandmarks landmarks(final int index) {
		return face.landmarks().transform(registeredToFrame(time(index)));
	}

	/**
	 * @param index a frame index
	 * @return the displacement of the skin from the neutral face to that frame, in pixels of the registered 128 × 128
	 *         frame: expressions, glances, talking and what a turn of the head does, without shift, roll and growth
	 */
	public DisplacementField displacement(final int index) {
		checkIndex(index);
		final DisplacementField wide = DisplacementField.zero(GRID.columns(), GRID.rows());
		script.addSkin(time(index), wide.u(), wide.v());
		final Bilinear u = between(wide.u());
		final Bilinear v = between(wide.v());
		final int size = CanonicalFace.SIZE;
		final DisplacementField field = DisplacementField.zero(size, size);
		for (int i = 0; i < size * size; i++) {
			field.u()[i] = (float) u.at((i % size + 64) / 2.0, (i / size + 64) / 2.0);
			field.v()[i] = (float) v.at((i % size + 64) / 2.0, (i / size + 64) / 2.0);
		}
		return field;
	}

	private double time(final int index) {
		return index / framesPerSecond();
	}

	private SimilarityTransform registeredToFrame(final double seconds) {
		final LongVideoScript.Pose pose = script.pose(seconds);
		final double middle = (CanonicalFace.SIZE - 1) / 2.0;
		return face.registeredToFrame().compose(SimilarityTransform.about(middle, middle + 40, pose.growth(), pose.roll(),
			pose.x(), pose.y()));
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int index) {
		checkIndex(index);
		final double seconds = time(index);
		final float[] grey = render(seconds);
		final Camera camera = setting.camera();
		final double light = 1 + camera.flicker() * Math.sin(4 * Math.PI * camera.mains() * seconds) + camera.drift() *
			script.wander(seconds, 5);
		CameraEffects.relight(grey, width(), light, 0, 60 * camera.drift() * script.wander(seconds, 6), 0);
		CameraEffects.addNoise(grey, camera.noise(), 0.5, Seeds.sample(seed ^ 0xF4A3E, index));
		CameraEffects.quantize(grey);
		if (camera.quality() > 0) CameraEffects.compress(grey, width(), camera.quality());
		return ArrayImgs.floats(grey, width(), height());
	}

	private float[] render(final double seconds) {
		final float[] fieldU = new float[GRID.columns() * GRID.rows()];
		final float[] fieldV = new float[fieldU.length];
		script.addSkin(seconds, fieldU, fieldV);
		final Bilinear u = between(fieldU);
		final Bilinear v = between(fieldV);
		final SimilarityTransform fromFrame = registeredToFrame(seconds).invert();
		final LongVideoScript.Pose pose = script.pose(seconds);
		final float[] grey = background.clone();
		for (int row = 0, i = 0; row < height(); row++) {
			for (int column = 0; column < width(); column++, i++) {
				final double movedX = fromFrame.applyX(column, row);
				final double movedY = fromFrame.applyY(column, row);
				final double cover = face.cover(movedX, movedY);
				if (cover == 0) continue;
				double x = movedX;
				double y = movedY;
				// The skin at x came to x + D(x): fixed-point steps find x; four leave a sixteenth of a slope of a half.
				for (int step = 0; step < 4; step++) {
					final double du = u.at((x + 64) / 2, (y + 64) / 2);
					y = movedY - v.at((x + 64) / 2, (y + 64) / 2);
					x = movedX - du;
				}
				float skin = face.at(x, y, pose.closed());
				if (pose.mouth() > 0) skin = cavity(skin, movedX, movedY, pose.mouth());
				grey[i] += (float) (cover * (skin - grey[i]));
			}
		}
		return grey;
	}

	/** Darkness between lips that are apart. */
	private float cavity(final float skin, final double x, final double y, final double open) {
		final FacialLandmarks landmarks = face.landmarks();
		final double half = 0.4 * (landmarks.x()[54] - landmarks.x()[48]);
		final double across = (x - (landmarks.x()[48] + landmarks.x()[54]) / 2) / half;
		final double down = (y - (landmarks.y()[62] + landmarks.y()[66]) / 2 - 0.45 * open) / (0.45 * open);
		final double inside = 1 - Math.hypot(across, down);
		return inside <= 0 ? skin : (float) (skin + Math.min(1, 4 * inside) * (25 - skin));
	}

	private static Bilinear between(final float[] values) {
		return new Bilinear(values, GRID.columns(), GRID.rows(), Border.REPEATED_SHORT, Mixing.STEPPED_DOUBLE);
	}
}
