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

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.Seeds;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;

/**
 * A synthetic recording of one expression with everything known about it. Frames are rendered when asked for and are
 * the same each time. Frame f shows the neutral person moved by {@code e(f) · D}, {@code e} being the time course and D
 * the apex field in the registered frame, then by the head's motion, then light, noise and compression.
 */
public final class SyntheticClip extends RenderedClip {

	/**
	 * How clips are recorded.
	 *
	 * @param format what the recording is
	 * @param acting what people do
	 * @param head   how the head moves
	 * @param camera what the camera adds
	 * @param shape  how much faces differ from the portrait, px of the registered frame
	 */
	public record Setting(Format format, Acting acting, HeadSway head, Camera camera, double shape) {

		/** @return clips like those of a laboratory with a 200 fps camera */
		public static Setting laboratory() {
			return new Setting(new Format(320, 256, 72, 200), new Acting(0.5, 2.5, true, true), new HeadSway(0.6, 0.3),
				new Camera(1.5, 92, 0.01), 3);
		}

		/** @return the three samples that come with the program: clear expressions, little else */
		public static Setting sample() {
			return new Setting(new Format(256, 256, 28, 100), new Acting(1.8, 2.4, false, false), new HeadSway(0.4, 0.2),
				new Camera(1, 0, 0.004), 0);
		}

		/**
		 * @param frames how many
		 * @return the same setting with that many frames
		 */
		public Setting withFrames(final int frames) {
			return new Setting(new Format(format.width, format.height, frames, format.framesPerSecond), acting, head, camera,
				shape);
		}
	}

	/**
	 * What a recording is.
	 *
	 * @param width           columns
	 * @param height          rows
	 * @param frameCount      frames; at least 12
	 * @param framesPerSecond stated frame rate
	 */
	public record Format(int width, int height, int frameCount, double framesPerSecond) {
	}

	/**
	 * What people do in front of the camera.
	 *
	 * @param weakest   smallest strength of the leading action unit, px of the registered frame
	 * @param strongest its largest strength
	 * @param typical   whether people move as differently as in training; otherwise units move as tabled
	 * @param blinks    whether eyes blink and wander now and then
	 */
	public record Acting(double weakest, double strongest, boolean typical, boolean blinks) {
	}

	/**
	 * How the head moves during a clip.
	 *
	 * @param shift standard deviation of its shift, px of the frame
	 * @param turn  standard deviation of its rotation, degrees
	 */
	public record HeadSway(double shift, double turn) {
	}

	/**
	 * What the camera adds.
	 *
	 * @param noise   standard deviation of the camera noise, grey levels
	 * @param quality JPEG quality of the recording, or 0 for none
	 * @param light   relative standard deviation of the light's drift
	 */
	public record Camera(double noise, int quality, double light) {
	}

	/** A motion and when it happens. */
	private record Episode(DisplacementField field, TimeCourse course) {
	}

	private final Setting setting;
	private final SyntheticSubject subject;
	private final SyntheticExpression expression;
	private final TimeCourse course;
	private final List<Episode> episodes = new ArrayList<>();
	private final double[] drifts = new double[24];
	private final long seed;

	/**
	 * @param name       what the clip is called
	 * @param subject    the person, any number; the same number is the same person in every clip
	 * @param seed       what the person does in this clip, any number
	 * @param expression the class
	 * @param setting    how it is recorded
	 */
	public SyntheticClip(final String name, final long subject, final long seed, final ExpressionClass expression,
		final Setting setting)
	{
		this(name, subject, seed, expression, course(setting.format().frameCount(), Seeds.sample(seed, 0x7C)), setting);
	}

	/**
	 * As above, at a given time.
	 *
	 * @param name       what the clip is called
	 * @param subject    the person
	 * @param seed       what the person does in this clip, any number
	 * @param expression the class, of which the action units are drawn
	 * @param course     when it happens
	 * @param setting    how it is recorded
	 */
	public SyntheticClip(final String name, final long subject, final long seed, final ExpressionClass expression,
		final TimeCourse course, final Setting setting)
	{
		this(name, subject, seed, course, setting, (synthesizer, face) -> synthesizer.sample(0, expression, face));
	}

