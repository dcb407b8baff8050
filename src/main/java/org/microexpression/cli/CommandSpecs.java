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

package org.microexpression.cli;

import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import ij.ImagePlus;

import org.microexpression.base.PieceWorker;
import org.microexpression.command.Divisible;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.command.ShowsNoImage;
import org.microexpression.launch.AdaptedCommand;
import org.microexpression.launch.MacroValues;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Describes our commands to picocli, from what their dialogs say. A command goes by its class, {@code ReadDataset} by
 * {@code read-dataset}; it may have a shorter {@code name} in its annotation, and has its first word as another where
 * no other command begins with it. Commands that have nothing to be given are for windows and left out, and so are
 * options of ImageJ.
 */
final class CommandSpecs {

	private static final String NAME = "micro-expression";
	private static final String MENU = "Plugins", OURS = MENU + " > Micro-Expression";

	/** Options beside the command's own keys. */
	static final String JSON = "--json", SAVE = "--save", PART = "--part", COLLECT = "--collect";

	private final Context context;
	private final PrintStream out, err;

	private final Optional<PieceWorker> worker;

	CommandSpecs(final Context context, final PrintStream out, final PrintStream err,
		final Optional<PieceWorker> worker)
	{
		this.worker = worker;
		this.context = context;
		this.out = out;
		this.err = err;
	}

	/** @return the command line with all commands */
	CommandSpec root() {
		final CommandSpec root = CommandSpec.create().name(NAME).mixinStandardHelpOptions(true).version(version());
		root.usageMessage().description(
			"Recognizes facial micro-expressions: the commands of Plugins > Micro-Expression, " +
				"with the same keys as in macros.").footer("", "Exit status: 0 done; 1 not done, with the reason on the " +
					"standard error stream; 2 a command or key that does not exist.", "'" + NAME +
						" COMMAND --help' lists a command's keys.");
		final List<Prepared> commands = commands();
		final List<String> first = commands.stream().map(one -> one.name.replaceAll("-.*", "")).toList();
		for (final Prepared one : commands) {
			final CommandSpec spec = spec(one);
			final String word = one.name.replaceAll("-.*", "");
			final String shorter = one.info.getAnnotation() == null ? "" : one.info.getAnnotation().name();
			final List<String> aliases = new ArrayList<>();
			if (!shorter.isEmpty()) aliases.add(shorter);
			if (!word.equals(one.name) && !word.equals(shorter) && first.indexOf(word) == first.lastIndexOf(word)) aliases
				.add(word);
			spec.aliases(aliases.toArray(String[]::new));
			root.addSubcommand(one.name, spec);
		}
		return root;
	}

	/** A command with its default values. */
	private record Prepared(String name, CommandInfo info, Module module) {
	}

	private List<Prepared> commands() {
		final CommandService service = context.service(CommandService.class);
		final List<Prepared> commands = new ArrayList<>();
		for (final CommandInfo info : service.getCommands()) {
			ours(info).flatMap(type -> prepared(info, type)).ifPresent(commands::add);
		}
		commands.sort(Comparator.comparing(Prepared::name));
		return commands;
	}

	/** Empty where somebody else's command cannot be made: the others are there all the same. */
	private Optional<Prepared> prepared(final CommandInfo info, final Class<? extends Command> type) {
		try {
			return Optional.of(new Prepared(type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(
				java.util.Locale.ROOT), info, AdaptedCommand.prepare(context, type)));
		}
		catch (final ModuleException | RuntimeException | LinkageError e) {
			return leftOut(info, e.getCause() == null ? e : e.getCause());
		}
	}

	private <T> Optional<T> leftOut(final CommandInfo info, final Throwable why) {
		err.println("The command " + info.getDelegateClassName() + " cannot be set up (" + why +
			") and is left out; update or remove its jar.");
		return Optional.empty();
	}

	private Optional<Class<? extends Command>> ours(final CommandInfo info) {
		if (!info.getMenuPath().getMenuString().startsWith(MENU) || !info.canRunHeadless()) return Optional.empty();
		boolean given = false;
		for (final ModuleItem<?> item : info.inputs())
			given |= MacroValues.isValue(item) || item.getType() == ImagePlus.class;
		try {
			final Class<? extends Command> type = info.loadDelegateClass().asSubclass(Command.class);
			return given && ExpressionCommand.class.isAssignableFrom(type) ? Optional.of(type) : Optional.empty();
		}
		catch (final ClassNotFoundException | LinkageError e) {
			// Others than ours may have needs that are not met here.
			return info.getMenuPath().getMenuString().startsWith(OURS) ? leftOut(info, e) : Optional.empty();
		}
	}

