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

package org.microexpression.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.google.protobuf.CodedOutputStream;

import org.microexpression.base.AtomicFolder;
import org.microexpression.base.InputException;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.SavedModel;

/** Writes a trained network as a TensorFlow SavedModel, which DJL and every other TensorFlow program can load. */
public final class SavedModels {

	/** The tag and the signature that every exported network has. */
	static final String TAG = "serve";
	static final String SIGNATURE = "serving_default";

	/** Name of the file with the graph and, as its constants, the parameters. */
	public static final String GRAPH = "saved_model.pb";

	private SavedModels() {
		// Static access only: an export leaves nothing behind in memory.
	}

	/**
	 * Exports a network for inference. The model is written beside its target and then moved, so that a full disk or a
	 * killed process leaves an older model as it was.
	 *
	 * @param network    the definition
	 * @param parameters its trained parameters; taken by name, so the definition may be a part of the trained one
	 * @param folder     the SavedModel's folder; replaced if it exists
	 * @throws InputException if the folder cannot be written
	 */
	public static void export(final NetworkDefinition network, final Parameters parameters, final Path folder) {
		export(network, List.of(parameters), folder);
	}

	/**
	 * Exports a stack of networks as one, e.g. a committee; otherwise as
	 * {@link #export(NetworkDefinition, Parameters, Path)}.
	 *
	 * @param network the definition, which is built with a fold axis as long as the list
	 * @param members the trained parameters of each member of the stack
	 * @param folder  the SavedModel's folder; replaced if it exists
	 * @throws InputException if the folder cannot be written
	 */
	public static void export(final NetworkDefinition network, final List<Parameters> members, final Path folder) {
		AtomicFolder.write(folder, aside -> write(network, members, aside));
	}

	/**
	 * Writes a stack of networks into a folder that is itself written as a whole: the part of a model.
	 *
	 * @param network the definition, which is built with a fold axis as long as the list
	 * @param members the trained parameters of each member of the stack
	 * @param folder  the SavedModel's folder
	 * @throws IOException if the folder cannot be written
	 */
	public static void write(final NetworkDefinition network, final List<Parameters> members, final Path folder)
		throws IOException
	{
		final ParameterLayout layout = ParameterLayout.of(network);
		final float[] own = new float[members.size() * layout.size()];
		for (int m = 0; m < members.size(); m++) {
			final Parameters member = new Parameters(layout, new float[layout.size()]);
			if (member.copyFrom(members.get(m)) != layout.parameters().size()) throw new IllegalArgumentException(
				"The given parameters lack some of this network's.");
			System.arraycopy(member.values(), 0, own, m * layout.size(), layout.size());
		}
		write(network, layout, own, folder);
		writeInOrder(folder.resolve(GRAPH));
	}

	/**
	 * Takes the parameters out of an exported network again, to train on from there.
	 *
	 * @param network the definition that was exported
	 * @param folder  the SavedModel's folder
	 * @return the parameters of each member of the stack; one for a single network
	 * @throws InputException if the folder holds no readable model, or one of another definition
	 */
	public static List<Parameters> parameters(final NetworkDefinition network, final Path folder) {
		final ParameterLayout layout = ParameterLayout.of(network);
		final FloatTensor stack = SavedGraph.read(folder).parameters();
		final float[] values = stack.data();
		if (values.length == 0 || stack.shape()[stack.shape().length - 1] != layout.size()) throw new InputException(
			"The model in '" + folder +
				"' has another network than the settings ask for; use the settings it was trained with, or another model.");
		final List<Parameters> members = new ArrayList<>();
		for (int from = 0; from < values.length; from += layout.size()) {
			members.add(new Parameters(layout, Arrays.copyOfRange(values, from, from + layout.size())));
		}
		return members;
	}

	/**
	 * TensorFlow writes a map in the order that it has in memory; here by its keys, so that equal models are equal files.
	 */
	private static void writeInOrder(final Path file) throws IOException {
		final SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
		final byte[] bytes = new byte[model.getSerializedSize()];
		final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
		out.useDeterministicSerialization();
		model.writeTo(out);
		out.checkNoSpaceLeft();
		Files.write(file, bytes);
	}

	private static void write(final NetworkDefinition network, final ParameterLayout layout, final float[] values,
		final Path folder) throws IOException
	{
		try (GraphParts parts = GraphParts.constant(network, layout, values);
				Session session = new Session(parts.graph, TensorFlowRuntime.configuration(Device.CPU)))
		{
			final Signature.Builder signature = Signature.builder().key(SIGNATURE).methodName("tensorflow/serving/predict");
			parts.inputs.forEach(signature::input);
			parts.outputs.forEach(signature::output);
			SavedModelBundle.exporter(folder.toString()).withTags(TAG).withFunction(SessionFunction.create(signature.build(),
				session)).export();
		}
		catch (final TensorFlowException e) {
			// TensorFlow's own kind of "no space left on device" and the like; its later lines speak of the graph.
			throw new IOException(e.getMessage().lines().findFirst().orElse("TensorFlow does not say why"), e);
		}
	}
}
