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

package org.microexpression.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.GreyPair;
import org.microexpression.image.CatmullRom;

/**
 * Any displacement method behind which {@link HeadRemainder} is taken out: the fields of registered faces that all
 * commands, evaluations and operations show and recognize. Where the head still moved much, its motion is taken out of
 * the apex frame first, with what comes nearer growing, and the field computed again until little is found, since every
 * method is less exact the longer its displacements are. A pair of which too much is left then was not registered, and
 * is refused; so is one whose head's motion or whose field is in doubt ({@link HeadDoubt}). Closing it closes the method.
 *
 * @param method  computes the fields
 * @param refuses whether pairs that are not registered are refused
 */
public record HeadFreeEstimator(DisplacementEstimator method, boolean refuses) implements DisplacementEstimator {

	/** Motion of the head in registered pixels from which the field is computed again. */
	private static final double MUCH = 0.5;

	/** Of yaw and pitch together, registered pixels at the nose's tip: first order is soon not enough for these. */
	private static final double MUCH_TURN = 0.3;

	/** What the field that was computed again may say is still left; if it is more, it is computed once more. */
	private static final double LITTLE = 0.1;

	/** How often it is at most. */
	private static final int AGAIN = 4;

	/**
	 * Largest estimated yaw and pitch together, degrees; our choice. Measured ({@code bench/registration}, docs/measurements.md)
	 * up to 2 degrees: still faces are left with 0.1 pixels or less on average, a nod by 2 degrees with an expression under
	 * way with 0.2 on average and 0.32 at worst.
	 */
	private static final double MOST_DEGREES = 3.2;

	/** Most of what may be left where expressions hardly move the face, registered pixels, as long as they are weak. */
	private static final double MOST_LEFT = 0.2;

	/**
	 * The same as a share of the strongest motion: skin that a strong expression pulls along is no head's motion. Our
	 * choice: made-up expressions of 1.2 to 2 px leave up to .3 px there.
	 */
	private static final double MOST_OF_STRENGTH = 0.25;

	private static final double STRENGTH_QUANTILE = 0.95;

	/** What is left where expressions hardly move the face from which {@link HeadDoubt} is asked, registered pixels. */
	private static final double DOUBTFUL = 0.06;

	/** Strength of the motion from which the way back is asked too, registered pixels: weak ones hardly contradict. */
	private static final double STRONG = 0.8;

	/** What the other doubts come to up to which it is not asked where motion is weaker than that, registered pixels. */
	private static final double SURE = 0.08;

	/** Difference of the frames after the motion, as a share of that before, from which the field is believed. */
	private static final double EXPLAINED = 0.85;

	/** Side of the blocks whose mean grey level is taken for light, pixels. */
	private static final int BLOCK = 16;

	/**
	 * Refuses pairs that are not registered.
	 *
	 * @param method computes the fields
	 */
	public HeadFreeEstimator(final DisplacementEstimator method) {
		this(method, true);
	}

	/**
	 * @param estimator any estimator
	 * @return the same, refusing nothing where it is one of these: for pairs that are no faces, as a noise floor has them
	 */
	public static DisplacementEstimator lenient(final DisplacementEstimator estimator) {
		return estimator instanceof final HeadFreeEstimator strict ? new HeadFreeEstimator(strict.method, false)
			: estimator;
	}

	/**
	 * @param pair a registered pair
	 * @return its field without the head's motion
	 * @throws InputException as the method, or if onset and apex are not registered to each other
	 */
	@Override
	public DisplacementField compute(final GreyPair pair) {
		return settled(pair, method.compute(pair)).skin;
	}

	/**
	 * @param pair a registered pair
	 * @return the motion of the head that is taken out of its field
	 * @throws InputException as {@link #compute(GreyPair)}
	 */
	public HeadRemainder headMotion(final GreyPair pair) {
		return settled(pair, method.compute(pair)).head;
	}

