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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import org.microexpression.base.InputException;
import org.microexpression.clip.Clip;

/**
 * What takes the place of an apex that nobody named where it is refused: at its strongest, an expression can be taken
 * for the head's motion, and half or a quarter of the way there it is told apart. Our choice; the paper has no such
 * case, since all of its clips are weak.
 */
public final class EarlierApex {

	/** Shares of the way that are tried in turn. */
	private static final int[] PARTS = { 2, 4 };

	/** Frames between the onset and an earlier apex, below which that is not tried. */
	private static final int LEAST_RISE = 2;

	private EarlierApex() {
		// Static methods only.
	}

	/**
	 * @param <T>     what is made of a pair
	 * @param onset   number or index of the onset frame
	 * @param apex    the same of the apex frame
	 * @param attempt makes it of the onset and a later frame
	 * @param earlier marks what was made with an earlier frame, given why the apex was refused
	 * @return what was made with the apex; where that is refused, with the frame half or else a quarter of the way there, as
	 *         far as it is far enough from the onset to show motion
	 * @throws InputException why the apex is refused, if all are
	 */
	public static <T> T orEarlier(final int onset, final int apex, final IntFunction<T> attempt,
		final BiFunction<T, InputException, T> earlier)
	{
		try {
			return attempt.apply(apex);
		}
		catch (final InputException refused) {
			for (final int part : PARTS) {
				final int before = onset + (apex - onset) / part;
				if (before - onset < LEAST_RISE) break;
				try {
					return earlier.apply(attempt.apply(before), refused);
				}
				catch (final InputException again) {
					// The reason that counts is that of the apex itself.
				}
			}
			throw refused;
		}
	}

	/**
	 * @param clip     the clip
	 * @param found    its pair, whose apex is a guess
	 * @param check    throws an {@link InputException} where a pair is to be refused
	 * @param register registers the pair's onset and the frame of an index
	 * @return the pair; where it is refused and one to an earlier apex is not, that one, with a remark; the pair as it was
	 *         where none is believed
	 */
	static RegisteredClip believed(final Clip clip, final RegisteredClip found, final Consumer<RegisteredClip> check,
		final IntFunction<RegisteredClip> register)
	{
		final int apex = clip.indexOf(found.apex());
		try {
			return orEarlier(clip.indexOf(found.onset()), apex, index -> {
				final RegisteredClip pair = index == apex ? found : register.apply(index);
				check.accept(pair);
				return pair;
			}, (pair, refused) -> instead(found, pair));
		}
		catch (final InputException refused) {
			return found;
		}
	}

	private static RegisteredClip instead(final RegisteredClip found, final RegisteredClip pair) {
		final List<String> remarks = new ArrayList<>(found.remarks());
		remarks.add("Frame " + pair.apex() + ", on the way to that apex, was taken in its place, since at frame " + found
			.apex() + " the head's motion is in doubt; check it, or give 'apex'.");
		return new RegisteredClip(pair.clip(), pair.onset(), pair.apex(), pair.pair(), pair.landmarks(), found.guessed(),
			pair.times(), remarks, pair.around());
	}
}
