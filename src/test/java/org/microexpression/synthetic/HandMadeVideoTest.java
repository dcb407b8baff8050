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

package org.microexpression.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.expression.ActionUnit;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.field.DisplacementField;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.synthetic.LongVideo.Camera;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;

/** Expressions by hand: what was asked for is what happens. */
class HandMadeVideoTest {

	@TempDir
	private Path folder;

	private static Setting still(final double seconds) {
		final Setting usual = Setting.usual(seconds, 100);
		return new Setting(usual.format(), new Acting(usual.acting().micro(), usual.acting().macro(), 0, false, false,
			false, 0), new Camera(0, 0, 50, 0, 0));
	}

	private static LongVideo video(final Person person, final Deed... deeds) {
		final Setting setting = still(1.4);
		return new LongVideo("by hand", FilmedFace.of(person, 3, setting.format()), 3, 4, setting, List.of(deeds));
	}

	@Test
	void theLeftMouthCornerMovesAsFarAsSaid() {
		for (final Person person : Person.values()) {
			final LongVideo video = video(person, new Deed(Deed.units("12L:0.6"), 0.5, 0.62, 0.9));
			final DisplacementField apex = video.displacement(62);
			double longest = 0;
			int where = -1;
			for (int i = 0; i < apex.u().length; i++)
				if (Math.hypot(apex.u()[i], apex.v()[i]) > longest) {
					longest = Math.hypot(apex.u()[i], apex.v()[i]);
					where = i;
				}
			assertEquals(0.6, longest, 0.06, person::toString);
			final FacialLandmarks face = video.landmarks(0);
			final double[] corner = registered(video, person, 54);
			assertEquals(corner[0], where % 128, 12, person + " " + face);
			assertEquals(corner[1], where / 128, 12, person::toString);
			double right = 0;
			for (int i = 0; i < apex.u().length; i++)
				if (i % 128 < 38) right = Math.max(right, Math.hypot(apex.u()[i], apex.v()[i]));
			assertTrue(right < 0.1, "the other side moves by " + right);
			assertEquals(0, ActionUnitPlacement.largest(video.displacement(50)), "neutral up to the onset");
			assertEquals(0, ActionUnitPlacement.largest(video.displacement(90)), "and from the offset on");
		}
	}

	private static double[] registered(final LongVideo video, final Person person, final int landmark) {
		final FacialLandmarks face = FilmedFace.of(person, 3, video.width(), video.height()).landmarks();
		return new double[] { face.x()[landmark], face.y()[landmark] };
	}

	@Test
	void theTruthHasTheTimesAndKinds() {
		final LongVideo video = video(Person.PORTRAIT, new Deed(Deed.units("4"), 0.1, 0.3, 0.5), Deed.blink(0.6), new Deed(
			Deed.units("1+2"), 0.7, 1, 1.3));
		assertEquals(List.of("11-31-51 MICRO", "61-71-86 BLINK", "71-101-131 MACRO"), video.truth().stream().map(e -> e
			.onset().frame() + "-" + e.apex().frame() + "-" + e.offset().frame() + " " + e.kind()).toList());
		assertThrows(IllegalArgumentException.class, () -> video(Person.PORTRAIT, new Deed(List.of(), 1, 1.2, 1.5)));
		assertThrows(InputException.class, () -> new Deed(List.of(), 1, 0.9, 1.5));
	}

	@Test
	void unitsAreReadAsPeopleWriteThem() {
		assertEquals(List.of(new Activation(ActionUnit.AU12, FaceSide.RIGHT, 0.6), new Activation(ActionUnit.AU4,
			FaceSide.LEFT, 1), new Activation(ActionUnit.AU4, FaceSide.RIGHT, 1), new Activation(ActionUnit.AU2,
				FaceSide.LEFT, 1.5)), Deed.units(" 12L:0.6 + AU4+r2:1.5"));
		for (final String wrong : new String[] { "smile", "12:0", "12:9", "99", "L12R", "12+", "12:x" }) {
			final String message = assertThrows(InputException.class, () -> Deed.units(wrong), wrong).getMessage();
			assertTrue(message.contains("write for instance L12:0.6+4"), message);
		}
		assertTrue(assertThrows(InputException.class, () -> Deed.units("none")).getMessage().startsWith(
			"The action units 'none' hold 'none', which is no action unit; "));
		assertTrue(assertThrows(InputException.class, () -> Deed.units("+4")).getMessage().startsWith(
			"The action units '+4' have no unit before or behind a +; "));
		for (final String twice : new String[] { "12:1+12:3", "4+L4:2", "R12+12R" })
			assertTrue(assertThrows(InputException.class, () -> Deed.units(twice), twice).getMessage().contains(
				"which is given before on the same side"), twice);
		assertEquals(2, Deed.units("L12:1+R12:3").size());
	}

	@Test
	void clipsByHandAreADataset() throws IOException {
		final VideoDataset dataset = new VideoDataset(5, still(0.3), List.of(new Deed(Deed.units("12L:0.6"), 0.1, 0.15,
			0.25)), "L12", Optional.empty());
		final List<Sample> samples = Manifest.read(dataset.writeFrames(folder, 2, 1, "positive", Progress.none()))
			.samples();
		assertEquals(List.of("s01/s01_v01 11-16-26 positive L12 micro", "s02/s02_v01 11-16-26 positive L12 micro"), samples
			.stream().map(s -> s.subject() + "/" + s.clip() + " " + s.onset() + "-" + s.apex() + "-" + s.offset() + " " + s
				.label() + " " + s.aus() + " " + s.kind()).toList());
		try (Clip clip = Clips.open(samples.get(1).source())) {
			assertArrayEquals(dataset.video(1, 0).frame(7).update(null).getCurrentStorageArray(), clip.frame(7).update(null)
				.getCurrentStorageArray(), "frames are kept as they are");
		}
	}

	@Test
	void longVideosComeWithTheirTruth() throws IOException {
		final VideoDataset dataset = new VideoDataset(6, Setting.usual(6, 30), List.of(), "", Optional.empty());
		final Path truth = dataset.writeMovies(folder, 1, 1, false, Progress.none());
		try (Clip clip = Clips.open(folder.resolve("s01_v01.avi"))) {
			assertEquals(180, clip.frameCount());
			assertEquals(30, clip.framesPerSecond(), 1e-3);
		}
		final List<String> lines = Files.readAllLines(truth);
		final List<SpottedInterval> events = dataset.video(0, 0).truth();
		assertEquals(1 + events.size(), lines.size());
		assertTrue(lines.get(1).startsWith("synthetic,s01,s01_v01,s01_v01.avi," + events.get(0).kind().label() + "," +
			events.get(0).onset().frame() + ","), lines.get(1));
	}

	/** The resource is the video of the program that makes it. */
	@Test
	void theSampleHasTwoExpressionsAndABlink() {
		assertEquals(List.of(SpottedKind.MICRO, SpottedKind.BLINK, SpottedKind.MACRO), SampleMaker.video().truth().stream()
			.map(SpottedInterval::kind).toList());
	}
}
