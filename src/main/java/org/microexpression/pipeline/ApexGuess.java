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
package org.microexpression.pipeline;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.FrameChoice;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;

/**
 * Guesses the apex of a clip that nobody has labelled: the frame after the onset whose registered face differs most from
 * the onset's ({@link FrameChoice#normalizedDifference}). Because each frame is registered first, the head's motion does
 * not count, which otherwise outweighs a micro-expression. The paper takes onset and apex from the datasets' labels; this
 * is our choice for clips without any.
 */
final class ApexGuess {

	/** Frames looked at in a long clip before the neighbours of the best one are. */
	private static final int FRAMES = 60;

	private final Clip clip;
	private final ArrayImg<FloatType, FloatArray> onset;
	private final FacialLandmarks landmarks;
	private final Progress progress;
	private int best = -1;
	private double largest = -1;
	private InputException failure;

	private ApexGuess(final Clip clip, final int onsetIndex, final FacialLandmarks landmarks, final Progress progress) {
		this.clip = clip;
		this.landmarks = landmarks;
		this.progress = progress;
		onset = clip.frame(onsetIndex);
	}

	/**
	 * @param clip       a clip
	 * @param onsetIndex 0-based index of the onset
	 * @param landmarks  the landmarks of the onset face in pixels of the clip
	 * @param progress   told of every frame
	 * @return 0-based index of the guess
	 * @throws InputException                             if no frame follows the onset, or the face can be registered in
	 *                                                    none of them
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	static int after(final Clip clip, final int onsetIndex, final FacialLandmarks landmarks, final Progress progress) {
		final int following = clip.frameCount() - 1 - onsetIndex;
		if (following < 1) throw new InputException("No frame follows the onset (frame " + clip.frameNumber(onsetIndex) +
			") in the clip '" + clip.name() + "', " + clip.frameRange() + "; give an earlier onset or a longer clip.");
		final ApexGuess guess = new ApexGuess(clip, onsetIndex, landmarks, progress);
		final int step = (following + FRAMES - 1) / FRAMES;
		guess.look(onsetIndex + step, clip.frameCount(), step, "Looking for the apex");
		if (step > 1 && guess.best > 0) guess.look(Math.max(onsetIndex + 1, guess.best - step + 1), Math.min(clip.frameCount(),
			guess.best + step), 1, "Looking for the apex more closely");
		if (guess.best < 0) throw guess.failure;
		return guess.best;
	}

	private void look(final int from, final int end, final int step, final String stage) {
		for (int i = from; i < end; i += step) {
			progress.checkCanceled();
			progress.report(stage, i - from, end - from);
			consider(i);
		}
	}

	private void consider(final int index) {
		try {
			final RegisteredPair pair = FaceRegistration.register(onset, clip.frame(index), landmarks);
			final double difference = FrameChoice.normalizedDifference(pair.onset(), pair.apex());
			if (difference <= largest) return;
			best = index;
			largest = difference;
		}
		catch (final InputException e) {
			// The face may have left the picture in some frames; it is enough that it is there in others.
			failure = e;
		}
	}
}
