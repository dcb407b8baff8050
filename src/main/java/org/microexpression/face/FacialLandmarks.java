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

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;

/**
 * The 68 facial landmarks in the order of dlib / iBUG 300-W: 0-16 jaw from the image's left to its right, 17-21 and
 * 22-26 brows, 27-30 nose bridge, 31-35 lower nose, 36-41 and 42-47 eyes, 48-59 outer and 60-67 inner lips. Left and
 * right mean the image's sides.
 *
 * @param x 68 horizontal positions in image pixels, the centre of the top left pixel being (0, 0)
 * @param y 68 vertical positions, downwards
 */
public record FacialLandmarks(double[] x, double[] y) {

	/** How many landmarks there are. */
	public static final int COUNT = 68;

	/** How far the points that {@link #fromFive} is given pull at their surroundings (sd), in eye distances. */
	private static final double BEND = 0.4;

	/** How many points {@link #fromFive} takes. */
	public static final int FIVE = 5;

	/** Eye distances that a mouth lies below the eyes at least; about 1 in faces that look at the camera. Our choice. */
	private static final double FLATTEST = 0.3;

	/** @throws IllegalArgumentException if there are not 68 points */
	public FacialLandmarks {
		if (x.length != COUNT || y.length != COUNT) throw new IllegalArgumentException(
			"There are 68 facial landmarks, not " + x.length);
	}

	/** A part of the face and its landmarks. */
	public enum Group {

			/** The outline, from ear to ear. */
			JAW(0, 17),

			/** The brow on the image's left. */
			LEFT_BROW(17, 22),

			/** The brow on the image's right. */
			RIGHT_BROW(22, 27),

			/** The ridge of the nose, downwards. */
			NOSE_BRIDGE(27, 31),

			/** Below the tip of the nose. */
			LOWER_NOSE(31, 36),

			/** The eye on the image's left. */
			LEFT_EYE(36, 42),

			/** The eye on the image's right. */
			RIGHT_EYE(42, 48),

			/** The outer border of the lips. */
			OUTER_LIPS(48, 60),

			/** The inner border of the lips. */
			INNER_LIPS(60, 68);

		private final int first;
		private final int end;

		Group(final int first, final int end) {
			this.first = first;
			this.end = end;
		}

		/** @return index of the group's first landmark */
		public int first() {
			return first;
		}

		/** @return index after the group's last landmark */
		public int end() {
			return end;
		}

		/** @return whether the group's outline is closed: eyes and lips are */
		public boolean closed() {
			return first >= LEFT_EYE.first;
		}
	}

	/**
	 * Places all 68 landmarks by five: the mean face of {@link CanonicalFace#landmarks()} is laid on the eyes, the nose
	 * tip and the middle of the mouth by the similarity with the least squared distances, then bent smoothly so that each
	 * of the five places is where it was given: a smile moves the mouth corners and the cheeks beside them, not the eyes.
	 *
	 * @param x horizontal positions of the centre of the eye on the image's left, of that on its right, of the nose tip,
	 *          and of the mouth corners on the image's left and right
	 * @param y their vertical positions
	 * @return the landmarks
	 * @throws InputException if there are not five points, or they cannot be a face in this order
	 */
	public static FacialLandmarks fromFive(final double[] x, final double[] y) {
		if (x.length != FIVE || y.length != FIVE) throw new InputException((x.length == 1 ? "There is " : "There are ") +
			Counts.of(x.length, "landmark point", "landmark points") +
			"; give five (left eye, right eye, nose tip, left and right mouth corner, as seen in the image) or all 68.");
		final FacialLandmarks mean = CanonicalFace.landmarks();
		final double eyes = Math.hypot(x[1] - x[0], y[1] - y[0]);
		if (!(eyes >= 4)) throw new InputException("The two eye points are " + (float) eyes +
			" pixels apart; give five distinct points: left eye, right eye, nose tip, left and right mouth corner, as seen in the image.");
		final double[] middleX = withMouth(x), middleY = withMouth(y);
		final double down = ((x[1] - x[0]) * (middleY[3] - y[0]) - (y[1] - y[0]) * (middleX[3] - x[0])) / (eyes * eyes);
		// Points on a line would be no farther from the mean face than a face that looks away.
		if (!(down >= FLATTEST)) throw noFace();
		final FacialLandmarks laid = mean.transform(SimilarityTransform.fit(withMouth(mean.fiveX()), withMouth(mean
			.fiveY()), middleX, middleY, new double[] { 1, 1, 1, 1 }));
		final double[] fromX = laid.fiveX(), fromY = laid.fiveY();
		final double[] offX = new double[FIVE], offY = new double[FIVE];
		for (int i = 0; i < FIVE; i++) {
			offX[i] = x[i] - fromX[i];
			offY[i] = y[i] - fromY[i];
			if (!(Math.hypot(offX[i], offY[i]) < eyes / 2)) throw noFace();
		}
		return laid.bend(fromX, fromY, offX, offY, BEND * eyes);
	}

