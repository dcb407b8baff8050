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

import java.util.Arrays;
import java.util.Locale;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.face.FacialLandmarks.Group;

/**
 * Brings the faces of an onset and an apex frame to the canonical layout of {@link CanonicalFace}. The onset face goes
 * there by one similarity, fitted to its landmarks. The apex goes through the same similarity after the motion of the
 * head between the two frames, estimated from the nose bridge and the inner eye corners, has been removed: what is left
 * between the two registered frames is the expression. Each frame is interpolated once, from its own pixels.
 */
public final class FaceRegistration {

	/**
	 * Weights of the landmarks that place the face, of eyes and nose; the middle between the mouth corners follows as one
	 * more point. The eyes count as much as nose and mouth together.
	 */
	private static final double[] PLACING = new double[Group.RIGHT_EYE.end() - Group.NOSE_BRIDGE.first() + 1];

	static {
		Arrays.fill(PLACING, 0, 9, 1.0 / 9);
		Arrays.fill(PLACING, 9, 21, 2.0 / 12);
		PLACING[21] = 1;
	}

	/** Landmarks of the mouth corners. */
	private static final int LEFT_CORNER = 48;
	private static final int RIGHT_CORNER = 54;

	/** Distance in canonical pixels from which a landmark's pull on the placement no longer grows. */
	private static final double HUBER = 3;

	/** Room around the canonical square in which the apex face is searched, canonical pixels. */
	private static final double MOTION_MARGIN = 80;

	/** Room around it that smoothing and the last pixels of motion need, canonical pixels. */
	private static final double MARGIN = 24;

	private static final double LEAST_EYE_DISTANCE = 12;

	/**
	 * Correlation of the registered faces below which they were not registered: measured 0.82 and more where the head
	 * turns out of the picture by 6 degrees and grows by 7 %, 0.6 and less where registration went astray.
	 */
	private static final double LEAST_CORRELATION = 0.7;

	/**
	 * Turn of the head in the picture up to which registration is believed, degrees: measured up to 45, where it is exact
	 * ({@code bench/registration}). Scenes of 57 and 64 degrees, which the search does not reach by itself, left more than
	 * 0.3 pixels that nothing else told of.
	 */
	private static final double MOST_TURN = 50;

	/**
	 * Correlation from which the search's motion is taken where the nose bridge leads astray, as it does where light
	 * saturates it. Measured: seven such made-up scenes have .94 to .99 and residuals of .05 to .15 px; glare that
	 * leaves .93 or less has .2 px and more.
	 */
	private static final double FOUND_CORRELATION = 0.94;

	/**
	 * How much more of the face may lie outside the picture in one frame than in the other, registered pixels, and for
	 * how much of the face that may be exceeded. What is not seen repeats the picture's border, and where only one of the
	 * frames lacks it, motion of many pixels is found. Where both lack it alike, none is.
	 */
	private static final double MOST_MORE_OUTSIDE = 4;
	private static final double MOST_UNSEEN = 0.01;

	private FaceRegistration() {
		// Static methods only.
	}

	/**
	 * Registers a pair of frames.
	 *
	 * @param onset     the onset frame, grey levels 0..255
	 * @param apex      the apex frame, grey levels 0..255, of the same camera position and size
	 * @param landmarks the 68 landmarks of the onset face, in pixels of the onset frame
	 * @return both faces at {@link CanonicalFace#SIZE} × {@link CanonicalFace#SIZE} with the landmarks moved along
	 * @throws InputException if the frames differ in size, the landmarks lie outside the frame or too close together, a
	 *                        pixel of the face has no value, or the apex does not show the same face, shows less or more
	 *                        of it, turned by more than 50 degrees, or cannot be registered to it
	 */
	public static RegisteredPair register(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> apex, final FacialLandmarks landmarks)
	{
		final Registered found = found(onset, apex, landmarks);
		final double correlation = HeadSearch.correlation(found.pair);
		if (!(correlation >= LEAST_CORRELATION)) throw new InputException(String.format(Locale.ROOT,
			"The apex frame could not be registered to the onset frame: the two faces have a correlation of %.2f, and %.2f or " +
				"more is needed; choose two frames of one clip between which the head moves little.", correlation,
			LEAST_CORRELATION));
		final double turn = Math.abs(Math.toDegrees(found.motion.rotation()));
		if (turn > MOST_TURN) throw new InputException(String.format(Locale.ROOT,
			"Between onset and apex the head turns in the picture by about %.0f degrees, and up to %.0f it can be registered; " +
				"choose two frames between which it turns less.", turn, MOST_TURN));
		final int unseen = unseenPercent(found, onset.dimension(0), onset.dimension(1));
		if (unseen > 100 * MOST_UNSEEN) throw new InputException("In one of onset and apex about " + unseen +
			" % of the face lie outside the picture of " + onset.dimension(0) + " x " + onset.dimension(1) +
			" pixels, in the other they do not; choose two frames that show the whole face.");
		return found.pair;
	}

