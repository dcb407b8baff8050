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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.microexpression.base.InputException;
import org.microexpression.clip.header.FrameNumbers;
import org.microexpression.clip.video.Film;
import org.microexpression.clip.video.VideoContainer;
import org.microexpression.clip.video.VideoFile;
import org.microexpression.clip.video.VideoFrame;

/** The frames of a video that FFmpeg reads. */
final class VideoSource implements FrameSource {

	/** Luma and chroma, and the colours or grey levels that are made of them. */
	private static final int BYTES_PER_PIXEL = 8;

	private final Path file;

	private final VideoFile video;

	private final List<String> remarks;

	/**
	 * @param file      an existing file
	 * @param container what it is by its first bytes
	 * @param promised  how many frames the file is known to name, 0 where it is not known
	 * @param remark    what is known to be missing, empty if nothing
	 * @param threads   that may decode at once, as in {@link VideoFile#open}
	 * @throws InputException if it cannot be read
	 */
	VideoSource(final Path file, final VideoContainer container, final long promised, final String remark,
		final int threads)
	{
		this.file = file;
		video = open(file, container, promised, threads);
		remarks = new ArrayList<>(video.remarks());
		if (!remark.isEmpty()) remarks.add(0, remark);
		try {
			FrameMemory.require(label(0), video.width(), video.height(), BYTES_PER_PIXEL);
		}
		catch (final InputException e) {
			video.close();
			throw e.with(remarks);
		}
	}

	private static VideoFile open(final Path file, final VideoContainer container, final long promised,
		final int threads)
	{
		try {
			return VideoFile.open(file, container, promised, threads);
		}
		catch (final NoClassDefFoundError e) {
			throw new InputException("The file '" + file +
				"' needs FFmpeg, which this ImageJ lacks; update this plugin with all its libraries, or use numbered PNG files.",
				e);
		}
	}

	@Override
	public String name() {
		return file.getFileName().toString();
	}

	@Override
	public int frameCount() {
		return video.frameCount();
	}

	@Override
	public int[] frameNumbers() {
		return FrameNumbers.counted(video.frameCount());
	}

	@Override
	public List<String> remarks() {
		return List.copyOf(remarks);
	}

	@Override
	public String reader() {
		return video.description();
	}

	@Override
	public String label(final int index) {
		return "frame " + (index + 1);
	}

	@Override
	public double framesPerSecond() {
		return video.framesPerSecond();
	}

	@Override
	public OptionalDouble seconds(final int index) {
		return OptionalDouble.of(video.seconds(index));
	}

	@Override
	public boolean statesTimes() {
		return true;
	}

	@Override
	public int significantBits() {
		return video.bits() > Byte.SIZE ? video.bits() : Short.SIZE;
	}

	@Override
	public Pixels read(final int index) {
		return FrameMemory.guard(label(index), video.width(), video.height(), () -> pixels(video.read(index)));
	}

	private static Pixels pixels(final VideoFrame frame) {
		if (frame instanceof VideoFrame.Grey8 grey) return new Pixels.Grey8(grey.width(), grey.height(), grey.values());
		if (frame instanceof VideoFrame.Grey16 grey) return new Pixels.Grey16(grey.width(), grey.height(), grey.values());
		if (frame instanceof VideoFrame.Rgb rgb) return new Pixels.Rgb(rgb.width(), rgb.height(), rgb.values());
		return new Pixels.Filmed((Film) frame);
	}

	@Override
	public void release() {
		video.release();
	}
}
