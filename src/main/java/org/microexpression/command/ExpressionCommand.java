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

package org.microexpression.command;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.microexpression.base.Estimate;
import org.microexpression.base.Extensions;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Table;
import org.microexpression.base.TableText;
import org.microexpression.clip.ApexFinder;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.imagej.ActiveImage;
import org.microexpression.imagej.CallerImage;
import org.microexpression.imagej.CommandProgress;
import org.microexpression.imagej.PluginClasses;
import org.microexpression.imagej.ResultsTables;
import org.microexpression.imagej.UserSettings;
import org.microexpression.model.ModelStore;
import org.microexpression.pipeline.LoadedModels;
import org.microexpression.pipeline.LoadedModelsService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;

/**
 * What all our commands have in common: progress and stopping, and how a failure is told. What the user gave and cannot
 * be used ends the command with one sentence, in a dialog where somebody is there to read it; a macro that called the
 * command stops there.
 * <p>
 * Choices that depend on what is installed are offered to our own dialog ({@link #offer}). SciJava's way, a
 * {@code DynamicCommand}, has no result that scripts or {@code --headless --run} could wait for.
 * </p>
 */
public abstract class ExpressionCommand extends ContextCommand {

	/** Attribute of parameters that come after all others in dialogs, though SciJava lists a superclass first. */
	public static final String LAST = "last";

	/** Attribute of parameters that are numbers of frames: also {@code current}, and {@code guess} for 0. */
	public static final String FRAME = "frame";

	/** Attribute of parameters that name a model: a dialog lets the user browse for others. */
	public static final String MODEL = "model";

	/** In place of a frame number: the frame that the image stands at. */
	public static final int CURRENT = -1;

	private final Map<String, List<String>> offers = new HashMap<>();
	private final Set<String> leftOut = new LinkedHashSet<>();
	private Extensions<ApexFinder> finders;
	private Extensions<DisplacementMethod> methods;
	private ActiveImage active;
	private Thread caller;
	private boolean asked;

	@Parameter
	private LogService log;

	@Parameter
	private TaskService tasks;

	/** Missing where somebody has made a context of few services. */
	@Parameter(required = false)
	private LoadedModelsService loaded;

	/**
	 * Does the command's work.
	 *
	 * @param progress where to tell how far it is and learn that it is to stop
	 * @throws InputException        if something given cannot be used
	 * @throws CancellationException if the user asked to stop
	 */
	protected abstract void execute(Progress progress);

	@Override
	public final void run() {
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		final CallerImage current = caller == null ? null : CallerImage.take(caller);
		// DJL, Bio-Formats and Extensions look for parts through the thread's class loader, which need not know this
		// plugin.
		thread.setContextClassLoader(PluginClasses.loader());
		try (CommandProgress progress = new CommandProgress(title(), tasks, this::isToStop)) {
			GivenValues.require(this);
			leftOut.forEach(ExpressionCommand::say);
			execute(progress);
		}
		catch (final InputException e) {
			log.debug(e);
			e.remarks().forEach(ExpressionCommand::say);
			fail(lostImage() ? lost() : e.getMessage());
		}
		catch (final InvalidPathException e) {
			log.debug(e);
			fail(Reasons.noPath(e.getInput()));
		}
		catch (final CancellationException e) {
			// Who cancels a command from a program may have given a reason of his own.
			if (!isCanceled()) fail(lostImage() ? lost() : stopped());
		}
		catch (final OutOfMemoryError e) {
			loadedModels().free();
			log.debug(e);
			fail("There is not enough memory for '" + title() +
				"'; close images, or raise the limit in Edit > Options > Memory & Threads.");
		}
		catch (final StackOverflowError e) {
			log.debug(e);
			fail(title() + " failed: a file that it was given is nested too deeply to be read, as no program writes it; " +
				"give another file.");
		}
		catch (final RuntimeException | Error e) {
			// An image that is torn down fails in many ways.
			if (lostImage()) fail(lost());
			else if (isStop(e)) fail(stopped());
			else {
				log.error(title() + " failed", e);
				fail(title() + " failed unexpectedly; the log has the details, please report them.");
			}
		}
		finally {
			if (active != null) active.close();
			if (current != null) current.close();
			thread.setContextClassLoader(before);
		}
	}

