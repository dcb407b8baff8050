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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;
import org.microexpression.face.FaceRegistration;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;

/** What an apex finder is shown and what becomes of its answer. */
class ClipRegistrationTest {

	private static final Path SAMPLE = Path.of("src/main/resources/org/microexpression/samples/surprise.avi");

	private static final ModelStore STORE = new ModelStore(List.of(Path.of("models")));

	/** Answers the third and the sixth frame, and keeps what it was shown. */
	private static final class Fixed implements ApexFinder {

		private Optional<String> reason = Optional.empty();
		private float[] onsetFace;
		private float[] thirdFace;

		@Override
		public String title() {
			return "fixed";
		}

		@Override
		public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
			assertEquals(128, clip.width());
			assertEquals(clip.frameCount() - 1, last);
			onsetFace = clip.frame(onset).update(null).getCurrentStorageArray();
			thirdFace = clip.frame(2).update(null).getCurrentStorageArray();
			return new Found(OptionalInt.of(2), 5, "", reason);
		}
	}

	@Test
	void theFindersOnsetIsTakenWhereNobodyNamedOne() {
		final Fixed finder = new Fixed();
		try (Clip clip = Clips.open(SAMPLE);
				ClipRegistration registration = new ClipRegistration(STORE, Device.CPU, finder))
		{
			final RegisteredClip both = registration.register(clip, 0, 0, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			assertEquals(List.of(3, 6), List.of(both.onset(), both.apex()));
			assertEquals(List.of("Onset of 'surprise.avi': frame 3, a guess, chosen by 'fixed'; check it, or give 'onset'.",
				"Apex of 'surprise.avi': frame 6, a guess, chosen by 'fixed'; check it, or give 'apex'."), both.remarks());

			finder.reason = Optional.of("by the way");
			final RegisteredClip other = registration.register(clip, 0, 0, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			assertEquals(List.of("Onset of 'surprise.avi': frame 3, a guess, by the way; check it, or give 'onset'.",
				"Apex of 'surprise.avi': frame 6, a guess, by the way; check it, or give 'apex'."), other.remarks());

			final RegisteredClip named = registration.register(clip, 1, 0, Optional.empty(), FaceArea.EVERYWHERE, Progress
				.none());
			assertEquals(List.of(1, 6), List.of(named.onset(), named.apex()));
			assertEquals(1, named.remarks().size());
			// It was shown registered faces.
			final var pair = FaceRegistration.register(clip.frame(0), clip.frame(2), named.landmarks().orElseThrow());
			assertArrayEquals(pair.onsetPixels(), finder.onsetFace);
			assertArrayEquals(pair.apexPixels(), finder.thirdFace);

			final RegisteredClip placed = registration.register(clip, 0, 0, named.landmarks(), FaceArea.EVERYWHERE, Progress
				.none());
			assertEquals(List.of(1, 6), List.of(placed.onset(), placed.apex()), "the landmarks are those of the first frame");
			assertTrue(placed.remarks().get(0).endsWith("the first one."), placed.remarks().toString());

			final int last = clip.frameCount();
			assertTrue(assertThrows(InputException.class, () -> registration.register(clip, last, 0, named.landmarks(),
				FaceArea.EVERYWHERE, Progress.none())).getMessage().startsWith("No frame follows the onset"));
		}
	}
}
