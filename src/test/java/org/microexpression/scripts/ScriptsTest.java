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

package org.microexpression.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.WindowManager;
import ij.macro.Interpreter;

import java.awt.Window;
import java.io.File;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.expression.ExpressionClass;
import org.microexpression.face.FaceFinder;
import org.microexpression.house.Documentation.Piece;
import org.microexpression.house.Documentation;
import org.microexpression.model.ModelCard;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.pipeline.LoadedModels;
import org.microexpression.pipeline.LoadedModelsService;
import org.microexpression.pipeline.Recognition;
import org.microexpression.pipeline.UntrainedModel;
import org.microexpression.study.MadeUpFields;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleService;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.script.AdaptedScriptLanguage;
import org.scijava.script.ScriptInfo;
import org.scijava.script.ScriptLanguage;
import org.scijava.script.ScriptModule;
import org.scijava.script.ScriptService;
import org.scijava.task.TaskService;

/** The scripts in {@code scripts/}, run by SciJava in the real languages: Groovy 4 and Jython 2.7, as Fiji has them. */
class ScriptsTest {

	/** Groovy's own engine. */
	public static final class Groovy extends AdaptedScriptLanguage {

		/** Made by SciJava. */
		public Groovy() {
			super("groovy");
		}
	}

	/** Jython's own engine. */
	public static final class Jython extends AdaptedScriptLanguage {

		/** Made by SciJava. */
		public Jython() {
			super("jython");
		}
	}

	private static final File SAMPLES = new File("src/main/resources/org/microexpression/samples");
	private static final File CLIP = new File(SAMPLES, "surprise.avi");

	private final String models = System.getProperty(ModelStore.PROPERTY);
	private final StringWriter errors = new StringWriter();
	private Context context;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() {
		context = new Context(ScriptService.class, CommandService.class, TaskService.class, LoadedModelsService.class);
		// Fiji has these from scripting-groovy and scripting-jython, which wrap the same engines.
		for (final Class<? extends ScriptLanguage> language : List.of(Groovy.class, Jython.class))
			context.service(PluginService.class).addPlugin(new PluginInfo<>(language, ScriptLanguage.class));
		if (models == null) System.setProperty(ModelStore.PROPERTY, "models");
		Interpreter.batchMode = true;
	}

	@AfterEach
	void end() {
		final Window table = WindowManager.getWindow(Recognition.TABLE);
		if (table != null) table.dispose();
		Interpreter.batchMode = false;
		if (models == null) System.clearProperty(ModelStore.PROPERTY);
		context.dispose();
	}

	private ScriptModule run(final String name, final Map<String, Object> inputs) throws Exception {
		return run(context.service(ScriptService.class).getScript(new File("scripts", name)), inputs);
	}

	private ScriptModule run(final ScriptInfo found, final Map<String, Object> inputs) throws Exception {
		final ScriptModule script = found.createModule();
		context.inject(script);
		script.setErrorWriter(errors);
		return context.service(ModuleService.class).run(script, true, inputs).get();
	}