	/** @return the kind of image that the command works on, with its article; empty if it needs none */
	public String imageKind() {
		return "";
	}

	/**
	 * @param image what the command was given
	 * @return the image; a person who closes it while the command is at work ends the command
	 * @throws InputException if there is none
	 */
	protected final ImagePlus active(final ImagePlus image) {
		active = ActiveImage.require(image, imageKind());
		return active.image();
	}

	/**
	 * Tells a command that it runs on a thread which its caller does not share: the current image of batch mode belongs
	 * to a thread, and is handed over when the command has ended.
	 *
	 * @param waiting the thread that waits for the command
	 */
	public final void calledFrom(final Thread waiting) {
		caller = waiting;
	}

	private boolean lostImage() {
		return active != null && active.isClosed();
	}

	private String lost() {
		return "The image '" + active.title() + "' was closed while " + title() +
			" worked on it; open it again and start once more.";
	}

	private String stopped() {
		return title() + " was stopped by the user.";
	}

	/** What ImageJ, up to Java 19, throws into a macro two seconds after Esc; by name, since later ones lack it. */
	private static boolean isStop(final Throwable e) {
		return e.getClass().getName().equals("java.lang.ThreadDeath");
	}

	private boolean isToStop() {
		return isCanceled() || lostImage();
	}

	/** @return the command's name as its menu entry shows it, without the dots */
	final String title() {
		final Plugin plugin = getClass().getAnnotation(Plugin.class);
		// One that no menu has goes by its class.
		if (plugin == null) return getClass().getSimpleName();
		final String path = plugin.menuPath();
		return path.substring(path.lastIndexOf('>') + 1).trim().replace("...", "");
	}

	/** @return the models that can be found here */
	static ModelStore models() {
		final String application = IJ.getDirectory("imagej");
		return UserSettings.withFolder(application == null ? ModelStore.outside() : ModelStore.of(Path.of(application)));
	}

	/** @return the networks that commands and scripts share */
	final LoadedModels loadedModels() {
		return loaded == null ? LoadedModels.none() : loaded.models();
	}

	/** Initializer of the parameter 'model': offers what is installed. */
	protected final void offerModels() {
		final List<String> ids = models().ids();
		offer("model", ids.isEmpty() ? List.of(ModelStore.SHIPPED) : ids);
	}

	/** Initializer of the parameter 'apexfinder': offers what guesses an apex. */
	protected final void offerApexFinders() {
		finders = Extensions.of(ApexFinder.class, ApexFinder::title);
		offer("apexfinder", finders);
	}

	/** Initializer of the parameter 'method': offers what computes displacement fields. */
	protected final void offerMethods() {
		methods = Extensions.of(DisplacementMethod.class, DisplacementMethod::title);
		offer("method", methods);
	}

	/** @return the apex finder of a title; where they were offered, of those: searching them twice takes time */
	final ApexFinder finder(final String title) {
		return finders == null ? ApexFinder.named(title) : finders.named(title, "apex finder");
	}

	/** @return the displacement method of a title, as {@link #finder} */
	final DisplacementMethod method(final String title) {
		return methods == null ? DisplacementMethod.named(title) : methods.named(title, "displacement method");
	}

	/**
	 * Offers values for a parameter in the dialog; macros and scripts may give others.
	 *
	 * @param parameter a text parameter
	 * @param values    what to offer, in this order
	 */
	protected final void offer(final String parameter, final List<String> values) {
		offers.put(parameter, List.copyOf(values));
	}

