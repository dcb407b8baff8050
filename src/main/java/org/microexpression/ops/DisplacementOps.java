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

package org.microexpression.ops;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldViews;
import org.microexpression.field.FieldWarp;
import org.microexpression.field.OpticalStrain;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.TvL1;

/**
 * What is done with displacement fields, as functions on ImgLib2 images of any real type. A field is an image (x, y, 2)
 * in pixels, u (to the right) before v (downwards); {@code onset(p) ≈ apex(p + field(p))}. SciJava Ops finds the
 * methods by the names in their documentation; plain Java calls them directly.
 */
public final class DisplacementOps {

	private DisplacementOps() {
		// Static methods only.
	}

	/**
	 * Warps an image by a displacement field: {@code out(p) = image(p + field(p))}, bilinear, clamped at the border.
	 *
	 * @param image the image (x, y)
	 * @param field the field (x, y, 2) in pixels, of the same size
	 * @param <T>   pixel type of the image
	 * @param <F>   pixel type of the field
	 * @return the warped image (x, y)
	 * @throws IllegalArgumentException if the shapes do not fit
	 * @implNote op names='microexpression.warp'
	 */
	public static <T extends RealType<T>, F extends RealType<F>> ArrayImg<FloatType, FloatArray> warp(
		final RandomAccessibleInterval<T> image, final RandomAccessibleInterval<F> field)
	{
		return FieldWarp.warp(Planes.floats(image), Planes.field(field));
	}

	/**
	 * The displacement from onset to apex by TV-L1 optical flow, each frame normalized first, what registration left
	 * of the head's motion taken out.
	 *
	 * @param pair a registered pair (x, y, 2): onset, then apex, grey levels 0..255
	 * @param <T>  pixel type
	 * @return the field (x, y, 2) in pixels, u before v
	 * @throws org.microexpression.base.InputException if the frames are smaller than 4 x 4 or a pixel is not a number
	 * @implNote op names='microexpression.tvl1'
	 */
	public static <T extends RealType<T>> ArrayImg<FloatType, FloatArray> tvL1(final RandomAccessibleInterval<T> pair) {
		return Planes.image(new HeadFreeEstimator(new TvL1()::compute).compute(Planes.pair(pair)));
	}

	/**
	 * The displacement from onset to apex by Farnebäck's optical flow, each frame normalized first, what registration
	 * left of the head's motion taken out.
	 *
	 * @param pair a registered pair (x, y, 2): onset, then apex, grey levels 0..255
	 * @param <T>  pixel type
	 * @return the field (x, y, 2) in pixels, u before v
	 * @throws org.microexpression.base.InputException if the frames are smaller than 4 x 4 or a pixel is not a number
	 * @implNote op names='microexpression.farneback'
	 */
	public static <T extends RealType<T>> ArrayImg<FloatType, FloatArray> farneback(
		final RandomAccessibleInterval<T> pair)
	{
		return Planes.image(new HeadFreeEstimator(new Farneback()::compute).compute(Planes.pair(pair)));
	}

	/**
	 * Inverts a displacement field that does not fold.
	 *
	 * @param field the field (x, y, 2) in pixels
	 * @param <F>   pixel type of the field
	 * @return the inverse field (x, y, 2) in pixels
	 * @throws IllegalArgumentException if the image has another shape
	 * @implNote op names='microexpression.invert'
	 */
	public static <F extends RealType<F>> ArrayImg<FloatType, FloatArray> invert(
		final RandomAccessibleInterval<F> field)
	{
		return Planes.image(FieldWarp.invert(Planes.field(field)));
	}

	/**
	 * The length of each displacement.
	 *
	 * @param field the field (x, y, 2) in pixels
	 * @param <F>   pixel type of the field
	 * @return the magnitude (x, y) in pixels
	 * @throws IllegalArgumentException if the image has another shape
	 * @implNote op names='microexpression.magnitude'
	 */
	public static <F extends RealType<F>> ArrayImg<FloatType, FloatArray> magnitude(
		final RandomAccessibleInterval<F> field)
	{
		final DisplacementField d = Planes.field(field);
		return ArrayImgs.floats(FieldViews.magnitude(d), d.width(), d.height());
	}

	/**
	 * Optical strain, the magnitude of the infinitesimal strain tensor.
	 *
	 * @param field the field (x, y, 2) in pixels
	 * @param <F>   pixel type of the field
	 * @return the strain (x, y), pixels a pixel
	 * @throws IllegalArgumentException if the image has another shape
	 * @implNote op names='microexpression.opticalStrain'
	 */
	public static <F extends RealType<F>> ArrayImg<FloatType, FloatArray> opticalStrain(
		final RandomAccessibleInterval<F> field)
	{
		final DisplacementField d = Planes.field(field);
		return ArrayImgs.floats(OpticalStrain.magnitude(d), d.width(), d.height());
	}

	/**
	 * The field as colours: the hue is the direction, the saturation the length.
	 *
	 * @param field     the field (x, y, 2) in pixels
	 * @param fullScale the length in pixels that is fully saturated
	 * @param <F>       pixel type of the field
	 * @return the picture (x, y)
	 * @throws IllegalArgumentException if the image has another shape
	 * @implNote op names='microexpression.colourWheel'
	 */
	public static <F extends RealType<F>> RandomAccessibleInterval<ARGBType> colourWheel(
		final RandomAccessibleInterval<F> field, final double fullScale)
	{
		final DisplacementField d = Planes.field(field);
		return ArrayImgs.argbs(FieldViews.colourWheel(d, fullScale), d.width(), d.height());
	}
}
