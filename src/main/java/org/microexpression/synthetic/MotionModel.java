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
import java.util.Objects;

import org.microexpression.face.CanonicalFace;
import org.microexpression.field.DisplacementField;

/**
 * A motion of the face as a formula: a motion of the whole head plus smooth patches. It can be evaluated on the
 * registered 128 × 128 frame or straight on the 28-grid of the fusion network, which is the same function at other
 * places.
 *
 * @param head    motion of the whole head
 * @param patches skin patches, added up
 */
public record MotionModel(Head head, List<Patch> patches) {

	/** Exponent n of a patch's profile (1 − q/2n)^n: compact, twice differentiable, close to a Gaussian. */
	private static final int PROFILE = 3;

	/** @throws NullPointerException if a component is missing */
	public MotionModel {
		patches = List.copyOf(patches);
		Objects.requireNonNull(head);
	}

	/**
	 * Where a field is evaluated, in registered pixels.
	 *
	 * @param columns columns
	 * @param rows    rows
	 * @param firstX  column of the registered frame at the grid's first column
	 * @param firstY  row of the registered frame at the grid's first row
	 * @param step    registered pixels from one grid point to the next
	 */
	public record Grid(int columns, int rows, double firstX, double firstY, double step) {

		/**
		 * @param size columns and rows
		 * @return the centres of size × size equal cells of the registered frame
		 */
		public static Grid ofFrame(final int size) {
			final double step = (double) CanonicalFace.SIZE / size;
			return new Grid(size, size, step / 2 - 0.5, step / 2 - 0.5, step);
		}
	}

	/**
	 * What is left of the head's motion after registration, about a centre that stands still. X and Y are the distances
	 * from there in half widths of the frame (64 px).
	 *
	 * @param centreX  column that does not turn, registered pixels
	 * @param centreY  its row
	 * @param u        shift to the right, px
	 * @param v        shift downwards, px
	 * @param growth   px that a point half a width away moves outwards
	 * @param rotation px that it moves around the centre, clockwise in the image
	 * @param yaw      px that the receding parts of the face at half a width trail behind the centre horizontally
	 * @param pitch    the same, vertically
	 */
	public record Head(double centreX, double centreY, double u, double v, double growth, double rotation, double yaw,
			double pitch) {

		/** A head that does not move. */
		public static final Head STILL = new Head(63.5, 40, 0, 0, 0, 0, 0, 0);

		Head mirrored() {
			return new Head(CanonicalFace.SIZE - 1 - centreX, centreY, -u, v, growth, -rotation, -yaw, pitch);
		}

		Head times(final double factor) {
			return new Head(centreX, centreY, u * factor, v * factor, growth * factor, rotation * factor, yaw * factor,
				pitch * factor);
		}

		private void addTo(final float[] fieldU, final float[] fieldV, final Grid grid) {
			final double half = CanonicalFace.SIZE / 2.0;
			for (int row = 0, i = 0; row < grid.rows; row++) {
				final double y = (grid.firstY + row * grid.step - centreY) / half;
				for (int column = 0; column < grid.columns; column++, i++) {
					final double x = (grid.firstX + column * grid.step - centreX) / half;
					final double recede = -0.6 * x * x - 0.4 * y * y;
					fieldU[i] += (float) (u + growth * x - rotation * y + yaw * recede);
					fieldV[i] += (float) (v + growth * y + rotation * x + pitch * recede);
				}
			}
		}
	}

	/**
	 * How far a patch of skin fades on each side.
	 *
	 * @param left  standard deviation of the fading to the left, px
	 * @param right standard deviation of the fading to the right, px
	 * @param up    standard deviation of the fading upwards, px
	 * @param down  standard deviation of the fading downwards, px
	 */
	public record Reach(double left, double right, double up, double down) {

		/**
		 * @param across to the left and to the right
		 * @param along  upwards and downwards
		 * @return the same on opposite sides
		 */
		static Reach of(final double across, final double along) {
			return new Reach(across, across, along, along);
		}

		Reach mirrored() {
			return new Reach(right, left, up, down);
		}

		double shortest() {
			return Math.min(Math.min(left, right), Math.min(up, down));
		}

		double longest() {
			return Math.max(Math.max(left, right), Math.max(up, down));
		}
	}

	/**
	 * A patch of skin that moves together, strongest at its centre and fading with its own reach on each side.
	 *
	 * @param x     column of the centre, registered pixels
	 * @param y     row of the centre
	 * @param u     motion at the centre to the right, px
	 * @param v     motion at the centre downwards, px
	 * @param reach how far it fades on each side
	 * @param angle by which the four reaches are turned, radians, clockwise in the image
	 */
	public record Patch(double x, double y, double u, double v, Reach reach, double angle) {

