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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Clips whose features are their class plus their subject plus noise, in two datasets with the same subject numbers,
 * and with names that CSV finds hard.
 */
record MadeUpClips(LosoData data, double[][] features) {

	static MadeUpClips make() {
		final Random random = new Random(3);
		final List<LosoClip> clips = new ArrayList<>();
		final List<double[]> features = new ArrayList<>();
		for (final String dataset : List.of("samm", "casme2")) {
			for (int s = 1; s <= 7; s++) {
				final double[] person = random.doubles(8, -1, 1).toArray();
				final int n = 4 + random.nextInt(9);
				for (int i = 0; i < n; i++) {
					final int truth = random.nextInt(3);
					final double[] x = new double[8];
					for (int d = 0; d < 8; d++)
						x[d] = person[d] + 0.8 * random.nextGaussian() + (d % 3 == truth ? 1.5 : 0);
					clips.add(new LosoClip(dataset, "0" + s, "00" + i + (i == 0 ? " \"é,\n" : ""), truth));
					features.add(x);
				}
			}
		}
		return new MadeUpClips(new LosoData(LosoData.THREE_CLASSES, clips), features.toArray(double[][]::new));
	}

	/** @return the same clips with labels shuffled among those whose subject id starts with the text */
	MadeUpClips shuffled(final String subjects, final long seed) {
		final List<Integer> rows = new ArrayList<>();
		final List<Integer> labels = new ArrayList<>();
		for (int row = 0; row < data.size(); row++) {
			if (!data.clips().get(row).subjectId().startsWith(subjects)) continue;
			rows.add(row);
			labels.add(data.clips().get(row).truth());
		}
		Collections.shuffle(labels, new Random(seed));
		final List<LosoClip> clips = new ArrayList<>(data.clips());
		for (int i = 0; i < rows.size(); i++) {
			final LosoClip clip = clips.get(rows.get(i));
			clips.set(rows.get(i), new LosoClip(clip.dataset(), clip.subject(), clip.clip(), labels.get(i)));
		}
		return new MadeUpClips(new LosoData(data.classes(), clips), features);
	}

	LosoPlan plan() {
		return new LosoPlan(data, List.of(1L, 2L, 3L), 4);
	}

	LinearDiscriminant trainer() {
		return new LinearDiscriminant(features, 0.2);
	}

	static RunDescription description() {
		return new RunDescription("0000", Map.of("shrinkage", "0.2"), Map.of("plugin", "test"), Map.of("java", System
			.getProperty("java.version")));
	}
}
