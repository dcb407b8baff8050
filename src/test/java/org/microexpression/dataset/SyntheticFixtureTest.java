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

package org.microexpression.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.LargestMotion;
import org.microexpression.dataset.fixture.CompositeFixture;
import org.microexpression.dataset.fixture.FixturePlan;
import org.microexpression.dataset.protocol.MegcComposite;
import org.microexpression.dataset.reader.CompositeReader;
import org.microexpression.synthetic.SyntheticClip;

/** The made-up composite with synthetic faces, from disk to a manifest whose clips open. */
class SyntheticFixtureTest {

	@TempDir
	Path folder;

	@Test
	void theCompositeIsReadAndItsClipsOpenAtTheirKeyFrames() {
		CompositeFixture.write(folder, FixturePlan.small(5, 2, 12), SyntheticClip.Setting.sample(), Progress.none());
		final Selection selection = new MegcComposite().select(new CompositeReader().read(DatasetRequest.midpoint(folder),
			Progress.none()));
		assertEquals(Set.of("casme2", "samm", "smic"), selection.samples().stream().map(Sample::dataset).collect(Collectors
			.toCollection(TreeSet::new)));
		assertTrue(selection.subjects() >= 13, "five subjects a dataset, some of which lose their two clips to faults");
		for (final Sample sample : selection.samples()) {
			try (Clip clip = Clips.open(sample.source())) {
				final int onset = clip.indexOf(sample.onset());
				final int apex = clip.indexOf(sample.apex());
				assertEquals(256, clip.width());
				assertTrue(clip.indexOf(sample.offset()) >= apex);
				final double moved = LargestMotion.difference(clip.frame(onset), clip.frame(apex));
				assertTrue(moved > 0.5, sample.key() + " moves by " + moved + " grey levels");
			}
		}
	}
}
