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

package org.microexpression.training.joint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Some subjects of a training's clips are not trained on: what is validated with are other people. Subjects are taken
 * in an order that the seed gives, each only if two subjects and a clip of every class are left for the training.
 *
 * @param trained rows of the clips to train on
 * @param heldOut rows of the clips of the subjects held out
 * @param people  these subjects
 * @param wanted  how many were asked for
 */
public record HeldOutSubjects(int[] trained, int[] heldOut, Set<String> people, int wanted) {

	/** Fewest subjects that are left to train on. */
	private static final int FEWEST = 2;

	/**
	 * @param persons the subject of every clip
	 * @param labels  the class of every clip
	 * @param share   share of the subjects to hold out, at least one unless it is 0
	 * @param seed    seed of the order
	 * @return the split; nobody is held out where nobody can be spared
	 */
	public static HeldOutSubjects of(final List<String> persons, final int[] labels, final double share,
		final long seed)
	{
		final List<String> order = new ArrayList<>(new TreeSet<>(persons));
		final int wanted = share == 0 ? 0 : (int) Math.max(1, Math.round(share * order.size()));
		Collections.shuffle(order, new Random(seed));
		final Set<String> out = new TreeSet<>();
		for (final String person : order) {
			if (out.size() == wanted || order.size() - out.size() <= FEWEST) break;
			out.add(person);
			if (classes(persons, labels, out) < IntStream.of(labels).distinct().count()) out.remove(person);
		}
		return new HeldOutSubjects(rows(persons, out, false), rows(persons, out, true), out, wanted);
	}

	private static long classes(final List<String> persons, final int[] labels, final Set<String> without) {
		return IntStream.range(0, labels.length).filter(i -> !without.contains(persons.get(i))).map(i -> labels[i])
			.distinct().count();
	}

	private static int[] rows(final List<String> persons, final Set<String> people, final boolean among) {
		return IntStream.range(0, persons.size()).filter(i -> people.contains(persons.get(i)) == among).toArray();
	}
}
