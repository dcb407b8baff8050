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
package org.microexpression.synthetic;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.dataset.fixture.FixtureClip;
import org.microexpression.dataset.fixture.FrameSource;

/** Synthetic clips as the frames of made-up datasets. Keeps the clip that it was last asked for. */
public final class SyntheticFrames implements FrameSource {

	private final SyntheticClip.Setting setting;
	private FixtureClip asked;
	private SyntheticClip clip;

	/** @param setting how the clips are recorded; the number of frames is each clip's own */
	public SyntheticFrames(final SyntheticClip.Setting setting) {
		this.setting = setting;
	}

	@Override
	public synchronized ArrayImg<FloatType, FloatArray> frame(final FixtureClip wanted, final int position) {
		if (!wanted.equals(asked)) {
			// Some made-up clips have their apex on the onset, as some real labels have.
			final int apex = Math.max(wanted.onset() + 1, wanted.apex());
			final TimeCourse course = new TimeCourse(wanted.onset(), apex, Math.max(apex + 1, wanted.offset()), 1, 1.3);
			clip = new SyntheticClip("clip " + wanted.clipSeed(), wanted.subjectSeed(), wanted.clipSeed(), wanted.expression(),
				null, course, setting.withFrames(wanted.frames()));
			asked = wanted;
		}
		return clip.frame(position);
	}
}
