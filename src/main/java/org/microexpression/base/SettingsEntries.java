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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a file of settings gives, or one of its entries that holds further ones. What it leaves out has its usual value; a
 * name that is not known is an error, since it would be ignored in silence else. Every refusal names the file.
 *
 * @param file  the file
 * @param where the entry that these stand in, such as {@code finetuning}; empty for the file itself
 * @param given values by name
 */
public record SettingsEntries(Path file, String where, Map<String, Object> given) {

	/**
	 * @param file   a file
	 * @param loaded what YAML has made of it
	 * @return its entries
	 * @throws InputException if it holds no names with values
	 */
	static SettingsEntries of(final Path file, final Object loaded) {
		return new SettingsEntries(file, "", Map.of()).inner("", loaded);
	}

	/**
	 * @param name a setting
	 * @return whether the file gives it
	 */
	public boolean has(final String name) {
		return given.containsKey(name);
	}

	/**
	 * @param names names that may be there
	 * @throws InputException if there is another name
	 */
	public void requireKnown(final List<String> names) {
		for (final String name : given.keySet())
			if (!names.contains(name)) throw refusal("has '" + name + "'" + (where.isEmpty() ? "" : " in '" + where + "'") +
				", which is no setting there; use " + String.join(", ", names) + ".");
	}

	/**
	 * @param <T>   what a setting holds
	 * @param name  a setting
	 * @param usual what holds where it is not given
	 * @return its value
	 * @throws InputException if it is of another kind or out of range
	 */
	@SuppressWarnings("unchecked")
	public <T> T get(final String name, final T usual) {
		return has(name) ? (T) converted(given.get(name), usual, path(name)) : usual;
	}

	/**
	 * @param name  a setting
	 * @param usual what holds where it is not given
	 * @return its whole numbers
	 * @throws InputException if it is no list of whole numbers
	 */
	public List<Long> wholeNumbers(final String name, final List<Long> usual) {
		if (!has(name)) return usual;
		if (!(given.get(name) instanceof final List<?> list)) throw refusal("has '" + given.get(name) + "' as '" + path(
			name) + "'; give a list of whole numbers such as [1, 2, 3].");
		final List<Long> numbers = new ArrayList<>();
		for (final Object number : list)
			numbers.add((Long) converted(number, 1L, path(name)));
		return numbers;
	}

	/**
	 * Makes settings of the file's values, which may not go together.
	 *
	 * @param <T>    the settings
	 * @param making makes them
	 * @return the settings
	 * @throws InputException if they are refused, naming the file
	 */
	public <T> T made(final Supplier<T> making) {
		try {
			return making.get();
		}
		catch (final Refusal e) {
			throw e;
		}
		catch (final InputException e) {
			throw wrong(e);
		}
	}

	/**
	 * @param predicate what the file does, such as {@code has 'a' as 'b'; give a number.}
	 * @return the refusal that says so of the file
	 */
	public InputException refusal(final String predicate) {
		return new Refusal("The settings file '" + file + "' " + predicate, null);
	}

	private InputException wrong(final InputException refused) {
		return new Refusal("The settings file '" + file + "' is wrong" + (where.isEmpty() ? "" : " at '" + where + "'") +
			": " + refused.getMessage(), refused);
	}

	private SettingsEntries inner(final String entry, final Object value) {
		if (!(value instanceof final Map<?, ?> map)) throw refusal("holds no names with values" + (entry.isEmpty() ? ""
			: " in '" + entry + "'") + "; give each setting in a line such as 'members: 3'.");
		final Map<String, Object> entries = new LinkedHashMap<>();
		map.forEach((name, of) -> entries.put(String.valueOf(name), of));
		return new SettingsEntries(file, entry, entries);
	}

	/** A record of what these entries give. */
	private <R extends Record> R record(final R usual) {
		final RecordComponent[] components = usual.getClass().getRecordComponents();
		requireKnown(Arrays.stream(components).map(RecordComponent::getName).toList());
		final Object[] values = new Object[components.length];
		final Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < values.length; i++) {
			types[i] = components[i].getType();
			values[i] = get(components[i].getName(), SettingsYaml.value(usual, components[i]));
		}
		try {
			@SuppressWarnings("unchecked")
			final R made = (R) usual.getClass().getDeclaredConstructor(types).newInstance(values);
			return made;
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof final InputException refused) throw wrong(refused);
			throw new IllegalStateException(where, e);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("A public record has a public constructor", e);
		}
	}

	/** What is given as a value of the kind of the usual one. */
	private Object converted(final Object value, final Object usual, final String entry) {
		if (usual instanceof final Record inner) return inner(entry, value).record(inner);
		if (usual instanceof Integer && value instanceof Integer) return value;
		if (usual instanceof Long && (value instanceof Integer || value instanceof Long)) return ((Number) value)
			.longValue();
		if (usual instanceof Double && value instanceof final Number number) return number.doubleValue();
		if (usual instanceof Boolean && value instanceof Boolean || usual instanceof String && value instanceof String)
			return value;
		if (usual instanceof List && value instanceof final List<?> list) {
			final List<Double> numbers = new ArrayList<>();
			for (final Object one : list)
				numbers.add((Double) converted(one, 0.0, entry));
			return numbers;
		}
		throw refusal("has '" + value + "' as '" + entry + "'; give " + kind(usual) + ".");
	}

	private static String kind(final Object usual) {
		if (usual instanceof Integer || usual instanceof Long) return "a whole number such as " + usual;
		if (usual instanceof Double) return "a number such as " + usual;
		if (usual instanceof Boolean) return "true or false";
		return usual instanceof List ? "a list of numbers" : "a text such as " + usual;
	}

	private String path(final String name) {
		return where.isEmpty() ? name : where + "." + name;
	}

	/** Names the file already. */
	private static final class Refusal extends InputException {

		private static final long serialVersionUID = 1L;

		Refusal(final String message, final Throwable cause) {
			super(message, cause);
		}
	}
}
