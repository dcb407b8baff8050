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

package org.microexpression.timeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.SignedFile;
import org.microexpression.motion.MotionSpan;

/**
 * The file of a piece with the motion of a span.
 *
 * @param file   where it is
 * @param origin what it was made from; one of another origin is refused
 */
record MotionSpanFile(Path file, String origin) {

	/**
	 * What is in it.
	 *
	 * @param failure why the video cannot be used; empty where it can
	 * @param motion  the motion; none where the video cannot be used
	 */
	record Content(String failure, Optional<MotionSpan> motion) {
	}

	void write(final Content content) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeUTF(origin);
			out.writeUTF(content.failure);
			if (content.motion.isPresent()) out.write(content.motion.get().bytes());
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		SignedFile.write(file, bytes.toByteArray());
	}

	/** @throws InputException if it is damaged, another's, or cannot be read */
	Content read() {
		try {
			final byte[] bytes = SignedFile.read(file).orElseThrow(this::changed);
			try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
				if (!in.readUTF().equals(origin)) throw changed();
				final String failure = in.readUTF();
				return new Content(failure, failure.isEmpty() ? Optional.of(MotionSpan.of(in.readAllBytes())) : Optional
					.empty());
			}
		}
		catch (final IllegalArgumentException e) {
			throw changed();
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); start the worker again, with an output folder that all workers see.", e);
		}
	}

	/** @return what to say where it has not the motion of its video */
	InputException changed() {
		return new InputException("The file '" + file +
			"' was changed or is damaged: it has not the motion of its video; " + "delete it and start a worker again.");
	}
}
