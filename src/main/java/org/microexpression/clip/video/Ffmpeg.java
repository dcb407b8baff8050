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

package org.microexpression.clip.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.microexpression.base.InputException;
import org.microexpression.base.PackedNatives;

/** FFmpeg's native libraries, loaded when they are first needed. */
final class Ffmpeg {

	/** FFmpeg reserves no more than this at once, whatever a file promises: tables of packets, a frame of 8K. */
	private static final long MOST_BYTES_AT_ONCE = 512L << 20;

	private Ffmpeg() {
		// Static access only: there is one native library in a process.
	}

	/** @throws InputException if this machine's native libraries are not installed */
	static void load() {
		if (Native.FAILURE != null) throw new InputException("FFmpeg's native libraries for this machine (" + System
			.getProperty("os.name") + ", " + System.getProperty("os.arch") +
			") are not installed, so that videos cannot be read; update Fiji with this plugin's update site and restart.",
			Native.FAILURE);
	}

	/** @return what FFmpeg calls an error, such as "Invalid data found when processing input" */
	static String message(final int error) {
		final byte[] text = new byte[256];
		av_strerror(error, text, text.length);
		int length = 0;
		while (length < text.length && text[length] != 0)
			length++;
		return new String(text, 0, length, StandardCharsets.UTF_8);
	}

	/** Loads the libraries when it is first touched; the class initializer runs once, whatever the threads. */
	private static final class Native {

		/** Why loading failed, or {@code null}. */
		static final Throwable FAILURE = tryToLoad();

		private Native() {}

		private static Throwable tryToLoad() {
			try {
				PackedNatives.use();
				for (final Class<?> library : new Class<?>[] { avutil.class, avcodec.class, avformat.class, swscale.class })
					Loader.load(library);
				av_log_set_level(AV_LOG_QUIET);
				av_max_alloc(MOST_BYTES_AT_ONCE);
				return null;
			}
			catch (final UnsatisfiedLinkError | NoClassDefFoundError | InputException e) {
				return e;
			}
		}
	}
}
