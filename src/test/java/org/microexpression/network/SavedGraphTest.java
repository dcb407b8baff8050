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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.Canary;
import org.microexpression.base.InputException;
import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.fusion.TemporalFusion;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

import com.google.protobuf.ByteString;

class SavedGraphTest {

	@TempDir
	private Path folder;

	/**
	 * Every network that is exported: the DGM, the fusion with each of its stages or without, and the temporal path, of one
	 * member or more.
	 */
	static List<NetworkDefinition> exported() {
		final List<NetworkDefinition> networks = new ArrayList<>(List.of(new DgmNetwork(Dgm.standard())));
		for (int stages = 0; stages < 16; stages++)
			networks.add(new Fusion(new FusionSettings((stages & 1) == 0, (stages & 2) == 0, (stages & 4) == 0, (stages &
				8) == 0, 16, 2, 0.1, 0.1, 0.5)).forInference());
		networks.add(new TemporalFusion(TemporalFusion.Settings.defaults(), 3).forInference());
		return networks;
	}

	@Test
	void theListIsWhatTheBuilderEmits() throws IOException {
		// Displacement modules that were exported before 2026-11-30 fold pixels into channels by it.
		final Set<String> emitted = new TreeSet<>(Set.of("SpaceToDepth"));
		int i = 0;
		for (final NetworkDefinition network : exported()) {
			final Parameters parameters = ParameterLayout.of(network).initialize(1);
			for (final List<Parameters> members : List.of(List.of(parameters), List.of(parameters, parameters))) {
				// One member alone has another product of matrices than several, whatever the stages.
				if (network instanceof DgmNetwork ? members.size() > 1 : i > 4 && members.size() == 1) continue;
				final Path model = folder.resolve("m" + i++);
				SavedModels.export(network, members, model);
				SavedModel.parseFrom(Files.readAllBytes(model.resolve("saved_model.pb"))).getMetaGraphs(0).getGraphDef()
					.getNodeList().stream().map(NodeDef::getOp).forEach(emitted::add);
			}
		}
		assertEquals(emitted, new TreeSet<>(SavedGraph.OPERATIONS));
	}

	private Path fusion() {
		final NetworkDefinition network = new Fusion(FusionSettings.defaults(), List.of("a", "b", "c")).forInference();
		final Path model = folder.resolve("fusion");
		SavedModels.export(network, ParameterLayout.of(network).initialize(1), model);
		return model;
	}

	private static void change(final Path model, final Consumer<MetaGraphDef.Builder> change) throws IOException {
		final Path file = model.resolve("saved_model.pb");
		final SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
		change.accept(saved.getMetaGraphsBuilder(0));
		Files.write(file, saved.build().toByteArray());
	}

	private static NodeDef string(final String name, final String text) {
		return NodeDef.newBuilder().setName(name).setOp("Const").putAttr("dtype", AttrValue.newBuilder().setType(
			DataType.DT_STRING).build()).putAttr("value", AttrValue.newBuilder().setTensor(TensorProto.newBuilder().setDtype(
				DataType.DT_STRING).setTensorShape(TensorShapeProto.newBuilder()).addStringVal(ByteString.copyFromUtf8(text)))
				.build()).build();
	}

	private static void assertRefused(final Path model, final String why) {
		final String message = assertThrows(InputException.class, () -> ExportedModel.open(model, Recognizer.ports(3),
			Hardware.of(Device.CPU))).getMessage();
		assertTrue(message.startsWith("The model in '" + model + "' is refused, " + why) && message.endsWith(
			": a model can do anything that this program can; use models that this plugin has written, from people you " +
				"trust."), message);
		assertEquals(message, assertThrows(InputException.class, () -> SavedModels.parameters(new Fusion(FusionSettings
			.defaults(), List.of("a", "b", "c")).forInference(), model)).getMessage());
	}

