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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.macro.Interpreter;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.imagej.ClipFrames;

/** {@code onset=current} is the frame that the clip stands at; the pair that was used stays with the clip. */
class CurrentFrameTest {

	/** Without a display images are shown in batch mode alone. */
	@BeforeEach
	void beginBatch() {
		Interpreter.batchMode = true;
	}

	@AfterEach
	void endBatch() {
		Interpreter.batchMode = false;
	}

	private static ImagePlus clip() {
		return ClipImages.toImagePlus(Clips.open(Path.of("src/main/resources/org/microexpression/samples/surprise.avi")));
	}

	@Test
	void theCurrentFrameIsTakenAndThePairRemembered() throws Exception {
		final ImagePlus image = clip();
		image.setSlice(3);
		assertEquals(Optional.empty(), ClipFrames.last(image, "onset"));
		assertNull(CommandRun.of(RegisterFrames.class, Map.of("image", image, "onset", ExpressionCommand.CURRENT, "apex",
			14)).getCancelReason());
		assertEquals(Optional.of("3"), ClipFrames.last(image, "onset"));
		assertEquals(Optional.of("14"), ClipFrames.last(image, "apex"));
		assertEquals(Optional.empty(), ClipFrames.last(clip(), "onset"), "another image of the same clip knows nothing");
	}

	@Test
	void aPairInTheWrongOrderIsRefused() throws Exception {
		final ImagePlus image = clip();
		image.setSlice(3);
		final String refused = CommandRun.of(RegisterFrames.class, Map.of("image", image, "onset", 14, "apex",
			ExpressionCommand.CURRENT)).getCancelReason();
		assertTrue(refused.contains("14") && refused.contains("3"), refused);
	}
}
