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

package org.microexpression.training.dgm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.microexpression.base.Seeds;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.field.MotionPair;
import org.microexpression.network.FloatTensor;
import org.microexpression.synthetic.PairSeries;

/**
 * The batches that a DGM is trained on, made one after the other on a single thread. Each pair is seen several times,
 * flipped and transposed differently, because making a pair takes longer than learning from it. Batch k depends on the
 * seed and k alone, so that a training that goes on at step k sees what an unbroken one sees.
 */
final class DgmBatches {

	/** Pairs that a batch is drawn from. */
	private static final int WINDOW = 96;

	/** How often a pair is seen on average. */
	private static final int USES = 6;

	/** Share of pairs whose rows and columns are swapped or whose rows are reversed: most faces stay upright. */
	private static final double TURNED = 0.3;

	private final PairSeries pairs;
	private final int size;
	private final int batch;
	private final long seed;
	private final Map<Long, MotionPair> window = new HashMap<>();

	/**
	 * @param pairs     pair of any number ≥ 0
	 * @param size      rows and columns
	 * @param batch     pairs a batch
	 * @param seed      what is drawn depends on it
	 */
	DgmBatches(final PairSeries pairs, final int size, final int batch, final long seed) {
		this.pairs = pairs;
		this.size = size;
		this.batch = batch;
		this.seed = seed;
	}

	/**
	 * @param step number of a batch; greater than that of the batch asked for before
	 * @return onset, apex and truth by the names of {@link DgmTrainingNetwork}
	 */
	Map<String, FloatTensor> batch(final long step) {
		final SplittableRandom random = new SplittableRandom(Seeds.numbered(seed, step));
		final long from = step * batch / USES;
		window.keySet().removeIf(index -> index < from);
		final int pixels = size * size;
		final float[] onset = new float[batch * pixels];
		final float[] apex = new float[batch * pixels];
		final float[] truth = new float[2 * batch * pixels];
		for (int b = 0; b < batch; b++) {
			final long index = from + random.nextInt(WINDOW);
			fill(window.computeIfAbsent(index, pairs::apply), b * pixels, onset, apex, truth, random);
		}
		final Map<String, FloatTensor> made = new LinkedHashMap<>();
		made.put(DgmNetwork.ONSET, FloatTensor.of(onset, batch, size, size));
		made.put(DgmNetwork.APEX, FloatTensor.of(apex, batch, size, size));
		made.put(DgmTrainingNetwork.TRUTH, FloatTensor.of(truth, batch, size, size, 2));
		return made;
	}

	private void fill(final MotionPair pair, final int offset, final float[] onset, final float[] apex,
		final float[] truth, final SplittableRandom random)
	{
		final boolean mirrored = random.nextBoolean();
		final boolean turned = random.nextDouble() < TURNED;
		final boolean upsideDown = turned && random.nextBoolean();
		final boolean transposed = turned && random.nextBoolean();
		final int su = mirrored ? -1 : 1;
		final int sv = upsideDown ? -1 : 1;
		for (int y = 0, to = offset; y < size; y++) {
			for (int x = 0; x < size; x++, to++) {
				final int column = mirrored ? size - 1 - x : x;
				final int row = upsideDown ? size - 1 - y : y;
				final int from = transposed ? column * size + row : row * size + column;
				onset[to] = pair.onset()[from];
				apex[to] = pair.apex()[from];
				truth[2 * to] = su * (transposed ? pair.truth().v() : pair.truth().u())[from];
				truth[2 * to + 1] = sv * (transposed ? pair.truth().u() : pair.truth().v())[from];
			}
		}
	}
}
