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

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.scijava.annotations.Index;
import org.scijava.annotations.IndexItem;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.SciJavaPlugin;

/**
 * Other people's code: classes that carry SciJava's {@link Plugin} annotation. They are found through the index that
 * SciJava writes when a class is compiled, so this works in Fiji, in plain ImageJ and in plain Java, with no SciJava
 * context.
 * <p>
 * Where this project's classes and the others come from different places, for instance the class path and the plugins
 * folder of ImageJ, the thread's context class loader leads to the others. One that has a copy of this project of its
 * own is left aside, since its extensions are of the copy's types.
 * </p>
 */
public final class Extensions {

	private Extensions() {
		// Functions only.
	}

	/**
	 * @param <T>  kind of extension
	 * @param type the interface that the annotations name as their {@code type}
	 * @return a new instance of each, those of higher {@code priority} first, then by class name; a class that several
	 *         jars hold is there once
	 * @throws InputException naming the class, if one cannot be made (it needs a public constructor without parameters)
	 */
	public static <T extends SciJavaPlugin> List<T> of(final Class<T> type) {
		final Map<String, Found> found = new LinkedHashMap<>();
		for (final ClassLoader loader : loaders(type))
			for (final IndexItem<Plugin> item : Index.load(Plugin.class, loader))
				if (isOf(type, item)) found.putIfAbsent(item.className(), new Found(item.className(), item.annotation()
					.priority(), loader));
		return found.values().stream().sorted(Comparator.comparingDouble((Found one) -> -one.priority).thenComparing(
			Found::name)).map(one -> instance(type, one)).toList();
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

	private static <T> T instance(final Class<T> type, final Found one) {
		try {
			return type.cast(Class.forName(one.name, true, one.loader).getDeclaredConstructor().newInstance());
		}
		catch (final ReflectiveOperationException | LinkageError | ClassCastException e) {
			throw new InputException("The extension " + one.name + " (" + type.getSimpleName() + ") cannot be used: " + e +
				". Update or remove its jar.", e);
		}
	}
}
