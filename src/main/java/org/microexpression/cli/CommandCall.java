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

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import org.microexpression.base.InputException;
import org.microexpression.base.PieceWorker;
import org.microexpression.base.Reasons;
import org.microexpression.base.Share;
import org.microexpression.command.Divisible;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.command.ShowsNoImage;
import org.microexpression.launch.MacroValues;
import org.scijava.Cancelable;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import picocli.CommandLine.Model.CommandSpec;

/** One call of a command from the command line: gives it its values, runs it, and tells what came of it. */
final class CommandCall implements Callable<Integer> {

	private static final int DONE = 0, FAILED = 1;

	/** Where a command that makes one table writes it. */
	private static final String TABLE = "csv";

	/** Styles of the parameters whose files a command writes. */
	private static final Set<String> WRITTEN = Set.of(FileWidget.SAVE_STYLE, FileWidget.DIRECTORY_STYLE);

	/** The key of the image that a command works on. */
	private static final String IMAGE = "image";

	private final String name;
	private final Module module;
	private final Optional<PieceWorker> worker;
	private final PrintStream out, err;
	private CommandSpec spec;

	/** @param worker does the command's pieces, where that is not said on the command line */
	CommandCall(final String name, final Module module, final Optional<PieceWorker> worker, final PrintStream out,
		final PrintStream err)
	{
		this.name = name;
		this.module = module;
		this.worker = worker;
		this.out = out;
		this.err = err;
	}

	/** @param parsed holds the values once the command line was read */
	void reads(final CommandSpec parsed) {
		spec = parsed;
	}

	/** @return whether it calls that command */
	boolean isOf(final ModuleInfo command) {
		return module.getInfo().getDelegateClassName().equals(command.getDelegateClassName());
	}

