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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.img.array.ArrayImgs;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.FaceFinder;
import org.microexpression.fusion.Recognizer;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.LoadedModels.Borrowed;

/** Which networks are lent out again, and when they are freed. */
class LoadedModelsTest {

	private static final Path FACE = Path.of("models", "face");

	private boolean tight;
	private final LoadedModels loaded = new LoadedModels(Duration.ofHours(1), () -> tight);

	@TempDir
	private Path folder;

	@AfterEach
	void free() {
		loaded.close();
	}

	private static FaceFinder lentAndReturned(final LoadedModels loaded, final Path face) {
		try (Borrowed<FaceFinder> one = loaded.faces(face, Device.CPU)) {
			return one.get();
		}
	}

	private static boolean isFreed(final FaceFinder finder) {
		try {
			finder.find(ArrayImgs.floats(64, 64));
			throw new AssertionError("There is no face.");
		}
		catch (final InputException e) {
			return false;
		}
		catch (final IllegalStateException e) {
			return true;
		}
	}

	@Test
	void theNextBorrowerOfTheSameFilesGetsTheSameNetwork() throws IOException {
		final FaceFinder first = lentAndReturned(loaded, FACE);
		final Path copy = Files.createDirectory(folder.resolve("copy"));
		try (Stream<Path> files = Files.list(FACE)) {
			for (final Path file : files.toList())
				Files.copy(file, copy.resolve(file.getFileName()));
		}
		assertSame(first, lentAndReturned(loaded, copy), "the same content elsewhere");
		// Another list of tensors is another content, whether it can be read or not.
		Files.writeString(copy.resolve("landmarks.json"), "{}");
		assertThrows(InputException.class, () -> loaded.faces(copy, Device.CPU));
		assertSame(first, lentAndReturned(loaded, FACE));
	}

	@Test
	void aModelThatIsReplacedInItsFolderIsLoadedAnew() throws IOException {
		UntrainedModel.write(folder, "one", 1);
		UntrainedModel.write(folder, "two", 2);
		final Path one = folder.resolve("one");
		final DisplacementModel field;
		try (Borrowed<DisplacementModel> dgm = loaded.displacement(one, Hardware.cpu(1));
				Borrowed<Recognizer> recognizer = loaded.recognizer(one, Hardware.cpu(1)))
		{
			field = dgm.get();
			assertEquals(Device.CPU, recognizer.get().device());
		}
		assertEquals(2, loaded.waiting());
		try (Borrowed<DisplacementModel> dgm = loaded.displacement(one, Hardware.cpu(1))) {
			assertSame(field, dgm.get());
		}
		Files.move(one, folder.resolve("gone"));
		Files.move(folder.resolve("two"), one);
		try (Borrowed<DisplacementModel> dgm = loaded.displacement(one, Hardware.cpu(1))) {
			assertNotSame(field, dgm.get());
		}
		assertEquals(3, loaded.waiting());
	}

	@Test
	void nobodySharesANetworkAtTheSameTime() {
		final List<Borrowed<FaceFinder>> lent = new ArrayList<>();
		for (int i = 0; i < 14; i++)
			lent.add(loaded.faces(FACE, Device.CPU));
		assertEquals(14, lent.stream().map(Borrowed::get).distinct().count());
		final FaceFinder oldest = lent.get(0).get(), third = lent.get(2).get();
		lent.forEach(Borrowed::close);
		assertEquals(12, loaded.waiting());
		assertTrue(isFreed(oldest));
		assertTrue(!isFreed(third));
		lent.get(0).close();
		assertEquals(12, loaded.waiting(), "given back twice");
		assertThrows(IllegalStateException.class, lent.get(0)::get);
	}

	@Test
	void networksAreFreedOnDemandAndWhenMemoryIsShort() {
		final FaceFinder first = lentAndReturned(loaded, FACE);
		loaded.free();
		assertTrue(isFreed(first));
		assertEquals(0, loaded.waiting());
		final FaceFinder second = lentAndReturned(loaded, FACE);
		assertEquals(1, loaded.waiting());
		assertTrue(!isFreed(second));
		tight = true;
		final FaceFinder third = lentAndReturned(loaded, FACE);
		assertSame(second, third);
		assertTrue(isFreed(third));
	}

	@Test
	void whatWasBorrowedBeforeTheEndIsFreedWhenItComesBack() {
		final Borrowed<FaceFinder> late = loaded.faces(FACE, Device.CPU);
		final FaceFinder finder = late.get();
		loaded.close();
		assertTrue(!isFreed(finder));
		late.close();
		assertTrue(isFreed(finder));
		assertTrue(isFreed(lentAndReturned(LoadedModels.none(), FACE)));
	}

	@Test
	void whatNobodyUsesIsFreedByItself() throws InterruptedException {
		final LoadedModels brief = new LoadedModels(Duration.ofMillis(30), () -> false);
		final FaceFinder finder = lentAndReturned(brief, FACE);
		for (int i = 0; i < 1000 && brief.waiting() > 0; i++)
			Thread.sleep(10);
		assertEquals(0, brief.waiting());
		// It is taken out first and closed then, aside.
		for (int i = 0; i < 1000 && !isFreed(finder); i++)
			Thread.sleep(10);
		assertTrue(isFreed(finder));
	}
}
