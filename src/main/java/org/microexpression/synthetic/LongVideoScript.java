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
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;

/**
 * What happens in a {@link LongVideo}. Expressions, talking, nods, turns and leaning in follow each other with pauses
 * between; blinks, glances and the swaying of the head go on all the time.
 */
public final class LongVideoScript {

	/**
	 * What a person does.
	 *
	 * @param micro       strengths of micro-expressions, the largest displacement of the leading unit, registered px
	 * @param macro       strengths of macro-expressions
	 * @param expressions how often one of them comes when something comes, 0..1
	 * @param talking     whether the person also talks
	 * @param moving      whether the person also nods, turns and leans in
	 * @param eyes        whether the person blinks and looks about
	 * @param sway        how far the head sways, standard deviation of its shift in registered px
	 */
	public record Acting(Range micro, Range macro, double expressions, boolean talking, boolean moving, boolean eyes,
			double sway) {

		/** @return micro-expressions of 0.8 to 2.5 px, macro-expressions of 2.2 to 4.5 px, and everything else */
		public static Acting usual() {
			return new Acting(new Range(0.8, 2.5), new Range(2.2, 4.5), 0.6, true, true, true, 1);
		}

		/** @return everything but expressions */
		public static Acting neutral() {
			return new Acting(new Range(0.8, 2.5), new Range(2.2, 4.5), 0, true, true, true, 1);
		}
	}

	/**
	 * A range of strengths.
	 *
	 * @param low  smallest
	 * @param high largest
	 */
	public record Range(double low, double high) {

		private double draw(final SplittableRandom random) {
			return low * Math.pow(high / low, random.nextDouble());
		}
	}

	/**
	 * How head, lids and jaw are at a time: shift in registered px, roll in radians, size, closed lids 0..1, mouth px.
	 */
	record Pose(double x, double y, double roll, double growth, double closed, double mouth) {
	}

	/** Motion of the skin that comes and goes. */
	private record Act(DisplacementField field, ActCourse course) {
	}

	/** Something of the whole head that comes and goes: yaw and pitch in px, growth. */
	private record HeadAct(double yaw, double pitch, double growth, ActCourse course) {
	}

	/** A syllable or a blink. */
	private record Pulse(double size, ActCourse course) {
	}

	/** Seconds that a micro-expression lasts at most. */
	private static final double LONGEST_MICRO = 0.5;

	private final Acting acting;
	private final LongVideo.Format format;
	private final FacialLandmarks face;
	private final ExpressionSynthesizer synthesizer;
	private final SplittableRandom random;
	private final List<Act> skin = new ArrayList<>();
	private final List<HeadAct> head = new ArrayList<>();
	private final List<Pulse> syllables = new ArrayList<>();
	private final List<Pulse> blinks = new ArrayList<>();
	private final List<SpottedInterval> truth = new ArrayList<>();
	private final double[] waves = new double[64];
	private final DisplacementField yaw;
	private final DisplacementField pitch;
	private final DisplacementField jaw;
	private int expressions;

	LongVideoScript(final long seed, final Acting acting, final LongVideo.Format format, final FacialLandmarks face,
		final List<Deed> deeds)
	{
		this.acting = acting;
		this.format = format;
		this.face = face;
		random = Seeds.sample(seed, 0x5C);
		final ExpressionSynthesizer.Setting base = ExpressionSynthesizer.Setting.training();
		synthesizer = new ExpressionSynthesizer(seed, new ExpressionSynthesizer.Setting(base.strengths().between(1, 1.0001),
			base.sides(), 0, base.people(), base.faces(), UnrelatedMotion.none(), RealisticFlowNoise.none()));
		final double bridge = (face.y()[27] + face.y()[28]) / 2;
		yaw = new MotionModel(new Head(63.5, bridge, 0, 0, 0, 0, 1, 0), List.of()).field(LongVideo.GRID);
		pitch = new MotionModel(new Head(63.5, bridge, 0, 0, 0, 0, 0, 1), List.of()).field(LongVideo.GRID);
		jaw = new MotionModel(Head.STILL, List.of(new Patch(63.5, face.y()[57] + 10, 0, 1, new Reach(22, 22, 9, 40), 0)))
			.field(LongVideo.GRID);
		for (int i = 0; i < waves.length; i++)
			waves[i] = random.nextGaussian();
		if (acting.eyes()) addEyes();
		addActs();
		deeds.forEach(this::add);
		truth.sort(Comparator.comparingInt(interval -> interval.onset().frame()));
	}