	@ParameterizedTest
	@ValueSource(strings = { "recognize_clip.groovy", "recognize_clip.py" })
	void aClipIsRecognized(final String script) throws Exception {
		final Path csv = folder.resolve("predictions.csv");
		final ScriptModule ended = run(script, Map.of("clip", CLIP, "onset", 0, "apex", 0, "csv", csv.toFile()));
		final List<String> rows = Files.readAllLines(csv);
		assertEquals(2, rows.size());
		assertEquals(rows.get(1), ended.getOutput("row"));
		assertTrue(rows.get(1).contains(",\"surprise\","), rows.get(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "recognize_clip.groovy", "recognize_clip.py" })
	void aFailureReachesTheScript(final String script) throws Exception {
		final Path csv = folder.resolve("predictions.csv");
		final ScriptModule ended = run(script, Map.of("clip", CLIP, "onset", 500, "apex", 501, "csv", csv.toFile()));
		assertNull(ended.getOutput("row"));
		assertTrue(errors.toString().contains("500"), errors::toString);
		assertFalse(Files.exists(csv));
	}

	@ParameterizedTest
	@ValueSource(strings = { "folder_to_csv.groovy", "folder_to_csv.py" })
	void aFolderBecomesAFile(final String script) throws Exception {
		final Path csv = folder.resolve("predictions.csv");
		final ScriptModule ended = run(script, Map.of("folder", SAMPLES, "csv", csv.toFile()));
		assertEquals(3, ended.getOutput("rows"));
		for (final String expression : List.of("negative", "positive", "surprise"))
			assertTrue(Files.readString(csv).contains(expression + ".avi"), expression);
	}

	@ParameterizedTest
	@ValueSource(strings = { "displacement_without_window.groovy", "displacement_without_window.py" })
	void theOpsDoTheSame(final String script) throws Exception {
		final ScriptModule ended = run(script, Map.of("clip", CLIP, "onset", 1, "apex", 14));
		assertEquals("surprise", ended.getOutput("expression"), errors::toString);
		final double strain = (Double) ended.getOutput("strain");
		assertFalse(strain < 0.01 || strain > 1, "strain " + strain);
	}

	/** Neither frame is the clip's first one where it is left to the plugin, see docs/macro-keys.md. */
	@Test
	void framesThatMayBeLeftOutAreSaidToBeGuessed() throws Exception {
		int labelled = 0;
		for (final String name : List.of("recognize_clip.groovy", "recognize_clip.py"))
			for (final String line : Files.readAllLines(Path.of("scripts", name))) {
				if (!line.matches("#@ Integer .*value = 0\\) (onset|apex)")) continue;
				assertTrue(line.contains(" frame (0: guessed)"), name + ": " + line);
				labelled++;
			}
		assertEquals(4, labelled);
	}

	@Test
	void scriptsAndCommandsShareTheLoadedNetworks() throws Exception {
		run("displacement_without_window.groovy", Map.of("clip", CLIP, "onset", 1, "apex", 14));
		final LoadedModels loaded = context.service(LoadedModelsService.class).models();
		assertEquals(3, loaded.waiting(), errors::toString);
		final FaceFinder finder;
		try (LoadedModels.Borrowed<FaceFinder> faces = loaded.faces(Path.of("models", "face"), Device.CPU)) {
			finder = faces.get();
		}
		// A command in a script of another language.
		run("recognize_clip.py", Map.of("clip", CLIP, "onset", 0, "apex", 0, "csv", folder.resolve("one.csv").toFile()));
		// The guess measures the clip's motion with the DGM's quick form, which computes each pair once.
		assertEquals(4, loaded.waiting(), errors::toString);
		try (LoadedModels.Borrowed<FaceFinder> faces = loaded.faces(Path.of("models", "face"), Device.AUTO)) {
			assertSame(finder, faces.get());
		}
		context.dispose();
		assertEquals(0, loaded.waiting());
	}

	/** Groovy that the pages in {@code docs} print; what is printed frees the networks. */
	@Test
	void groovyOfTheDocumentationRuns() throws Exception {
		run("displacement_without_window.groovy", Map.of("clip", CLIP, "onset", 1, "apex", 14));
		final LoadedModels loaded = context.service(LoadedModelsService.class).models();
		assertEquals(3, loaded.waiting(), errors::toString);
		final List<Piece> pieces = Documentation.pieces("groovy");
		assertFalse(pieces.isEmpty());
		for (final Piece piece : pieces)
			run(new ScriptInfo(context, "snippet.groovy", new StringReader(piece.code())), Map.of());
		assertEquals("", errors.toString());
		assertEquals(0, loaded.waiting());
	}

	@Test
	void theMotionOfAFaceIsWritten() throws Exception {
		final Path csv = folder.resolve("motion.csv");
		final ScriptModule ended = run("facial_motion.groovy", Map.of("clip", CLIP, "csv", csv.toFile()));
		assertEquals(Files.readAllLines(csv).size() - 1, ended.getOutput("rows"), errors::toString);
	}

	@Test
	void whatIsSpottedGoesToElan() throws Exception {
		final Path csv = folder.resolve("spotted.csv"), elan = folder.resolve("spotted.eaf");
		final ScriptModule ended = run("spot_to_elan.groovy", Map.of("clip", CLIP, "csv", csv.toFile(), "elan", elan
			.toFile()));
		assertTrue(ended.getOutput("candidates") != null, errors::toString);
		assertTrue(Files.readString(elan).contains("<ANNOTATION_DOCUMENT"), "an ELAN file");
	}

	@Test
	void aManifestBecomesTables() throws Exception {
		final Path manifest = MadeUpFields.write(folder, 3, ExpressionClass.labels());
		final Path output = folder.resolve("loso");
		final ScriptModule ended = run("loso_to_paper.groovy", Map.of("manifest", manifest.toFile(), "output", output
			.toFile(), "seed", 2, "steps", 3));
		assertTrue(ended.getOutput("uf1") instanceof Double, errors::toString);
		assertTrue(Files.readString(output.resolve("loso-summary.csv")).contains("\"seed 2\",\"Full\",18,3,"),
			errors::toString);
	}

	@Test
	void aModelIsTrainedOnMadeUpPeople() throws Exception {
		final ScriptModule ended = run("train_on_made_up_people.groovy", Map.of("folder", folder.toFile(), "people", 3,
			"steps", 2));
		assertTrue(ExpressionClass.labels().contains(ended.getOutput("prediction")), errors::toString);
		assertTrue(Files.exists(folder.resolve("model").resolve(ModelCard.SETTINGS)));
	}

	/** An untrained network tells something of every unit, and here of some that they are at work. */
	@Test
	void actionUnitsAreListed() throws Exception {
		UntrainedModel.writeWithUnits(folder, "untrained", 3);
		final ScriptModule ended = run("action_units.groovy", Map.of("clip", CLIP, "onset", 1, "apex", 14, "model", folder
			.resolve("untrained").toString()));
		final String units = String.valueOf(ended.getOutput("units"));
		assertTrue(units.matches("[LR]?\\d+(\\+[LR]?\\d+)+"), units + errors);
	}
}
