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

package org.microexpression.dataset.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.microexpression.dataset.Folders;

/** How SMIC spells subjects, clips and folders: {@code s03} and {@code s3}, {@code s03_ne_03} and {@code s3_ne_03}. */
public final class SmicNames {

	/** How manifests call SMIC. */
	public static final String ID = "smic";

	static final Map<String, String> EMOTIONS = Map.of("ne", "negative", "po", "positive", "sur", "surprise");

	private static final Pattern CLIP = Pattern.compile("(?i)s0*(\\d+)_(ne|po|sur)_0*(\\d+)");

	private static final Pattern SUBJECT = Pattern.compile("(?i)s0*(\\d+)");

	private SmicNames() {
		// Static helpers only.
	}

	static String subject(final int number) {
		return String.format(Locale.ROOT, "s%02d", number);
	}

	/**
	 * @return the clip's name with two-digit numbers, as the MEGC2019 list has it, or the name itself if it is no such
	 */
	static String clip(final String name) {
		final Matcher clip = CLIP.matcher(name.strip());
		return clip.matches() ? String.format(Locale.ROOT, "s%02d_%s_%02d", Integer.parseInt(clip.group(1)), clip.group(2)
			.toLowerCase(Locale.ROOT), Integer.parseInt(clip.group(3))) : name;
	}

	/** @return the class that the clip's name carries, or an empty text */
	static String emotion(final String clipName) {
		final Matcher clip = CLIP.matcher(clipName.strip());
		return clip.matches() ? EMOTIONS.get(clip.group(2).toLowerCase(Locale.ROOT)) : "";
	}

	/** @return subject and clip of a folder of the high-speed camera, empty for other cameras and other folders */
	static Optional<ClipKey> key(final Path folder) {
		final Matcher clip = CLIP.matcher(Folders.name(folder));
		if (!clip.matches()) return Optional.empty();
		for (Path at = folder; at != null; at = at.getParent()) {
			final String name = Folders.name(at).toUpperCase(Locale.ROOT);
			if (name.equals("NON_MICRO")) return Optional.empty();
			final List<String> words = List.of(name.split("[^A-Z]+"));
			if (words.contains("VIS") || words.contains("NIR")) return Optional.empty();
			if (words.contains("HS")) break;
		}
		return Optional.of(ClipKey.of(clip.group(1), clip(clip.group())));
	}

	/** @return whether none of the folders {@code s01/micro/negative} above a clip of the cropped set names another subject */
	static boolean isBelowSubject(final Path folder, final String subject) {
		return IntStream.rangeClosed(2, 3).mapToObj(up -> SUBJECT.matcher(Folders.name(folder, up))).noneMatch(name -> name
			.matches() && !name.group(1).equals(subject));
	}

	/** @return whether a folder lies in the cropped set, which sorts its clips by emotion */
	static boolean isCropped(final Path folder) {
		return EMOTIONS.containsValue(Folders.name(folder, 1).toLowerCase(Locale.ROOT));
	}
}
