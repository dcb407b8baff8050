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

package org.microexpression.motion;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.TextBytes;
import org.microexpression.face.SimilarityTransform;

/**
 * How a face moves in a span of a clip, as numbers that are exact in bytes, too, so that one process measures it and
 * another puts the trace together ({@link FacialMotion#trace}).
 */
public final class MotionSpan {

	/** What such bytes begin with; another number wherever what follows is told otherwise. */
	private static final String KIND = "motion of a span 1";

	private final List<SampleMotion> samples;
	private final List<String> remarks;

	/**
	 * @param samples in their order
	 * @param remarks what the user should know of the whole clip; known with its last span, none before
	 */
	MotionSpan(final List<SampleMotion> samples, final List<String> remarks) {
		this.samples = List.copyOf(samples);
		this.remarks = List.copyOf(remarks);
	}

	List<SampleMotion> samples() {
		return samples;
	}

	List<String> remarks() {
		return remarks;
	}

	/** @return it as bytes */
	public byte[] bytes() {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeUTF(KIND);
			out.writeInt(samples.size());
			for (final SampleMotion sample : samples) {
				out.writeInt(sample.index());
				out.writeBoolean(sample.face().isPresent());
				if (sample.face().isPresent()) write(sample.face().get(), out);
			}
			TextBytes.write(remarks, out);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	/**
	 * @param bytes what {@link #bytes} gave
	 * @return the span
	 * @throws IllegalArgumentException if they are something else
	 */
	public static MotionSpan of(final byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			if (!in.readUTF().equals(KIND)) throw new IllegalArgumentException("No motion of a span");
			final List<SampleMotion> samples = new ArrayList<>();
			for (int left = in.readInt(); left > 0; left--)
				samples.add(new SampleMotion(in.readInt(), in.readBoolean() ? Optional.of(face(in)) : Optional.empty()));
			final List<String> remarks = TextBytes.read(in);
			if (in.read() >= 0) throw new IllegalArgumentException("More than the motion of a span");
			return new MotionSpan(samples, remarks);
		}
		catch (final IOException e) {
			throw new IllegalArgumentException("No motion of a span", e);
		}
	}

	private static void write(final SampleMotion.Face face, final DataOutputStream out) throws IOException {
		out.writeInt(face.segment());
		out.writeBoolean(face.renewed());
		final SimilarityTransform place = face.place();
		for (final double value : new double[] { place.a(), place.b(), place.tx(), place.ty(), face.quality(), face
			.open()[0], face.open()[1], face.growth(), face.rotation(), face.yaw(), face.pitch() })
			out.writeDouble(value);
		for (final double value : face.u())
			out.writeDouble(value);
		for (final double value : face.v())
			out.writeDouble(value);
	}

	private static SampleMotion.Face face(final DataInputStream in) throws IOException {
		final int segment = in.readInt();
		final boolean renewed = in.readBoolean();
		final double[] values = doubles(in, 11);
		final double[] u = doubles(in, RegionSide.ALL.size()), v = doubles(in, RegionSide.ALL.size());
		return new SampleMotion.Face(segment, new SimilarityTransform(values[0], values[1], values[2], values[3]),
			values[4], new double[] { values[5], values[6] }, renewed, values[7], values[8], values[9], values[10], u, v);
	}

	private static double[] doubles(final DataInputStream in, final int count) throws IOException {
		final double[] values = new double[count];
		for (int i = 0; i < count; i++)
			values[i] = in.readDouble();
		return values;
	}
}
