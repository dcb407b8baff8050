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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Guesses the apex of a clip that nobody has labelled, or whose label cannot be right. A guess may show a blink, a
 * movement of the head or a change of the light instead of the expression, so a person should look at it. The paper
 * takes onset and apex from the datasets' labels and does not state how to find them.
 * <p>
 * A class of this type that carries {@code @Plugin(type = ApexFinder.class)} and has a public constructor without
 * parameters is offered in every dialog that guesses frames, in macros and here; {@link Plugin#priority} says how far
 * up it stands.
 * </p>
 */
public interface ApexFinder extends SciJavaPlugin {

	/**
	 * Title of the finder that the commands use where none is named. It finds the onset, too, and does not take a blink
	 * or a hand over the face for the apex.
	 */
	String DEFAULT = "strongest expression";

	/** @return the name in dialogs, macros and reports */
	String title();

	/**
	 * Looks for the apex. Commands that recognize give a clip of registered faces: frames of 128 × 128 pixels without the
	 * motion of the head; reading one may end in an {@link InputException} where the face cannot be registered. Datasets
	 * are read with their frames as they are.
	 *
	 * @param clip     the clip; who calls closes it
	 * @param onset    0-based index of the onset frame; the first frame where nobody named one
	 * @param last     0-based index of the last frame to look at, greater than onset
	 * @param progress progress and cancellation
	 * @return what was found
	 * @throws InputException        if nothing can be found
	 * @throws CancellationException if the user asked to stop
	 */
	Found find(Clip clip, int onset, int last, Progress progress);

	/**
	 * Tells a finder that works on several threads how many the user wants. What it finds must not depend on them.
	 *
	 * @param threads threads that may work at once, 0 for as many as Java was started with, else one a processor
	 * @return a finder that keeps to it; a finder of one thread is one already
	 */
	default ApexFinder withThreads(final int threads) {
		return this;
	}

	/** @return why the guess is what it is, to stand behind "a guess, " in a sentence */
	default String reason() {
		return "chosen by '" + title() + "'";
	}

	/**
	 * A guess.
	 *
	 * @param onset  0-based index of the onset, before the apex, if the finder has an opinion: it is used where nobody
	 *               named an onset or placed landmarks on the first frame
	 * @param apex   0-based index of the apex
	 * @param remark what the user should know of the guess, one sentence; empty if nothing
	 * @param reason why this guess is what it is, as {@link #reason()}; empty where that holds for it
	 */
	record Found(OptionalInt onset, int apex, String remark, Optional<String> reason) {

		/**
		 * For the finder's own reason.
		 *
		 * @param onset  0-based index of the onset, if the finder has an opinion
		 * @param apex   0-based index of the apex
		 * @param remark what the user should know of the guess
		 */
		public Found(final OptionalInt onset, final int apex, final String remark) {
			this(onset, apex, remark, Optional.empty());
		}

		/**
		 * Without a remark.
		 *
		 * @param onset 0-based index of the onset, if the finder has an opinion
		 * @param apex  0-based index of the apex
		 */
		public Found(final OptionalInt onset, final int apex) {
			this(onset, apex, "");
		}

		/**
		 * @param index 0-based index of the apex
		 * @return that apex, without an opinion on the onset
		 */
		public static Found apex(final int index) {
			return new Found(OptionalInt.empty(), index);
		}
	}

	/**
	 * Asks a finder and checks its answer.
	 *
	 * @param clip     as in {@link #find}
	 * @param onset    as in {@link #find}
	 * @param last     as in {@link #find}
	 * @param progress as in {@link #find}
	 * @return the answer, whose apex lies after the onset and up to the last frame
	 * @throws InputException if nothing can be found, or the answer lies elsewhere
	 */
	default Found ask(final Clip clip, final int onset, final int last, final Progress progress) {
		final Found found = find(clip, onset, last, progress);
		final int begin = found.onset().orElse(onset);
		if (begin < 0 || found.apex() <= begin || found.apex() <= onset || found.apex() > last) throw new InputException(
			"The apex finder '" + title() + "' gave the onset " + begin + " and the apex " + found.apex() + " of '" + clip
				.name() + "', counted from 0, where the apex must lie after " + onset + " and up to " + last +
				"; choose another finder, or give the frames.");
		return found;
	}

	/** @return every finder on the class path, in the order of the dialogs */
	static List<ApexFinder> all() {
		return Extensions.of(ApexFinder.class, ApexFinder::title).usable();
	}

	/**
	 * @param title a finder's title, in any case and without regard to spaces and punctuation
	 * @return the finder
	 * @throws InputException listing the finders, if there is none of that title
	 */
	static ApexFinder named(final String title) {
		return Extensions.of(ApexFinder.class, ApexFinder::title).named(title, "apex finder");
	}
}
