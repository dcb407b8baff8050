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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;

/**
 * A training's state on disk. Written aside and moved into place whole, with a check sum, so that a file of this name is
 * always one complete state.
 *
 * @param purpose what the training was: a text that must be the same to go on, such as its settings
 * @param state   where it was
 */
public record Checkpoint(String purpose, Trainer.State state) {

	private static final int MAGIC = 0x4D454350;

	/**
	 * @param file the file, replaced if it exists
	 * @throws InputException if it cannot be written; an older file then stays as it was
	 */
	public void write(final Path file) {
		final CRC32 sum = new CRC32();
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(bytes, sum))) {
			out.writeInt(MAGIC);
			out.writeUTF(purpose);
			out.writeLong(state.step());
			write(out, state.values());
			write(out, state.mean());
			write(out, state.meanSquare());
			write(out, state.average());
			out.writeLong(sum.getValue());
		}
		catch (final IOException e) {
			throw new UncheckedIOException("A purpose of " + purpose.length() + " letters is too long for a checkpoint.", e);
		}
		AtomicFile.write(file, bytes.toByteArray());
	}

	/**
	 * @param file a file that {@link #write} made
	 * @return the checkpoint
	 * @throws InputException if it cannot be read or is damaged
	 */
	public static Checkpoint read(final Path file) {
		final CRC32 sum = new CRC32();
		try (DataInputStream in = new DataInputStream(new CheckedInputStream(new BufferedInputStream(Files.newInputStream(
			file), 1 << 16), sum)))
		{
			if (in.readInt() != MAGIC) throw new IOException("it is no checkpoint");
			final String purpose = in.readUTF();
			final Trainer.State state = new Trainer.State(in.readLong(), read(in), read(in), read(in), read(in));
			final long expected = sum.getValue();
			if (in.readLong() != expected) throw new IOException("its check sum is wrong");
			return new Checkpoint(purpose, state);
		}
		catch (final IOException e) {
			throw new InputException("The checkpoint '" + file + "' cannot be read (" + e.getMessage() +
				"); delete it to start the training anew.", e);
		}
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