	/** @return for how much of the face one frame lacks {@link #MOST_MORE_OUTSIDE} pixels more than the other, percent */
	private static int unseenPercent(final Registered found, final long width, final long height) {
		final SimilarityTransform toApex = found.toOnset.compose(found.motion);
		int face = 0, unseen = 0;
		for (int y = 0; y < CanonicalFace.SIZE; y++) {
			for (int x = 0; x < CanonicalFace.SIZE; x++) {
				if (!CanonicalFace.isInOval(x, y)) continue;
				face++;
				final double more = outside(found.toOnset, x, y, width, height) - outside(toApex, x, y, width, height);
				if (Math.abs(more) > MOST_MORE_OUTSIDE * found.toOnset.scale()) unseen++;
			}
		}
		return (int) Math.ceil(100.0 * unseen / face);
	}

	/** How far a point of the registered face lies outside a frame, pixels of the frame. */
	private static double outside(final SimilarityTransform toFrame, final double x, final double y, final long width,
		final long height)
	{
		final double px = toFrame.applyX(x, y), py = toFrame.applyY(x, y);
		return Math.max(0, Math.max(Math.max(-px, px - (width - 1)), Math.max(-py, py - (height - 1))));
	}

	/** Rows that {@link #withForehead} has above the canonical square: to the hairline of the mean face, our choice. */
	public static final int FOREHEAD = 32;

	/**
	 * As {@link #register}, for looking at: with the forehead above the canonical square.
	 *
	 * @param onset     the onset frame, grey levels 0..255
	 * @param apex      the apex frame
	 * @param landmarks the 68 landmarks of the onset face, in pixels of the onset frame
	 * @return both faces, 128 × 160, whose lower 128 rows are those of {@link #register} up to the averaging of large
	 *         frames, without landmarks; what lies above the picture repeats its border
	 * @throws InputException as {@link #register}
	 */
	public static RegisteredPair withForehead(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> apex, final FacialLandmarks landmarks)
	{
		final Registered found = found(onset, apex, landmarks);
		final SimilarityTransform toApex = found.toOnset.compose(found.motion);
		return new RegisteredPair(resample(FacePatch.cut(onset, "onset", found.toOnset, FOREHEAD + MARGIN), found.toOnset,
			FOREHEAD), resample(FacePatch.cut(apex, "apex", toApex, FOREHEAD + MARGIN), toApex, FOREHEAD));
	}

	/**
	 * What registration finds.
	 *
	 * @param toOnset canonical positions to those of the onset frame
	 * @param motion  where a point of the registered onset face lies in the apex, canonical pixels
	 * @param pair    both faces, registered
	 */
	private record Registered(SimilarityTransform toOnset, SimilarityTransform motion, RegisteredPair pair) {
	}

	private static Registered found(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> apex, final FacialLandmarks landmarks)
	{
		final SimilarityTransform toOnset = canonicalToFrame(onset, landmarks);
		final FacialLandmarks registered = landmarks.transform(toOnset.invert());
		final FacePatch onsetPatch = FacePatch.cut(onset, "onset", toOnset, MARGIN);
		final SimilarityTransform start = HeadSearch.start(onsetPatch, cutApex(onset, apex, toOnset), toOnset);
		final FacePatch apexPatch = FacePatch.cut(apex, "apex", toOnset.compose(start), MARGIN);
		final SimilarityTransform motion = new HeadMotion(onsetPatch, apexPatch, toOnset, registered).estimate(start);
		final ArrayImg<FloatType, FloatArray> still = resample(onsetPatch, toOnset);
		final Registered fine = registered(still, apexPatch, toOnset, motion, registered);
		if (HeadSearch.correlation(fine.pair) >= LEAST_CORRELATION) return fine;
		final Registered coarse = registered(still, apexPatch, toOnset, start, registered);
		return HeadSearch.correlation(coarse.pair) >= FOUND_CORRELATION ? coarse : fine;
	}

	private static Registered registered(final ArrayImg<FloatType, FloatArray> onset, final FacePatch apex,
		final SimilarityTransform toOnset, final SimilarityTransform motion, final FacialLandmarks landmarks)
	{
		return new Registered(toOnset, motion, new RegisteredPair(onset, resample(apex, toOnset.compose(motion)),
			landmarks));
	}

	/**
	 * The motion of the head between two frames, free of expression as far as nose bridge and inner eye corners are.
	 *
	 * @param onset     the onset frame
	 * @param apex      the apex frame, same size
	 * @param landmarks the landmarks of the onset face in pixels of its frame
	 * @return the similarity from positions in the onset frame to positions in the apex frame
	 * @throws InputException as {@link #register}
	 */
	public static SimilarityTransform headMotion(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> apex, final FacialLandmarks landmarks)
	{
		final Registered found = found(onset, apex, landmarks);
		return found.toOnset.compose(found.motion).compose(found.toOnset.invert());
	}

