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

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

/** A clip whose frames are those of another one, or made from them, and which is else as that one is. */
public abstract class DelegatingClip implements Clip {

	/** The other one. */
	protected final Clip clip;

	/** @param clip the other one */
	protected DelegatingClip(final Clip clip) {
		this.clip = clip;
	}

	@Override
	public String name() {
		return clip.name();
	}

	@Override
	public int width() {
		return clip.width();
	}

	@Override
	public int height() {
		return clip.height();
	}

	@Override
	public int frameCount() {
		return clip.frameCount();
	}

	@Override
	public int frameNumber(final int index) {
		return clip.frameNumber(index);
	}

	@Override
	public List<String> remarks() {
		return clip.remarks();
	}

	@Override
	public String besides() {
		return clip.besides();
	}

	@Override
	public String label(final int index) {
		return clip.label(index);
	}

	@Override
	public double framesPerSecond() {
		return clip.framesPerSecond();
	}

	@Override
	public OptionalDouble seconds(final int index) {
		return clip.seconds(index);
	}

	@Override
	public boolean statesTimes() {
		return clip.statesTimes();
	}

	@Override
	public String reader() {
		return clip.reader();
	}

	@Override
	public ArrayImg<FloatType, FloatArray> frame(final int index) {
		return clip.frame(index);
	}

	@Override
	public void close() {
		clip.close();
	}
}