	private void addActs() {
		double time = 0.8 + random.nextDouble();
		while (true) {
			final double chance = random.nextDouble();
			final double before = time;
			if (chance < acting.expressions()) time = addExpression(time, random.nextDouble() < 0.6);
			else if (!acting.talking() && !acting.moving() || random.nextDouble() < 0.15) time += 1 + 2 * random.nextDouble();
			else switch (acting.talking() ? acting.moving() ? random.nextInt(4) : 0 : 1 + random.nextInt(3)) {
				case 0 -> time = addTalk(time);
				case 1 -> time = addNod(time);
				case 2 -> time = addTurn(time);
				default -> time = addLean(time);
			}
			if (time > format.seconds() - 0.5) {
				dropAfter(before);
				return;
			}
			time += 0.5 + 1.5 * random.nextDouble();
		}
	}

	/** What is done by hand moves as tabled: the same units look the same on every face. */
	private void add(final Deed deed) {
		if (deed.offset() > format.seconds()) throw new IllegalArgumentException("A deed that is over at " + deed.offset() +
			" s does not lie within " + format.seconds() + " s");
		if (deed.units().isEmpty()) {
			blinks.add(new Pulse(1, new ActCourse(deed.onset(), deed.apex(), deed.apex() + 0.2 * (deed.offset() - deed
				.apex()), deed.offset(), 1, 1.3)));
			tell(deed.onset(), deed.apex(), deed.offset(), SpottedKind.BLINK, Double.NaN);
			return;
		}
		final DisplacementField field = new MotionModel(Head.STILL, new ExpressionSynthesizer(0,
			ExpressionSynthesizer.Setting.plain()).place(deed.units(), face, Seeds.sample(0, 0))).field(LongVideo.GRID);
		skin.add(new Act(field, new ActCourse(deed.onset(), deed.apex(), deed.apex(), deed.offset(), 1, 1.3)));
		tell(deed.onset(), deed.apex(), deed.offset(), deed.offset() - deed.onset() <= LONGEST_MICRO ? SpottedKind.MICRO
			: SpottedKind.MACRO, ActionUnitPlacement.largest(field));
	}

	/** What would go on beyond the end does not happen. */
	private void dropAfter(final double seconds) {
		skin.removeIf(act -> act.course.onset() >= seconds);
		head.removeIf(act -> act.course.onset() >= seconds);
		syllables.removeIf(pulse -> pulse.course.onset() >= seconds);
		truth.removeIf(interval -> interval.apex().seconds() > seconds && interval.kind() != SpottedKind.BLINK);
	}

	private double addExpression(final double time, final boolean micro) {
		final double length = micro ? 0.17 + 0.31 * random.nextDouble() : 0.7 + 2.3 * random.nextDouble();
		final double rise = length * (0.3 + 0.25 * random.nextDouble());
		final double hold = micro ? 0 : length * 0.3 * random.nextDouble();
		final double strength = (micro ? acting.micro() : acting.macro()).draw(random);
		final ExpressionClass kind = ExpressionClass.values()[random.nextInt(ExpressionClass.values().length)];
		final SyntheticExpression expression = synthesizer.sample(expressions++, kind, face);
		final ActCourse course = new ActCourse(time, time + rise, time + rise + hold, time + length, 0.8 + 0.4 * random
			.nextDouble(), 1 + 0.5 * random.nextDouble());
		skin.add(new Act(expression.skin().times(strength).field(LongVideo.GRID), course));
		tell(course.onset(), course.peak(), course.offset(), micro ? SpottedKind.MICRO : SpottedKind.MACRO, strength);
		return time + length;
	}