	/** @return the option of the first file that the command reads and was not given; empty where there is none */
	Optional<String> keyOfFile() {
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			final boolean file = item.getType() == File.class && !FileWidget.SAVE_STYLE.equals(item.getWidgetStyle());
			final String option = "--" + MacroValues.key(item);
			if ((file || item.getType() == ImagePlus.class) && value(option) == null) return Optional.of(option);
		}
		return Optional.empty();
	}

	private String value(final String option) {
		return spec.findOption(option).getValue();
	}

	private boolean json() {
		return Boolean.TRUE.equals(spec.findOption(CommandSpecs.JSON).getValue());
	}

	@Override
	public Integer call() {
		final Outcome outcome = new Outcome(name);
		try (PrintedTable table = new PrintedTable()) {
			final Optional<SavedImage> saved = saved();
			give();
			final Optional<Path> printed = tableToPrint(table);
			// What goes to the standard output is then the result alone.
			final boolean resultOnly = printed.isPresent() || json();
			if (json()) outcome.begin(paths());
			final String failure = resultOnly ? outcome.listeningTo(err, () -> run(saved)) : run(saved);
			if (!failure.isEmpty()) outcome.failed(failure);
			if (json()) outcome.end(paths(), printed);
			else if (printed.filter(Files::exists).isPresent()) out.print(Files.readString(printed.get()));
		}
		catch (final InputException e) {
			outcome.failed(e.told());
		}
		catch (final InvalidPathException e) {
			outcome.failed(Reasons.noPath(e.getInput()));
		}
		catch (final IOException e) {
			outcome.failed("The table cannot be kept in the folder of temporary files (" + Reasons.of(e) +
				"); give a file by --csv.");
		}
		if (json()) out.println(outcome.json());
		// A stream keeps to itself what it could not write.
		if (out.checkError() && outcome.failure().isEmpty()) outcome.failed(
			"The result cannot be written to the standard output, which is closed or on a full disk; " +
				"give it another place, or a file by --csv.");
		outcome.failure().ifPresent(err::println);
		return outcome.failure().isPresent() ? FAILED : DONE;
	}

	/** Asked first: what cannot be saved is not to be computed. */
	private Optional<SavedImage> saved() {
		final String file = value(CommandSpecs.SAVE);
		if (file == null) return Optional.empty();
		if (module.getDelegateObject() instanceof ShowsNoImage) throw noImage();
		return Optional.of(SavedImage.of(file, name, imageFile()));
	}

	/** Empty where the command works on none. */
	private String imageFile() {
		return spec.findOption("--" + IMAGE) == null ? null : value("--" + IMAGE);
	}

	private InputException noImage() {
		return new InputException("'" + name + "' shows no image that could be saved; leave --save out.");
	}

	private void give() {
		if (module.getDelegateObject() instanceof Divisible divisible) divide(divisible);
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			final boolean image = item.getType() == ImagePlus.class;
			if (!image && !MacroValues.isValue(item)) continue;
			final String option = "--" + MacroValues.key(item), given = value(option);
			if (image && (given == null || given.isBlank())) throw new InputException("'" + name + "' needs " +
				((ExpressionCommand) module.getDelegateObject()).imageKind() + "; give its file by " + option + ".");
			if (given == null) continue;
			if (image) module.setInput(item.getName(), ImageFile.open(Path.of(given)));
			else MacroValues.set(module, item, given);
		}
	}

	/**
	 * @param as the command's name, as it was called
	 * @return the call, with the whole paths of files
	 */
	List<String> wholePaths(final String as) {
		final List<String> whole = new ArrayList<>(List.of(as));
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (!MacroValues.isValue(item)) continue;
			final String option = "--" + MacroValues.key(item), given = value(option);
			if (given == null) continue;
			final boolean file = item.getType() == File.class && !given.isBlank();
			whole.add(option + "=" + (file ? MacroValues.file(given).toPath().toAbsolutePath().normalize() : given));
		}
		return whole;
	}

	/** Where the command may read or write. */
	private List<Path> paths() {
		final List<Path> paths = new ArrayList<>();
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (module.getInput(item.getName()) instanceof File file && !file.getPath().isEmpty()) paths.add(file.toPath());
		if (value(CommandSpecs.SAVE) != null) paths.add(Path.of(value(CommandSpecs.SAVE)));
		return paths;
	}

	private boolean collects() {
		return Boolean.TRUE.equals(spec.findOption(CommandSpecs.COLLECT).getValue());
	}

	private void divide(final Divisible command) {
		final String part = value(CommandSpecs.PART);
		if (part != null && collects()) throw new InputException("--part and --collect are given; give one of them.");
		worker.ifPresent(command::doPieces);
		if (part != null) command.doPieces(PieceWorker.of(Share.parse(part)));
		if (collects()) command.collectShares();
	}

	/** A table that nobody wants in a file is printed; empty where there is a file or no table. */
	private Optional<Path> tableToPrint(final PrintedTable printed) throws IOException {
		// Workers that share need a file in common.
		if (module.getDelegateObject() instanceof Divisible && (worker.isPresent() || value(CommandSpecs.PART) != null ||
			collects())) return Optional.empty();
		for (final ModuleItem<?> item : module.getInfo().inputs()) {
			if (!TABLE.equals(item.getName()) || !FileWidget.SAVE_STYLE.equals(item.getWidgetStyle())) continue;
			if (module.getInput(item.getName()) instanceof File file && !file.getPath().isEmpty()) continue;
			final Path table = printed.make(name + ".csv");
			module.setInput(item.getName(), table.toFile());
			return Optional.of(table);
		}
		return Optional.empty();
	}

	/** @return why the command did not do its work, or an empty text */
	private String run(final Optional<SavedImage> saved) {
		final boolean before = Interpreter.batchMode;
		// Without a display, ImageJ can show images in batch mode alone.
		Interpreter.batchMode = true;
		try {
			final ImagePlus earlier = WindowManager.getCurrentImage();
			module.run();
			final Cancelable command = (Cancelable) module.getDelegateObject();
			if (command.isCanceled()) return command.getCancelReason() == null ? name + " was stopped." : command
				.getCancelReason();
			final ImagePlus shown = WindowManager.getCurrentImage();
			if (saved.isPresent()) save(shown, earlier, saved.get());
			else if (shown != earlier && !writesFiles()) return "'" + name + "' makes an image, '" + shown.getTitle() +
				"', and nothing else; give a TIFF file by --save to keep it.";
			return command instanceof final Divisible divisible ? divisible.inVain().orElse("") : "";
		}
		finally {
			Interpreter.batchMode = before;
		}
	}

	/** An image is then one of several results, and the others are kept. */
	private boolean writesFiles() {
		for (final ModuleItem<?> item : module.getInfo().inputs())
			if (module.getInput(item.getName()) instanceof File file && !file.getPath().isBlank() && WRITTEN.contains(String
				.valueOf(item.getWidgetStyle()))) return true;
		return false;
	}

	private void save(final ImagePlus shown, final ImagePlus earlier, final SavedImage file) {
		if (shown == null || shown == earlier) throw noImage();
		file.write(shown);
	}
}
