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
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.SystemFiles;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The graph in a SavedModel, read as data, before TensorFlow runs it. A graph is a program: TensorFlow has operations
 * that read and write files and call other computers. Here every operation must be one that our own graph builder emits
 * for a network that is exported; these only compute.
 */
final class SavedGraph {

	/**
	 * What the builder emits for DGM and fusion, what it emitted for a DGM until 2026-11-30 (SpaceToDepth), and the three
	 * that TensorFlow adds to any SavedModel.
	 */
	static final Set<String> OPERATIONS = Set.of("Add", "AvgPool", "BatchMatMulV3", "BiasAdd", "Cast", "ConcatV2",
		"Const", "Conv2D", "DepthToSpace", "Div", "Erf", "Exp", "ExpandDims", "Fill", "Floor", "GatherV2", "Identity",
		"LeakyRelu", "Log", "MatMul", "Max", "Maximum", "Mean", "Minimum", "MirrorPad", "Mul", "NoOp", "Pack", "PadV2",
		"Placeholder", "Range", "Reshape", "ResizeNearestNeighbor", "ReverseV2", "Rsqrt", "Shape", "Slice", "Softmax",
		"SpaceToDepth", "Split", "SplitV", "Sqrt", "Square", "StopGradient", "Sub", "Sum", "Tile", "Transpose");

	private static final String FILE = "saved_model.pb";

	/** The largest network of ours has 4 MB. */
	private static final long MOST_BYTES = 256L << 20;

	private final Path folder;

	private final MetaGraphDef graph;

	private SavedGraph(final Path folder, final MetaGraphDef graph) {
		this.folder = folder;
		this.graph = graph;
	}

	/**
	 * @param folder a SavedModel's folder
	 * @return its graph, harmless
	 * @throws InputException if it holds no readable SavedModel, more than the graph, or a graph that does more than
	 *                        compute
	 */
	static SavedGraph read(final Path folder) {
		final Path file = folder.resolve(FILE);
		if (!Files.isRegularFile(file)) throw new InputException("The model folder '" + folder +
			"' holds no saved_model.pb; give the folder of a model that this plugin has written.");
		try {
			checkAlone(folder);
			if (Files.size(file) > MOST_BYTES) throw foreign(folder, "its file " + FILE + " has " + Files.size(file) +
				" bytes");
			final SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
			if (model.getMetaGraphsCount() != 1) throw foreign(folder, "it holds " + model.getMetaGraphsCount() + " graphs");
			final SavedGraph read = new SavedGraph(folder, model.getMetaGraphs(0));
			read.checkHarmless();
			return read;
		}
		catch (final IOException e) {
			throw new InputException("The model in '" + folder +
				"' cannot be read, its file saved_model.pb is damaged; install it again.", e);
		}
	}

	/** TensorFlow and DJL would take notice of other files: variables, assets, settings, libraries. */
	private static void checkAlone(final Path folder) throws IOException {
		for (final String name : names(folder)) {
			// TensorFlow's exporter leaves an empty folder.
			final boolean empty = name.equals("variables") && Files.isDirectory(folder.resolve(name)) && names(folder.resolve(
				name)).isEmpty();
			if (!name.equals(FILE) && !name.startsWith(".") && !SystemFiles.is(Path.of(name)) && !empty) throw foreign(folder,
				"it holds '" + name + "' beside " + FILE);
		}
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	private void checkHarmless() {
		if (!graph.getMetaInfoDef().getTagsList().equals(List.of(SavedModels.TAG))) throw foreign(
			"its graph has the tags " + graph.getMetaInfoDef().getTagsList());
		if (graph.getGraphDef().getLibrary().getFunctionCount() > 0) throw foreign("it brings functions of its own");
		if (graph.getAssetFileDefCount() > 0 || graph.getCollectionDefCount() > 0) throw foreign(
			"it has files or collections beside its graph");
		for (final NodeDef node : graph.getGraphDef().getNodeList()) {
			if (!OPERATIONS.contains(node.getOp())) throw foreign("its operation '" + shortened(node.getOp()) +
				"' is none that our networks are made of");
			for (final AttrValue value : node.getAttrMap().values())
				if (value.hasFunc() || value.getList().getFuncCount() > 0) throw foreign("its operation '" + shortened(node
					.getOp()) + "' calls a function");
		}
	}

	/**
	 * @param expected the inputs and outputs that the network must have, one or another of these, each in any order
	 * @throws InputException if it has others, or of other shapes
	 */
	void check(final List<ModelPorts> expected) {
		final var signature = graph.getSignatureDefMap().get(SavedModels.SIGNATURE);
		if (signature == null) throw foreign("it lacks the signature '" + SavedModels.SIGNATURE + "'");
		final ModelPorts found = new ModelPorts(ports(signature.getInputsMap()), ports(signature.getOutputsMap()));
		// Shapes with a length that is known only when run are equal to none, but written alike.
		final List<String> known = expected.stream().map(ModelPorts::toString).toList();
		if (!known.contains(found.toString())) throw new InputException("The network in '" + folder + "' computes " +
			shortened(found.toString()) + ", and its place asks for " + String.join(" or ", known) +
			"; its folders were exchanged, or the card is another model's: install the model again.");
	}

	/** @return the parameters of all members of the stack: [member, layout size] */
	FloatTensor parameters() {
		final NodeDef node = graph.getGraphDef().getNodeList().stream().filter(n -> n.getName().equals(
			GraphParts.PARAMETERS) && n.getOp().equals("Const")).findFirst().orElseThrow(() -> foreign(
				"it has no constant '" + GraphParts.PARAMETERS + "'"));
		final TensorProto value = node.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
		final long[] shape = shape(value.getTensorShape()).asArray();
		final long count = shape == null ? -1 : Arrays.stream(shape).reduce(1, Math::multiplyExact);
		if (value.getDtype() != DataType.DT_FLOAT || count * Float.BYTES != value.getTensorContent().size()) throw foreign(
			"its parameters do not fit their shape");
		final float[] values = new float[(int) count];
		value.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
		return new FloatTensor(shape, values);
	}

	private Map<String, Shape> ports(final Map<String, TensorInfo> infos) {
		final Map<String, Shape> ports = new LinkedHashMap<>();
		infos.forEach((name, info) -> {
			if (info.getDtype() != DataType.DT_FLOAT) throw foreign("its input or output '" + shortened(name) +
				"' is no single-precision number");
			ports.put(name, shape(info.getTensorShape()));
		});
		return ports;
	}

	private static Shape shape(final TensorShapeProto shape) {
		return shape.getUnknownRank() ? Shape.unknown() : Shape.of(shape.getDimList().stream().mapToLong(
			TensorShapeProto.Dim::getSize).toArray());
	}

	private InputException foreign(final String why) {
		return foreign(folder, why);
	}

	private static InputException foreign(final Path folder, final String why) {
		return new InputException("The model in '" + folder + "' is refused, " + why +
			": a model can do anything that this program can; use models that this plugin has written, from people you " +
			"trust.");
	}

	/** Names come from the file. */
	private static String shortened(final String text) {
		return text.length() > 200 ? text.substring(0, 200) + "…" : text;
	}
}
