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

package org.microexpression.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.microexpression.evaluation.Probabilities;
import org.microexpression.face.RegisteredPair;
import org.microexpression.network.Device;
import org.microexpression.network.GraphSession;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.joint.BatchTensors;
import org.microexpression.training.joint.FrlDgtNetwork;
import org.microexpression.training.joint.RegisteredClips;
import org.microexpression.training.joint.TrainingPair;

/**
 * What trained networks say of the clips that were left out, one after the other in the same graph, whatever of them
 * was trained.
 */
final class ClipPredictor implements AutoCloseable {

	private static final int AT_ONCE = 8;

	private final RegisteredClips clips;
	private final GraphSession session;
	private final ParameterLayout layout;

	/**
	 * @param network the whole network, for inference
	 * @param clips   registered clips
	 * @param device  where it runs
	 */
	ClipPredictor(final NetworkDefinition network, final RegisteredClips clips, final Device device) {
		this.clips = clips;
		layout = ParameterLayout.of(network);
		session = GraphSession.changing(network, device);
	}

	/**
	 * Adds a network's share to the probabilities.
	 *
	 * @param parts parameters of parts of the network or of all of it, later ones in the place of earlier ones
	 * @param rows  numbers of the clips
	 * @param mean  gets the probabilities of these, in their order
	 */
	void add(final List<Parameters> parts, final int[] rows, final Probabilities.Mean mean) {
		final Parameters all = new Parameters(layout, new float[layout.size()]);
		parts.forEach(all::copyFrom);
		session.setParameters(all);
		for (int from = 0; from < rows.length; from += AT_ONCE) {
			final int first = from;
			final List<TrainingPair> batch = Arrays.stream(rows).skip(from).limit(AT_ONCE).mapToObj(this::labelled).toList();
			final float[] p = session.run(BatchTensors.frames(batch)).get(FrlDgtNetwork.PROBABILITIES).data();
			IntStream.range(0, batch.size()).forEach(i -> mean.add(first + i, p, i * (p.length / batch.size())));
		}
	}

	@Override
	public void close() {
		session.close();
	}

	private TrainingPair labelled(final int row) {
		final RegisteredPair pair = clips.labelled(row);
		return new TrainingPair(pair.onsetPixels(), pair.apexPixels(), Optional.empty(), TrainingPair.UNKNOWN, pair
			.landmarks());
	}
}
