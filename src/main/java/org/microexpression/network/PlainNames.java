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

package org.microexpression.network;

import java.util.HashMap;
import java.util.Map;

import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * Names a graph's operations as TensorFlow's own scope does (Const, Const_1, Const_2 …), but always in the digits 0 to
 * 9. That scope writes the number in the digits of the computer's language, and where these are others (Arabic,
 * Persian, Bengali …) no graph can be built.
 */
final class PlainNames implements Scope {

	/** Does all but the naming. */
	private final Scope scope;

	/** What stands before each name and a slash, or {@code null}. */
	private final String prefix;

	/** The next operation's name, or {@code null} for that of its kind. */
	private final String name;

	/** How often each name was asked for. */
	private final Map<String, Integer> uses;

	private PlainNames(final Scope scope, final String prefix, final String name, final Map<String, Integer> uses) {
		this.scope = scope;
		this.prefix = prefix;
		this.name = name;
		this.uses = uses;
	}

	/**
	 * @param graph a graph without operations
	 * @return TensorFlow's operations on it, plainly named
	 */
	static Ops on(final Graph graph) {
		return Ops.create(new Environment(graph, new PlainNames(graph.baseScope(), null, null, new HashMap<>())));
	}

	@Override
	public ExecutionEnvironment env() {
		return scope.env();
	}

	@Override
	public Scope withSubScope(final String child) {
		return new PlainNames(scope, qualified(name == null ? child : name), null, new HashMap<>());
	}

	@Override
	public Scope withName(final String opName) {
		return new PlainNames(scope, prefix, opName, uses);
	}

	@Override
	public Scope withNameAsSubScope(final String defaultName) {
		return withSubScope(makeOpName(defaultName));
	}

	@Override
	public Scope withDevice(final DeviceSpec device) {
		return new PlainNames(scope.withDevice(device), prefix, name, uses);
	}

	@Override
	public Scope withInitScope() {
		return new PlainNames(scope.withInitScope(), prefix, name, uses);
	}

	@Override
	public Scope withControlDependencyOps(final Iterable<Operation> controls) {
		return new PlainNames(scope.withControlDependencyOps(controls), prefix, name, uses);
	}

	@Override
	public String makeOpName(final String defaultName) {
		return qualified(name == null ? defaultName : name);
	}

	@Override
	public String makeUnique(final String id) {
		final int before = uses.merge(id, 1, Integer::sum) - 1;
		return before == 0 ? id : id + "_" + before;
	}

	private String qualified(final String id) {
		final String unique = makeUnique(id);
		return prefix == null ? unique : prefix + "/" + unique;
	}

	@Override
	public void refreshNames() {
		scope.refreshNames();
	}

	@Override
	public OperationBuilder apply(final OperationBuilder builder) {
		return scope.apply(builder);
	}

	@Override
	public String getDeviceString() {
		return scope.getDeviceString();
	}

	@Override
	public boolean isInit() {
		return scope.isInit();
	}

	/** The graph, but for the scope that operations are named in. */
	private record Environment(Graph graph, Scope names) implements ExecutionEnvironment {

		@Override
		public Scope baseScope() {
			return names;
		}

		@Override
		public OperationBuilder opBuilder(final String type, final String name, final Scope scope) {
			return graph.opBuilder(type, name, scope);
		}

		@Override
		public void attachFunction(final ConcreteFunction function) {
			graph.attachFunction(function);
		}

		@Override
		public void checkInput(final Op input) {
			graph.checkInput(input);
		}

		@Override
		public void checkInput(final Operation input) {
			graph.checkInput(input);
		}

		@Override
		public Types environmentType() {
			return graph.environmentType();
		}

		@Override
		public boolean isInitializer(final Operation operation) {
			return graph.isInitializer(operation);
		}
	}
}
