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

package org.microexpression.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;

/**
 * Finds model folders by their ids. A model is a folder with a {@value ModelCard#FILE_NAME}; its id is the folder's
 * name.
 *
 * @param folders where models are looked for, in this order
 * @param trained folders of single models that lie elsewhere, looked at last
 */
public record ModelStore(List<Path> folders, List<Path> trained) {

	/** The model that the plugin brings along. */
	public static final String SHIPPED = "frl-dgt-synthetic";

	/** System property with one more folder of models, looked in first. */
	public static final String PROPERTY = "microexpression.models";

	private static final String FACE = "face";

	/** Where the update site puts the models: below lib, which every version of Fiji's updater carries. */
	private static final String INSTALLED = "lib/microexpression/models";

	/** Keeps its own copies of the lists. */
	public ModelStore {
		folders = List.copyOf(folders);
		trained = List.copyOf(trained);
	}

	/** @param folders where models are looked for, in this order */
	public ModelStore(final List<Path> folders) {
		this(folders, List.of());
	}

	/** @return the store of the folder named by the system property {@value #PROPERTY}, for programs outside of ImageJ */
	public static ModelStore outside() {
		final String property = System.getProperty(PROPERTY, "");
		return new ModelStore(property.isBlank() ? List.of() : List.of(Path.of(property)));
	}

	/**
	 * @param application the folder of the running ImageJ or Fiji
	 * @return the store of the folder named by the system property {@value #PROPERTY}, where it is set, and of the
	 *         folders {@code models} and {@value #INSTALLED} in {@code application}
	 */
	public static ModelStore of(final Path application) {
		final List<Path> folders = new ArrayList<>(outside().folders());
		folders.add(application.resolve("models"));
		if (Files.isDirectory(application.resolve(INSTALLED))) folders.add(application.resolve(INSTALLED));
		return new ModelStore(folders);
	}

	/**
	 * @return the ids of all models found, the shipped one first, the others in alphabetical order; of a model that lies
	 *         elsewhere and whose id another one has, the path
	 */
	public List<String> ids() {
		final Set<String> ids = new LinkedHashSet<>();
		for (final Path folder : folders) {
			if (!Files.isDirectory(folder)) continue;
			try (Stream<Path> entries = Files.list(folder)) {
				entries.filter(entry -> isModel(entry) && !AtomicFile.isAside(entry)).map(entry -> entry.getFileName()
					.toString()).sorted().forEach(ids::add);
			}
			catch (final IOException e) {
				throw new InputException("The folder of models " + folder + " cannot be read (" + Reasons.of(e) +
					"); check its permissions.", e);
			}
		}
		for (final Path model : trained)
			if (isModel(model) && !ids.add(model.getFileName().toString()) && !folders.contains(model.getParent())) ids.add(
				model.toString());
		final List<String> sorted = ids.stream().sorted().collect(Collectors.toCollection(ArrayList::new));
		if (sorted.remove(SHIPPED)) sorted.add(0, SHIPPED);
		return sorted;
	}

	/**
	 * @param model a model's id, or the path of a model folder
	 * @return the model's folder
	 * @throws InputException if there is none; the sentence tells where it was looked for
	 */
	public Path find(final String model) {
		final String text = model == null ? "" : model.trim();
		if (text.isEmpty()) throw new InputException("The parameter 'model' is empty; give " + known() +
			" or the path of a model folder.");
		for (final Path folder : folders) {
			final Path candidate = resolve(folder, text);
			if (candidate != null && isModel(candidate)) return candidate;
		}
		for (final Path candidate : trained)
			if (candidate.getFileName().toString().equals(text) && isModel(candidate)) return candidate;
		final Path path = resolve(Path.of(""), text);
		if (path != null && isModel(path)) return path;
		// Of a folder that may not be entered nothing can be told, a card neither.
		if (path != null && Files.isDirectory(path) && !(Files.isReadable(path) && Files.isExecutable(path)))
			throw new InputException("The model folder '" + path.toAbsolutePath().normalize() +
				"' cannot be read (permission denied); check the folder and its rights.");
		if (path != null && Files.isDirectory(path)) throw new InputException("The folder '" + path.toAbsolutePath()
			.normalize() + "' is no model: it has no " + ModelCard.FILE_NAME + "; give " + known() +
			" or the path of a model folder.");
		throw new InputException("There is no model '" + text + "' in " + searched() + "; give " + known() +
			" or the path of a model folder.");
	}

	/**
	 * @return the folder with the weights of the face detector and the landmark finder
	 * @throws InputException if there is none; the sentence tells where it was looked for
	 */
	public Path face() {
		return folders.stream().map(folder -> folder.resolve(FACE)).filter(Files::isDirectory).findFirst().orElseThrow(
			() -> new InputException("The face weights are missing: there is no folder '" + FACE + "' in " + searched() +
				"; install the plugin's models folder again."));
	}

	/**
	 * @param folder a folder
	 * @return whether it is a model's
	 */
	public static boolean isModel(final Path folder) {
		return Files.isRegularFile(folder.resolve(ModelCard.FILE_NAME));
	}

	private static Path resolve(final Path folder, final String text) {
		try {
			return folder.resolve(text);
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}

	private String known() {
		final List<String> ids = ids();
		return ids.isEmpty() ? "the id of an installed model (none is installed)" : "one of " + String.join(", ", ids);
	}

	private String searched() {
		return folders.isEmpty() ? "no folder at all (no ImageJ is running and the system property '" + PROPERTY +
			"' is not set)" : folders.stream().map(Path::toString).collect(Collectors.joining(" and "));
	}
}
