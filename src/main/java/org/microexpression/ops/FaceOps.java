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

import java.util.Optional;

import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.ActionUnits;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.fusion.Prediction;
import org.microexpression.fusion.Recognizer;

/**
 * From frames to an expression, as functions on ImgLib2 images of any real type: landmarks, registration, displacement,
 * AU-region tokens, recognition. Landmarks are an image (2, 68), x before y, in pixels. Opened models are given, so
 * that one model serves many calls. SciJava Ops finds the methods by the names in their documentation; plain Java calls
 * them directly.
 */
public final class FaceOps {

	private FaceOps() {
		// Static methods only.
	}

	/**
	 * Finds the 68 landmarks of the largest face.
	 *
	 * @param frame  the frame (x, y), grey levels 0..255
	 * @param finder finds faces; opened by the caller
	 * @param <T>    pixel type
	 * @return landmarks (2, 68) in pixels of the frame
	 * @throws org.microexpression.base.InputException if there is no face
	 * @implNote op names='microexpression.landmarks'
	 */
	public static <T extends RealType<T>> ArrayImg<DoubleType, DoubleArray> landmarks(
		final RandomAccessibleInterval<T> frame, final FaceFinder finder)
	{
		return image(finder.find(Planes.floats(frame)).landmarks());
	}

	/**
	 * Applies a similarity transform to landmarks.
	 *
	 * @param landmarks landmarks (2, 68) in pixels
	 * @param transform the transform
	 * @param <T>       number type
	 * @return the landmarks after the transform (2, 68)
	 * @throws IllegalArgumentException if the image has another shape
	 * @implNote op names='microexpression.transformLandmarks'
	 */
	public static <T extends RealType<T>> ArrayImg<DoubleType, DoubleArray> transformLandmarks(
		final RandomAccessibleInterval<T> landmarks, final SimilarityTransform transform)
	{
		return image(points(landmarks).transform(transform));
	}

	/**
	 * Registers onset and apex frame to the canonical face, head motion between them removed.
	 *
	 * @param onset     the onset frame (x, y), grey levels 0..255
	 * @param apex      the apex frame (x, y)
	 * @param landmarks landmarks of the onset frame (2, 68) in pixels
	 * @param <T>       pixel type
	 * @param <L>       number type of the landmarks
	 * @return (128, 128, 2): the registered onset frame, then the registered apex frame
	 * @throws org.microexpression.base.InputException if the apex frame does not show the same face
	 * @implNote op names='microexpression.register'
	 */
	public static <T extends RealType<T>, L extends RealType<L>> ArrayImg<FloatType, FloatArray> register(
		final RandomAccessibleInterval<T> onset, final RandomAccessibleInterval<T> apex,
		final RandomAccessibleInterval<L> landmarks)
	{
		final RegisteredPair pair = FaceRegistration.register(Planes.floats(onset), Planes.floats(apex), points(landmarks));
		return Planes.stack(pair.onsetPixels(), pair.apexPixels(), pair.onset().dimension(0), pair.onset().dimension(1));
	}

	/**
	 * The displacement from onset to apex by the displacement generation module (DGM) or another opened displacement
	 * method, what registration left of the head's motion taken out.
	 *
	 * @param pair  a registered pair (x, y, 2), (128, 128, 2) for the DGM: onset, then apex, grey levels 0..255
	 * @param model the module or method; opened by the caller
	 * @param <T>   pixel type
	 * @return the field (x, y, 2) in pixels, u before v
	 * @throws org.microexpression.base.InputException if the pair has another size or a pixel that is not a number
	 * @implNote op names='microexpression.displacement'
	 */
	public static <T extends RealType<T>> ArrayImg<FloatType, FloatArray> displacement(
		final RandomAccessibleInterval<T> pair, final DisplacementEstimator model)
	{
		return Planes.image(new HeadFreeEstimator(model).compute(Planes.pair(pair)));
	}

