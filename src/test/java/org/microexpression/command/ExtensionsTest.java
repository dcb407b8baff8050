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

package org.microexpression.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.clip.ApexFinder;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Protocol;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Selection;
import org.microexpression.face.RegisteredPair;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.field.MotionPair;
import org.microexpression.field.TestPairs;
import org.microexpression.motion.MotionRow;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.Quantity;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;

import net.imglib2.img.array.ArrayImgs;

/** The project in {@code src/it/extensions}, compiled as somebody else would, found in plain Java without a context. */
class ExtensionsTest {

	private static final Path PLUGIN = ExtensionProject.origin(DisplacementMethod.class);

	@TempDir
	static Path folder;

	private static Path jar;

	@BeforeAll
	static void build() throws IOException {
		jar = folder.resolve("expression-extensions-1.0.0.jar");
		ExtensionProject.build(PLUGIN, jar);
	}

	private static <T> T in(final ClassLoader loader, final Supplier<T> work) {
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			return work.get();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static List<String> titles() {
		return List.of(DatasetReader.all().stream().map(DatasetReader::title), Protocol.all().stream().map(Protocol::title),
			DisplacementMethod.all().stream().map(DisplacementMethod::title), ApexFinder.all().stream().map(
				ApexFinder::title), Spotter.all().stream().map(Spotter::title)).stream().flatMap(kind -> kind).toList();
	}

	@Test
	void eachDoorHasOneMoreThroughTheContextClassLoaderAndNoneTwice() throws IOException {
		final List<String> before = titles();
		final Path copy = Files.copy(jar, folder.resolve("the same in another version.jar"));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL(), copy.toUri().toURL(), PLUGIN
			.toUri().toURL() }, getClass().getClassLoader()))
		{
			final List<String> after = in(loader, ExtensionsTest::titles);
			assertEquals(after.stream().distinct().toList(), after);
			assertTrue(after.containsAll(before));
			assertEquals(List.of("Lab Faces", "Joy or not", "Block matching", "Sudden change", "Fixed threshold"), after
				.stream().filter(title -> !before.contains(title)).toList());
		}
		assertEquals(before, titles());
	}

	/** A plugins folder that was read a second time holds other copies of our types, whose instances are not ours. */
	@Test
	void aCopyOfThisProjectIsLeftAside() throws Exception {
		final List<String> before = titles();
		try (URLClassLoader copy = new URLClassLoader(new URL[] { jar.toUri().toURL(), PLUGIN.toUri().toURL(),
			ExtensionProject.origin(org.scijava.plugin.Plugin.class).toUri().toURL(), ExtensionProject.origin(
				net.imglib2.RandomAccessibleInterval.class).toUri().toURL() }, ClassLoader.getPlatformClassLoader()))
		{
			assertNotSame(DisplacementMethod.class, copy.loadClass(DisplacementMethod.class.getName()));
			assertEquals(before, in(copy, ExtensionsTest::titles));
		}
	}

	/** 30 frames at 30 frames a second; frames 10 to 16 move one region by 1 to 3 hundredths of the eyes' distance. */
	private static MotionTrace trace() {
		final MotionTrace.Builder builder = new MotionTrace.Builder("a.mp4");
		for (int frame = 1; frame <= 30; frame++) {
			final double[] u = new double[RegionSide.ALL.size()];
			u[5] = Math.max(0, 0.03 - 0.006 * Math.abs(frame - 13));
			builder.add(new MotionRow(frame, (frame - 1) / 30.0, 1, true, new double[Quantity.values().length], u,
				new double[u.length]));
		}
		return builder.build();
	}

	@Test
	void theyDoWhatTheySay() throws IOException {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, getClass().getClassLoader())) {
			final DisplacementMethod method = in(loader, () -> DisplacementMethod.named("block matching"));
			final DisplacementField truth = DisplacementField.zero(32, 32);
			java.util.Arrays.fill(truth.u(), 2);
			java.util.Arrays.fill(truth.v(), -1);
			final MotionPair pair = TestPairs.pair(32, truth, 0, 1);
			try (DisplacementEstimator estimator = method.open(DisplacementSetup.of(Path.of("none"), "auto"))) {
				assertEquals(0, TestPairs.endPointError(estimator.compute(new RegisteredPair(ArrayImgs.floats(pair.onset(), 32,
					32), ArrayImgs.floats(pair.apex(), 32, 32))), truth));
			}
			assertEquals("a model + Block matching", method.with("a model"));

			final DatasetReader reader = in(loader, () -> DatasetReader.named("lab faces"));
			final Protocol protocol = in(loader, () -> Protocol.named("joy or not"));
			final ApexFinder finder = in(loader, () -> ApexFinder.named("sudden change"));
			assertSame(loader, reader.getClass().getClassLoader());
			final Path root = LabFaces.write(Files.createDirectory(folder.resolve("lab")));
			final Selection selection = protocol.select(reader.read(new DatasetRequest(root, Optional.empty(), finder),
				Progress.none()));
			assertEquals(List.of("joy", "other", "joy", "other"), selection.samples().stream().map(Sample::label).toList());
			assertEquals(List.of("p1", "p1", "p2", "p2"), selection.samples().stream().map(Sample::subject).toList());
			assertEquals("2 of 4 clips show joy.", selection.explanation().get(0));
			assertEquals(List.of("smile1", "start1", "smile1", "smile1_2"), selection.samples().stream().map(Sample::clip)
				.toList());
			// The bar jumps from the fourth frame to the fifth; the second and fourth clip's apex is labelled.
			assertEquals(List.of(5, 3, 5, 6), selection.samples().stream().map(Sample::apex).toList());
			assertEquals("apex-not-labelled:5 by Sudden change", selection.samples().get(0).flags());

			final List<SpottedInterval> spotted = in(loader, () -> Spotter.named("fixed threshold")).spot(trace(),
				SpotterSettings.defaults());
			assertEquals(List.of("micro 9-13-17"), spotted.stream().map(span -> span.kind().label() + " " + span.onset()
				.frame() + "-" + span.apex().frame() + "-" + span.offset().frame()).toList());
		}
	}
}