	/** A pair's field without the head's motion, and that motion. */
	private record Settled(DisplacementField skin, HeadRemainder head) {
	}

	@Override
	public List<DisplacementField> compute(final List<? extends GreyPair> pairs, final Progress progress) {
		return settled(pairs, method.compute(pairs, progress), progress);
	}

	@Override
	public List<DisplacementField> computeQuickly(final List<? extends GreyPair> pairs, final Progress progress) {
		return settled(pairs, method.computeQuickly(pairs, progress), progress);
	}

	private List<DisplacementField> settled(final List<? extends GreyPair> pairs, final List<DisplacementField> first,
		final Progress progress)
	{
		final List<DisplacementField> fields = new ArrayList<>();
		for (int i = 0; i < first.size(); i++) {
			progress.checkCanceled();
			fields.add(settled(pairs.get(i), first.get(i)).skin);
		}
		return fields;
	}

	private Settled settled(final GreyPair pair, final DisplacementField first) {
		HeadRemainder head = HeadRemainder.of(first);
		final DisplacementField plain = head.removedFrom(first);
		// Nothing to compute again and nothing to refuse, as nearly always: then it need not be asked either.
		final boolean muchMoves = Math.hypot(head.yaw(), head.pitch()) > MUCH_TURN || head.largest() > MUCH;
		final boolean settled = !muchMoves && (!refuses || head.left() <= DOUBTFUL && fault(head, plain).isEmpty());
		if (settled || !explains(first, pair)) return new Settled(plain, head);
		if (muchMoves) head = HeadRemainder.of(first, true);
		HeadRemainder all = head;
		GreyPair seen = pair;
		DisplacementField field = first;
		for (int i = 0; i < AGAIN && (i == 0 ? muchMoves : head.largest() > LITTLE); i++) {
			seen = moved(pair, all.field(field.width(), field.height()));
			field = method.compute(seen);
			head = HeadRemainder.of(field, true);
			all = all.plus(head);
		}
		final DisplacementField skin = head.removedFrom(field);
		if (refuses) refuseFaults(all, seen, field, skin);
		return new Settled(skin, all);
	}

	/**
	 * @param head  the head's motion
	 * @param seen  the pair that it was last seen in
	 * @param field that pair's field
	 * @param skin  the field without the head's motion
	 */
	private void refuseFaults(final HeadRemainder head, final GreyPair seen, final DisplacementField field,
		final DisplacementField skin)
	{
		Optional<String> fault = fault(head, skin);
		if (fault.isEmpty()) fault = doubt(head.left(), seen, field, skin);
		fault.ifPresent(message -> {
			throw new InputException(message);
		});
	}

	private Optional<String> doubt(final double left, final GreyPair seen, final DisplacementField field,
		final DisplacementField skin)
	{
		final double uncertain = HeadDoubt.uncertainty(skin), strength = strength(skin);
		final Optional<String> ofHead = HeadDoubt.ofHead(uncertain);
		if (ofHead.isPresent()) return ofHead;
		final boolean sure = strength <= STRONG && left + uncertain <= SURE;
		final double apart = sure ? 0 : HeadDoubt.contradiction(field, method.compute(new RegisteredPair(image(seen
			.apexPixels(), field), image(seen.onsetPixels(), field))));
		return HeadDoubt.ofField(apart, strength, method.isExact()).or(() -> method.isExact() ? HeadDoubt.ofAll(left,
			uncertain, apart, strength) : Optional.empty());
	}

