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

package org.microexpression.bridge;

import java.util.ArrayList;
import java.util.List;

import org.scijava.Optional;
import org.scijava.Priority;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.service.AbstractService;
import org.scijava.service.SciJavaService;
import org.scijava.service.Service;

/**
 * In Fiji on a Java that cannot read the plugin's classes, puts {@link OldJavaCommand} behind the plugin's menu
 * entries. SciJava by itself finds the commands in their index without reading a class; choosing one would do nothing
 * but write to the console, and so would, each time any command of Fiji runs, the plugin's part in running commands.
 * Rests on newer Java.
 */
@Plugin(type = Service.class, priority = Priority.VERY_HIGH)
public final class OldJavaService extends AbstractService implements SciJavaService, Optional {

	private static final String OURS = "org.microexpression.";

	@Parameter
	private PluginService plugins;

	@Override
	public void initialize() {
		if (JavaVersion.isTooOld(JavaVersion.here())) replaceCommands();
	}

	/** Takes out of SciJava's list what Java cannot read here, and gives each command its stand-in. */
	void replaceCommands() {
		final List<PluginInfo<?>> unreadable = new ArrayList<>();
		final List<PluginInfo<?>> standIns = new ArrayList<>();
		for (final PluginInfo<?> plugin : plugins.getPlugins()) {
			if (!plugin.getClassName().startsWith(OURS) || plugin.getPluginType() == Service.class) continue;
			unreadable.add(plugin);
			if (plugin.getPluginType() == Command.class) standIns.add(new StandIn(plugin));
		}
		plugins.removePlugins(unreadable);
		plugins.addPlugins(standIns);
	}

	/** The menu entry and the name of one command, with another class behind it. */
	private static final class StandIn extends PluginInfo<Command> {

		private final String name;

		StandIn(final PluginInfo<?> command) {
			super(OldJavaCommand.class, Command.class, command.getAnnotation());
			name = command.getClassName();
		}

		/** SciJava tells commands apart by this name. */
		@Override
		public String getClassName() {
			return name;
		}
	}
}