	private double addTalk(final double time) {
		final double end = time + 1.5 + 3 * random.nextDouble();
		double at = time;
		while (at < end) {
			final double length = 0.14 + 0.18 * random.nextDouble();
			syllables.add(new Pulse(1.2 + 4.5 * random.nextDouble(), new ActCourse(at, at + 0.4 * length, at + 0.5 * length,
				at + length, 1, 1)));
			if (random.nextDouble() < 0.5) skin.add(new Act(lips(), new ActCourse(at, at + 0.5 * length, at + 0.5 * length,
				at + 1.2 * length, 1, 1)));
			at += length * (0.75 + 0.5 * random.nextDouble());
		}
		tell(time, (time + at) / 2, at + 0.2, SpottedKind.TALKING, 3);
		return at + 0.2;
	}

	/** Lips that round or spread. */
	private DisplacementField lips() {
		final double out = 1.6 * random.nextGaussian();
		return new MotionModel(Head.STILL, List.of(Patch.round(face.x()[48], face.y()[48], -out, 0, 9), Patch.round(face
			.x()[54], face.y()[54], out, 0, 9))).field(LongVideo.GRID);
	}

	private double addNod(final double time) {
		final int times = 1 + random.nextInt(3);
		final double length = 0.4 + 0.5 * random.nextDouble();
		final double size = (1 + 2.5 * random.nextDouble()) * (random.nextInt(4) == 0 ? -1 : 1);
		for (int i = 0; i < times; i++)
			head.add(new HeadAct(0, size, 0, new ActCourse(time + i * length, time + (i + 0.45) * length, time + (i + 0.5) *
				length, time + (i + 1) * length, 1, 1)));
		tell(time, time + 0.45 * length, time + times * length, SpottedKind.HEAD, Math.abs(size));
		return time + times * length;
	}