		/**
		 * @param x     column of the centre, registered pixels
		 * @param y     row of the centre
		 * @param u     motion at the centre to the right, px
		 * @param v     motion at the centre downwards, px
		 * @param sigma standard deviation of the fading in every direction, px
		 * @return a round patch
		 */
		public static Patch round(final double x, final double y, final double u, final double v, final double sigma) {
			return new Patch(x, y, u, v, Reach.of(sigma, sigma), 0);
		}

		Patch mirrored() {
			return new Patch(CanonicalFace.SIZE - 1 - x, y, -u, v, reach.mirrored(), -angle);
		}

		Patch times(final double factor) {
			return new Patch(x, y, u * factor, v * factor, reach, angle);
		}

		/** Adds this patch to a field on a grid that covers the registered frame with size × size points. */
		void addTo(final float[] fieldU, final float[] fieldV, final int size) {
			addTo(fieldU, fieldV, Grid.ofFrame(size));
		}

		private void addTo(final float[] fieldU, final float[] fieldV, final Grid grid) {
			final double left = reach.left;
			final double right = reach.right;
			final double up = reach.up;
			final double down = reach.down;
			// A coarse cell shows the mean over its area: its own variance adds to that of the patch and flattens it.
			final double blur = (grid.step * grid.step - 1) / 12;
			final double flattened = (left + right) / (widened(left, blur) + widened(right, blur)) * //
				(up + down) / (widened(up, blur) + widened(down, blur));
			final double cos = Math.cos(angle);
			final double sin = Math.sin(angle);
			final double end = Math.sqrt(2 * PROFILE * (square(reach.longest()) + blur));
			final int fromX = Math.max(0, (int) Math.ceil((x - end - grid.firstX) / grid.step));
			final int toX = Math.min(grid.columns - 1, (int) Math.floor((x + end - grid.firstX) / grid.step));
			final int fromY = Math.max(0, (int) Math.ceil((y - end - grid.firstY) / grid.step));
			final int toY = Math.min(grid.rows - 1, (int) Math.floor((y + end - grid.firstY) / grid.step));
			final double overLeft = 0.5 / PROFILE / (left * left + blur);
			final double overRight = 0.5 / PROFILE / (right * right + blur);
			final double overUp = 0.5 / PROFILE / (up * up + blur);
			final double overDown = 0.5 / PROFILE / (down * down + blur);
			for (int row = fromY; row <= toY; row++) {
				final double dy = grid.firstY + row * grid.step - y;
				for (int column = fromX; column <= toX; column++) {
					final double dx = grid.firstX + column * grid.step - x;
					final double across = cos * dx + sin * dy;
					final double along = cos * dy - sin * dx;
					final double rest = 1 - across * across * (across < 0 ? overLeft : overRight) - //
						along * along * (along < 0 ? overUp : overDown);
					if (rest <= 0) continue;
					final double weight = flattened * rest * rest * rest;
					fieldU[row * grid.columns + column] += (float) (u * weight);
					fieldV[row * grid.columns + column] += (float) (v * weight);
				}
			}
		}
	}

	/**
	 * @param size columns and rows of the field, {@link CanonicalFace#SIZE} for the registered frame or
	 *          {@link CanonicalFace#GRID} for the fusion's grid
	 * @return the field, in pixels of the registered frame whatever the size
	 */
	public DisplacementField field(final int size) {
		return field(Grid.ofFrame(size));
	}

	/**
	 * @param grid where it is wanted
	 * @return the field there, in pixels of the registered frame
	 */
	public DisplacementField field(final Grid grid) {
		final float[] u = new float[grid.rows * grid.columns];
		final float[] v = new float[grid.rows * grid.columns];
		head.addTo(u, v, grid);
		for (final Patch patch : patches)
			patch.addTo(u, v, grid);
		return new DisplacementField(grid.columns, grid.rows, u, v);
	}

	/** @return the motion of the mirrored face */
	public MotionModel mirrored() {
		return new MotionModel(head.mirrored(), patches.stream().map(Patch::mirrored).toList());
	}

	/**
	 * @param factor any number
	 * @return the same motion, that many times as far
	 */
	public MotionModel times(final double factor) {
		return new MotionModel(head.times(factor), patches.stream().map(patch -> patch.times(factor)).toList());
	}

	private static double widened(final double reach, final double variance) {
		return Math.sqrt(reach * reach + variance);
	}

	private static double square(final double value) {
		return value * value;
	}
}
