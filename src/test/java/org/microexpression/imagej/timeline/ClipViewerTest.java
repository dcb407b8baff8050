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

package org.microexpression.imagej.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.timeline.TimelineSpan;

/** The clip beside the timeline, with the networks that the plugin brings along; on a display only. */
class ClipViewerTest {

	private static final Path SAMPLE = Path.of("src/main/resources/org/microexpression/samples/surprise.avi");

	@Test
	void aCandidateIsShownAtItsApexAndRecognized() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display.");
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(SAMPLE));
		image.show();
		final int apex = image.getNFrames() / 2;
		final TimelineSpan span = TimelineSpan.of(new SpottedInterval(new Moment(1, 0), new Moment(apex, 0.1), new Moment(
			image.getNFrames(), 0.2), 0.01, 5, SpottedKind.MICRO, List.of(), false));
		final BlockingQueue<TimelineSpan> recognized = new ArrayBlockingQueue<>(4);
		try (ClipViewer viewer = new ClipViewer(image, SAMPLE.toString(), () -> new ExpressionPipeline(new ModelStore(List
			.of(Path.of("models"))), ModelStore.SHIPPED, Device.CPU)))
		{
			viewer.show(span, recognized::add);
			final TimelineSpan after = recognized.poll(60, TimeUnit.SECONDS);
			assertNotNull(after, "nothing was recognized");
			assertFalse(after.answer().isEmpty());
			assertEquals(apex, image.getCurrentSlice());
			final List<String> names = Arrays.stream(image.getOverlay().toArray()).map(Roi::getName).toList();
			assertTrue(names.contains("timeline") && names.stream().anyMatch(name -> name != null && name.startsWith(
				"prediction")), names::toString);
			// Its window is opened again where somebody has closed it.
			image.changes = false;
			image.close();
			viewer.show(after, recognized::add);
			for (int i = 0; i < 300 && WindowManager.getCurrentImage() == null; i++)
				Thread.sleep(100);
			assertNotNull(WindowManager.getCurrentImage());
		}
		WindowManager.getCurrentImage().close();
	}
}
