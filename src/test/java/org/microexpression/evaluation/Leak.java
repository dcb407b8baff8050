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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import org.microexpression.base.Progress;

/** Tries to make a trainer learn from the labels of test subjects; for the tests of every {@link FoldTrainer}. */
public final class Leak {

	private Leak() {}

	/**
	 * Changes the labels of one subject, first by shuffling them, then by giving each the next class, trains all folds
	 * together, and demands the same predictions for that subject as with the true labels. In the folds of the others
	 * these labels are trained on, so a trainer that mixes folds, in a normalization or a class weight, is found out.
	 *
	 * @param trainer   the trainer
	 * @param data      the clips
	 * @param subject   {@code dataset/subject} of any subject
	 * @param tolerance largest difference of a probability; 0 unless the arithmetic itself is not reproducible
	 */
	public static void assertNone(final FoldTrainer trainer, final LosoData data, final String subject,
		final double tolerance)
	{
		final List<LosoClip> own = data.clips().stream().filter(clip -> clip.subjectId().equals(subject)).toList();
		final List<Integer> shuffled = new ArrayList<>(own.stream().map(LosoClip::truth).toList());
		Collections.shuffle(shuffled, new Random(1));
		final List<Integer> next = own.stream().map(clip -> (clip.truth() + 1) % data.classes().size()).toList();
		final double[][] expected = predictions(trainer, data, subject);
		for (final List<Integer> labels : List.of(shuffled, next)) {
			final Iterator<Integer> label = labels.iterator();
			final List<LosoClip> clips = data.clips().stream().map(clip -> clip.subjectId().equals(subject) ? new LosoClip(
				clip.dataset(), clip.subject(), clip.clip(), label.next()) : clip).toList();
			final double[][] found = predictions(trainer, new LosoData(data.classes(), clips), subject);
			for (int j = 0; j < expected.length; j++)
				assertArrayEquals(expected[j], found[j], tolerance, "clip " + j + " of " + subject);
		}
	}

	private static double[][] predictions(final FoldTrainer trainer, final LosoData data, final String subject) {
		final List<Fold> folds = new LosoPlan(data, List.of(1L), 1).folds();
		final int tested = folds.stream().map(Fold::subject).toList().indexOf(subject);
		return trainer.run(folds, 1, Progress.none()).get(tested).probabilities().toArray();
	}
}