	/**
	 * Offers extensions for a parameter. What cannot be used of them is named when the command runs.
	 *
	 * @param parameter  a text parameter
	 * @param extensions what to offer
	 */
	protected final void offer(final String parameter, final Extensions<?> extensions) {
		offer(parameter, extensions.titles());
		leftOut.addAll(extensions.leftOut());
	}

	/**
	 * @param item a parameter of this command
	 * @return what its dialog offers, empty where anything may be given
	 */
	public final List<String> offered(final ModuleItem<?> item) {
		final List<?> declared = item.getChoices();
		final List<String> fixed = declared == null ? List.of() : declared.stream().map(String::valueOf).toList();
		return offers.getOrDefault(item.getName(), fixed);
	}

	/**
	 * Whether a parameter does anything, the others being what they are; a dialog greys it where it does not.
	 *
	 * @param parameter its name
	 * @param values    the values of all parameters as text, by name
	 * @return whether the command reads it
	 */
	public boolean uses(final String parameter, final Map<String, String> values) {
		return true;
	}

	/** @return whether its dialog proposes what was last typed: for commands with many settings; macros never see it */
	public boolean isRemembered() {
		return false;
	}

	/** Tells the command that a person has filled in its dialog, and is there to be asked again. */
	public final void askedPerson() {
		asked = true;
	}

	/**
	 * Says how long something will take, and where a person has started it by a dialog, waits for an OK. Macros, scripts
	 * and programs are never kept waiting.
	 *
	 * @param estimate what it will take
	 * @param what     what is to be done, such as {@code 68 folds x 3 seeds}
	 * @throws CancellationException if the person would rather not
	 */
	final void confirm(final Estimate estimate, final String what) {
		if (!estimate.isLong()) return;
		final String sentence = what + ": " + estimate.text() + ".";
		say(sentence);
		if (!asked || GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) return;
		if (!IJ.showMessageWithCancel(title(), sentence + "\nStart now? It can be stopped, and what is finished is kept."))
			throw new CancellationException("Not started.");
	}

	/** @return whether a file was left out */
	static boolean isBlank(final File file) {
		return file == null || file.getPath().isBlank();
	}

	/** @return the file of a parameter, empty where it was left out */
	static Optional<Path> path(final File file) {
		return isBlank(file) ? Optional.empty() : Optional.of(file.toPath());
	}

	/** @return the files of a parameter that names several, parted by semicolons */
	static List<Path> paths(final String names) {
		return Arrays.stream(names.split(";")).filter(name -> !name.isBlank()).map(name -> Path.of(name.trim())).toList();
	}

	/** Shows a table, and writes it in all formats into a folder, unless that was left out. */
	static void deliver(final Table table, final File folder, final String name) {
		path(folder).ifPresent(output -> TableText.write(table, output, name));
		ResultsTables.show(table);
	}

	/** Says something that is worth keeping, in the Log window and where a script can read it. */
	static void say(final String sentence) {
		IJ.log(sentence);
	}

	private void fail(final String sentence) {
		final Interpreter macro = Interpreter.getInstance();
		if (macro == null) {
			cancel(sentence);
			return;
		}
		// The macro shows the sentence; an empty reason keeps SciJava from showing it a second time.
		cancel("");
		// In Fiji a thread has the macro options of the thread that waits for it, and ImageJ shows no dialog where there
		// are any.
		if (caller != null) Macro.setOptions(caller, null);
		try {
			macro.abort(sentence);
		}
		catch (final RuntimeException e) {
			// ImageJ's way to unwind the macro's own thread; here it has done its work.
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}

	/**
	 * @param name   a parameter
	 * @param file   its value
	 * @param wanted what it should be
	 * @throws InputException if it is empty
	 */
	static void require(final String name, final File file, final String wanted) {
		if (isBlank(file)) throw new InputException("The parameter '" + name + "' is empty; give " + wanted + ".");
	}
}
