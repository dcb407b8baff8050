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
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.Sha256;
import org.microexpression.base.SystemFiles;
import org.microexpression.base.Titles;
import org.microexpression.network.SavedModels;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;

/**
 * What stands beside a trained model, in {@value #FILE_NAME}: what it was trained on (said in the first line), its
 * classes and input layout, settings, seeds, measured figures, licence, and a hash of its files.
 *
 * @param entries the card's entries in order; plain YAML values. {@code summary} comes first; {@code id} (text),
 *                {@code format} (a number, {@value #FORMAT}), {@code classes} (a list), {@code hash} (of the files)
 *                and, last, {@code card hash} (of the card's text before it) are always there
 */
public record ModelCard(Map<String, Object> entries) {

	/** Name of the card in the model's folder. */
	public static final String FILE_NAME = "card.yaml";

	/** Name of the entry that lists the datasets of the real clips in the training; empty for none. */
	public static final String REAL_CLIPS = "real clips";

	/**
	 * Version of the layout of a model folder that this program writes: 3 has action units as an output of the fusion and
	 * a calibration in the card, or neither.
	 */
	public static final int FORMAT = 3;

	/** The version before, which knew no action units; it is read as well. */
	private static final int BEFORE = 2;

	/** Name of the file that says how a model was trained, to train another one so; no part of the model. */
	public static final String SETTINGS = "settings.yaml";

	/** Name of the last entry: the SHA-256 of the card's text before it. */
	private static final String CARD_HASH = "card hash";

	/** The shipped model's card has 7 kB. */
	private static final int LARGEST = 1 << 20;

	private static final int DEEPEST = 20;

	/**
	 * Reads and checks a model's card.
	 *
	 * @param folder the model's folder
	 * @return the card
	 * @throws InputException if the folder or its card is missing or damaged, of another format, was changed, or does not
	 *                        fit its files
	 */
	public static ModelCard read(final Path folder) {
		if (!Files.isDirectory(folder)) throw new InputException("The model folder '" + folder +
			"' does not exist; give the name of an installed model or the folder of one.");
		final Path file = folder.resolve(FILE_NAME);
		final String text = text(folder, file);
		final Map<String, Object> entries = entries(file, text);
		final Object format = entries.get("format");
		if (!Integer.valueOf(BEFORE).equals(format) && !Integer.valueOf(FORMAT).equals(format)) throw new InputException(
			"The model in '" + folder + "' has the format " + shown(format) +
				", and this version of the plugin reads formats " + BEFORE + " and " + FORMAT +
				"; train it again with this version, or get the plugin and the model in versions that fit.");
		if (!hash(folder).equals(entries.get("hash"))) throw otherFiles(folder, entries.get("hash"));
		if (!isAsWritten(text)) throw new InputException("The model card '" + file +
			"' was changed after it was written; install the model again, or train one with other classes or names.");
		return new ModelCard(Collections.unmodifiableMap(entries));
	}

	/**
	 * @param folder a model's folder
	 * @return whether its card says what it said when it was written
	 * @throws InputException if it has no readable card
	 */
	public static boolean isAsWritten(final Path folder) {
		return isAsWritten(text(folder, folder.resolve(FILE_NAME)));
	}

	private static boolean isAsWritten(final String text) {
		return text.endsWith("\n" + lastLine(text));
	}

	private static String text(final Path folder, final Path file) {
		Reasons.requireFile(file);
		try {
			if (Files.size(file) > LARGEST) throw new InputException("The model card '" + file + "' has " + Files.size(file) +
				" bytes, more than " + LARGEST + "; install the model again.");
			// Some programs change the ends of lines on the way.
			return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
		}
		catch (final IOException e) {
			throw unreadable(folder, e);
		}
	}

	/** Parses a card; it is plain: no references from one entry to another, which could nest without end. */
	private static Map<String, Object> entries(final Path file, final String text) {
		final LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(0);
		options.setNestingDepthLimit(DEEPEST);
		options.setCodePointLimit(LARGEST);
		final Yaml yaml = new Yaml(new SafeConstructor(options));
		final Object loaded;
		try {
			int depth = 0;
			for (final Event event : yaml.parse(new StringReader(text))) {
				if (event instanceof AliasEvent) throw new InputException("The model card '" + file +
					"' is damaged: one entry refers to another, as this plugin never writes; install the model again.");
				if (event instanceof CollectionStartEvent) depth++;
				if (event instanceof CollectionEndEvent) depth--;
				if (depth > DEEPEST) throw new YAMLException("More than " + DEEPEST + " lists in each other.");
			}
			loaded = yaml.load(text);
		}
		catch (final YAMLException e) {
			throw unreadable(file.getParent(), e);
		}
		if (!(loaded instanceof Map<?, ?> map)) throw new InputException("The model card '" + file +
			"' is damaged: it is not a list of entries; install the model again.");
		final Map<String, Object> entries = new LinkedHashMap<>();
		map.forEach((key, value) -> entries.put(String.valueOf(key), value));
		return entries;
	}

