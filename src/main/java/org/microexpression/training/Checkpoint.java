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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;

/**
 * A training's state on disk. Written aside and moved into place whole, with a check sum, so that a file of this name
 * is always one complete state.
 *
 * @param identity what the training was; it must be the same to go on
 * @param state    where it was
 * @param best     the best weights until then, where they were validated
 * @param figures  last losses and validation by name, for the card of a training that has no step left to do
 */
public record Checkpoint(TrainingIdentity identity, Trainer.State state, Optional<Best> best,
		Map<String, Double> figures) {

	/** Keeps its own copy, in the same order. */
	public Checkpoint {
		figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
	}

	/**
	 * A state without figures.
	 *
	 * @param identity what is trained on what
	 * @param state    how far it is
	 * @param best     the best weights so far; empty where none were validated
	 */
	public Checkpoint(final TrainingIdentity identity, final Trainer.State state, final Optional<Best> best) {
		this(identity, state, best, Map.of());
	}

	/**
	 * The weights of the smallest loss on validation examples.
	 *
	 * @param step   the step after which they were looked at
	 * @param loss   that loss
	 * @param values the parameters
	 */
	public record Best(long step, double loss, float[] values) {
	}

	/** Of the third form of the file; the first named neither data nor best weights, the second no figures. */
	private static final int MAGIC = 0x4D454333;

	/** What all forms begin with. */
	private static final byte[] BEGINNING = { 'M', 'E', 'C' };

	/**
	 * @param file the file, replaced if it exists
	 * @throws InputException if it cannot be written; an older file then stays as it was
	 */
	public void write(final Path file) {
		final CRC32 sum = new CRC32();
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(bytes, sum))) {
			out.writeInt(MAGIC);
			out.writeInt(identity.parts().size());
			for (final Map.Entry<String, String> part : identity.parts().entrySet()) {
				out.writeUTF(part.getKey());
				out.writeUTF(part.getValue());
			}
			out.writeLong(state.step());
			write(out, state.values());
			write(out, state.mean());
			write(out, state.meanSquare());
			write(out, state.average());
			out.writeBoolean(best.isPresent());
			if (best.isPresent()) {
				out.writeLong(best.get().step());
				out.writeDouble(best.get().loss());
				write(out, best.get().values());
			}
			out.writeInt(figures.size());
			for (final Map.Entry<String, Double> figure : figures.entrySet()) {
				out.writeUTF(figure.getKey());
				out.writeDouble(figure.getValue());
			}
			out.writeLong(sum.getValue());
		}
		catch (final IOException e) {
			throw new UncheckedIOException("The description of a training is too long for a checkpoint: " + identity, e);
		}
		AtomicFile.write(file, bytes.toByteArray());
	}

	/**
	 * @param file where a checkpoint is or is to be
	 * @throws InputException if something is there that no training has written
	 */
	static void requireOurs(final Path file) {
		if (!Files.exists(file)) return;
		boolean ours = Files.isRegularFile(file);
		if (ours) try (InputStream in = Files.newInputStream(file)) {
			ours = Arrays.equals(BEGINNING, in.readNBytes(BEGINNING.length));
		}
		catch (final IOException e) {
			throw cannotRead(file, e);
		}
		if (!ours) throw new InputException((Files.isDirectory(file) ? "The folder '" : "The file '") + file +
			"' is no checkpoint, and has the name that the checkpoint of this training would have; move it or choose another " +
			"output name, so that nothing is lost.");
	}

	/**
	 * @param file a file that {@link #write} made
	 * @return the checkpoint
	 * @throws InputException if it cannot be read, is damaged or something else
	 */
	public static Checkpoint read(final Path file) {
		requireOurs(file);
		final CRC32 sum = new CRC32();
		try (DataInputStream in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(Files.newInputStream(
			file), 1 << 16), sum)))
		{
			if (in.readInt() != MAGIC) throw new IOException("it is of another version");
			TrainingIdentity identity = TrainingIdentity.empty();
			for (int parts = in.readInt(); parts > 0; parts--)
				identity = identity.with(in.readUTF(), in.readUTF());
			final Trainer.State state = new Trainer.State(in.readLong(), read(in), read(in), read(in), read(in));
			final Optional<Best> best = in.readBoolean() ? Optional.of(new Best(in.readLong(), in.readDouble(), read(in)))
				: Optional.empty();
			final Map<String, Double> figures = new LinkedHashMap<>();
			for (int left = in.readInt(); left > 0; left--)
				figures.put(in.readUTF(), in.readDouble());
			final long expected = sum.getValue();
			if (in.readLong() != expected) throw new IOException("its check sum is wrong");
			return new Checkpoint(identity, state, best, figures);
		}
		catch (final IOException e) {
			throw cannotRead(file, e);
		}
	}

	private static InputException cannotRead(final Path file, final IOException e) {
		return new InputException("The checkpoint '" + file + "' cannot be read (" + Reasons.of(e) +
			"); delete it to start the training anew.", e);
	}

	private static void write(final DataOutputStream out, final float[] values) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * values.length);
		buffer.asFloatBuffer().put(values);
		out.writeInt(values.length);
		out.write(buffer.array());
	}

	private static float[] read(final DataInputStream in) throws IOException {
		final int length = in.readInt();
		if (length < 0 || length > Integer.MAX_VALUE / Float.BYTES) throw new IOException("it is damaged");
		final byte[] bytes = in.readNBytes(Float.BYTES * length);
		if (bytes.length != Float.BYTES * length) throw new IOException("it ends too early");
		final float[] values = new float[length];
		ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
		return values;
	}
}
