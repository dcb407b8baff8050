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

import java.util.Optional;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;
import org.microexpression.clip.DelegatingClip;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;

/**
 * A clip as an {@link org.microexpression.clip.ApexFinder} sees it: each frame is the face registered against the
 * onset's, when it is asked for. It reads the clip below and leaves it open. A finder that follows the face by itself
 * has the clip as it is, too, and what to measure it with.
 */
public final class RegisteredFrames extends DelegatingClip {

	private final int onsetIndex;
	private final ArrayImg<FloatType, FloatArray> onset;
	private final FacialLandmarks landmarks;
	private final FaceArea area;
	private final Optional<GuessSetup> setup;

	/**
	 * @param clip       the clip
	 * @param onsetIndex 0-based index of the onset
	 * @param landmarks  the landmarks of the onset face in pixels of the clip
	 * @param area       where the face was searched
	 * @param setup      what to measure it with, where there is a model
	 */
	RegisteredFrames(final Clip clip, final int onsetIndex, final FacialLandmarks landmarks, final FaceArea area,
		final Optional<GuessSetup> setup)
	{
		super(clip);
		this.area = area;
		this.setup = setup;
		this.onsetIndex = onsetIndex;
		this.landmarks = landmarks;
		onset = clip.frame(onsetIndex);
	}

	/** @return the clip whose frames these are */
	public Clip original() {
		return clip;
	}

	/** @return the landmarks of the onset face in pixels of the original */
	public FacialLandmarks landmarks() {
		return landmarks;
	}

	/** @return where the face was searched in the original */
	public FaceArea area() {
		return area;
	}

	/** @return what to measure the original with, empty where there is no model */
	public Optional<GuessSetup> setup() {
		return setup;
	}

	@Override
	public int width() {
		return CanonicalFace.SIZE;
	}

	@Override
	public int height() {
		return CanonicalFace.SIZE;
	}

	/** @throws InputException also where the face cannot be registered */
	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int index) {
		if (index == onsetIndex) return FaceRegistration.register(onset, onset, landmarks).onset();
		try {
			return FaceRegistration.register(onset, clip.frame(index), landmarks).apex();
		}
		catch (final InputException e) {
			throw new InputException(RegisteredClip.title(clip.name(), clip.frameNumber(onsetIndex), clip.frameNumber(
				index)) + ": " + e.getMessage(), e);
		}
	}

	@Override
	public void close() {
		// Who opened the clip closes it.
	}
}