	/** What first order does not describe, and what no motion of a head explains, as a sentence. */
	private static Optional<String> fault(final HeadRemainder head, final DisplacementField skin) {
		if (head.turnDegrees() > MOST_DEGREES) return Optional.of(String.format(Locale.ROOT,
			"Between onset and apex the head turns or nods by about %.1f degrees, and from more than %.1f on this hides an " +
				"expression; choose two frames between which it turns less.", head.turnDegrees(), MOST_DEGREES));
		// The strength is measured only where it decides.
		if (head.left() <= MOST_LEFT) return Optional.empty();
		final double most = Math.max(MOST_LEFT, MOST_OF_STRENGTH * strength(skin));
		return head.left() <= most ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
			"Onset and apex are not registered to each other: where expressions hardly move a face, %.2f pixels of motion " +
				"are left, and at most %.2f may be; choose two frames between which the head moves less.", head.left(), most));
	}

	/** @return how far the skin moves where it moves most, registered pixels */
	private static double strength(final DisplacementField skin) {
		final double[] lengths = new double[skin.u().length];
		for (int i = 0; i < lengths.length; i++)
			lengths[i] = Math.hypot(skin.u()[i], skin.v()[i]);
		Arrays.sort(lengths);
		return lengths[(int) (STRENGTH_QUANTILE * lengths.length)] * CanonicalFace.SIZE / skin.width();
	}

	/**
	 * Whether a field makes the frames more alike. One that does not, as of a network that was hardly trained, says
	 * nothing of the head's motion or of their registration. Light is left out of it: a lamp that dims by a tenth changes
	 * the frames more than a head that moves by two pixels.
	 */
	private static boolean explains(final DisplacementField field, final GreyPair pair) {
		final int width = field.width(), height = field.height();
		final float[] onset = pair.onsetPixels(), apex = pair.apexPixels();
		final CatmullRom fine = new CatmullRom(apex, width, height, CatmullRom.Precision.DOUBLE);
		final float[] moved = new float[apex.length];
		for (int i = 0; i < moved.length; i++)
			moved[i] = fine.at(i % width + field.u()[i], i / width + field.v()[i]);
		return difference(onset, moved, width) < EXPLAINED * difference(onset, apex, width);
	}

	/** How much two frames differ once the second has the first one's contrast and each block its mean. */
	private static double difference(final float[] onset, final float[] apex, final int width) {
		final double gain = deviation(onset) / Math.max(1e-6, deviation(apex));
		final int blocks = (width + BLOCK - 1) / BLOCK;
		final double[] sums = new double[blocks * ((onset.length / width + BLOCK - 1) / BLOCK)];
		final int[] counts = new int[sums.length];
		for (int i = 0; i < onset.length; i++) {
			final int block = i / width / BLOCK * blocks + i % width / BLOCK;
			sums[block] += onset[i] - gain * apex[i];
			counts[block]++;
		}
		double sum = 0;
		for (int i = 0; i < onset.length; i++) {
			final int block = i / width / BLOCK * blocks + i % width / BLOCK;
			sum += Math.abs(onset[i] - gain * apex[i] - sums[block] / counts[block]);
		}
		return sum;
	}

	private static double deviation(final float[] frame) {
		double sum = 0, squares = 0;
		for (final float value : frame) {
			sum += value;
			squares += value * value;
		}
		return Math.sqrt(Math.max(0, squares / frame.length - sum / frame.length * (sum / frame.length)));
	}

	/** The pair with its apex frame moved back by the head's motion. */
	private static GreyPair moved(final GreyPair pair, final DisplacementField head) {
		final int width = head.width(), height = head.height();
		final CatmullRom apex = new CatmullRom(pair.apexPixels(), width, height, CatmullRom.Precision.DOUBLE);
		final float[] moved = new float[width * height];
		for (int i = 0; i < moved.length; i++)
			moved[i] = apex.at(i % width + head.u()[i], i / width + head.v()[i]);
		return new RegisteredPair(image(pair.onsetPixels(), head), image(moved, head), pair instanceof RegisteredPair face
			? face.landmarks() : Optional.empty());
	}

	private static ArrayImg<FloatType, FloatArray> image(final float[] pixels, final DisplacementField size) {
		return ArrayImgs.floats(pixels, size.width(), size.height());
	}

	@Override
	public boolean isExact() {
		return method.isExact();
	}

	@Override
	public String device() {
		return method.device();
	}

	@Override
	public void close() {
		method.close();
	}
}
