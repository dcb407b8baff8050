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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Other people's code: classes that carry SciJava's {@link Plugin} annotation. They are found through the index that
 * SciJava writes when a class is compiled, so this works in Fiji, in plain ImageJ and in plain Java, with no SciJava
 * context. One that cannot be used is left out and named; the others work.
 * <p>
 * Where this project's classes and the others come from different places, for instance the class path and the plugins
 * folder of ImageJ, the thread's context class loader leads to the others. One that has a copy of this project of its
 * own is left aside, since its extensions are of the copy's types.
 * </p>
 *
 * @param <T> kind of extension
 */
public final class Extensions<T extends SciJavaPlugin> {

	private final Class<T> type;
	private final Function<T, String> title;

	/** By their titles as they are compared. */
	private final Map<String, T> usable = new LinkedHashMap<>();

	private final List<String> leftOut = new ArrayList<>();

	private Extensions(final Class<T> type, final Function<T, String> title) {
		this.type = type;
		this.title = title;
	}

	/**
	 * @param <T>   kind of extension
	 * @param type  the interface that the annotations name as their {@code type}
	 * @param title the name by which people choose one
	 * @return a new instance of each, those of higher {@code priority} first, then by class name; a class that several
	 *         jars hold is there once. Left out are those that cannot be made (it needs a public constructor without
	 *         parameters) or have no title, or one that another has who stands before them
	 */
	public static <T extends SciJavaPlugin> Extensions<T> of(final Class<T> type, final Function<T, String> title) {
		final Map<String, Found> found = new LinkedHashMap<>();
		for (final ClassLoader loader : loaders(type))
			for (final IndexItem<Plugin> item : Index.load(Plugin.class, loader))
				if (isOf(type, item)) found.putIfAbsent(item.className(), new Found(item.className(), item.annotation()
					.priority(), loader));
		final Extensions<T> extensions = new Extensions<>(type, title);
		found.values().stream().sorted(Comparator.comparingDouble((Found one) -> -one.priority).thenComparing(Found::name))
			.forEach(extensions::add);
		return extensions;
	}

	/** @return what can be used, in the order of the dialogs */
	public List<T> usable() {
		return List.copyOf(usable.values());
	}

	/** @return the titles of what can be used */
	public List<String> titles() {
		return usable.values().stream().map(title).toList();
	}

	/** @return a sentence for each that is left out: its class, why, and what to do */
	public List<String> leftOut() {
		return List.copyOf(leftOut);
	}

	/**
	 * @param wanted a title as somebody typed it
	 * @param kind   what one is called in a sentence, for instance {@code dataset}
	 * @return the one of that title
	 * @throws InputException listing the titles and what is left out, if there is none
	 */
	public T named(final String wanted, final String kind) {
		try {
			return Titles.choose(usable(), title, wanted, kind);
		}
		catch (final InputException e) {
			if (leftOut.isEmpty()) throw e;
			throw new InputException(e.getMessage() + " " + String.join(" ", leftOut), e);
		}
	}

	private void add(final Found one) {
		try {
			final T made = type.cast(Class.forName(one.name, true, one.loader).getDeclaredConstructor().newInstance());
			final String name = title.apply(made);
			if (name == null || Titles.bare(name).isEmpty()) leaveOut(one, "has no title", "update or remove its jar");
			else {
				final T first = usable.putIfAbsent(Titles.bare(name), made);
				if (first != null) leaveOut(one, "has the title '" + name + "' of " + first.getClass().getName(),
					"give one of them another title or remove its jar");
			}
		}
		catch (final InvocationTargetException e) {
			leaveOut(one, "cannot be used (" + e.getCause() + ")", "update or remove its jar");
		}
		catch (final ReflectiveOperationException | LinkageError | RuntimeException e) {
			leaveOut(one, "cannot be used (" + e + ")", "update or remove its jar");
		}
	}

	private void leaveOut(final Found one, final String why, final String remedy) {
		leftOut.add("The extension " + one.name + " (" + type.getSimpleName() + ") " + why + " and is left out; " + remedy +
			".");
	}

	/** A plugin of a type that cannot be loaded here is of somebody else, and no reason to stop. */
	private static boolean isOf(final Class<?> type, final IndexItem<Plugin> item) {
		try {
			return item.annotation().type().getName().equals(type.getName());
		}
		catch (final ClassCastException | LinkageError e) {
			return false;
		}
	}

	/** A class that the index names, and where it is loaded from. */
	private record Found(String name, double priority, ClassLoader loader) {
	}

	private static List<ClassLoader> loaders(final Class<?> type) {
		final ClassLoader context = Thread.currentThread().getContextClassLoader();
		return context != null && context != type.getClassLoader() && sees(context, type) ? List.of(type.getClassLoader(),
			context) : List.of(type.getClassLoader());
	}

	private static boolean sees(final ClassLoader loader, final Class<?> type) {
		try {
			return Class.forName(type.getName(), false, loader) == type;
		}
		catch (final ClassNotFoundException | LinkageError e) {
			return false;
		}
	}
}