	/**
	 * As above, with everything that happens given.
	 *
	 * @param name        what the clip is called
	 * @param subject     the person
	 * @param seed        chance for head motion, blinks, light and noise
	 * @param expression  the class
	 * @param activations the action units of the apex
	 * @param course      when it happens
	 * @param setting     how it is recorded
	 */
	public SyntheticClip(final String name, final long subject, final long seed, final ExpressionClass expression,
		final List<Activation> activations, final TimeCourse course, final Setting setting)
	{
		this(name, subject, seed, course, setting, (synthesizer, face) -> synthesizer.sample(0, expression, activations,
			face));
	}

	private SyntheticClip(final String name, final long subject, final long seed, final TimeCourse course,
		final Setting setting, final BiFunction<ExpressionSynthesizer, FacialLandmarks, SyntheticExpression> deed)
	{
		super(name, setting.format().width(), setting.format().height(), setting.format().frameCount(), setting.format()
			.framesPerSecond());
		this.setting = setting;
		this.seed = seed;
		this.course = course;
		this.subject = new SyntheticSubject(subject, width(), height(), setting.shape());
		expression = deed.apply(new ExpressionSynthesizer(seed, motion(setting)), this.subject.landmarks());
		episodes.add(new Episode(expression.skin().field(SyntheticSubject.GRID), course));
		final SplittableRandom random = Seeds.sample(seed, 0xB1);
		if (setting.acting().blinks()) addBlinks(random);
		for (int i = 0; i < drifts.length; i++)
			drifts[i] = random.nextGaussian();
	}

	private static ExpressionSynthesizer.Setting motion(final Setting setting) {
		final Acting acting = setting.acting();
		final ExpressionSynthesizer.Setting base = acting.typical() ? ExpressionSynthesizer.Setting.training()
			: ExpressionSynthesizer.Setting.plain();
		return new ExpressionSynthesizer.Setting(base.strengths().between(acting.weakest(), acting.strongest()),
			new ExpressionSynthesizer.Sides(base.sides().asymmetry(), acting.typical() ? base.sides().unilateral() : 0), 0,
			base.people(), base.faces(), UnrelatedMotion.none(), RealisticFlowNoise.none());
	}

	/** Half a blink-or-glance a clip; it starts after the onset frame, so that frame stays neutral. */
	private void addBlinks(final SplittableRandom random) {
		if (random.nextDouble() < 0.5) return;
		final UnrelatedMotion eyes = new UnrelatedMotion(0, 0.6, 0.6, 0, 0, 0, 1.2);
		final List<Patch> patches = eyes.patches(subject.landmarks(), random);
		final int from = course.onset() + random.nextInt(frameCount() - course.onset());
		final int length = Math.max(4, frameCount() / 4);
		episodes.add(new Episode(new MotionModel(Head.STILL, patches).field(SyntheticSubject.GRID), new TimeCourse(from,
			from + length / 3 + 1, from + length, 1, 1)));
	}

	/**
	 * @param frames number of frames of a clip
	 * @param random source of chance
	 * @return when its expression happens where nothing else is said: it begins in the second eighth, peaks before the
	 *         middle and is gone in the last eighth
	 */
	public static TimeCourse course(final int frames, final SplittableRandom random) {
		final int onset = (int) Math.round(frames * (0.06 + 0.12 * random.nextDouble()));
		final int apex = Math.max(onset + 3, (int) Math.round(frames * (0.4 + 0.12 * random.nextDouble())));
		final int offset = Math.max(apex + 3, (int) Math.round(frames * (0.84 + 0.12 * random.nextDouble())));
		return new TimeCourse(onset, apex, Math.min(frames - 1, offset), 0.8 + 0.4 * random.nextDouble(), 1 + 0.8 * random
			.nextDouble());
	}

	/** @return when the expression happens: 0-based indices of onset, apex and offset */
	public TimeCourse course() {
		return course;
	}

	/** @return what the person does at the apex */
	public SyntheticExpression expression() {
		return expression;
	}

	/** @return the action units in FACS notation, the sides the person's own: {@code 4+L12} */
	public String actionUnits() {
		return Activation.facs(expression.activations());
	}

