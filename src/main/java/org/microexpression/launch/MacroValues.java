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

package org.microexpression.launch;

import ij.plugin.frame.Recorder;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.microexpression.base.InputException;
import org.microexpression.command.ExpressionCommand;
import org.microexpression.pipeline.ClipRegistration;
import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;

/** A command's parameters as text: in macros, in recorded lines and in the fields of a dialog. */
public final class MacroValues {

	private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

	/** In place of the number of a frame: the one that the image stands at. */
	public static final String CURRENT = "current";

	/** In place of the number of a frame: none is named, which is 0. */
	static final String GUESS = "guess";

	private MacroValues() {
		// Static methods only.
	}

	/**
	 * @param item an input of a command
	 * @return whether it is a value that a person or a macro gives
	 */
	public static boolean isValue(final ModuleItem<?> item) {
		if (item.getVisibility() != ItemVisibility.NORMAL) return false;
		final Class<?> type = item.getType();
		return type == String.class || type == File.class || type == Boolean.class || type == boolean.class || isWhole(
			type) || isReal(type);
	}

	/**
	 * @param command a command
	 * @return its inputs in the order in which dialogs, recorded lines and the page of macro keys have them: SciJava's,
	 *         those of a superclass first, but for what is marked as {@link ExpressionCommand#LAST}
	 */
	public static List<ModuleItem<?>> inOrder(final ModuleInfo command) {
		final List<ModuleItem<?>> items = new ArrayList<>();
		command.inputs().forEach(items::add);
		items.sort(Comparator.comparing(item -> item.is(ExpressionCommand.LAST)));
		return items;
	}

	/**
	 * @param module a command
	 * @param item   one of its inputs
	 * @return whether it is a value that nobody has given yet
	 */
	static boolean isOpen(final Module module, final ModuleItem<?> item) {
		return isValue(item) && !module.isInputResolved(item.getName());
	}

	/**
	 * Gives a command the values of a macro's options; what is not there keeps its default.
	 *
	 * @param module  the command
	 * @param options what stands behind the command's name in the macro
	 * @throws InputException if a value is not of its parameter's kind, or there is no such parameter
	 */
	static void apply(final Module module, final String options) {
		final String command = module.getInfo().getTitle();
		final Map<String, String> given = MacroOptions.parse(command, options);
		final List<ModuleItem<?>> items = inOrder(module.getInfo()).stream().filter(MacroValues::isValue).toList();
		final List<String> keys = items.stream().map(MacroValues::key).toList();
		for (final String key : given.keySet())
			if (!keys.contains(key)) throw new InputException("'" + command + "' has no parameter '" + key + "' but " + (keys
				.isEmpty() ? "none" : "'" + String.join("', '", keys) + "'") + "; values with blanks stand in brackets.");
		for (final ModuleItem<?> item : items) {
			final String value = given.get(key(item));
			if (value != null) set(module, item, value);
		}
	}

	/**
	 * Tells the macro recorder a command's values.
	 *
	 * @param module the command
	 */
	static void record(final Module module) {
		for (final ModuleItem<?> item : inOrder(module.getInfo())) {
			final Object value = isValue(item) ? module.getInput(item.getName()) : null;
			if (value != null) Recorder.recordOption(key(item), text(item, value));
		}
	}

	/**
	 * Gives a command one value.
	 *
	 * @param module the command
	 * @param item   the parameter
	 * @param text   its value as text
	 * @throws InputException if the text is not of the parameter's kind or outside its range
	 */
	public static void set(final Module module, final ModuleItem<?> item, final String text) {
		module.setInput(item.getName(), item.getType() == File.class ? file(text) : parse(item, text.trim()));
	}

	/**
	 * @param text the path of a file or folder
	 * @return what there is under this very name, which may begin or end with blanks; else what it names without them
	 */
	public static File file(final String text) {
		final File exact = new File(text);
		// Windows passes over blanks at the end of a name, and Java knows no such paths there.
		return File.separatorChar == '/' && exact.exists() ? exact : new File(text.trim());
	}

	/**
	 * @param item an input of a command
	 * @return its key in macros
	 */
	public static String key(final ModuleItem<?> item) {
		return item.getName().toLowerCase(Locale.ROOT);
	}

	private static boolean isWhole(final Class<?> type) {
		return type == Integer.class || type == int.class;
	}

	private static boolean isReal(final Class<?> type) {
		return type == Double.class || type == double.class;
	}

	/**
	 * @param item  a parameter
	 * @param value its value
	 * @return the value as text that a macro may have
	 */
	static String text(final ModuleItem<?> item, final Object value) {
		return item.is(ExpressionCommand.FRAME) && value.equals(ExpressionCommand.CURRENT) ? CURRENT : value.toString();
	}

	private static Object parse(final ModuleItem<?> item, final String text) {
		final Class<?> type = item.getType();
		if (item.is(ExpressionCommand.FRAME)) {
			if (text.equalsIgnoreCase(CURRENT)) return ExpressionCommand.CURRENT;
			if (text.equalsIgnoreCase(GUESS)) return ClipRegistration.AUTOMATIC;
		}
		if (type == String.class) return text;
		if (isWhole(type) || isReal(type)) return inRange(item, number(item, text));
		if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) return Boolean.valueOf(text);
		throw new InputException("The parameter '" + key(item) + "' is '" + text + "'; give true or false.");
	}

	private static Number number(final ModuleItem<?> item, final String text) {
		try {
			if (!isReal(item.getType())) return Integer.valueOf(text);
			// Java also knows 1d, 0x1p3 and Infinity.
			final double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
			if (Double.isFinite(value)) return value;
			throw new NumberFormatException(text);
		}
		catch (final NumberFormatException e) {
			throw new InputException("The parameter '" + key(item) + "' is '" + text + "'; give a " + (isReal(item.getType())
				? "number." : "whole number."), e);
		}
	}

	private static Number inRange(final ModuleItem<?> item, final Number value) {
		final Number least = (Number) item.getMinimumValue();
		final Number greatest = (Number) item.getMaximumValue();
		if (least != null && value.doubleValue() < least.doubleValue() || greatest != null && value.doubleValue() > greatest
			.doubleValue()) throw new InputException("The parameter '" + key(item) + "' is " + value + "; give a number " +
				(greatest == null ? "of at least " + least : least == null ? "of at most " + greatest : "from " + least +
					" to " + greatest) + ".");
		return value;
	}
}
