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

package org.microexpression.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.InputException;

/** A checkpoint comes back as it was, and a damaged one is refused. */
class CheckpointTest {

	private static final Trainer.State STATE = new Trainer.State(7, new float[] { 1, Float.MIN_VALUE }, new float[] { 2,
		-0f }, new float[] { 3, 1e30f }, new float[] { 4, 0.1f });

	@Test
	void comesBackAsItWas(@TempDir final Path folder) {
		final Path file = folder.resolve("c");
		final TrainingIdentity identity = TrainingIdentity.empty().with("size", "größer").with("seed", 3);
		new Checkpoint(identity, STATE, Optional.of(new Checkpoint.Best(5, 0.25, new float[] { 6, 7 })), Map.of("loss",
			0.1)).write(file);
		final Checkpoint back = Checkpoint.read(file);
		assertEquals(identity, back.identity());
		assertEquals(Map.of("loss", 0.1), back.figures());
		assertEquals(5, back.best().orElseThrow().step());
		assertEquals(0.25, back.best().orElseThrow().loss());
		assertArrayEquals(new float[] { 6, 7 }, back.best().orElseThrow().values());
		assertEquals(7, back.state().step());
		assertArrayEquals(STATE.values(), back.state().values());
		assertArrayEquals(STATE.mean(), back.state().mean());
		assertArrayEquals(STATE.meanSquare(), back.state().meanSquare());
		assertArrayEquals(STATE.average(), back.state().average());
	}

	@Test
	void aDamagedOneIsRefusedByName(@TempDir final Path folder) throws Exception {
		final Path file = folder.resolve("c");
		new Checkpoint(TrainingIdentity.empty().with("p", "q"), STATE, Optional.empty()).write(file);
		final byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
		assertTrue(assertThrows(InputException.class, () -> Checkpoint.read(file)).getMessage().contains(file.toString()));
		bytes[bytes.length / 2] ^= 1;
		Files.write(file, bytes);
		assertThrows(InputException.class, () -> Checkpoint.read(file));
		assertThrows(InputException.class, () -> Checkpoint.read(folder.resolve("absent")));
	}

	/** Whose it is, nobody knows: it is not to be deleted. */
	@Test
	void whatIsNoCheckpointIsToBeMoved(@TempDir final Path folder) throws Exception {
		final Path file = Files.writeString(folder.resolve("m.checkpoint"), "my own notes");
		final String move =
			"' is no checkpoint, and has the name that the checkpoint of this training would have; move it " +
				"or choose another output name, so that nothing is lost.";
		assertEquals("The file '" + file + move, refusal(file));
		Files.writeString(file, "");
		assertEquals("The file '" + file + move, refusal(file));
		final Path inside = Files.createDirectory(folder.resolve("n.checkpoint"));
		assertEquals("The folder '" + inside + move, refusal(inside));
		Files.writeString(file, "MEC2 of an earlier version");
		assertEquals("The checkpoint '" + file +
			"' cannot be read (it is of another version); delete it to start the training anew.", assertThrows(
				InputException.class, () -> Checkpoint.read(file)).getMessage());
		CheckpointFile.at(file).requireOurs();
		CheckpointFile.at(folder.resolve("absent")).requireOurs();
	}

	private static String refusal(final Path file) {
		final String said = assertThrows(InputException.class, () -> Checkpoint.read(file)).getMessage();
		assertEquals(said, assertThrows(InputException.class, () -> CheckpointFile.at(file).requireOurs()).getMessage());
		return said;
	}

	@Test
	void theIdentityNamesWhatDiffers() {
		final TrainingIdentity one = TrainingIdentity.empty().with("settings", "a").with("data", "b");
		assertEquals(List.of(), one.differencesFrom(TrainingIdentity.empty().with("data", "b").with("settings", "a")));
		assertEquals(List.of("data"), one.differencesFrom(one.with("data", "c")));
		assertEquals(List.of("settings", "seed"), one.with("settings", "z").differencesFrom(one.with("seed", 1)));
	}

	@Test
	void theRateRisesAndFallsToZero() {
		final LearningRate rate = new LearningRate(2, 0.1, 100);
		assertEquals(0.2, rate.at(0), 1e-12);
		assertEquals(2, rate.at(10), 1e-12);
		assertTrue(rate.at(99) < 0.01);
		assertEquals(0, rate.at(100));
	}
}
