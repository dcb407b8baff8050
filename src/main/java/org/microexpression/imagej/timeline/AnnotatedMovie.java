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

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.plugin.filter.AVI_Writer;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.clip.Clip;
import org.microexpression.clip.ClipImages;
import org.microexpression.clip.video.VideoWriter;
import org.microexpression.timeline.FrameTimes;
import org.microexpression.timeline.Timeline;
import org.microexpression.timeline.TimelineColors;
import org.microexpression.timeline.TimelineSpan;

/**
 * A clip with what was spotted written into its pictures: a frame in the colour of the kind and a line of text while an
 * interval lasts, and the time. Written as H.264 in an MP4 file, each picture at its time, or by ImageJ as an AVI of
 * JPEG pictures at the clip's mean rate; one frame is in memory at a time.
 */
public final class AnnotatedMovie {

	private static final int QUALITY = 90;

	/** Seconds that nobody notices. */
	private static final double HARDLY = 1e-3;

	private AnnotatedMovie() {
		// Static methods only.
	}

	/**
	 * @param clip     the clip; left open
	 * @param timeline what was spotted in it
	 * @param file     a file that ends in .mp4, else an AVI; replaced where it exists, and only by a whole one
	 * @param progress progress and cancellation
	 * @param remarks  given a sentence where the movie's seconds are not the clip's
	 * @throws InputException        if the clip has no frame rate, a frame cannot be read, or the file cannot be written
	 * @throws CancellationException if the user cancels; nothing is left behind
	 */
	public static void write(final Clip clip, final Timeline timeline, final Path file, final Progress progress,
		final Consumer<String> remarks)
	{
		final FrameTimes times = FrameTimes.of(clip, Double.NaN);
		final ImagePlus image = ClipImages.toImagePlus(clip);
		final ImagePlus movie = new ImagePlus(clip.name(), new Pictures(image, timeline, times, progress));
		movie.getCalibration().fps = clip.framesPerSecond();
		final boolean mp4 = isMp4(file);
		Path aside = null;
		try {
			final Path target = AtomicFile.target(file);
			aside = AtomicFile.aside(target);
			if (mp4) writeMp4(movie, times, aside);
			else new AVI_Writer().writeImage(movie, aside.toString(), AVI_Writer.JPEG_COMPRESSION, QUALITY);
			Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
			otherTimes(times, mp4 ? Double.NaN : movie.getCalibration().fps, clip.name()).ifPresent(remarks);
		}
		catch (final IOException e) {
			throw new InputException("The movie '" + file + "' cannot be written (" + Reasons.of(e) +
				"); check that its folder is there, writable and not full.", e);
		}
		finally {
			if (aside != null) aside.toFile().delete();
		}
	}

	/**
	 * @param file a file
	 * @return whether a movie is written into it as MP4
	 */
	public static boolean isMp4(final Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
	}

	/**
	 * How the movie's own seconds differ from those that are written into its pictures.
	 *
	 * @param times when the frames are shown
	 * @param rate  the movie's frames per second; NaN where it keeps the times
	 * @param clip  the clip's name
	 * @return a sentence where frames are off by more than half a frame, or the first one is not at 0
	 */
	static Optional<String> otherTimes(final FrameTimes times, final double rate, final String clip) {
		final double start = times.moments().get(0).seconds();
		double uneven = 0;
		for (int i = 0; !Double.isNaN(rate) && i < times.moments().size(); i++)
			uneven = Math.max(uneven, Math.abs(times.moments().get(i).seconds() - start - i / rate));
		if (uneven > 0.5 / rate) return Optional.of(String.format(Locale.ROOT,
			"The frames of '%s' come at uneven times, which an AVI cannot keep: the movie shows %.3f frames a second, up to " +
				"%.2f s off the times written into its pictures; give a file that ends in .mp4 to keep them.", clip, rate,
			uneven));
		if (Math.abs(start) < HARDLY) return Optional.empty();
		return Optional.of(String.format(Locale.ROOT,
			"The first frame of '%s' is shown at %.3f s, the movie begins with it at 0: its own seconds are %.3f s less than " +
				"those written into its pictures.", clip, start, start));
	}

	private static void writeMp4(final ImagePlus movie, final FrameTimes times, final Path file) throws IOException {
		try (VideoWriter writer = new VideoWriter(file, movie.getWidth(), movie.getHeight(), movie.getCalibration().fps)) {
			final double start = times.moments().get(0).seconds();
			for (int slice = 1; slice <= movie.getStackSize(); slice++)
				writer.write((int[]) movie.getStack().getProcessor(slice).getPixels(), times.moments().get(slice - 1)
					.seconds() - start);
			writer.end();
		}
	}

	private static final class Pictures extends VirtualStack {

		private final ImageStack stack;
		private final double black;
		private final double white;
		private final Timeline timeline;
		private final FrameTimes times;
		private final Progress progress;

		private Pictures(final ImagePlus image, final Timeline timeline, final FrameTimes times, final Progress progress) {
			super(image.getWidth(), image.getHeight(), null, "");
			stack = image.getStack();
			black = image.getDisplayRangeMin();
			white = image.getDisplayRangeMax();
			this.timeline = timeline;
			this.times = times;
			this.progress = progress;
		}

		@Override
		public int getSize() {
			return stack.getSize();
		}

		@Override
		public String getSliceLabel(final int slice) {
			return stack.getSliceLabel(slice);
		}

		@Override
		public ImageProcessor getProcessor(final int slice) {
			progress.checkCanceled();
			progress.report("Writing the annotated movie", slice - 1, getSize());
			final ImageProcessor frame = stack.getProcessor(slice);
			if (!(frame instanceof ColorProcessor)) frame.setMinAndMax(black, white);
			final BufferedImage picture = frame.convertToRGB().getBufferedImage();
			annotate(picture, times.moments().get(slice - 1).frame(), times.moments().get(slice - 1).seconds());
			return new ColorProcessor(picture);
		}

		private void annotate(final BufferedImage picture, final int frame, final double seconds) {
			final Graphics2D graphics = picture.createGraphics();
			final int size = Math.max(9, picture.getWidth() / 28);
			graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
			final List<TimelineSpan> now = timeline.spans().stream().filter(span -> span.interval().onset()
				.frame() <= frame && frame <= span.interval().offset().frame()).toList();
			int y = size + 2;
			for (final TimelineSpan span : now) {
				final Color color = TimelineColors.of(span.interval().kind());
				if (span.isCandidate()) border(graphics, picture, color, Math.max(2, size / 4));
				line(graphics, span.interval().kind().label() + (span.answer().isEmpty() ? "" : ": " + span.answer()) + (span
					.units().isEmpty() ? "" : ", AU " + span.units()), y, size, color);
				y += size + 4;
			}
			line(graphics, String.format(Locale.ROOT, "%.2f s", seconds), picture.getHeight() - 4, size, Color.BLACK);
			graphics.dispose();
		}

		private static void border(final Graphics2D graphics, final BufferedImage picture, final Color color,
			final int width)
		{
			graphics.setColor(color);
			for (int i = 0; i < width; i++)
				graphics.drawRect(i, i, picture.getWidth() - 1 - 2 * i, picture.getHeight() - 1 - 2 * i);
		}

		private static void line(final Graphics2D graphics, final String text, final int y, final int size,
			final Color ground)
		{
			graphics.setColor(ground);
			graphics.fillRect(2, y - size, graphics.getFontMetrics().stringWidth(text) + 6, size + 4);
			graphics.setColor(Color.WHITE);
			graphics.drawString(text, 5, y);
		}
	}
}
