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

package org.microexpression.house;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.microexpression.base.InputException;
import org.microexpression.imagej.UserSettings;
import org.microexpression.launch.AdaptedCommand;
import org.microexpression.launch.MacroValues;
import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.task.TaskService;

/**
 * Every command of the menu with every one of its parameters, as texts as macros and the command line give them or as
 * values as scripts do: empty, huge, no number, paths to what is not meant, numbers of other languages, images of any
 * kind or none.
 */
final class FuzzCommands {

	private static final String[] TEXTS = { "", " ", "NaN", "Infinity", "-Infinity", "-1", "0", "1e308", "-1e-308",
		"2147483647", "2147483648", "-2147483648", "99999999999999999999", "0.5", "1,5", "1.000,5", "0x10", "1d",
		"\u0661\u0662", "\uff10\uff11", "\u06f1", "\u221e", "true", "yes", "null", "none", "1;2", "1,2,,3", "1,1", ",",
		"../../x", "~/x", "C:\\x\\y", "\\\\server\\share", "file:///etc/passwd", "http://127.0.0.1:9/x", "con", "a\u0000b",
		"a\nb", "%s%n", "\u202etxt.exe", "[a]", "'", "\"", "\ud800", "a/b/c", ".", "..", "/", "/proc/self/mem", "*", "?" };

	private static final Set<String> WRITTEN = Set.of("csv", "unitscsv", "output", "figure");

	/** Commands that read a file of that name. */
	private static final Set<String> READERS = Set.of("OpenTimeline", "ExportTimeline");

	private final Path given;

	/** Values with which a command ends soon, by its class and the parameter's name. */
	private final Map<String, Map<String, String>> soon = new TreeMap<>();

	/** @param given an empty folder for honest files, which no command may change */
	FuzzCommands(final Path given) throws Exception {
		this.given = given;
		FuzzFiles.write(given);
		final String fields = given.resolve("fields.csv").toString();
		soon.put("ImportClip", Map.of("path", given.resolve("clip.avi").toString()));
		soon.put("RecognizeFolder", Map.of("folder", given.resolve("clips").toString(), "csv", "rows.csv"));
		soon.put("OpenTimeline", Map.of("csv", given.resolve("timeline.csv").toString()));
		soon.put("ExportTimeline", Map.of("csv", given.resolve("timeline.csv").toString(), "output", "timeline.eaf"));
		soon.put("TrainModel", Map.of("output", "model", "steps", "1", "batch", "2", "model", "none"));
		soon.put("ReadDataset", Map.of("dataset", "Manifest (CSV)", "workbook", fields, "output", "read"));
		soon.put("MakeSyntheticClips", Map.of("clips", "1", "frames", "12", "output", "made"));
		soon.put("EvaluateLoso", Map.of("manifest", fields, "output", "loso", "steps", "2", "members", "1", "seeds", "1",
			"start", "random weights", "together", "0", "pretraining", "2"));
		soon.put("EvaluateModel", Map.of("manifest", fields, "output", "tested"));
		soon.put("CompareLoso", Map.of("first", given.resolve("predictions.csv").toString(), "second", given.resolve(
			"others.csv").toString(), "output", "compared"));
		soon.put("EvaluateSpotting", Map.of("truth", given.resolve("timeline.csv").toString(), "predictions", given.resolve(
			"timeline.csv").toString(), "output", "evaluated"));
	}

	/** @return a kind of input for each command that has parameters */
	Map<String, Fuzz.Kind> kinds() throws IOException, ClassNotFoundException {
		final Map<String, Fuzz.Kind> kinds = new TreeMap<>();
		for (final String line : Files.readAllLines(Path.of("src/main/resources/plugins.config"))) {
			if (!line.contains("ImageJBridge(\"")) continue;
			final Class<? extends Command> type = Class.forName(line.replaceAll("^.*ImageJBridge\\(\"([^\"]+)\"\\).*$", "$1"))
				.asSubclass(Command.class);
			// It opens a browser.
			if (type.getSimpleName().equals("ShowHelp")) continue;
			// Short ones by their number of parameters would be seldom drawn.
			kinds.put("command " + type.getSimpleName(), (folder, random, honest) -> make(type, folder, random, honest));
		}
		return kinds;
	}

