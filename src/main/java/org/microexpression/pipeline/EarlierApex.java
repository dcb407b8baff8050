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

package org.microexpression.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;

/**
 * What takes the place of an apex that nobody named where it is refused: at its strongest, an expression can be taken
 * for the head's motion, and half the way there it is told apart. Our choice; the paper has no such case, since all of
 * its clips are weak.
 */
public final class EarlierApex {

	/** Frames between the onset and the one half the way to the apex, below which that is not tried. */
	private static final int LEAST_RISE = 2;

	private EarlierApex() {
		// Static methods only.
	}

	/**
	 * @param onset number or index of the onset frame
	 * @param apex  the same of the apex frame
	 * @return the frame half the way between them; empty where it is too near to the onset to show motion
	 */
	public static Optional<Integer> of(final int onset, final int apex) {
		final int between = onset + (apex - onset) / 2;
		return between - onset < LEAST_RISE ? Optional.empty() : Optional.of(between);
	}

	/**
	 * @param clip     the clip
	 * @param found    its pair, whose apex is a guess
	 * @param check    throws an {@link InputException} where a pair is to be refused
	 * @param register registers the pair's onset and the frame of an index
	 * @return the pair; where it is refused and the one half the way to its apex is not, that one, with a remark; the
	 *         pair as it was where neither is believed
	 */
	static RegisteredClip believed(final Clip clip, final RegisteredClip found, final Consumer<RegisteredClip> check,
		final IntFunction<RegisteredClip> register)
	{
		try {
			check.accept(found);
			return found;
		}
		catch (final InputException doubted) {
			final Optional<Integer> between = of(clip.indexOf(found.onset()), clip.indexOf(found.apex()));
			if (between.isEmpty()) return found;
			try {
				final RegisteredClip earlier = register.apply(between.get());
				check.accept(earlier);
				final List<String> remarks = new ArrayList<>(found.remarks());
				remarks.add("Frame " + earlier.apex() + ", half the way to that apex, was taken in its place, since at frame " +
					found.apex() + " the head's motion is in doubt; check it, or give 'apex'.");
				return new RegisteredClip(earlier.clip(), earlier.onset(), earlier.apex(), earlier.pair(), earlier.landmarks(),
					found.guessed(), earlier.times(), remarks, earlier.around());
			}
			catch (final InputException again) {
				return found;
			}
		}
	}
}
