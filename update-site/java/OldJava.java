
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
import ij.IJ;
import ij.ImageJ;

import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/**
 * Prints what a user of an old Java is told, once by the commands of Fiji's menu and once by the menu of ImageJ 1.x.
 */
public final class OldJava {

	private static final long LIMIT_MILLIS = 20_000;

	private OldJava() {
		// Static methods only.
	}

	/** @param args none */
	public static void main(final String... args) throws Exception {
		System.out.println("Java " + System.getProperty("java.version"));
		try (Context context = new Context()) {
			final CommandModule ended = context.service(CommandService.class).run(
				"org.microexpression.command.RecognizeExpression", true).get();
			System.out.println("Fiji: " + ended.getCancelReason());
		}
		new ImageJ(ImageJ.EMBEDDED).setVisible(true);
		// The sentence is in a dialog that waits for its button.
		final Thread command = new Thread(() -> IJ.run("Recognize Micro-Expression..."), "menu");
		command.setDaemon(true);
		command.start();
		final long end = System.currentTimeMillis() + LIMIT_MILLIS;
		String shown = null;
		while (shown == null && System.currentTimeMillis() < end) {
			Thread.sleep(50);
			// Once asked for, ImageJ forgets it.
			shown = IJ.getErrorMessage();
		}
		System.out.println("ImageJ: " + shown);
		System.exit(0);
	}
}