	/**
	 * Resamples one face without regard to another frame.
	 *
	 * @param frame   grey levels
	 * @param toFrame canonical positions to frame positions, see {@link #canonicalToFrame(FacialLandmarks)}
	 * @return the registered face, {@link CanonicalFace#SIZE} × {@link CanonicalFace#SIZE}
	 * @throws InputException if the face lies outside the frame or a pixel of it has no value
	 */
	public static ArrayImg<FloatType, FloatArray> resample(final ArrayImg<FloatType, FloatArray> frame,
		final SimilarityTransform toFrame)
	{
		return resample(FacePatch.cut(frame, "given", toFrame, 2), toFrame);
	}

	/**
	 * The similarity that places a face: least squares over eyes, nose and the middle between the mouth corners (not the
	 * corners, which a smile draws apart) against {@link CanonicalFace#landmarks()}, the eyes counting as much as nose
	 * and mouth together, points farther off than 3 registered pixels counting less (Huber), so that unusual proportions
	 * or one wrong point do not tilt the face.
	 *
	 * @param landmarks 68 landmarks in pixels of a frame
	 * @return canonical positions to positions in the frame
	 */
	public static SimilarityTransform canonicalToFrame(final FacialLandmarks landmarks) {
		final FacialLandmarks mean = CanonicalFace.landmarks();
		final double[] fromX = placing(mean.x()), fromY = placing(mean.y());
		final double[] toX = placing(landmarks.x()), toY = placing(landmarks.y());
		final double[] weights = PLACING.clone();
		SimilarityTransform fit = SimilarityTransform.fit(fromX, fromY, toX, toY, weights);
		for (int iteration = 0; iteration < 10; iteration++) {
			for (int i = 0; i < weights.length; i++) {
				final double off = Math.hypot(fit.applyX(fromX[i], fromY[i]) - toX[i], fit.applyY(fromX[i], fromY[i]) -
					toY[i]) / fit.scale();
				weights[i] = off > HUBER ? PLACING[i] * HUBER / off : PLACING[i];
			}
			fit = SimilarityTransform.fit(fromX, fromY, toX, toY, weights);
		}
		return fit;
	}

	private static double[] placing(final double[] positions) {
		final double[] out = Arrays.copyOfRange(positions, Group.NOSE_BRIDGE.first(), Group.RIGHT_EYE.end() + 1);
		out[out.length - 1] = (positions[LEFT_CORNER] + positions[RIGHT_CORNER]) / 2;
		return out;
	}

	private static SimilarityTransform canonicalToFrame(final ArrayImg<FloatType, FloatArray> frame,
		final FacialLandmarks landmarks)
	{
		final long width = frame.dimension(0), height = frame.dimension(1);
		final int outside = firstOutside(landmarks, width, height);
		if (outside >= 0) throw new InputException("Landmark " + (outside + 1) + " of the onset face (" + (float) landmarks
			.x()[outside] + ", " + (float) landmarks.y()[outside] + ") lies outside the frame of " + width + " x " + height +
			" pixels; choose frames that show eyes, nose and mouth, or correct the points.");
		final double eyes = landmarks.eyeDistance();
		if (!(eyes >= LEAST_EYE_DISTANCE)) throw new InputException("The eyes of the onset face are " + Math.floor(10 *
			eyes) / 10 + " pixels apart; at least " + (int) LEAST_EYE_DISTANCE +
			" are needed, so use a larger picture of the face.");
		return canonicalToFrame(landmarks);
	}

	/**
	 * @return index of the first landmark of eyes, nose or mouth corners that is not inside a frame, or -1
	 */
	static int firstOutside(final FacialLandmarks landmarks, final long width, final long height) {
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final double x = landmarks.x()[i], y = landmarks.y()[i];
			final boolean needed = i >= Group.NOSE_BRIDGE.first() && i < Group.RIGHT_EYE.end() || i == LEFT_CORNER ||
				i == RIGHT_CORNER;
			if (needed && !(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) return i;
		}
		return -1;
	}

	private static FacePatch cutApex(final ArrayImg<FloatType, FloatArray> onset,
		final ArrayImg<FloatType, FloatArray> apex, final SimilarityTransform toOnset)
	{
		if (apex.dimension(0) != onset.dimension(0) || apex.dimension(1) != onset.dimension(1)) throw new InputException(
			"The apex frame is " + apex.dimension(0) + " x " + apex.dimension(1) + " pixels and the onset frame " + onset
				.dimension(0) + " x " + onset.dimension(1) + "; give two frames of one clip.");
		return FacePatch.cut(apex, "apex", toOnset, MOTION_MARGIN);
	}

	private static ArrayImg<FloatType, FloatArray> resample(final FacePatch patch, final SimilarityTransform toFrame) {
		return resample(patch, toFrame, 0);
	}

	/** Smooths what is finer than a registered pixel, then reads the patch at each registered pixel and in rows above. */
	private static ArrayImg<FloatType, FloatArray> resample(final FacePatch patch, final SimilarityTransform toFrame,
		final int above)
	{
		final double shrink = toFrame.scale() / patch.bin();
		final double sigma = shrink > 1 ? 0.5 * Math.sqrt(shrink * shrink - 1) * patch.bin() : 0;
		final int size = CanonicalFace.SIZE;
		return ArrayImgs.floats(patch.smooth(sigma).sample(toFrame, 0, -above, 1, size, size + above), size, size + above);
	}
}
