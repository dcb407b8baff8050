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
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

import org.microexpression.face.FaceFinder;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;

/** Whole clips, frame by frame: a stack of 10,000 frames takes no more memory than a short one. */
public final class StackOps {

	/** Is given fields while a clip is gone through. */
	@FunctionalInterface
	public interface FieldReceiver {

		/**
		 * @param frame position of the frame along the clip's third dimension
		 * @param field the field (128, 128, 2) in pixels, u before v
		 */
		void accept(long frame, RandomAccessibleInterval<FloatType> field);
	}

	private StackOps() {
		// Static methods only.
	}

	/**
	 * The displacement from the onset frame to every later frame of a clip, what registration left of the head's motion
	 * taken out, each handed over as soon as it is computed.
	 *
	 * @param clip     frames (x, y, time), grey levels 0..255; may be lazily loaded
	 * @param onset    position of the onset frame along the third dimension
	 * @param finder   finds the face in the onset frame; opened by the caller
	 * @param model    the displacement module or another method; opened by the caller
	 * @param receiver given the position and the field of each later frame (128, 128, 2) in pixels
	 * @param <T>      pixel type
	 * @return how many fields were handed over
	 * @throws IllegalArgumentException if the onset is outside the clip
	 * @throws org.microexpression.base.InputException if there is no face in the onset frame
	 * @implNote op names='microexpression.displacements'
	 */
	public static <T extends RealType<T>> long displacements(final RandomAccessibleInterval<T> clip, final long onset,
		final FaceFinder finder, final DisplacementEstimator model, final FieldReceiver receiver)
	{
		Planes.require(clip, 3, "a clip (x, y, time)");
		if (onset < clip.min(2) || onset > clip.max(2)) throw new IllegalArgumentException("The onset " + onset +
			" is outside the clip's " + clip.min(2) + " to " + clip.max(2) + ".");
		final ArrayImg<FloatType, FloatArray> first = Planes.floats(Views.hyperSlice(clip, 2, onset));
		final FacialLandmarks landmarks = finder.find(first).landmarks();
		for (long t = onset + 1; t <= clip.max(2); t++) {
			final RegisteredPair pair = FaceRegistration.register(first, Planes.floats(Views.hyperSlice(clip, 2, t)),
				landmarks);
			receiver.accept(t, Planes.image(new HeadFreeEstimator(model).compute(pair)));
		}
		return clip.max(2) - onset;
	}
}
