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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Settings as YAML: records of numbers, switches, texts, lists of numbers and further records, by the names of their
 * components. What a file leaves out has its usual value; a name that is not known is an error, since it would be
 * ignored in silence else.
 */
public final class SettingsYaml {

	private static final int LARGEST = 1 << 20;
	private static final int DEEPEST = 20;

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
	 * @return its entries by name
	 * @throws InputException if it cannot be read or holds no names with values
	 */
	public static Map<String, Object> read(final Path file) {
		final LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		options.setMaxAliasesForCollections(0);
		options.setNestingDepthLimit(DEEPEST);
		options.setCodePointLimit(LARGEST);
		Reasons.requireFile(file);
		try {
			if (Files.size(file) > LARGEST) throw new InputException("The settings file '" + file + "' has " + Files.size(
				file) + " bytes, more than " + LARGEST + "; give a file that a run has written as settings.yaml.");
			final Object loaded = new Yaml(new SafeConstructor(options)).load(new StringReader(Files.readString(file)));
			return map(loaded, "The settings file '" + file + "'");
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

	/**
	 * @param value what a file has
	 * @param where what it is called in messages
	 * @return it as entries by name
	 * @throws InputException if it is no such thing
	 */
	public static Map<String, Object> map(final Object value, final String where) {
		if (!(value instanceof final Map<?, ?> map)) throw new InputException(where +
			" holds no names with values; give each setting in a line such as 'members: 3'.");
		final Map<String, Object> entries = new LinkedHashMap<>();
		map.forEach((name, of) -> entries.put(String.valueOf(name), of));
		return entries;
	}

	/**
	 * Makes a record of what a file gives.
	 *
	 * @param <R>   the record
	 * @param given values by name
	 * @param usual what holds where nothing is given
	 * @param where what the values belong to, for messages, such as {@code finetuning}
	 * @return the record
	 * @throws InputException if a name is not known, or a value is of another kind or out of range
	 */
	public static <R extends Record> R record(final Map<String, Object> given, final R usual, final String where) {
		final RecordComponent[] components = usual.getClass().getRecordComponents();
		final List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
		requireKnown(given, names, where);
		final Object[] values = new Object[components.length];
		final Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < values.length; i++) {
			types[i] = components[i].getType();
			final Object before = value(usual, components[i]);
			values[i] = given.containsKey(names.get(i)) ? converted(given.get(names.get(i)), before, where + "." + names.get(
				i)) : before;
		}
		try {
			@SuppressWarnings("unchecked")
			final R made = (R) usual.getClass().getDeclaredConstructor(types).newInstance(values);
			return made;
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof final InputException refused) throw new InputException(
				"The settings file is wrong at '" + where + "': " + refused.getMessage(), refused);
			throw new IllegalStateException(where, e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("A public record has a public constructor", e);
		}
	}

	/**
	 * @param given values by name
	 * @param names names that may be there
	 * @param where what the values belong to, for messages
	 * @throws InputException if there is another name
	 */
	public static void requireKnown(final Map<String, Object> given, final List<String> names, final String where) {
		for (final String name : given.keySet())
			if (!names.contains(name)) throw new InputException("The settings file has '" + name + "' in '" + where +
				"', which is no setting there; use " + String.join(", ", names) + ".");
	}

	/**
	 * @param given  what a file has
	 * @param before a value of the wanted kind: a whole or real number, a switch, a text, a list of real numbers or a
	 *               record
	 * @param where  name of the setting, for messages
	 * @return what is given as a value of that kind
	 * @throws InputException if it is of another kind
	 */
	public static Object converted(final Object given, final Object before, final String where) {
		if (before instanceof final Record inner) return record(map(given, "The settings file's entry '" + where + "'"),
			inner, where);
		if (before instanceof Integer && given instanceof Integer) return given;
		if (before instanceof Long && (given instanceof Integer || given instanceof Long)) return ((Number) given)
			.longValue();
		if (before instanceof Double && given instanceof final Number number) return number.doubleValue();
		if (before instanceof Boolean && given instanceof Boolean || before instanceof String && given instanceof String)
			return given;
		if (before instanceof List && given instanceof final List<?> list) {
			final List<Double> numbers = new ArrayList<>();
			for (final Object one : list)
				numbers.add((Double) converted(one, 0.0, where));
			return numbers;
		}
		throw new InputException("The settings file has '" + given + "' as '" + where + "'; give " + kind(before) + ".");
	}

	private static String kind(final Object before) {
		if (before instanceof Integer || before instanceof Long) return "a whole number such as " + before;
		if (before instanceof Double) return "a number such as " + before;
		if (before instanceof Boolean) return "true or false";
		return before instanceof List ? "a list of numbers" : "a text such as " + before;
	}

	private static Object value(final Record settings, final RecordComponent component) {
		try {
			return component.getAccessor().invoke(settings);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("A public record can be read", e);
		}
	}
}
