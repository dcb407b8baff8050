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

import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.InputException;
import org.scijava.plugin.Parameter;
import org.scijava.util.ClassUtils;
import org.scijava.widget.FileWidget;

/**
 * Looks at what a command was given: scripts may give any text or number a {@code null} or NaN, which no command has a
 * meaning for, and numbers beyond what dialogs and macros let through.
 */
final class GivenValues {

	private static final String WORKBOOK = ".+\\.(xlsx?|xlsm|xlsb|ods|fods|numbers)";

	private GivenValues() {
		// Functions only.
	}

	/**
	 * @param command a command
	 * @throws InputException naming the first parameter whose value it cannot use
	 */
	static void require(final ExpressionCommand command) {
		requireOwnFiles(command);
		for (final Field field : ClassUtils.getAnnotatedFields(command.getClass(), Parameter.class)) {
			final Class<?> type = field.getType();
			final boolean number = Number.class.isAssignableFrom(type) || type == int.class || type == double.class;
			if (type != String.class && !number) continue;
			final Object value = ClassUtils.getValue(field, command);
			final String name = "The parameter '" + field.getName() + "' ";
			if (value == null) throw new InputException(name + "has no value; give a " + (number ? "number" : "text") +
				", or leave it out.");
			if (!number) continue;
			final double given = ((Number) value).doubleValue();
			if (!Double.isFinite(given)) throw new InputException(name + "is " + value + "; give a number.");
			final Parameter parameter = field.getAnnotation(Parameter.class);
			// A frame may be a choice in place of a number.
			if (Arrays.stream(parameter.attrs()).anyMatch(attribute -> attribute.name().equals(ExpressionCommand.FRAME)))
				continue;
			if (!parameter.min().isEmpty() && given < Double.parseDouble(parameter.min())) throw new InputException(name +
				"is " + value + "; give a number of at least " + parameter.min() + ".");
			if (!parameter.max().isEmpty() && given > Double.parseDouble(parameter.max())) throw new InputException(name +
				"is " + value + "; give a number of at most " + parameter.max() + ".");
		}
	}

	/** Programs for workbooks refuse text under such a name, or take it for something else. */
	private static void requireNoWorkbook(final String name, final File file) {
		if (name.endsWith("csv") && file.getName().toLowerCase(Locale.ROOT).matches(WORKBOOK)) throw new InputException(
			"The parameter '" + name + "' is '" + file +
				"', the name of a workbook, and CSV is written; give a name that ends " +
				"in .csv, which such programs open too.");
	}

	/** Of one file for two results, the one that is written last would be left, or the other one refused behind the work. */
	private static void requireOwnFiles(final ExpressionCommand command) {
		final Map<Path, String> known = new HashMap<>();
		for (final Field field : ClassUtils.getAnnotatedFields(command.getClass(), Parameter.class)) {
			if (!FileWidget.SAVE_STYLE.equals(field.getAnnotation(Parameter.class).style())) continue;
			if (!(ClassUtils.getValue(field, command) instanceof final File file) || file.getPath().isBlank()) continue;
			requireNoWorkbook(field.getName(), file);
			final String other = known.putIfAbsent(file.toPath().toAbsolutePath().normalize(), field.getName());
			if (other != null) throw new InputException("The parameters '" + other + "' and '" + field.getName() +
				"' are both '" + file + "'; give two files.");
		}
	}
}
