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

package org.microexpression.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The page of ops is made from the index that SciJava Ops reads. */
class OpsPageTest {

	private static final Path PAGE = Path.of("docs/ops.md");

	/** With {@code -Dmicroexpression.write=true} the page is written anew. */
	@Test
	void thePageIsWhatTheIndexSays() throws IOException {
		if (Boolean.getBoolean("microexpression.write")) Files.writeString(PAGE, page());
		assertEquals(page(), Files.readString(PAGE), "run: mvn test -Dtest=OpsPageTest -Dmicroexpression.write=true");
	}

	@SuppressWarnings("unchecked")
	private static String page() throws IOException {
		final Map<String, String> sections = new TreeMap<>();
		try (InputStream in = OpsPageTest.class.getResourceAsStream("/ops.yaml")) {
			for (final Map<String, Map<String, Object>> entry : (List<Map<String, Map<String, Object>>>) new Yaml().load(
				new String(in.readAllBytes(), StandardCharsets.UTF_8)))
			{
				final Map<String, Object> op = entry.get("op");
				for (final String name : (List<String>) op.get("names"))
					sections.put(name, section(name, op));
			}
		}
		return "# Ops\n\nThis page is made from the index of ops in the plugin's jar (`ops.yaml`) and tested against it " +
			"(`OpsPageTest`). With\nSciJava Ops: `ops.op(\"microexpression.warp\").input(image, field).apply()`. Without it " +
			"the same functions are static\nmethods of the package `org.microexpression.ops`. [scripting.md](scripting.md) " +
			"says more.\n" + String.join("", sections.values());
	}

	@SuppressWarnings("unchecked")
	private static String section(final String name, final Map<String, Object> op) {
		final String source = String.valueOf(op.get("source"));
		final StringBuilder text = new StringBuilder("\n## ").append(name).append("\n\n").append(plain(op.get(
			"description"))).append("\n\nIn Java: `").append(source, source.lastIndexOf('.', source.indexOf("%28") - 1) > 0
				? source.lastIndexOf('.', source.lastIndexOf('.', source.indexOf("%28")) - 1) + 1 : 0, source.indexOf("%28"))
			.append("`\n\n| | type | meaning |\n|---|---|---|\n");
		for (final Map<String, Object> parameter : (List<Map<String, Object>>) op.get("parameters"))
			text.append("| ").append("OUTPUT".equals(parameter.get("parameter type")) ? "output" : "`" + parameter.get(
				"name") + "`").append(" | `").append(String.valueOf(parameter.get("type")).replaceAll(
					"\\b(?:[a-z0-9]+\\.)+(?=[A-Z])", "")).append("` | ").append(plain(parameter.get("description"))).append(
						" |\n");
		return text.toString();
	}

	/** Javadoc as Markdown in one line. */
	private static String plain(final Object javadoc) {
		return String.valueOf(javadoc).replaceAll("\\{@(?:code|link) #?([^}]*)\\}", "`$1`").replaceAll("<[^>]*>", "")
			.replace("|", "\\|").replace("&lt;", "<").replace("&gt;", ">").replaceAll("\\s+", " ").strip();
	}
}