	@Test
	void aGraphThatWritesAFileIsNotLoaded() throws IOException, InterruptedException {
		final Path model = fusion();
		try (Canary canary = new Canary(folder)) {
			change(model, graph -> {
				final var nodes = graph.getGraphDefBuilder();
				nodes.addNode(string("name", canary.victim().toString())).addNode(string("content", "written"));
				nodes.addNode(NodeDef.newBuilder().setName("write").setOp("WriteFile").addInput("name").addInput("content"));
				// Run whenever the network's output is asked for.
				final String output = graph.getSignatureDefOrThrow("serving_default").getOutputsOrThrow("probabilities")
					.getName().replace(":0", "");
				for (int i = 0; i < nodes.getNodeCount(); i++)
					if (nodes.getNode(i).getName().equals(output)) nodes.getNodeBuilder(i).addInput("^write");
			});
			assertRefused(model, "its operation 'WriteFile' is none that our networks are made of");
			canary.assertUntouched();
		}
	}

	@Test
	void whatElseAGraphMayBringIsRefused() throws IOException {
		final Path model = fusion();
		final byte[] honest = Files.readAllBytes(model.resolve("saved_model.pb"));
		change(model, graph -> graph.getGraphDefBuilder().getLibraryBuilder().addFunction(FunctionDef.newBuilder()
			.addNodeDef(NodeDef.newBuilder().setName("x").setOp("WriteFile"))));
		assertRefused(model, "it brings functions of its own");
		Files.write(model.resolve("saved_model.pb"), honest);
		change(model, graph -> graph.getGraphDefBuilder().getNodeBuilder(5).putAttr("f", AttrValue.newBuilder().setFunc(
			NameAttrList.newBuilder().setName("g")).build()));
		assertRefused(model, "its operation '");
		Files.write(model.resolve("saved_model.pb"), honest);
		change(model, graph -> graph.addAssetFileDefBuilder().setFilename("../../elsewhere"));
		assertRefused(model, "it has files or collections beside its graph");
		Files.write(model.resolve("saved_model.pb"), honest);
		change(model, graph -> graph.getMetaInfoDefBuilder().addTags("train"));
		assertRefused(model, "its graph has the tags [serve, train]");
		Files.write(model.resolve("saved_model.pb"), honest);
		final Path variables = Files.writeString(model.resolve("variables/variables.index"), "");
		assertRefused(model, "it holds 'variables' beside saved_model.pb");
		Files.delete(variables);
		Files.writeString(model.resolve("serving.properties"), "option.x=y");
		assertRefused(model, "it holds 'serving.properties' beside saved_model.pb");
		Files.delete(model.resolve("serving.properties"));
		ExportedModel.open(model, Recognizer.ports(3), Hardware.of(Device.CPU)).close();
	}

	@Test
	void aNetworkOfOtherInputsOrOutputsIsRefused() {
		final Path model = fusion();
		final String classes = assertThrows(InputException.class, () -> ExportedModel.open(model, Recognizer.ports(5),
			Hardware.of(Device.CPU))).getMessage();
		assertEquals("The network in '" + model +
			"' computes fields [-1, 28, 28, 2] -> probabilities [-1, 3], and its place " +
			"asks for fields [-1, 28, 28, 2] -> probabilities [-1, 5]; its folders were exchanged, or the card is another " +
			"model's: install the model again.", classes);
		final String exchanged = assertThrows(InputException.class, () -> ExportedModel.open(model, new DgmNetwork(Dgm
			.standard()).ports(), Hardware.of(Device.CPU))).getMessage();
		assertTrue(exchanged.contains(
			"asks for apex [-1, 128, 128], onset [-1, 128, 128] -> displacement [-1, 128, 128, 2]; " +
				"its folders were exchanged"), exchanged);
	}

	@Test
	void parametersAreReadWithoutRunningTheGraph() {
		final NetworkDefinition network = new Fusion(FusionSettings.defaults(), List.of("a", "b")).forInference();
		final List<Parameters> members = List.of(ParameterLayout.of(network).initialize(1), ParameterLayout.of(network)
			.initialize(2));
		SavedModels.export(network, members, folder.resolve("two"));
		final List<Parameters> read = SavedModels.parameters(network, folder.resolve("two"));
		assertEquals(2, read.size());
		for (int i = 0; i < 2; i++)
			assertArrayEquals(members.get(i).values(), read.get(i).values());
	}
}
