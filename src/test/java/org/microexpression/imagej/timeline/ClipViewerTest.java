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
import ij.gui.TextRoi;

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
import org.microexpression.face.FaceArea;
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
	private static final Path VIDEO = Path.of("src/main/resources/org/microexpression/videos/video.mp4");

	private static ClipViewer viewer(final ImagePlus image, final Path path, final FaceArea area) {
		return new ClipViewer(image, path.toString(), area, () -> new ExpressionPipeline(new ModelStore(List.of(Path.of(
			"models"))), ModelStore.SHIPPED, Device.CPU));
	}

	@Test
	void aCandidateIsShownAtItsApexAndRecognized() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display.");
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(SAMPLE));
		image.show();
		final int apex = image.getNFrames() / 2;
		final TimelineSpan span = TimelineSpan.of(new SpottedInterval(new Moment(1, 0), new Moment(apex, 0.1), new Moment(
			image.getNFrames(), 0.2), 0.01, 5, SpottedKind.MICRO, List.of(), false));
		final BlockingQueue<TimelineSpan> recognized = new ArrayBlockingQueue<>(4);
		try (ClipViewer viewer = viewer(image, SAMPLE, FaceArea.EVERYWHERE)) {
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

	/** The pair to the apex of the sample's smile is refused, and it is recognized half the way there. */
	@Test
	void whatIsSaidOfAnIntervalStaysWithIt() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display.");
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(VIDEO));
		image.show();
		final BlockingQueue<TimelineSpan> recognized = new ArrayBlockingQueue<>(4);
		try (ClipViewer viewer = viewer(image, VIDEO, FaceArea.EVERYWHERE)) {
			viewer.show(span(392, 411, 438, SpottedKind.MACRO), recognized::add);
			final TimelineSpan after = recognized.poll(60, TimeUnit.SECONDS);
			assertNotNull(after, "nothing was recognized");
			assertEquals("positive", after.answer());
			assertTrue(after.note().startsWith("recognized between the frames 392 and 401, since: "), after.note());
			assertEquals(411, image.getCurrentSlice(), "the clip stays at the interval's apex");
			final List<TextRoi> there = textsAt(image, 411);
			assertTrue(there.stream().anyMatch(text -> text.getText().contains("frames 392 to 401")), there::toString);
			for (final TextRoi text : there)
				for (final TextRoi other : there)
					assertTrue(text == other || !text.getBounds().intersects(other.getBounds()), text.getText() + " covers " +
						other.getText());
			assertEquals(List.of(), textsAt(image, 289), "nothing is said of other frames");
			viewer.show(span(287, 289, 292, SpottedKind.BLINK), recognized::add);
			for (int i = 0; i < 300 && textsAt(image, 289).isEmpty(); i++)
				Thread.sleep(100);
			assertEquals(List.of("blink, 9.53 to 9.70 s, 167 ms"), textsAt(image, 289).stream().map(text -> text.getText()
				.strip()).toList());
			assertEquals(List.of(), textsAt(image, 411));
			viewer.show(300);
			for (int i = 0; i < 300 && image.getCurrentSlice() != 300; i++)
				Thread.sleep(100);
			assertEquals(List.of(), textsAt(image, 289), "no interval is looked at");
		}
		image.changes = false;
		image.close();
	}

	/** A selected area chooses one of several faces; where it was spotted, it is recognized. */
	@Test
	void theFaceIsSearchedWhereItWasSpotted() throws Exception {
		assumeFalse(GraphicsEnvironment.isHeadless(), "There is no display.");
		final ImagePlus image = ClipImages.toImagePlus(Clips.open(SAMPLE));
		image.show();
		final BlockingQueue<TimelineSpan> recognized = new ArrayBlockingQueue<>(4);
		try (ClipViewer viewer = viewer(image, SAMPLE, (x, y) -> x < 20 && y < 20)) {
			viewer.show(span(4, 14, 28, SpottedKind.MICRO), recognized::add);
			final TimelineSpan after = recognized.poll(60, TimeUnit.SECONDS);
			assertNotNull(after, "nothing is told");
			assertTrue(after.answer().isEmpty() && after.note().contains("No face was found"), after::toString);
		}
		image.changes = false;
		image.close();
	}

	private static TimelineSpan span(final int onset, final int apex, final int offset, final SpottedKind kind) {
		return TimelineSpan.of(new SpottedInterval(new Moment(onset, (onset - 1) / 30.0), new Moment(apex, (apex - 1) /
			30.0), new Moment(offset, (offset - 1) / 30.0), 0.01, 5, kind, List.of(), false));
	}

	private static List<TextRoi> textsAt(final ImagePlus image, final int slice) {
		return image.getOverlay() == null ? List.of() : Arrays.stream(image.getOverlay().toArray()).filter(
			TextRoi.class::isInstance).map(TextRoi.class::cast).filter(text -> text.getPosition() == 0 || text
				.getPosition() == slice).toList();
	}
}