	/**
	 * @param index a frame index
	 * @return the true displacement of skin from the neutral face to that frame without the head's motion, in the
	 *         registered frame of {@link #registeredToFrame(int)}; 128 × 128
	 */
	public DisplacementField truth(final int index) {
		final int size = CanonicalFace.SIZE;
		final DisplacementField truth = DisplacementField.zero(size, size);
		for (final Episode episode : episodes) {
			final double share = episode.course.at(index);
			if (share == 0) continue;
			for (int i = 0; i < size * size; i++) {
				final int j = (i / size + SyntheticSubject.MARGIN) * SyntheticSubject.GRID.columns() + i % size +
					SyntheticSubject.MARGIN;
				truth.u()[i] += (float) (share * episode.field.u()[j]);
				truth.v()[i] += (float) (share * episode.field.v()[j]);
			}
		}
		return truth;
	}

	/**
	 * @param index a frame index
	 * @return registered positions to positions in that frame, the head's motion included and the expression left out
	 */
	public SimilarityTransform registeredToFrame(final int index) {
		return headMotion(index).compose(subject.registeredToFrame());
	}

	/**
	 * @param index a frame index
	 * @return where the neutral face's landmarks are in that frame, the head's motion included and the expression left
	 *         out
	 */
	public FacialLandmarks landmarks(final int index) {
		return subject.landmarks().transform(registeredToFrame(index));
	}

	/** Shift, rotation and growth wander slowly, each a sum of two waves. */
	private SimilarityTransform headMotion(final int index) {
		final double t = (double) index / frameCount();
		final double dx = setting.head().shift() * wander(t, 0);
		final double dy = setting.head().shift() * wander(t, 4);
		final double rotation = Math.toRadians(setting.head().turn()) * wander(t, 8);
		final double scale = 1 + 0.3 * Math.toRadians(setting.head().turn()) * wander(t, 12);
		return SimilarityTransform.about(width() / 2.0, 0.7 * height(), scale, rotation, dx, dy);
	}

	private double wander(final double t, final int first) {
		return drifts[first] * Math.sin(2.2 * t + drifts[first + 1]) + //
			0.5 * drifts[first + 2] * Math.sin(7 * t + drifts[first + 3]);
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int index) {
		checkIndex(index);
		final float[] grey = render(index);
		final double t = (double) index / frameCount();
		final Camera camera = setting.camera();
		CameraEffects.relight(grey, width(), 1 + camera.light() * wander(t, 16), 128 * camera.light() * wander(t, 20), 0,
			0);
		final SplittableRandom random = Seeds.sample(seed ^ 0xF4A3E, index);
		CameraEffects.addNoise(grey, camera.noise(), 0.5, random);
		CameraEffects.quantize(grey);
		if (camera.quality() > 0) CameraEffects.compress(grey, width(), camera.quality());
		return ArrayImgs.floats(grey, width(), height());
	}

	private float[] render(final int index) {
		final DisplacementField motion = now(index);
		final Bilinear motionU = motion == null ? null : SyntheticSubject.between(motion.u());
		final Bilinear motionV = motion == null ? null : SyntheticSubject.between(motion.v());
		final SimilarityTransform fromFrame = registeredToFrame(index).invert();
		final float[] grey = new float[width() * height()];
		for (int row = 0, i = 0; row < height(); row++) {
			for (int column = 0; column < width(); column++, i++) {
				final double moved = fromFrame.applyX(column, row);
				final double movedY = fromFrame.applyY(column, row);
				double x = moved;
				double y = movedY;
				// The skin at x came to x + D(x): fixed-point steps find x; D's slope is below a half, so six leave 1/64 of it.
				for (int step = 0; motion != null && step < 6; step++) {
					final double u = motionU.at(x + SyntheticSubject.MARGIN, y + SyntheticSubject.MARGIN);
					y = movedY - motionV.at(x + SyntheticSubject.MARGIN, y + SyntheticSubject.MARGIN);
					x = moved - u;
				}
				grey[i] = subject.neutral(x, y);
			}
		}
		return grey;
	}

	/** The field of a frame on the person's grid, or null where nothing moves. */
	private DisplacementField now(final int index) {
		DisplacementField sum = null;
		for (final Episode episode : episodes) {
			final float share = (float) episode.course.at(index);
			if (share == 0) continue;
			if (sum == null) sum = DisplacementField.zero(SyntheticSubject.GRID.columns(), SyntheticSubject.GRID.rows());
			for (int i = 0; i < sum.u().length; i++) {
				sum.u()[i] += share * episode.field.u()[i];
				sum.v()[i] += share * episode.field.v()[i];
			}
		}
		return sum;
	}
}