	private static InputException noFace() {
		return new InputException("The five landmark points do not form a face; give them in the order left eye, right " +
			"eye, nose tip, left mouth corner, right mouth corner, as seen in the image.");
	}

	/** Eyes, nose tip and the middle between the mouth corners. */
	private static double[] withMouth(final double[] five) {
		return new double[] { five[0], five[1], five[2], (five[3] + five[4]) / 2 };
	}

	/** Moves the points by Gaussian bumps around the centres, such that each centre moves by its offset. */
	private FacialLandmarks bend(final double[] centerX, final double[] centerY, final double[] offX, final double[] offY,
		final double width)
	{
		final double[][] kernel = new double[centerX.length][];
		for (int i = 0; i < kernel.length; i++)
			kernel[i] = bumps(centerX[i], centerY[i], centerX, centerY, width);
		final DecompositionSolver solver = new LUDecomposition(new Array2DRowRealMatrix(kernel, false)).getSolver();
		final RealVector heightX = solver.solve(new ArrayRealVector(offX, false));
		final RealVector heightY = solver.solve(new ArrayRealVector(offY, false));
		final double[] toX = new double[COUNT], toY = new double[COUNT];
		for (int i = 0; i < COUNT; i++) {
			final RealVector bumps = new ArrayRealVector(bumps(x[i], y[i], centerX, centerY, width), false);
			toX[i] = x[i] + bumps.dotProduct(heightX);
			toY[i] = y[i] + bumps.dotProduct(heightY);
		}
		return new FacialLandmarks(toX, toY);
	}

	private static double[] bumps(final double x, final double y, final double[] centerX, final double[] centerY,
		final double width)
	{
		final double[] out = new double[centerX.length];
		for (int i = 0; i < out.length; i++)
			out[i] = Math.exp(-0.5 * (Math.pow(x - centerX[i], 2) + Math.pow(y - centerY[i], 2)) / (width * width));
		return out;
	}

	/**
	 * @param transform where each point goes
	 * @return the moved landmarks
	 */
	public FacialLandmarks transform(final SimilarityTransform transform) {
		final double[] toX = new double[COUNT], toY = new double[COUNT];
		for (int i = 0; i < COUNT; i++) {
			toX[i] = transform.applyX(x[i], y[i]);
			toY[i] = transform.applyY(x[i], y[i]);
		}
		return new FacialLandmarks(toX, toY);
	}

	/**
	 * @param group a part of the face
	 * @return the mean horizontal position of its landmarks; for an eye its centre
	 */
	public double centerX(final Group group) {
		return Arrays.stream(x, group.first, group.end).average().orElseThrow();
	}

	/**
	 * @param group a part of the face
	 * @return the mean vertical position of its landmarks; for an eye its centre
	 */
	public double centerY(final Group group) {
		return Arrays.stream(y, group.first, group.end).average().orElseThrow();
	}

	/** @return distance of the eye centres in pixels */
	public double eyeDistance() {
		return Math.hypot(centerX(Group.RIGHT_EYE) - centerX(Group.LEFT_EYE), centerY(Group.RIGHT_EYE) - centerY(
			Group.LEFT_EYE));
	}

	/** @return horizontal positions of eye centres, nose tip and mouth corners, in the order of {@link #fromFive} */
	public double[] fiveX() {
		return new double[] { centerX(Group.LEFT_EYE), centerX(Group.RIGHT_EYE), x[30], x[48], x[54] };
	}

	/** @return vertical positions of eye centres, nose tip and mouth corners, in the order of {@link #fromFive} */
	public double[] fiveY() {
		return new double[] { centerY(Group.LEFT_EYE), centerY(Group.RIGHT_EYE), y[30], y[48], y[54] };
	}
}
