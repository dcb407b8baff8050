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

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.TextRoi;

import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.SwingUtilities;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Workers;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.Clips;
import org.microexpression.face.FaceArea;
import org.microexpression.imagej.FrameTexts;
import org.microexpression.imagej.PluginClasses;
import org.microexpression.imagej.PredictionOverlay;
import org.microexpression.imagej.UserSettings;
import org.microexpression.pipeline.ExpressionPipeline;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.timeline.RecognizedSpan;
import org.microexpression.timeline.TimelineSpan;

/**
 * Shows frames in the clip's ImageJ window, which is opened again where somebody closed it, and says on an interval's
 * frames, and on no others, what it is. What is recognized in an interval is computed by a thread of its own, whose
 * networks are loaded when the first interval is looked at.
 */
public final class ClipViewer implements SpanViewer {

	private static final String NAME = "timeline";

	private final String path;
	private final FaceArea area;
	private final Supplier<ExpressionPipeline> opener;
	private final ExecutorService worker = Executors.newSingleThreadExecutor(job -> Workers.thread(job,
		"timeline's clip"));
	/** Counts what was asked for, so that what came too late is left out. */
	private final AtomicInteger asked = new AtomicInteger();
	private volatile ImagePlus image;
	/** Is {@code null} until an interval is looked at. */
	private ExpressionPipeline pipeline;

	/**
	 * @param image  the clip's image
	 * @param path   where the clip is, empty where that is not known
	 * @param area   where to search the face
	 * @param opener opens what recognizes
	 */
	public ClipViewer(final ImagePlus image, final String path, final FaceArea area,
		final Supplier<ExpressionPipeline> opener)
	{
		this.image = image;
		this.path = path;
		this.area = area;
		this.opener = opener;
	}

	@Override
	public void show(final int frame) {
		final int ticket = asked.incrementAndGet();
		worker.execute(() -> guarded(() -> {
			if (ticket != asked.get() || !isOpen()) return;
			clear();
			showFrame(frame);
		}));
	}

	@Override
	public void show(final TimelineSpan span, final Consumer<TimelineSpan> recognized) {
		final int ticket = asked.incrementAndGet();
		worker.execute(() -> guarded(() -> {
			if (ticket != asked.get() || !isOpen()) return;
			clear();
			showFrame(span.interval().apex().frame());
			final int bottom = label(span);
			if (!span.isCandidate()) return;
			try {
				recognize(span, ticket, bottom, recognized);
			}
			catch (final InputException e) {
				if (span.answer().isEmpty() && !span.note().equals(e.told())) SwingUtilities.invokeLater(() -> recognized
					.accept(span.noted(e.told())));
			}
		}));
	}

	/** Nobody waits for this thread; what it has to say goes to ImageJ's status bar. */
	private static void guarded(final Runnable work) {
		Thread.currentThread().setContextClassLoader(PluginClasses.loader());
		try {
			work.run();
		}
		catch (final InputException e) {
			IJ.showStatus(e.getMessage());
		}
	}

	/** @return whether the clip's window is open, opened again if need be */
	private boolean isOpen() {
		if (image.getWindow() != null) return true;
		if (path.isEmpty()) {
			IJ.showStatus("The clip's window is closed, and nobody knows its file.");
			return false;
		}
		final ImagePlus opened = ClipImages.toImagePlus(Clips.open(Path.of(path), Double.NaN, UserSettings.threads(),
			Progress.none()), Path.of(path));
		opened.show();
		image = opened;
		return true;
	}

	private void showFrame(final int frame) {
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			image.setSlice(clip.indexOf(frame) + 1);
		}
		if (WindowManager.getCurrentImage() != image) WindowManager.setCurrentWindow(image.getWindow());
	}

	/** Takes away what was said of another interval; elements of other commands stay. */
	private void clear() {
		PredictionOverlay.remove(image);
		final Overlay overlay = image.getOverlay();
		if (overlay == null) return;
		overlay.remove(NAME);
		image.setOverlay(overlay);
	}

	/**
	 * Says at the lower edge of the interval's frames what is looked at.
	 *
	 * @return row of the image above it
	 */
	private int label(final TimelineSpan span) {
		final Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
		final SpottedInterval i = span.interval();
		final TextRoi text = new TextRoi(2, 0, String.format(Locale.ROOT, "%s, %.2f to %.2f s, %.0f ms", i.kind().label(), i
			.onset().seconds(), i.offset().seconds(), i.milliseconds()), new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(7,
				image.getWidth() / 32)));
		final int top = image.getHeight() - text.getBounds().height - 1;
		text.setLocation(2, top);
		text.setStrokeColor(Color.WHITE);
		text.setFillColor(new Color(0, 0, 0, 150));
		text.setName(NAME);
		FrameTexts.between(image, i.onset().frame(), i.offset().frame()).add(overlay, text);
		image.setOverlay(overlay);
		return top;
	}

	private void recognize(final TimelineSpan span, final int ticket, final int bottom,
		final Consumer<TimelineSpan> recognized)
	{
		if (pipeline == null) pipeline = opener.get();
		final RecognizedSpan found;
		try (Clip clip = ClipImages.fromImagePlus(image)) {
			found = RecognizedSpan.of(pipeline, clip, span, area, Progress.none());
		}
		final SpottedInterval i = span.interval();
		if (ticket == asked.get()) PredictionOverlay.show(image, found.registered(), found.recognition(),
			new PredictionOverlay.Place(i.onset().frame(), i.offset().frame(), i.apex().frame(), bottom));
		if (span.answer().isEmpty()) SwingUtilities.invokeLater(() -> recognized.accept(found.span()));
	}

	@Override
	public void close() {
		asked.incrementAndGet();
		worker.execute(() -> {
			if (pipeline != null) pipeline.close();
		});
		worker.shutdown();
	}
}
