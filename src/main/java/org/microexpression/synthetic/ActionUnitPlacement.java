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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.microexpression.expression.ActionUnit;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.synthetic.MotionModel.Head;
import org.microexpression.synthetic.MotionModel.Patch;
import org.microexpression.synthetic.MotionModel.Reach;

/**
 * Places the motion table {@link ActionUnitMotions} on a face: scales it with the face, puts it at its landmarks,
 * mirrors it for the right side, and lets each person move a little differently.
 */
public final class ActionUnitPlacement {

	/** Pixels of the registered frame in a cell of the 28-grid. */
	static final double CELL = (double) CanonicalFace.SIZE / CanonicalFace.GRID;

	/**
	 * A patch moves at most this many times its shortest reach: the steepest slope, 0.65 of that, does not fold the skin.
	 */
	private static final double STEEPEST = 1.2;

	/** How far a patch's strength may leave the table's, natural logarithms: from a third of it to twice as much. */
	private static final double LEAST = -1;
	private static final double MOST = 0.7;

	/** The largest displacement of each unit as tabled, on the mean face: what one unit of strength is divided by. */
	private static final Map<ActionUnit, Double> PEAK = peaks(unit -> ActionUnitMotions.of(unit).rows());
	private static final Map<ActionUnit, Double> SCANNED_PEAK = peaks(ScannedMotions::of);

	/**
	 * How differently people move the same action unit.
	 *
	 * @param place     standard deviation of a patch's place, cells
	 * @param direction standard deviation of its direction, radians
	 * @param reach     standard deviation of the natural logarithm of its reach
	 * @param weight    standard deviation of the natural logarithm of its strength relative to the unit's other patches
	 * @param scanned   share of people who move a unit as scanned people do, {@link ScannedMotions}
	 */
	public record Jitter(double place, double direction, double reach, double weight, double scanned) {

		/** No differences. */
		static final Jitter NONE = new Jitter(0, 0, 0, 0, 0);
	}

	private final FacialLandmarks face;
	private final double scaleX;
	private final double scaleY;

	ActionUnitPlacement(final FacialLandmarks face) {
		this.face = face;
		final double eyeDistance = mean(face.x(), 42, 47) - mean(face.x(), 36, 41);
		final double eyeToMouth = mean(face.y(), 48, 59) - (mean(face.y(), 36, 41) + mean(face.y(), 42, 47)) / 2;
		final FacialLandmarks usual = FaceLayout.mean();
		scaleX = eyeDistance / (mean(usual.x(), 42, 47) - mean(usual.x(), 36, 41)) * CELL;
		scaleY = eyeToMouth / (mean(usual.y(), 48, 59) - mean(usual.y(), 36, 41)) * CELL;
	}

	/**
	 * @param unit     the action unit
	 * @param left     strength on the image's left, px; 0 for none
	 * @param right    strength on the image's right, px
	 * @param jitter   how differently it may be moved
	 * @param random   source of chance; both sides get the same differences and, half as large, their own
	 * @return the patches of both sides
	 */
	List<Patch> place(final ActionUnit unit, final double left, final double right, final Jitter jitter,
		final SplittableRandom random)
	{
		final List<Patch> patches = new ArrayList<>();
		final Way way = way(unit, jitter, random);
		for (final ActionUnitMotion motion : way.rows()) {
			final Deviation common = Deviation.draw(jitter, random);
			final Deviation onLeft = common.plus(Deviation.draw(jitter, random), 0.5);
			final Deviation onRight = common.plus(Deviation.draw(jitter, random), 0.5);
			if (left != 0) patches.add(patch(motion, FaceSide.LEFT, left / way.peak(), onLeft));
			if (right != 0) patches.add(patch(motion, FaceSide.RIGHT, right / way.peak(), onRight));
		}
		return patches;
	}

	/** Rows of a unit, and the largest displacement of their sum on the mean face. */
	private record Way(List<ActionUnitMotion> rows, double peak) {
	}

