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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
	 * @param onset number or index of the onset frame
	 * @param apex  the same of the apex frame
	 * @return the frames half and a quarter of the way to the apex, as far as they are far enough from the onset to show
	 *         motion
	 */
	public static List<Integer> of(final int onset, final int apex) {
		return Arrays.stream(PARTS).map(part -> onset + (apex - onset) / part).filter(earlier -> earlier -
			onset >= LEAST_RISE).boxed().toList();
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
		if (isBelieved(found, check)) return found;
		for (final int index : of(clip.indexOf(found.onset()), clip.indexOf(found.apex()))) {
			final Optional<RegisteredClip> earlier = registered(index, register).filter(pair -> isBelieved(pair, check));
			if (earlier.isEmpty()) continue;
			final RegisteredClip pair = earlier.get();
			final List<String> remarks = new ArrayList<>(found.remarks());
			remarks.add("Frame " + pair.apex() + ", on the way to that apex, was taken in its place, since at frame " + found
				.apex() + " the head's motion is in doubt; check it, or give 'apex'.");
			return new RegisteredClip(pair.clip(), pair.onset(), pair.apex(), pair.pair(), pair.landmarks(), found.guessed(),
				pair.times(), remarks, pair.around());
		}
		return found;
	}

	private static boolean isBelieved(final RegisteredClip pair, final Consumer<RegisteredClip> check) {
		try {
			check.accept(pair);
			return true;
		}
		catch (final InputException doubt) {
			return false;
		}
	}

	private static Optional<RegisteredClip> registered(final int index, final IntFunction<RegisteredClip> register) {
		try {
			return Optional.of(register.apply(index));
		}
		catch (final InputException refused) {
			return Optional.empty();
		}
	}
}
