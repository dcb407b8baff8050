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

package org.microexpression.timeline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;

/** A timeline as a TextGrid of Praat: an interval tier for each kind, as {@link ElanFile} has them. */
public final class PraatFile {

	private record Part(double from, double to, String text) {
	}

	private PraatFile() {
		// Static methods only.
	}

	/**
	 * Writes a timeline.
	 *
	 * @param timeline the timeline
	 * @param seconds  how long the clip is
	 * @param file     the file, by custom {@code .TextGrid}; replaced where it exists
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Timeline timeline, final double seconds, final Path file) {
		AtomicFile.write(file, bytes(timeline, seconds));
	}

	/**
	 * @param timeline the timeline
	 * @param seconds  how long the clip is
	 * @return what {@link #write} writes, in UTF-8
	 */
	public static byte[] bytes(final Timeline timeline, final double seconds) {
		return text(timeline, seconds).getBytes(StandardCharsets.UTF_8);
	}

	static String text(final Timeline timeline, final double seconds) {
		final double end = Math.max(seconds, timeline.spans().stream().mapToDouble(s -> s.interval().offset().seconds())
			.max().orElse(seconds));
		final Map<String, List<TimelineSpan>> tiers = ElanFile.tiers(timeline);
		final StringBuilder text = new StringBuilder("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n").append(
			limits(0, end, "")).append("tiers? <").append(tiers.isEmpty() ? "absent" : "exists").append(">\n");
		if (tiers.isEmpty()) return text.toString();
		text.append("size = ").append(tiers.size()).append("\nitem []:\n");
		int number = 0;
		for (final Map.Entry<String, List<TimelineSpan>> tier : tiers.entrySet()) {
			final List<Part> parts = parts(tier.getValue(), end);
			text.append("    item [").append(++number).append("]:\n        class = \"IntervalTier\"\n        name = \"")
				.append(tier.getKey()).append("\"\n").append(limits(0, end, "        ")).append("        intervals: size = ")
				.append(parts.size()).append('\n');
			for (int i = 0; i < parts.size(); i++)
				text.append("        intervals [").append(i + 1).append("]:\n").append(limits(parts.get(i).from(), parts.get(i)
					.to(), "            ")).append("            text = \"").append(parts.get(i).text().replace("\"", "\"\""))
					.append("\"\n");
		}
		return text.toString();
	}

	/** Praat's tiers have no gaps: what is between two intervals is an empty one. */
	private static List<Part> parts(final List<TimelineSpan> spans, final double end) {
		final List<Part> parts = new ArrayList<>();
		double at = 0;
		for (final TimelineSpan span : spans) {
			final double from = Math.max(at, span.interval().onset().seconds());
			final double to = span.interval().offset().seconds();
			if (to <= from) continue;
			if (from > at) parts.add(new Part(at, from, ""));
			parts.add(new Part(from, to, ElanFile.value(span)));
			at = to;
		}
		if (at < end || parts.isEmpty()) parts.add(new Part(at, end, ""));
		return parts;
	}

	private static String limits(final double from, final double to, final String indent) {
		return String.format(Locale.ROOT, "%sxmin = %.6f%n%sxmax = %.6f%n", indent, from, indent, to).replace("\r", "");
	}
}
