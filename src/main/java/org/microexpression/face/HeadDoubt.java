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

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.microexpression.field.DisplacementField;
import org.microexpression.image.CatmullRom;

/**
 * Whether a field and the head's motion that was found in it can be believed, where the true ones are not known. The
 * checks are our choice; their limits are set on made-up scenes ({@code bench/registration}).
 */
final class HeadDoubt {

	/**
	 * How exactly the head's motion has to be known, registered pixels on the mean over the face. Of 1,302 made-up scenes
	 * that were found registered otherwise, 14 are above (6 of the 837 ordinary ones), among them four of the six that
	 * are more than .3 px wrong.
	 */
	private static final double MOST_UNCERTAIN = 0.15;

	/**
	 * Most that the ways from onset to apex and back may differ by, registered pixels on the mean over the face: where
	 * light saturates the camera, or something else comes into the picture. Above it are twelve of 2,342 other scenes
	 * (seeds 4242, 77, 931-934; 7 of the 1,408 ordinary ones), .25 px wrong on average.
	 */
	private static final double MOST_CONTRADICTION = 0.12;

	/** The same for methods that are less exact than the displacement module. */
	private static final double MOST_OF_OTHERS = 0.15;

	/**
	 * The same as a share of the strongest motion, above which the method is to blame and not the pair: a network that
	 * was hardly trained contradicts itself whatever it is shown. Made-up pairs that are to be refused have .2 and less.
	 */
	private static final double OF_STRENGTH = 0.3;

	/**
	 * What all doubts together may come to, registered pixels: without motion, more for each pixel of it, and at most. Of
	 * the same 2,342 scenes 129 are above (57 of the ordinary ones), among them all nine that are more than .3 px wrong.
	 * They are the strongest expressions: of the 133 ordinary scenes in which the skin moves by 1.2 px or more a fifth is
	 * refused, of those in which it moves by less than .8 px 1 %. Scenes of the seeds 942, 943 and 947 that had passed with
	 * more than .3 px under wider limits set the last of these numbers.
	 */
	private static final double LEAST_DOUBT = 0.17;
	private static final double DOUBT_OF_STRENGTH = 0.06;
	private static final double MOST_DOUBT = 0.24;

	private static final String WHAT = "Onset and apex are not registered to each other: ";
	private static final String WAY_OUT = "; choose two frames between which the head moves less.";
	private static final String WAY_OUT_OF_ALL =
		"; choose two frames between which the head moves less, or of a strong expression an earlier one than its strongest.";

	private HeadDoubt() {
		// Static methods only.
	}

	/**
	 * @param uncertain how exactly the head's motion is known, see {@link #uncertainty}
	 * @return what is wrong with it, as a sentence
	 */
	static Optional<String> ofHead(final double uncertain) {
		return uncertain <= MOST_UNCERTAIN ? Optional.empty() : Optional.of(String.format(Locale.ROOT, WHAT +
			"what of the motion between them is the head's is known to %.2f pixels, and %.2f is needed" + WAY_OUT, up(
				uncertain), MOST_UNCERTAIN));
	}

	/**
	 * Whether a single part of the face decides what is the head's motion: each of 4 × 4 parts is left out once, and the
	 * head's motion looked for in the rest (a jackknife). It changes much where a strong expression could as well be the
	 * head, and the head the expression.
	 *
	 * @param skin a field from which the head's motion has been taken out
	 * @return how exactly the head's motion is known, registered pixels on the mean over the face
	 */
	static double uncertainty(final DisplacementField skin) {
		final DisplacementField whole = head(skin, HeadRemainder.of(skin, true));
		return Math.sqrt(IntStream.range(0, FaceRelief.BLOCKS * FaceRelief.BLOCKS).mapToDouble(block -> distance(whole,
			head(skin, HeadRemainder.withoutBlock(skin, block)))).map(away -> away * away).sum());
	}

	private static DisplacementField head(final DisplacementField skin, final HeadRemainder head) {
		return head.field(skin.width(), skin.height());
	}

	/**
	 * @param apart    what the ways there and back differ by, see {@link #contradiction}
	 * @param strength how far the skin moves where it moves most, registered pixels
	 * @param exact    whether the field is of a method as exact as the displacement module
	 * @return what is wrong with it, as a sentence
	 */
	static Optional<String> ofField(final double apart, final double strength, final boolean exact) {
		final double most = exact ? MOST_CONTRADICTION : MOST_OF_OTHERS;
		return apart <= most || !blamesPair(apart, strength) ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
			WHAT + "the motion from onset to apex and that back differ by %.2f pixels, and at most %.2f may be" + WAY_OUT, up(
				apart), most));
	}

	/**
	 * Whether there is a little of each doubt, and too much together, in a field of the displacement module.
	 *
	 * @param left      what is left where expressions hardly move a face, registered pixels
	 * @param uncertain how exactly the head's motion is known
	 * @param apart     what the ways there and back differ by, 0 where that was not asked
	 * @param strength  how far the skin moves where it moves most
	 * @return what is wrong with it, as a sentence
	 */
	static Optional<String> ofAll(final double left, final double uncertain, final double apart, final double strength) {
		final double doubt = left + uncertain + apart;
		final double most = Math.min(MOST_DOUBT, LEAST_DOUBT + DOUBT_OF_STRENGTH * strength);
		return doubt <= most || !blamesPair(apart, strength) ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
			WHAT +
				"motion where expressions hardly move a face, doubt about the head's motion and about the way back come to %.2f " +
				"pixels together, and at most %.2f may be" + WAY_OUT_OF_ALL, up(doubt), Math.floor(100 * most) / 100));
	}

	private static boolean blamesPair(final double apart, final double strength) {
		return apart <= OF_STRENGTH * strength;
	}

	/**
	 * Whether the way back contradicts a field: from each point it should end where it began. It does not where the
	 * method is at a loss, as in light that saturates the camera.
	 *
	 * @param field the field from onset to apex, the head's motion in it
	 * @param back  the field from apex to onset
	 * @return what they differ by, registered pixels on the mean over the face
	 */
	static double contradiction(final DisplacementField field, final DisplacementField back) {
		final int width = field.width(), height = field.height();
		final CatmullRom u = new CatmullRom(back.u(), width, height, CatmullRom.Precision.DOUBLE);
		final CatmullRom v = new CatmullRom(back.v(), width, height, CatmullRom.Precision.DOUBLE);
		final DisplacementField home = DisplacementField.zero(width, height);
		for (int i = 0; i < width * height; i++) {
			final double x = i % width + field.u()[i], y = i / width + field.v()[i];
			home.u()[i] = (float) -u.at(x, y);
			home.v()[i] = (float) -v.at(x, y);
		}
		return distance(field, home);
	}

	/** Rounded up to two places, so that what is above a limit reads so. */
	private static double up(final double value) {
		return Math.ceil(100 * value) / 100;
	}

	/** Mean distance of two fields over the face's oval, registered pixels. */
	private static double distance(final DisplacementField a, final DisplacementField b) {
		double sum = 0;
		int count = 0;
		for (int i = 0; i < a.u().length; i++) {
			if (!CanonicalFace.isInOval((i % a.width() + 0.5) * CanonicalFace.SIZE / a.width() - 0.5, (i / a.width() + 0.5) *
				CanonicalFace.SIZE / a.height() - 0.5)) continue;
			sum += Math.hypot(a.u()[i] - b.u()[i], a.v()[i] - b.v()[i]);
			count++;
		}
		return sum / count * CanonicalFace.SIZE / a.width();
	}
}
