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

package org.microexpression.base;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Settings as YAML: records of numbers, switches, texts, lists of numbers and further records, by the names of their
 * components. {@link SettingsEntries} makes records again of what a file holds.
 */
public final class SettingsYaml {

	private static final int LARGEST = 1 << 20;
	private static final int DEEPEST = 20;

	private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");

	private SettingsYaml() {
		// Functions only.
	}

	/**
	 * @param settings a record
	 * @return its components by name, records within it as maps
	 */
	public static Map<String, Object> entries(final Record settings) {
		final Map<String, Object> entries = new LinkedHashMap<>();
		for (final RecordComponent component : settings.getClass().getRecordComponents()) {
			final Object value = value(settings, component);
			// Of one list in two places YAML would write the second as a reference to the first.
			entries.put(component.getName(), value instanceof final Record inner ? entries(inner)
				: value instanceof final List<?> list ? new ArrayList<>(list) : value);
		}
		return entries;
	}

	/**
	 * Writes a file.
	 *
	 * @param file    the file, replaced where it exists
	 * @param comment what the first line says, after its {@code #}
	 * @param entries what it holds, in this order
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Path file, final String comment, final Map<String, Object> entries) {
		final DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		AtomicFile.write(file, "# " + comment + "\n" + new Yaml(options).dump(entries));
	}

	/**
	 * @param file a YAML file
	 * @return its entries
	 * @throws InputException if it cannot be read, holds no names with values, or a number that is not decimal
	 */
	public static SettingsEntries read(final Path file) {
		final LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(0);
		options.setNestingDepthLimit(DEEPEST);
		options.setCodePointLimit(LARGEST);
		Reasons.requireFile(file);
		try {
			if (Files.size(file) > LARGEST) throw new InputException("The settings file '" + file + "' has " + Files.size(
				file) + " bytes, more than " + LARGEST + "; give a file that a run has written as settings.yaml.");
			final Yaml yaml = new Yaml(new SafeConstructor(options));
			final String text = Files.readString(file);
			final SettingsEntries entries = SettingsEntries.of(file, yaml.load(text));
			requireDecimal(yaml.compose(new StringReader(text)), "", (number, where) -> {
				throw entries.refusal("has '" + number + "' as '" + where + "', which YAML reads as " + yaml.load(number) +
					"; write a decimal number without zeros before it and without colons, such as " + yaml.load(number) + ".");
			});
			return entries;
		}
		catch (final IOException e) {
			throw new InputException("The settings file '" + file + "' cannot be read (" + Reasons.of(e) +
				"); give a file that a run has written as settings.yaml.", e);
		}
		catch (final YAMLException e) {
			throw new InputException("The settings file '" + file + "' is not valid YAML (" + String.valueOf(e.getMessage())
				.lines().findFirst().orElse("") + "); compare it with one that a run has written.", e);
		}
	}

	/** People mean decimal numbers: YAML 1.1 takes 010 for eight and 1:0 for sixty. */
	private static void requireDecimal(final Node node, final String where, final BiConsumer<String, String> other) {
		if (node instanceof final MappingNode map) map.getValue().forEach(entry -> requireDecimal(entry.getValueNode(),
			(where.isEmpty() ? "" : where + ".") + (entry.getKeyNode() instanceof final ScalarNode key ? key.getValue()
				: "?"), other));
		if (node instanceof final SequenceNode list) list.getValue().forEach(one -> requireDecimal(one, where, other));
		if (!(node instanceof final ScalarNode scalar)) return;
		final String number = scalar.getValue();
		if (Tag.INT.equals(scalar.getTag()) && !DECIMAL.matcher(number).matches() || Tag.FLOAT.equals(scalar.getTag()) &&
			number.contains(":")) other.accept(number, where);
	}

	static Object value(final Record settings, final RecordComponent component) {
		try {
			return component.getAccessor().invoke(settings);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("A public record can be read", e);
		}
	}
}
