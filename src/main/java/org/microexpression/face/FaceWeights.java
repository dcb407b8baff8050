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

package org.microexpression.face;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

import org.microexpression.base.InputException;
import org.microexpression.base.Sha256;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.Parameter;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;

/**
 * Reads a face network's weights as {@code bin/convert-face-models} writes them: {@code NAME.json} with name, shape,
 * offset, scale and minimum of every tensor, and {@code NAME.bin} with one unsigned byte a value.
 */
final class FaceWeights {

	private static final int FORMAT = 1;

	private FaceWeights() {
		// Static methods only.
	}

	/** The list of tensors, as Gson reads it. */
	private record Index(int format, String sha256, List<Entry> tensors) {
	}

	private record Entry(String name, long[] shape, int offset, double scale, double min) {
	}

	/**
	 * @param folder  folder of the face networks
	 * @param name    the network's name
	 * @param network its definition
	 * @return its parameters
	 * @throws InputException if a file is missing, damaged, of another format or of another network
	 */
	static Parameters read(final Path folder, final String name, final NetworkDefinition network) {
		final Path list = folder.resolve(name + ".json"), values = folder.resolve(name + ".bin");
		final Index index;
		final byte[] bytes;
		try {
			index = new Gson().fromJson(Files.readString(list, StandardCharsets.UTF_8), Index.class);
			bytes = Files.readAllBytes(values);
		}
		catch (final IOException | JsonParseException e) {
			throw unreadable(folder, name, e);
		}
		if (index == null || index.format != FORMAT) throw new InputException("The face network '" + list +
			"' has the format " + (index == null ? "of an empty file" : index.format) +
			", and this version of the plugin reads format " + FORMAT + "; install the plugin again.");
		if (index.tensors == null || !Sha256.of(bytes).equals(index.sha256)) throw new InputException("The face network '" +
			values + "' is damaged: its contents do not fit " + name + ".json; install the plugin again.");
		final ParameterLayout layout = ParameterLayout.of(network);
		final Parameters parameters = new Parameters(layout, new float[layout.size()]);
		if (index.tensors.size() != layout.parameters().size()) throw otherNetwork(list);
		for (final Entry entry : index.tensors)
			parameters.set(entry.name, values(entry, bytes, layout, list));
		return parameters;
	}

	/**
	 * @param folder folder of the face networks
	 * @param names  the networks' names
	 * @return the SHA-256 of all their files
	 * @throws InputException if a file cannot be read
	 */
	static String hash(final Path folder, final String... names) {
		final Sha256 sum = new Sha256();
		for (final String name : names) {
			try {
				sum.add(Files.readAllBytes(folder.resolve(name + ".json"))).add(Files.readAllBytes(folder.resolve(name +
					".bin")));
			}
			catch (final IOException e) {
				throw unreadable(folder, name, e);
			}
		}
		return sum.hex();
	}

	private static InputException unreadable(final Path folder, final String name, final Exception cause) {
		return new InputException("The face network in '" + folder + "' cannot be read (" + name + ".json and " + name +
			".bin); install the plugin again.", cause);
	}

	private static float[] values(final Entry entry, final byte[] bytes, final ParameterLayout layout, final Path list) {
		if (!layout.contains(entry.name)) throw otherNetwork(list);
		final Parameter parameter = layout.get(entry.name);
		if (!Arrays.equals(entry.shape, parameter.shape()) || entry.offset < 0 || entry.offset > bytes.length - parameter
			.size()) throw otherNetwork(list);
		final float[] values = new float[parameter.size()];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (entry.min + entry.scale * (bytes[entry.offset + i] & 0xff));
		return values;
	}

	private static InputException otherNetwork(final Path list) {
		return new InputException("The face network '" + list +
			"' is not the one that this version of the plugin runs; install the plugin again.");
	}
}
