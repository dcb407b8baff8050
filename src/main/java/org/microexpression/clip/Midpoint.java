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

import org.microexpression.base.Progress;
import org.scijava.plugin.Plugin;

/**
 * Takes the frame in the middle of onset and last frame, by their numbers; where that frame does not exist the nearest
 * one, of two the earlier one. It is what is commonly done for SMIC, whose labels have no apex. The true median
 * position of labelled apexes between onset and offset is 0.51 in CASME II and 0.45 in SAMM. No frame is read.
 */
@Plugin(type = ApexFinder.class, priority = 1000)
public final class Midpoint implements ApexFinder {

	@Override
	public String title() {
		return "midpoint";
	}

	@Override
	public Found find(final Clip clip, final int onset, final int last, final Progress progress) {
		final int first = clip.frameNumber(onset);
		final int middle = first + (clip.frameNumber(last) - first) / 2;
		int best = onset + 1;
		for (int i = onset + 2; i <= last; i++)
			if (Math.abs(clip.frameNumber(i) - middle) < Math.abs(clip.frameNumber(best) - middle)) best = i;
		return Found.apex(best);
	}
}