	private CommandSpec spec(final Prepared command) {
		final CommandCall call = new CommandCall(command.name, command.module, worker, out, err);
		final CommandSpec spec = CommandSpec.wrapWithoutInspection(call).mixinStandardHelpOptions(true).version(version());
		spec.usageMessage().description(literal(header(command.module))).sortOptions(false);
		for (final ModuleItem<?> item : command.module.getInfo().inputs()) {
			if (item.getType() == ImagePlus.class) spec.addOption(OptionSpec.builder("--" + MacroValues.key(item)).paramLabel(
				"FILE").type(String.class).description("The image that the command works on: a movie, a stack, a folder of " +
					"frames, or an image that a command has saved.").build());
			if (MacroValues.isValue(item)) spec.addOption(option(command.module, item));
		}
		if (command.module.getDelegateObject() instanceof Divisible) {
			spec.addOption(OptionSpec.builder(PART).paramLabel("I/N").type(String.class).description(
				"Does the I-th of N shares of the work, and then what is left of the others; all N are given the same keys and " +
					"a folder that they share, one after the other or at once, on one machine or on many. See docs/cluster.md.")
				.build());
			spec.addOption(OptionSpec.builder(COLLECT).type(boolean.class).description(
				"Gathers what the shares have done: writes what one process would have written.").build());
		}
		spec.addOption(OptionSpec.builder(SAVE).paramLabel("FILE").type(String.class).description(
			"Saves the image that the command shows: as TIFF, with all that is known of it, where the name ends with .tif; as a " +
				"picture, its overlay drawn in, where it ends with .png.").hidden(command.module
					.getDelegateObject() instanceof ShowsNoImage).build());
		spec.addOption(OptionSpec.builder(JSON).type(boolean.class).description(
			"Prints the outcome as JSON: what was said, the files written and the rows of their tables.").build());
		call.reads(spec);
		return spec;
	}

	private static OptionSpec option(final Module module, final ModuleItem<?> item) {
		final boolean flag = item.getType() == boolean.class || item.getType() == Boolean.class;
		final OptionSpec.Builder option = OptionSpec.builder("--" + MacroValues.key(item)).type(String.class).paramLabel(
			label(item)).description(literal(description(module, item)));
		// --key alone switches it on.
		return flag ? option.arity("0..1").fallbackValue("true").build() : option.arity("1").build();
	}

	private static String label(final ModuleItem<?> item) {
		if (item.getType() == File.class) return "PATH";
		if (item.getType() == String.class) return "TEXT";
		return item.getType() == boolean.class || item.getType() == Boolean.class ? "true|false" : "NUMBER";
	}

	private static String description(final Module module, final ModuleItem<?> item) {
		final StringBuilder text = new StringBuilder(item.getLabel()).append(": ").append(item.getDescription());
		final List<String> offered = ((ExpressionCommand) module.getDelegateObject()).offered(item);
		if (!offered.isEmpty()) text.append(" One of: ").append(String.join("; ", offered)).append('.');
		final Object value = module.getInput(item.getName());
		if (value != null && !value.toString().isEmpty()) text.append(" Default: ").append(value).append('.');
		return text.toString();
	}

	/** What the dialog says at its top, without its markup. */
	private static String header(final Module module) {
		final StringBuilder header = new StringBuilder();
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (item.getVisibility() == ItemVisibility.MESSAGE && module.getInput(item.getName()) != null) header.append(
				module.getInput(item.getName()));
		return header.toString().replaceAll("<br>", " ").replaceAll("<[^>]+>", "").replace("&gt;", ">").replace("&lt;", "<")
			.replace("&amp;", "&").replaceAll("\\s+", " ").trim();
	}

	/** Picocli takes texts for formats with variables. */
	private static String literal(final String text) {
		return text.replace("%", "%%").replace("$", "$$");
	}

	private static String version() {
		final String version = MicroExpression.class.getPackage().getImplementationVersion();
		return NAME + " " + (version == null ? "(built from source)" : version);
	}
}
