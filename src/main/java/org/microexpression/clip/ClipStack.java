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

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

import ij.IJ;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

/**
 * Shows a clip as an ImageJ stack whose slices are read when they are looked at. Pixels have the type they are stored
 * in: 8-bit grey, 16-bit grey, RGB, or else 32-bit. Slice labels are the file names, or "frame N", so that frame
 * numbers survive in copies and substacks. Slices can be deleted; what is drawn into them is lost when another is
 * looked at, as in all virtual stacks.
 */
public final class ClipStack extends VirtualStack {

	/** Ends the label of a slice that is black because its frame cannot be read. */
	private static final String UNREADABLE = " (cannot be read)";

	private final Clip clip;

	private final Set<Integer> unreadable = ConcurrentHashMap.newKeySet();

	/** Indices into the clip; guarded by this. */
	private final List<Integer> frames;

	/** @param clip the clip to show; not closed by this stack */
	public ClipStack(final Clip clip) {
		super(clip.width(), clip.height(), clip.frameCount());
		this.clip = clip;
		frames = new ArrayList<>(IntStream.range(0, clip.frameCount()).boxed().toList());
		setBitDepth(bitDepth(clip));
	}

	/** @return the clip that is shown */
	public Clip clip() {
		return clip;
	}

	/** @return the number that the clip gives to a slice, 1-based */
	int frameNumber(final int n) {
		return clip.frameNumber(index(n));
	}

	/** @return when the frame of a slice, 1-based, was filmed, in seconds; empty where unknown */
	OptionalDouble seconds(final int n) {
		return clip.seconds(index(n));
	}

	/** Closes the clip's files and forgets its kept frames until a slice is looked at again. */
	void release() {
		if (clip instanceof SourceClip source) source.release();
	}

	/** @return the scale that makes grey levels 0..255 of the pixels shown */
	GreyScale scale() {
		return clip instanceof SourceClip source ? source.scale() : GreyScale.IDENTITY;
	}

	/**
	 * @param n 1-based slice
	 * @return its pixels as they are stored, shared and not to be written to
	 * @throws InputException if the frame cannot be read
	 */
	Pixels stored(final int n) {
		final int index = index(n);
		if (clip instanceof SourceClip source) return source.stored(index);
		return new Pixels.Real(clip.width(), clip.height(), clip.frame(index).update(null).getCurrentStorageArray(),
			"float grey");
	}

	/**
	 * @param n 1-based slice
	 * @return a copy of its pixels; black with the reason written on it where the frame cannot be read, as in ImageJ's
	 *         own virtual stacks, because an exception would end the thread that moves the slider. The Log says it too,
	 *         once a frame, and from then on the slice's label, so that a copy that was saved still tells
	 */
	@Override
	public ImageProcessor getProcessor(final int n) {
		ImageProcessor processor;
		try {
			processor = ProcessorPixels.copy(stored(n));
		}
		catch (final InputException e) {
			if (unreadable.add(index(n))) IJ.log(e.getMessage() + " It is shown, and copied or saved, as a black frame.");
			processor = new ByteProcessor(getWidth(), getHeight());
			processor.setColor(Color.WHITE);
			processor.drawString(e.getMessage(), 2, getHeight() / 2);
			processor = switch (getBitDepth()) {
				case 16 -> processor.convertToShort(false);
				case 24 -> processor.convertToRGB();
				case 32 -> processor.convertToFloat();
				default -> processor;
			};
		}
		processor.setSliceNumber(n);
		return processor;
	}

	/**
	 * @param image what was copied from a clip
	 * @param slice what the slice is called in it
	 * @param label the slice's label, empty where it has none
	 * @throws InputException if the slice is black in place of a frame that could not be read
	 */
	static void requireReadable(final String image, final String slice, final String label) {
		if (label.strip().endsWith(UNREADABLE)) throw new InputException("In '" + image + "' " + slice +
			" is black because its frame could not be read when it was copied; restore the frame and copy the clip again.");
	}

	@Override
	public synchronized int getSize() {
		return frames.size();
	}

	@Override
	public String getSliceLabel(final int n) {
		final int index = index(n);
		return clip.label(index) + (unreadable.contains(index) ? UNREADABLE : "");
	}

	@Override
	public synchronized void deleteSlice(final int n) {
		frames.remove(checked(n) - 1);
	}

	private synchronized int index(final int n) {
		return frames.get(checked(n) - 1);
	}

	private int checked(final int n) {
		if (n < 1 || n > frames.size()) throw new IllegalArgumentException("Argument out of range: " + n);
		return n;
	}

	private static int bitDepth(final Clip clip) {
		if (!(clip instanceof SourceClip source)) return Float.SIZE;
		if (source.pixelType() == Pixels.Grey8.class) return Byte.SIZE;
		if (source.pixelType() == Pixels.Grey16.class) return Short.SIZE;
		final boolean colours = source.pixelType() == Pixels.Rgb.class || source.pixelType() == Pixels.Filmed.class;
		return colours ? 24 : Float.SIZE;
	}
}