	/**
	 * What the fusion network sees of each AU region: the prepared field (28-grid, blurred, its median as zero, its root
	 * mean square as unit) cut into the windows of {@link AuRegion}.
	 *
	 * @param field     the field (x, y, 2) of a registered face, in any unit
	 * @param landmarks (nullable) landmarks of the registered face (2, 68)
	 * @param <F>       pixel type of the field
	 * @param <L>       number type of the landmarks
	 * @return (8, 8, 2, 2, 8): column and row in the window, component (u, v), side (left of the image, right), region
	 * @throws org.microexpression.base.InputException if the field is smaller than 28 × 28
	 * @implNote op names='microexpression.regionTokens'
	 */
	public static <F extends RealType<F>, L extends RealType<L>> ArrayImg<FloatType, FloatArray> regionTokens(
		final RandomAccessibleInterval<F> field, final RandomAccessibleInterval<L> landmarks)
	{
		final float[] prepared = FusionInput.of(Planes.field(field), Optional.ofNullable(landmarks).map(FaceOps::points));
		final int n = CanonicalFace.GRID;
		final int size = AuRegion.SIZE;
		final AuRegion[] regions = AuRegion.values();
		final float[] tokens = new float[regions.length * 4 * size * size];
		int i = 0;
		for (final AuRegion region : regions) {
			for (int side = 0; side < 2; side++) {
				final int left = side == 0 ? region.column() : n - region.column() - size;
				for (int c = 0; c < 2; c++) {
					for (int y = 0; y < size; y++) {
						for (int x = 0; x < size; x++)
							tokens[i++] = prepared[2 * ((region.row() + y) * n + left + x) + c];
					}
				}
			}
		}
		return ArrayImgs.floats(tokens, size, size, 2, 2, regions.length);
	}

	/**
	 * Recognizes the expression that a displacement field shows.
	 *
	 * @param field      the field (x, y, 2) of a registered face, 28 × 28 or larger
	 * @param recognizer the fusion network; opened by the caller
	 * @param landmarks  (nullable) landmarks of the registered face (2, 68)
	 * @param <F>        pixel type of the field
	 * @param <L>        number type of the landmarks
	 * @return class, probabilities and the share of each AU region
	 * @throws org.microexpression.base.InputException if the field is too small or holds a value that is not a number
	 * @implNote op names='microexpression.recognize'
	 */
	public static <F extends RealType<F>, L extends RealType<L>> Prediction recognize(
		final RandomAccessibleInterval<F> field, final Recognizer recognizer, final RandomAccessibleInterval<L> landmarks)
	{
		final DisplacementField d = Planes.field(field);
		return recognizer.recognize(d, Optional.ofNullable(landmarks).map(FaceOps::points));
	}

	/**
	 * Says which action units a displacement field shows, on which side of the face and how strongly.
	 *
	 * @param field      the field (x, y, 2) of a registered face, 28 × 28 or larger; strengths are known of (128, 128, 2)
	 * @param recognizer the fusion network; opened by the caller
	 * @param landmarks  (nullable) landmarks of the registered face (2, 68)
	 * @param <F>        pixel type of the field
	 * @param <L>        number type of the landmarks
	 * @return every unit and side; none at all where the model was trained without action units
	 * @throws org.microexpression.base.InputException if the field is too small or holds a value that is not a number
	 * @implNote op names='microexpression.actionUnits'
	 */
	public static <F extends RealType<F>, L extends RealType<L>> ActionUnits actionUnits(
		final RandomAccessibleInterval<F> field, final Recognizer recognizer, final RandomAccessibleInterval<L> landmarks)
	{
		return recognize(field, recognizer, landmarks).units();
	}

	private static <T extends RealType<T>> FacialLandmarks points(final RandomAccessibleInterval<T> landmarks) {
		Planes.require(landmarks, 2, "landmarks (2, 68)");
		final double[] x = new double[(int) landmarks.dimension(1)];
		final double[] y = new double[x.length];
		final RandomAccess<T> access = Views.zeroMin(landmarks).randomAccess();
		for (int i = 0; i < x.length; i++) {
			x[i] = access.setPositionAndGet(0, i).getRealDouble();
			y[i] = access.setPositionAndGet(1, i).getRealDouble();
		}
		return new FacialLandmarks(x, y);
	}

	private static ArrayImg<DoubleType, DoubleArray> image(final FacialLandmarks landmarks) {
		final double[] values = new double[2 * FacialLandmarks.COUNT];
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			values[2 * i] = landmarks.x()[i];
			values[2 * i + 1] = landmarks.y()[i];
		}
		return ArrayImgs.doubles(values, 2, FacialLandmarks.COUNT);
	}
}