	private double addTurn(final double time) {
		final double rise = 0.3 + 0.7 * random.nextDouble();
		final double hold = 2 * random.nextDouble();
		final double size = (1.5 + 3.5 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
		final ActCourse course = new ActCourse(time, time + rise, time + rise + hold, time + rise + hold + 0.4 + 0.6 *
			random.nextDouble(), 1, 1);
		head.add(new HeadAct(size, 0.3 * size * random.nextGaussian(), 0, course));
		tell(time, course.peak(), course.offset(), SpottedKind.HEAD, Math.abs(size));
		return course.offset();
	}

	private double addLean(final double time) {
		final double rise = 0.6 + 0.8 * random.nextDouble();
		final double hold = 0.5 + 2 * random.nextDouble();
		final ActCourse course = new ActCourse(time, time + rise, time + rise + hold, time + rise + hold + 0.6 + 0.8 *
			random.nextDouble(), 1, 1);
		head.add(new HeadAct(0, 0.4 * random.nextGaussian(), 0.02 + 0.07 * random.nextDouble(), course));
		tell(time, course.peak(), course.offset(), SpottedKind.HEAD, Double.NaN);
		return course.offset();
	}

	/** Blinks every few seconds, glances that last a while. */
	private void addEyes() {
		double time = 0.5 + 3 * random.nextDouble();
		while (time < format.seconds() - 0.6) {
			final double length = 0.14 + 0.2 * random.nextDouble();
			final ActCourse course = new ActCourse(time, time + 0.35 * length, time + 0.45 * length, time + length, 1, 1.3);
			blinks.add(new Pulse(random.nextDouble() < 0.85 ? 1 : 0.5 + 0.3 * random.nextDouble(), course));
			tell(course.onset(), course.peak(), course.offset(), SpottedKind.BLINK, Double.NaN);
			time += 0.4 + 5 * random.nextDouble();
		}
		time = 4 * random.nextDouble();
		while (time < format.seconds() - 1) {
			final double length = 0.3 + 2 * random.nextDouble();
			final double u = 1.2 * random.nextGaussian();
			final double v = 0.5 * random.nextGaussian();
			skin.add(new Act(gaze(u, v), new ActCourse(time, time + 0.05, time + length, time + length + 0.05, 1, 1)));
			time += length + 4 * random.nextDouble();
		}
	}

	private DisplacementField gaze(final double u, final double v) {
		final List<Patch> eyes = new ArrayList<>();
		for (int first = 36; first <= 42; first += 6)
			eyes.add(new Patch(ActionUnitPlacement.mean(face.x(), first, first + 5), ActionUnitPlacement.mean(face.y(), first,
				first + 5), u, v, Reach.of(6, 3.2), 0));
		return new MotionModel(Head.STILL, eyes).field(LongVideo.GRID);
	}

	private void tell(final double onset, final double apex, final double offset, final SpottedKind kind,
		final double strength)
	{
		final int first = (int) Math.floor(onset * format.framesPerSecond());
		final int last = (int) Math.ceil(offset * format.framesPerSecond());
		final int best = Math.max(first, Math.min(last, (int) Math.round(apex * format.framesPerSecond())));
		truth.add(new SpottedInterval(moment(first), moment(best), moment(last), strength / (CanonicalFace.RIGHT_EYE_X -
			CanonicalFace.LEFT_EYE_X), Double.NaN, kind, List.of(), false));
	}

	private Moment moment(final int index) {
		return new Moment(index + 1, index / format.framesPerSecond());
	}

	List<SpottedInterval> truth() {
		return List.copyOf(truth);
	}

	/** A slow wave of about unit size; each number is another one. */
	double wander(final double seconds, final int number) {
		final int i = 4 * number;
		return 0.7 * waves[i] * Math.sin(2 * Math.PI * 0.11 * seconds + 3 * waves[i + 1]) + //
			0.35 * waves[i + 2] * Math.sin(2 * Math.PI * 0.43 * seconds + 3 * waves[i + 3]);
	}

	Pose pose(final double seconds) {
		double growth = 1 + 0.004 * acting.sway() * wander(seconds, 0);
		double x = acting.sway() * wander(seconds, 1);
		double y = acting.sway() * wander(seconds, 2);
		for (final HeadAct act : head) {
			final double share = act.course.at(seconds);
			growth += share * act.growth;
			x += 1.6 * share * act.yaw;
			y += 1.6 * share * act.pitch;
		}
		return new Pose(x, y, 0.008 * acting.sway() * wander(seconds, 3), growth, Math.min(1, sum(blinks, seconds)), sum(
			syllables, seconds));
	}

	private static double sum(final List<Pulse> pulses, final double seconds) {
		double sum = 0;
		for (final Pulse pulse : pulses)
			sum += pulse.size * pulse.course.at(seconds);
		return sum;
	}

	/** Adds the motion of the skin at a time to a field on the video's grid. */
	void addSkin(final double seconds, final float[] u, final float[] v) {
		for (final Act act : skin)
			add(act.field, act.course.at(seconds), u, v);
		double turned = 0.4 * acting.sway() * wander(seconds, 4);
		double bent = 0.4 * acting.sway() * wander(seconds, 7);
		for (final HeadAct act : head) {
			turned += act.yaw * act.course.at(seconds);
			bent += act.pitch * act.course.at(seconds);
		}
		add(yaw, turned, u, v);
		add(pitch, bent, u, v);
		add(jaw, 0.9 * sum(syllables, seconds), u, v);
	}

	private static void add(final DisplacementField field, final double share, final float[] u, final float[] v) {
		if (share == 0) return;
		for (int i = 0; i < u.length; i++) {
			u[i] += (float) (share * field.u()[i]);
			v[i] += (float) (share * field.v()[i]);
		}
	}
}
