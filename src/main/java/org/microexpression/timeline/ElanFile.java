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

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.InputException;

/**
 * A timeline as a file of ELAN, the annotation program of the Max Planck Institute for Psycholinguistics: EAF 3.0, a
 * tier for each kind of interval. Intervals of one kind that overlap go to further tiers, since a tier of ELAN holds
 * none that do.
 */
public final class ElanFile {

	private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema-instance";
	private static final String TYPE = "interval";

	/** The schema asks for a date. It is always this one, so that the same timeline becomes the same bytes. */
	private static final String DATE = "1970-01-01T00:00:00Z";

	private ElanFile() {
		// Static methods only.
	}

	/**
	 * Writes a timeline.
	 *
	 * @param timeline the timeline
	 * @param file     the file, by custom {@code .eaf}; replaced where it exists
	 * @throws InputException if it cannot be written
	 */
	public static void write(final Timeline timeline, final Path file) {
		AtomicFile.write(file, bytes(timeline, file));
	}

	/**
	 * @param timeline the timeline
	 * @param file     where it is to go, by which ELAN finds a video that was moved together with it
	 * @return what {@link #write} writes, in UTF-8; the same for the same timeline and place
	 */
	public static byte[] bytes(final Timeline timeline, final Path file) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			final XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
			xml.writeStartDocument("UTF-8", "1.0");
			line(xml);
			xml.writeStartElement("ANNOTATION_DOCUMENT");
			xml.writeNamespace("xsi", SCHEMA);
			attributes(xml, "AUTHOR", "", "DATE", DATE, "FORMAT", "3.0", "VERSION", "3.0");
			xml.writeAttribute("xsi", SCHEMA, "noNamespaceSchemaLocation", "http://www.mpi.nl/tools/elan/EAFv3.0.xsd");
			line(xml);
			header(xml, timeline, file);
			final Map<String, List<TimelineSpan>> tiers = tiers(timeline);
			slots(xml, tiers);
			int number = 0;
			for (final Map.Entry<String, List<TimelineSpan>> tier : tiers.entrySet())
				number = tier(xml, tier.getKey(), tier.getValue(), number);
			xml.writeEmptyElement("LINGUISTIC_TYPE");
			attributes(xml, "GRAPHIC_REFERENCES", "false", "LINGUISTIC_TYPE_ID", TYPE, "TIME_ALIGNABLE", "true");
			line(xml);
			xml.writeEndElement();
			line(xml);
			xml.writeEndDocument();
			xml.close();
		}
		catch (final XMLStreamException e) {
			throw new IllegalStateException("Memory can be written", e);
		}
		return bytes.toByteArray();
	}

	private static void header(final XMLStreamWriter xml, final Timeline timeline, final Path file)
		throws XMLStreamException
	{
		xml.writeStartElement("HEADER");
		attributes(xml, "MEDIA_FILE", "", "TIME_UNITS", "milliseconds");
		if (!timeline.path().isEmpty()) {
			final Path path = Path.of(timeline.path()).toAbsolutePath();
			xml.writeEmptyElement("MEDIA_DESCRIPTOR");
			attributes(xml, "MEDIA_URL", url(path), "MIME_TYPE", mime(path));
			final Optional<String> relative = relative(path, file.toAbsolutePath().normalize().getParent());
			if (relative.isPresent()) attributes(xml, "RELATIVE_MEDIA_URL", relative.get());
		}
		xml.writeStartElement("PROPERTY");
		attributes(xml, "NAME", "lastUsedAnnotationId");
		xml.writeCharacters(Integer.toString(timeline.spans().size()));
		xml.writeEndElement();
		xml.writeEndElement();
		line(xml);
	}

	/**
	 * As ELAN writes and reads it: the path behind three slashes, or two for another computer's, with spaces as they are.
	 */
	private static String url(final Path path) {
		final String slashed = escaped(path).replace('\\', '/');
		final String bare = slashed.replaceFirst("^/+", "");
		return (slashed.length() - bare.length() == 2 ? "file://" : "file:///") + bare;
	}

	/** As ELAN writes and reads it, beginning with one point or two; empty where no way leads there, as to another drive. */
	private static Optional<String> relative(final Path video, final Path folder) {
		final Path path = video.normalize();
		if (!path.getRoot().equals(folder.getRoot())) return Optional.empty();
		final String way = escaped(folder.relativize(path)).replace(path.getFileSystem().getSeparator(), "/");
		return Optional.of(way.startsWith("../") ? way : "./" + way);
	}

	/** A percent sign would not be valid by the schema; ELAN asks for a video of such a name. */
	private static String escaped(final Path path) {
		return path.toString().replace("%", "%25");
	}

	private static String mime(final Path path) {
		final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(".mp4") || name.endsWith(".m4v")) return "video/mp4";
		if (name.endsWith(".mov")) return "video/quicktime";
		return name.endsWith(".mpg") ? "video/mpeg" : "unknown";
	}

	/** Within a tier nothing overlaps; the first is of the kind's name, others are numbered. */
	static Map<String, List<TimelineSpan>> tiers(final Timeline timeline) {
		final Map<String, List<TimelineSpan>> tiers = new LinkedHashMap<>();
		for (final TimelineSpan span : timeline.spans()) {
			for (int number = 1;; number++) {
				final List<TimelineSpan> tier = tiers.computeIfAbsent(span.interval().kind().label() + (number == 1 ? "" : " " +
					number), name -> new ArrayList<>());
				if (tier.isEmpty() || end(tier.get(tier.size() - 1)) <= start(span)) {
					tier.add(span);
					break;
				}
			}
		}
		return tiers;
	}

	/** @return milliseconds */
	static long start(final TimelineSpan span) {
		return Math.round(1000 * span.interval().onset().seconds());
	}

	/** @return milliseconds, behind the start: an annotation of no length cannot be seen or clicked in ELAN */
	static long end(final TimelineSpan span) {
		return Math.max(start(span) + 1, Math.round(1000 * span.interval().offset().seconds()));
	}

	private record Slot(String id, long time) {
	}

	private static void slots(final XMLStreamWriter xml, final Map<String, List<TimelineSpan>> tiers)
		throws XMLStreamException
	{
		final List<Slot> slots = new ArrayList<>();
		int number = 0;
		for (final List<TimelineSpan> tier : tiers.values()) {
			for (final TimelineSpan span : tier) {
				number++;
				slots.add(new Slot("ts" + (2 * number - 1), start(span)));
				slots.add(new Slot("ts" + 2 * number, end(span)));
			}
		}
		slots.sort(Comparator.comparingLong(Slot::time));
		xml.writeStartElement("TIME_ORDER");
		line(xml);
		for (final Slot slot : slots) {
			xml.writeEmptyElement("TIME_SLOT");
			attributes(xml, "TIME_SLOT_ID", slot.id(), "TIME_VALUE", Long.toString(slot.time()));
			line(xml);
		}
		xml.writeEndElement();
		line(xml);
	}

	private static int tier(final XMLStreamWriter xml, final String name, final List<TimelineSpan> spans,
		final int before) throws XMLStreamException
	{
		int number = before;
		xml.writeStartElement("TIER");
		attributes(xml, "LINGUISTIC_TYPE_REF", TYPE, "TIER_ID", name);
		line(xml);
		for (final TimelineSpan span : spans) {
			number++;
			xml.writeStartElement("ANNOTATION");
			xml.writeStartElement("ALIGNABLE_ANNOTATION");
			attributes(xml, "ANNOTATION_ID", "a" + number, "TIME_SLOT_REF1", "ts" + (2 * number - 1), "TIME_SLOT_REF2", "ts" +
				2 * number);
			xml.writeStartElement("ANNOTATION_VALUE");
			xml.writeCharacters(value(span));
			xml.writeEndElement();
			xml.writeEndElement();
			xml.writeEndElement();
			line(xml);
		}
		xml.writeEndElement();
		line(xml);
		return number;
	}

	/** What an annotation says: class, probability, action units and where the apex is. */
	static String value(final TimelineSpan span) {
		final StringBuilder text = new StringBuilder(span.shown());
		if (!Double.isNaN(span.probability())) text.append(String.format(Locale.ROOT, " %.2f", span.probability()));
		if (!span.units().isEmpty()) text.append(" AU ").append(span.units());
		return text.append(String.format(Locale.ROOT, ", apex %.3f s", span.interval().apex().seconds())).toString();
	}

	private static void attributes(final XMLStreamWriter xml, final String... namesAndValues) throws XMLStreamException {
		for (int i = 0; i < namesAndValues.length; i += 2)
			xml.writeAttribute(namesAndValues[i], namesAndValues[i + 1]);
	}

	private static void line(final XMLStreamWriter xml) throws XMLStreamException {
		xml.writeCharacters("\n");
	}
}
