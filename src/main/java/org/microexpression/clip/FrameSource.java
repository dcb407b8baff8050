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

import org.microexpression.base.InputException;

/**
 * Where a {@link SourceClip} gets its frames from, in the pixel type they are stored in. Implementations are
 * thread-safe.
 */
interface FrameSource {

	/** @return the file's or folder's name */
	String name();

	/** @return how many frames there are, at least 1 */
	int frameCount();

	/** @return the ascending frame numbers, one per frame */
	int[] frameNumbers();

	/**
	 * @return what the user should know about the frames, one sentence each: passed over, numbered otherwise than named
	 */
	default List<String> remarks() {
		return List.of();
	}

	/** @return of a source of one frame: what {@link Clip#besides} says */
	default String besides() {
		return "";
	}

	/**
	 * @param index 0-based frame
	 * @return what the frame is called in messages and slice labels: a file name, or "frame N"
	 */
	String label(int index);

	/** @return frames per second, NaN where unknown */
	double framesPerSecond();

	/**
	 * @param index 0-based frame
	 * @return when the frame was taken, in seconds from the first one or from the start of its film; empty where unknown
	 */
	default OptionalDouble seconds(final int index) {
		return Clip.seconds(framesPerSecond(), frameNumbers()[0], frameNumbers()[index]);
	}

	/** @return whether the file states each frame's time; else times are counted from numbers and rate */
	default boolean statesTimes() {
		return false;
	}

	/** @return who reads the frames and what they are, a sentence for the Log; empty where there is nothing to say */
	default String reader() {
		return "";
	}

	/** @return how many bits of a 16-bit grey level the camera used, as far as the file says so; 16 where it does not */
	int significantBits();

	/**
	 * @param index 0-based frame
	 * @return its pixels, which nobody else writes to
	 * @throws InputException if the frame cannot be read; the sentence names it
	 */
	Pixels read(int index);

	/** The command that opened the frames has ended; its Esc no longer means them. */
	default void outliveCommand() {
		// Most frames are read while somebody waits, without asking anybody.
	}

	/** Closes open files; a later {@link #read} opens them again. */
	void release();
}
