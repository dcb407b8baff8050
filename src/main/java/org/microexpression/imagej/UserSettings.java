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

package org.microexpression.imagej;

import ij.IJ;
import ij.Macro;
import ij.Prefs;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.microexpression.base.Workers;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Device;
import org.microexpression.network.Hardware;

/**
 * What a person has set in Edit &gt; Options &gt; Micro-Expression, kept among ImageJ's preferences, which Fiji and
 * plain ImageJ share. A macro that leaves a parameter out must do the same on every machine: to macros, and where there
 * is no display, the device is always {@value #AUTO}. A folder of models only adds models, and is searched last, so
 * that no model of the plugin itself is replaced.
 */
public final class UserSettings {

	/** The device where nothing else is set. */
	private static final String AUTO = "auto";

	private static final String DEVICE = "microexpression.device";
	private static final String MODELS = "microexpression.models";
	private static final String THREADS = "microexpression.threads";
	private static final String TRAINED = "microexpression.trained";

	/** How many models of other folders are remembered. */
	private static final int REMEMBERED = 20;

	private UserSettings() {
		// ImageJ keeps the state.
	}

	/** @return the device that a dialog proposes */
	public static String device() {
		return person() ? Prefs.get(DEVICE, AUTO) : AUTO;
	}

	/** @return the folder of further models that the dialog of the options proposes, or an empty text */
	public static String proposedModelFolder() {
		return person() ? modelFolder() : "";
	}

	private static boolean person() {
		return !GraphicsEnvironment.isHeadless() && !IJ.isMacro() && Macro.getOptions() == null;
	}

	private static String modelFolder() {
		return Prefs.get(MODELS, "");
	}

	/** @return the number of threads that the dialog of the options proposes, 0 for automatic */
	public static int proposedThreads() {
		return person() ? chosenThreads() : 0;
	}

	private static int chosenThreads() {
		return (int) Prefs.get(THREADS, 0);
	}

	/**
	 * @param device where to run
	 * @return that device with the user's number of threads, also for macros: the result does not depend on it; a number
	 *         that Java was started with goes first
	 */
	public static Hardware hardware(final Device device) {
		return new Hardware(device, threads());
	}

	/**
	 * @return threads that may work at once, also for macros: results do not depend on them; 0 for as many as Java was
	 *         started with, else one a processor
	 */
	public static int threads() {
		return Workers.unlessStarted(chosenThreads());
	}

	/**
	 * @param device  {@code auto}, {@code cpu} or {@code gpu}
	 * @param folder  a folder of models, or an empty text for none
	 * @param threads threads that share training and batches, 0 for automatic
	 */
	public static void store(final String device, final String folder, final int threads) {
		Prefs.set(DEVICE, device);
		Prefs.set(MODELS, folder);
		Prefs.set(THREADS, threads);
	}

	/**
	 * @param store where models are looked for
	 * @return the same with the user's folder, and the models that were trained or chosen elsewhere, behind
	 */
	public static ModelStore withFolder(final ModelStore store) {
		final List<Path> folders = new ArrayList<>(store.folders());
		if (!modelFolder().isEmpty()) folders.add(Path.of(modelFolder()));
		return new ModelStore(folders, rememberedModels());
	}

	/**
	 * Has dialogs offer a model that lies in no folder of models; the last {@value #REMEMBERED} are kept, those that are
	 * gone are forgotten.
	 *
	 * @param model the model's folder
	 */
	public static void rememberModel(final Path model) {
		final Path added = model.toAbsolutePath().normalize();
		final List<String> kept = new ArrayList<>(List.of(added.toString()));
		rememberedModels().stream().filter(known -> !known.equals(added)).limit(REMEMBERED - 1L).forEach(known -> kept.add(
			known.toString()));
		Prefs.set(TRAINED, String.join(File.pathSeparator, kept));
	}

	private static List<Path> rememberedModels() {
		final List<Path> models = new ArrayList<>();
		for (final String model : Prefs.get(TRAINED, "").split(Pattern.quote(File.pathSeparator)))
			if (!model.isBlank() && ModelStore.isModel(Path.of(model))) models.add(Path.of(model));
		return models;
	}
}
