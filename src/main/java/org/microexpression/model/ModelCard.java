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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.AtomicFolder;
import org.microexpression.base.InputException;
import org.microexpression.base.Sha256;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What stands beside a trained model, in {@value #FILE_NAME}: what it was trained on (said in the first line), its
 * classes and input layout, settings, seeds, measured figures, licence, and a hash of its files.
 *
 * @param entries the card's entries in order; plain YAML values. {@code summary} comes first; {@code id} (text),
 *                {@code format} (a number, {@value #FORMAT}), {@code classes} (a list) and {@code hash} are always there
 */
public record ModelCard(Map<String, Object> entries) {

	/** Name of the card in the model's folder. */
	public static final String FILE_NAME = "card.yaml";

	/** Name of the entry that lists the datasets of the real clips in the training; empty for none. */
	public static final String REAL_CLIPS = "real clips";

	/** Version of the layout of a model folder that this program reads and writes. */
	public static final int FORMAT = 1;

	/**
	 * Reads and checks a model's card.
	 *
	 * @param folder the model's folder
	 * @return the card
	 * @throws InputException if the folder or its card is missing or damaged, of another format, or does not fit its files
	 */
	public static ModelCard read(final Path folder) {
		if (!Files.isDirectory(folder)) throw new InputException("The model folder '" + folder +
			"' does not exist; give the name of an installed model or the folder of one.");
		final Path file = folder.resolve(FILE_NAME);
		final Object loaded;
		try {
			loaded = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file, StandardCharsets.UTF_8));
		}
		catch (final IOException | YAMLException e) {
			throw new InputException("The model folder '" + folder + "' holds no readable " + FILE_NAME +
				"; give the folder of a model that this plugin has written, or install it again.", e);
		}
		if (!(loaded instanceof Map<?, ?> map)) throw new InputException("The model card '" + file +
			"' is damaged: it is not a list of entries; install the model again.");
		final Map<String, Object> entries = new LinkedHashMap<>();
		map.forEach((key, value) -> entries.put(String.valueOf(key), value));
		if (!Integer.valueOf(FORMAT).equals(entries.get("format"))) throw new InputException("The model in '" + folder +
			"' has the format " + entries.get("format") + ", and this version of the plugin reads format " + FORMAT +
			"; install a model that fits the plugin, or update the plugin.");
		if (!hash(folder).equals(entries.get("hash"))) throw new InputException("The files of the model in '" + folder +
			"' are not those that its card was written for: it is damaged; install it again.");
		return new ModelCard(entries);
	}

	/**
	 * Writes the card of a finished model folder; adds format and hash.
	 *
	 * @param folder  the model's folder, all networks written
	 * @param entries what the card says, {@code summary} first
	 * @return the card as written
	 * @throws InputException if it cannot be written
	 */
	public static ModelCard write(final Path folder, final Map<String, Object> entries) {
		final Map<String, Object> complete = new LinkedHashMap<>(entries);
		complete.put("format", FORMAT);
		complete.put("hash", hash(folder));
		final DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setWidth(110);
		AtomicFile.write(folder.resolve(FILE_NAME), new Yaml(options).dump(complete));
		return new ModelCard(complete);
	}

	/**
	 * The SHA-256 of all files of a model except its card and the marks of {@link AtomicFolder}: of each file, in the order
	 * of the names, its path and content.
	 *
	 * @param folder the model's folder
	 * @return 64 hexadecimal digits
	 */
	private static String hash(final Path folder) {
		try (Stream<Path> walk = Files.walk(folder)) {
			final Sha256 sum = new Sha256();
			final List<Path> files = walk.filter(Files::isRegularFile).filter(f -> !f.startsWith(folder.resolve(FILE_NAME)) &&
				!AtomicFile.isAside(f) && !f.endsWith(AtomicFolder.MARK)).sorted().toList();
			for (final Path file : files) {
				sum.add(folder.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
				sum.add(Files.readAllBytes(file));
			}
			return sum.hex();
		}
		catch (final IOException e) {
			throw new InputException("The model folder '" + folder + "' cannot be read (" + e.getMessage() +
				"); check the folder and its rights.", e);
		}
	}

	/** @return the model's name as it stands in tables */
	public String id() {
		return text("id");
	}

	/**
	 * @return the names of its classes, in label order
	 * @throws InputException if the card lacks them
	 */
	public List<String> classes() {
		if (!(entries.get("classes") instanceof List<?> names) || names.isEmpty()) throw new InputException("The model card of '" +
			id() + "' lacks the list 'classes'; install the model again.");
		return names.stream().map(String::valueOf).toList();
	}

	/**
	 * Which real clips the model has seen in its training: the entry {@value #REAL_CLIPS}, a list of datasets as manifests
	 * name them.
	 *
	 * @return the datasets, none for a model that has seen no real clip; empty where the card does not say
	 */
	public Optional<Set<String>> realClips() {
		if (entries.get(REAL_CLIPS) instanceof List<?> datasets) return Optional.of(datasets.stream().map(String::valueOf)
			.collect(Collectors.toCollection(TreeSet::new)));
		return Optional.empty();
	}

	/**
	 * @param key an entry
	 * @return its text
	 * @throws InputException if the card lacks it
	 */
	public String text(final String key) {
		final Object value = entries.get(key);
		if (value == null) throw new InputException("The model card lacks the entry '" + key + "'; install the model again.");
		return String.valueOf(value);
	}
}
