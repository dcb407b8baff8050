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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;

import java.util.List;
import java.util.Optional;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;

/** A pair of a small face is refused like others, and told that the face is small. */
class SmallFaceTest {

	private static final InputException DOUBT = new InputException("Choose two frames.");

	private static RegisteredClip clip(final Optional<FacialLandmarks> landmarks) {
		final RegisteredPair pair = new RegisteredPair(null, null);
		return new RegisteredClip("clip.avi", 1, 14, pair, landmarks, RegisteredClip.NO_GUESS, List.of());
	}

	private static FacialLandmarks face(final double eyes) {
		final FacialLandmarks mean = CanonicalFace.landmarks();
		return mean.transform(new SimilarityTransform(eyes / mean.eyeDistance(), 0, 0, 0));
	}

	@Test
	void onlyASmallFaceIsToldToBeSmall() {
		assertEquals("Choose two frames. The face is small, too: its eyes are 17.2 pixels apart, so that a pixel of the " +
			"clip is 4.0 of the registered face; a larger picture of it helps.", clip(Optional.of(face(17.15))).refusal(DOUBT)
				.getMessage());
		assertSame(DOUBT, clip(Optional.of(face(20.1))).refusal(DOUBT));
		assertSame(DOUBT, clip(Optional.empty()).refusal(DOUBT));
	}

	@Test
	void aClipThatWasMadeSmallIsToldSo() {
		final ImagePlus image = IJ.openImage(Path.of("src/main/resources/org/microexpression/samples/positive.avi")
			.toString()).resize(64, 64, "none");
		try (Clip clip = ClipImages.fromImagePlus(image);
				ExpressionPipeline pipeline = new ExpressionPipeline(new ModelStore(List.of(Path.of("models"))),
					ModelStore.SHIPPED, Device.CPU))
		{
			final RegisteredClip registered = pipeline.register(clip, 1, 14, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			final String message = assertThrows(InputException.class, () -> pipeline.recognize(registered, Progress.none()))
				.getMessage();
			assertTrue(message.contains("frames 1-14: ") && message.contains("The face is small, too: its eyes are 1"),
				message);
		}
	}
}