	private static InputException unreadable(final Path folder, final Exception cause) {
		return new InputException("The model folder '" + folder + "' holds no readable " + FILE_NAME +
			"; give the folder of a model that this plugin has written, or install it again.", cause);
	}

	/**
	 * Writes the card of a finished model folder; adds format and hashes.
	 *
	 * @param folder  the model's folder, all networks written
	 * @param entries what the card says, {@code summary} first
	 * @return the card as written
	 * @throws InputException if it cannot be written
	 */
	public static ModelCard write(final Path folder, final Map<String, Object> entries) {
		final Map<String, Object> complete = new LinkedHashMap<>(entries);
		complete.remove(CARD_HASH);
		complete.put("format", FORMAT);
		complete.put("hash", hash(folder));
		final DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setWidth(110);
		final String text = new Yaml(options).dump(copy(complete));
		AtomicFile.write(folder.resolve(FILE_NAME), text + lastLine(text));
		return read(folder);
	}

	/** A copy without shared parts, which YAML would write as references. */
	private static Object copy(final Object value) {
		if (value instanceof Map<?, ?> map) {
			final Map<Object, Object> copy = new LinkedHashMap<>();
			map.forEach((key, entry) -> copy.put(key, copy(entry)));
			return copy;
		}
		return value instanceof List<?> list ? new ArrayList<>(list.stream().map(ModelCard::copy).toList()) : value;
	}

	/** @return what the last line of a card must be, by the text before it */
	private static String lastLine(final String text) {
		final int end = text.lastIndexOf("\n" + CARD_HASH + ": ") + 1;
		return CARD_HASH + ": " + Sha256.of((end == 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.UTF_8)) +
			"\n";
	}

	/**
	 * The SHA-256 of all files of a model except its card, its settings and the marks of {@link AtomicFolder}: of each
	 * file, in the order of the names, its path and content.
	 *
	 * @param folder the model's folder
	 * @return 64 hexadecimal digits
	 */
	private static String hash(final Path folder) {
		return hash(folder, files(folder));
	}

	private static List<Path> files(final Path folder) {
		try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
			return walk.filter(Files::isRegularFile).filter(f -> !f.startsWith(folder.resolve(FILE_NAME)) && !f.startsWith(
				folder.resolve(SETTINGS)) && !AtomicFile.isAside(f) && !f.endsWith(AtomicFolder.MARK) && !SystemFiles.isIn(
					folder, f)).sorted().toList();
		}
		catch (final IOException | UncheckedIOException e) {
			throw cannotRead(folder, e);
		}
	}

	private static String hash(final Path folder, final List<Path> files) {
		try {
			final Sha256 sum = new Sha256();
			for (final Path file : files) {
				sum.add(folder.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
				sum.add(file, Progress.none());
			}
			return sum.hex();
		}
		catch (final IOException e) {
			throw cannotRead(folder, e);
		}
	}

	private static InputException cannotRead(final Path folder, final Exception e) {
		return new InputException("The model folder '" + folder + "' cannot be read (" + Reasons.of(e) +
			"); check the folder and its rights.", e);
	}

	/** Whose files are all there as they were, is told what lies beside them. */
	private static InputException otherFiles(final Path folder, final Object hash) {
		final List<Path> files = files(folder);
		final List<Path> networks = files.stream().filter(file -> file.endsWith(SavedModels.GRAPH)).toList();
		if (networks.size() < files.size() && hash(folder, networks).equals(hash)) return new InputException(
			"The folder of the model '" + folder + "' also holds " + Titles.some(files.stream().filter(file -> !networks
				.contains(file)).map(file -> folder.relativize(file).toString()).toList()) +
				", no part of the model; move what is not its own to another folder.");
		return new InputException("The files of the model in '" + folder +
			"' are not those that its card was written for: it is damaged; install it again.");
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
		if (!(entries.get("classes") instanceof List<?> names) || names.isEmpty() || names.stream().anyMatch(
			name -> name instanceof Iterable || name instanceof Map)) throw new InputException("The model card of '" + id() +
				"' lacks the list 'classes'; install the model again.");
		return names.stream().map(String::valueOf).toList();
	}

	/**
	 * Which real clips the model has seen in its training: the entry {@value #REAL_CLIPS}, a list of datasets as
	 * manifests name them.
	 *
	 * @return the datasets, none for a model that has seen no real clip; empty where the card does not say
	 */
	public Optional<Set<String>> realClips() {
		if (entries.get(REAL_CLIPS) instanceof List<?> datasets) return Optional.of(datasets.stream().map(ModelCard::shown)
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
		if (value == null) throw new InputException("The model card lacks the entry '" + key +
			"'; install the model again.");
		return shown(value);
	}

	/** Text for people; entries that hold further entries are none. */
	private static String shown(final Object value) {
		if (value == null) return "(none)";
		return value instanceof Iterable || value instanceof Map ? "(a list)" : String.valueOf(value);
	}
}
