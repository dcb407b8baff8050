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

package org.microexpression.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.microexpression.clip.TestClips.patternImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microexpression.base.InputException;

import ij.ImagePlus;

class FramePairsTest {

	private static Clip clip(final int first, final int frames) {
		final ImagePlus image = patternImage(8, 12, 10, frames);
		for (int i = 0; i < frames; i++)
			image.getStack().setSliceLabel("img" + (first + i) + ".jpg", i + 1);
		return ClipImages.fromImagePlus(image);
	}

	@Test
	void framesAreFoundByTheirNumbers() {
		final FramePair pair = FramePairs.read(clip(46, 6), 47, 50);
		assertEquals(47, pair.onsetNumber());
		assertEquals(50, pair.apexNumber());
		assertEquals(TestClips.level(4, 3, 1), pair.onset().getAt(4, 3).get());
		assertEquals(TestClips.level(4, 3, 4), pair.apex().getAt(4, 3).get());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			45 | 50 | "'onset' is 45 but the clip 'pattern' has no such frame; give one of its frames, 46 to 51."
			46 | 52 | "'apex' is 52 but the clip 'pattern' has no such frame; give one of its frames, 46 to 51."
			0 | 0 | "'onset' is 0 but the clip 'pattern' has no such frame; give one of its frames, 46 to 51."
			48 | 48 | "'onset' and 'apex' are both frame 48 of the clip 'pattern'; give an apex after the \
			onset, within 46 to 51."
			50 | 48 | "'apex' (frame 48) comes before 'onset' (frame 50) in the clip 'pattern'; give an apex \
			after the onset, within 46 to 51."
			""", quoteCharacter = '"')
	void badNumbersAreNamed(final int onset, final int apex, final String sentence) {
		final Clip clip = clip(46, 6);
		assertEquals(sentence, assertThrows(InputException.class, () -> FramePairs.read(clip, onset, apex)).getMessage());
	}

	@Test
	void aClipOfOneFrameHasNoPair() {
		final Clip clip = clip(46, 1);
		assertEquals("The clip 'pattern' has only one frame; an onset and an apex frame are needed.", assertThrows(
			InputException.class, () -> FramePairs.check(clip, 46, 46)).getMessage());
	}
}
