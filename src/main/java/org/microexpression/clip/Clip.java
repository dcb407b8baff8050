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

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.base.InputException;

/**
 * A sequence of video frames of one size, read when asked for. All methods may be called from several threads at once.
 * Frames are counted by a 0-based <em>index</em>; people and label tables name them by their frame <em>number</em>,
 * which ascends with the index but may start anywhere and have gaps.
 */
public interface Clip extends AutoCloseable {

	/** @return the file's or folder's name, as shown in tables */
	String name();

	/** @return the width of every frame in pixels */
	int width();

	/** @return the height of every frame in pixels */
	int height();

	/** @return how many frames the clip has, at least 1 */
	int frameCount();

	/**
	 * @param index 0 .. {@link #frameCount()} - 1
	 * @return the number that the frame's file name or slice label carries, or index + 1 where they carry none
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	int frameNumber(int index);

	/**
	 * @return what the user should know about how the frames were found, one sentence each: files that were passed over,
	 *         frames that are numbered otherwise than their names or labels seem to say
	 */
	default List<String> remarks() {
		return List.of();
	}

	/**
	 * @return of a clip of one frame: what there is besides it and was meant for frames, perhaps, as the end of a sentence
	 *         that says what to do; empty where there is nothing
	 */
	default String besides() {
		return "";
	}

	/**
	 * @param index 0 .. {@link #frameCount()} - 1
	 * @return what the frame is called: its file name, the slice label in its file, or else "frame N" or "slice N"
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	default String label(final int index) {
		return "frame " + frameNumber(index);
	}

	/** @return frames per second, NaN where unknown */
	double framesPerSecond();

	/**
	 * When a frame was taken. Videos state it for each frame, also where the frames are not equally far apart; elsewhere
	 * it is counted from the frame numbers and the rate, so that missing frames leave gaps.
	 *
	 * @param index 0 .. {@link #frameCount()} - 1
	 * @return seconds from the first frame, or from the start of the film that the frame is in; empty where unknown
	 * @throws IndexOutOfBoundsException if there is no such frame
	 */
	default OptionalDouble seconds(final int index) {
		return seconds(framesPerSecond(), frameNumber(0), frameNumber(index));
	}

	/** @return whether the file states each frame's time; else {@link #seconds} counts, if it can */
	default boolean statesTimes() {
		return false;
	}

	/** @return who reads the frames and what they are, a sentence for the Log; empty where there is nothing to say */
	default String reader() {
		return "";
	}

	/**
	 * @param framesPerSecond the rate, NaN where unknown
	 * @param first           number of the first frame
	 * @param number          number of a frame
	 * @return seconds between the two; empty where the rate is not known
	 */
	static OptionalDouble seconds(final double framesPerSecond, final int first, final int number) {
		return framesPerSecond > 0 ? OptionalDouble.of(((double) number - first) / framesPerSecond) : OptionalDouble
			.empty();
	}

	/**
	 * Reads one frame.
	 *
	 * @param index 0 .. {@link #frameCount()} - 1
	 * @return grey levels 0..255, (x, y), {@link #width()} × {@link #height()}; the caller's own copy
	 * @throws InputException            if the frame cannot be read or is not as large as the first one; the sentence
	 *                                   names it
	 * @throws IndexOutOfBoundsException if there is no such frame
	 * @throws IllegalStateException     if the clip was closed
	 */
	ArrayImg<FloatType, FloatArray> frame(int index);

	/**
	 * @param frameNumber a frame's number, see {@link #frameNumber(int)}
	 * @return the frame's index, if the clip has a frame of that number
	 */
	default OptionalInt find(final int frameNumber) {
		int low = 0;
		int high = frameCount() - 1;
		while (low <= high) {
			final int middle = (low + high) >>> 1;
			final int number = frameNumber(middle);
			if (number == frameNumber) return OptionalInt.of(middle);
			if (number < frameNumber) low = middle + 1;
			else high = middle - 1;
		}
		return OptionalInt.empty();
	}

	/**
	 * @param frameNumber a frame's number, see {@link #frameNumber(int)}
	 * @return the frame's index
	 * @throws InputException if the clip has no frame of that number; the sentence names the clip's range
	 */
	default int indexOf(final int frameNumber) {
		return find(frameNumber).orElseThrow(() -> new InputException("The clip '" + name() + "' has no frame " +
			frameNumber + "; give one of its frames, " + frameRange() + "."));
	}

	/** @return the clip's frame numbers in words, for messages, such as "46 to 120" */
	default String frameRange() {
		final int first = frameNumber(0);
		final int last = frameNumber(frameCount() - 1);
		final String range = first == last ? "only " + first : first + " to " + last;
		return (long) last - first + 1 == frameCount() ? range : range + " (with gaps)";
	}

	/** Releases files and memory; frames cannot be read any more. Closing twice is harmless. */
	@Override
	void close();
}