	/** Where people do not differ, all move in the tabled way. */
	private static Way way(final ActionUnit unit, final Jitter jitter, final SplittableRandom random) {
		final List<ActionUnitMotion> scanned = ScannedMotions.of(unit);
		if (jitter.scanned() > 0 && random.nextDouble() < jitter.scanned() && !scanned.isEmpty()) return new Way(scanned,
			SCANNED_PEAK.get(unit));
		final ActionUnitMotions motions = ActionUnitMotions.of(unit);
		return new Way(motions.other().isEmpty() || jitter.equals(Jitter.NONE) || random.nextBoolean() ? motions.rows()
			: motions.other(), PEAK.get(unit));
	}

	private Patch patch(final ActionUnitMotion motion, final FaceSide side, final double strength,
		final Deviation deviation)
	{
		double x = 0;
		double y = 0;
		for (final int anchor : motion.anchors()) {
			final int landmark = side == FaceSide.LEFT ? anchor : FaceLayout.mirror(anchor);
			x += face.x()[landmark] / motion.anchors().length;
			y += face.y()[landmark] / motion.anchors().length;
		}
		x += side.lateral() * (motion.lateral() + deviation.lateral) * scaleX;
		y += (motion.down() + deviation.down) * scaleY;
		final double cos = Math.cos(deviation.turn);
		final double sin = Math.sin(deviation.turn);
		final double weight = strength * Math.exp(Math.max(LEAST, Math.min(MOST, deviation.logWeight)));
		final double u = side.lateral() * weight * (cos * motion.moveLateral() - sin * motion.moveDown());
		final double v = weight * (cos * motion.moveDown() + sin * motion.moveLateral());
		final double reach = Math.exp(deviation.logReach);
		final double across = reach * Math.exp(deviation.logAspect) * scaleX;
		final double along = reach * Math.exp(-deviation.logAspect) * scaleY;
		final Reach tabled = side == FaceSide.LEFT ? motion.reach() : motion.reach().mirrored();
		final Reach here = new Reach(tabled.left() * across, tabled.right() * across, tabled.up() * along, tabled.down() *
			along);
		final double shortest = here.shortest();
		final double limit = Math.min(1, STEEPEST * shortest / Math.max(1e-9, Math.hypot(u, v)));
		return new Patch(x, y, limit * u, limit * v, here, -side.lateral() * 0.5 * deviation.turn);
	}

	/** One draw of the differences between people, in the directions of a table row. */
	private record Deviation(double lateral, double down, double turn, double logReach, double logAspect,
			double logWeight) {

		static Deviation draw(final Jitter jitter, final SplittableRandom random) {
			return new Deviation(jitter.place() * random.nextGaussian(), jitter.place() * random.nextGaussian(), //
				jitter.direction() * random.nextGaussian(), jitter.reach() * random.nextGaussian(), //
				0.5 * jitter.reach() * random.nextGaussian(), jitter.weight() * random.nextGaussian());
		}

		Deviation plus(final Deviation other, final double factor) {
			return new Deviation(lateral + factor * other.lateral, down + factor * other.down, turn + factor * other.turn,
				logReach + factor * other.logReach, logAspect + factor * other.logAspect, logWeight + factor * other.logWeight);
		}
	}

	private static Map<ActionUnit, Double> peaks(final Function<ActionUnit, List<ActionUnitMotion>> table) {
		final ActionUnitPlacement usual = new ActionUnitPlacement(FaceLayout.mean());
		final Map<ActionUnit, Double> measured = new EnumMap<>(ActionUnit.class);
		for (final ActionUnit unit : ActionUnit.values()) {
			final List<Patch> patches = new ArrayList<>();
			for (final ActionUnitMotion motion : table.apply(unit))
				patches.add(usual.patch(motion, FaceSide.LEFT, 1, new Deviation(0, 0, 0, 0, 0, 0)));
			measured.put(unit, largest(new MotionModel(Head.STILL, patches).field(CanonicalFace.SIZE)));
		}
		return measured;
	}

	/** @return the length of the longest vector of a field */
	static double largest(final DisplacementField field) {
		double largest = 0;
		for (int i = 0; i < field.u().length; i++)
			largest = Math.max(largest, Math.hypot(field.u()[i], field.v()[i]));
		return largest;
	}

	/** @return the mean of the values from one index to another, both included */
	static double mean(final double[] values, final int from, final int to) {
		double sum = 0;
		for (int i = from; i <= to; i++)
			sum += values[i];
		return sum / (to - from + 1);
	}
}