	private Fuzz.Case make(final Class<? extends Command> type, final Path folder, final SplittableRandom random,
		final boolean honest) throws ModuleException
	{
		final Context context = new Context(LogService.class, CommandService.class, TaskService.class,
			LoadedModelsService.class);
		final Module module = AdaptedCommand.prepare(context, type);
		final List<ModuleItem<?>> items = MacroValues.inOrder(module.getInfo());
		final Map<String, String> texts = new TreeMap<>();
		soon.getOrDefault(type.getSimpleName(), Map.of()).forEach((name, value) -> texts.put(name, WRITTEN.contains(name) &&
			!value.startsWith(given.toString()) ? folder.resolve(value).toString() : value));
		final Map<String, Object> values = new TreeMap<>();
		final List<String> names = new ArrayList<>(List.of("image", "clip", "pair", "field"));
		final List<ModuleItem<?>> asked = items.stream().filter(MacroValues::isValue).toList();
		if (!honest && !asked.isEmpty()) {
			for (int change = random.nextInt(1, 4); change > 0; change--) {
				final ModuleItem<?> item = asked.get(random.nextInt(asked.size()));
				final boolean written = WRITTEN.contains(item.getName()) && !READERS.contains(type.getSimpleName()) || item
					.getName().equals("output");
				if (random.nextInt(3) > 0) texts.put(item.getName(), text(item, written, folder, random));
				else values.put(item.getName(), value(item, written, folder, random));
			}
		}
		values.keySet().forEach(texts::remove);
		texts.values().forEach(text -> names.addAll(FuzzFiles.spellings(text)));
		asked.forEach(item -> names.add(String.valueOf(module.getInput(item.getName()))));
		values.values().forEach(value -> names.addAll(FuzzFiles.spellings(String.valueOf(value))));
		final Object image = items.stream().anyMatch(item -> item.getType() == ImagePlus.class) ? FuzzFiles.image(random)
			: null;
		return new Fuzz.Case(" " + texts + " " + values + (image == null ? "" : " of " + image), names, () -> {
			try (context) {
				run(module, items, texts, values, image);
			}
			finally {
				closeAll();
				UserSettings.store("auto", "", 0);
			}
		}, () -> ((Cancelable) module.getDelegateObject()).cancel(Fuzz.STOPPED), false);
	}

	private static void run(final Module module, final List<ModuleItem<?>> items, final Map<String, String> texts,
		final Map<String, Object> values, final Object image)
	{
		// No windows.
		Interpreter.batchMode = true;
		for (final ModuleItem<?> item : items) {
			if (texts.containsKey(item.getName())) MacroValues.set(module, item, texts.get(item.getName()));
			if (values.containsKey(item.getName())) module.setInput(item.getName(), values.get(item.getName()));
			if (item.getType() == ImagePlus.class) module.setInput(item.getName(), image);
		}
		module.run();
		final Cancelable command = (Cancelable) module.getDelegateObject();
		if (command.isCanceled()) throw new InputException(String.valueOf(command.getCancelReason()));
	}

	private static void closeAll() {
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			if (image == null) continue;
			image.changes = false;
			image.close();
		}
		WindowManager.setTempCurrentImage(null);
		Interpreter.batchMode = false;
	}

	/** What is written stays in the folder: whoever names another place gets it there, which would be right. */
	private String text(final ModuleItem<?> item, final boolean written, final Path folder,
		final SplittableRandom random)
	{
		if (item.getType() == File.class && random.nextBoolean()) return FuzzFiles.path(written ? null : given, folder,
			random);
		final List<?> choices = item.getChoices();
		if (choices != null && !choices.isEmpty() && random.nextInt(3) == 0) return String.valueOf(choices.get(random
			.nextInt(choices.size())));
		final String text = TEXTS[random.nextInt(TEXTS.length)];
		if (!written || text.isBlank()) return random.nextInt(20) == 0 ? "x".repeat(5000) : text;
		return folder + "/" + text.replace("..", "__");
	}

	private Object value(final ModuleItem<?> item, final boolean written, final Path folder,
		final SplittableRandom random)
	{
		final Class<?> type = item.getType();
		final int which = random.nextInt(6);
		if (type == int.class || type == Integer.class) return new Integer[] { 0, -1, 1, Integer.MAX_VALUE,
			Integer.MIN_VALUE, 1 << 20 }[which];
		if (type == double.class || type == Double.class) return new Double[] { Double.NaN, Double.POSITIVE_INFINITY,
			Double.NEGATIVE_INFINITY, -1.0, Double.MAX_VALUE, Double.MIN_VALUE }[which];
		if (type == boolean.class || type == Boolean.class) return which % 2 == 0;
		if (which == 0) return null;
		final String text = text(item, written, folder, random);
		return type == File.class ? new File(text) : text;
	}
}
