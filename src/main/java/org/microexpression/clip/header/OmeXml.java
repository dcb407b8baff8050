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

package org.microexpression.clip.header;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.microexpression.base.InputException;

/**
 * Looks through the OME-XML of a TIFF with Java's own parser, which follows no document type, before Bio-Formats parses
 * it: it may speak of this one file only, and of no more pictures than the file has.
 */
public final class OmeXml {

	private static final String NAMESPACE = "http://www.openmicroscopy.org/";

	/** One picture may be three samples or four, a number of channels that is no number of pictures. */
	private static final int MOST_SAMPLES = 4;

	private final Path file;

	private final int pages;

	private final Set<String> others = new HashSet<>();

	private OmeXml(final Path file, final int pages) {
		this.file = file;
		this.pages = pages;
	}

	/**
	 * @param file a TIFF file
	 * @return whether it is an OME-TIFF; its OME-XML is harmless then
	 * @throws IOException    if it cannot be read
	 * @throws InputException if the TIFF is cut off or damaged, or its OME-XML has a document type, names other files, or
	 *                        promises more pictures than the file has
	 */
	public static boolean isIn(final Path file) throws IOException {
		final TiffDirectories.Found found = TiffDirectories.check(file);
		final String xml = found.description().replace("\0", "").strip();
		return xml.startsWith("<") && new OmeXml(file, found.pages()).check(xml);
	}

	static InputException documentType(final Path file) {
		return new InputException("The TIFF file '" + file +
			"' carries XML with a document type, which could read other files or call other computers; save it again " +
			"without.");
	}

	/** @return whether it is OME-XML; other texts, also damaged ones, Bio-Formats' plain reader does not parse */
	private boolean check(final String xml) {
		final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		boolean ome = false;
		try {
			final XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
			checkEncoding(reader.getCharacterEncodingScheme());
			while (reader.hasNext()) {
				final int event = reader.next();
				if (event == XMLStreamConstants.DTD) throw documentType(file);
				if (event != XMLStreamConstants.START_ELEMENT) continue;
				final String namespace = String.valueOf(reader.getNamespaceURI());
				if (!ome && !(reader.getLocalName().equals("OME") && namespace.startsWith(NAMESPACE))) return false;
				ome = true;
				element(reader);
			}
		}
		catch (final XMLStreamException e) {
			if (ome) throw new InputException("The OME-TIFF file '" + file +
				"' has damaged OME-XML; save it again, or save its frames as numbered PNG files.", e);
			return false;
		}
		if (others.size() > 1) throw otherFiles(String.join("', '", others.stream().sorted().limit(3).toList()));
		return ome;
	}

	/** The bytes were read as UTF-8, as Bio-Formats reads them; another encoding would show its parser another text. */
	private void checkEncoding(final String encoding) {
		if (encoding != null && !encoding.matches("(?i)utf-?8|us-ascii|ascii|iso-8859-1")) throw new InputException(
			"The OME-XML of the TIFF file '" + file + "' has the encoding '" + encoding +
				"' instead of UTF-8; save the file again.");
	}

	private void element(final XMLStreamReader reader) {
		switch (reader.getLocalName()) {
			case "BinaryOnly" -> throw otherFiles(String.valueOf(reader.getAttributeValue(null, "MetadataFile")));
			case "UUID" -> {
				final String name = reader.getAttributeValue(null, "FileName");
				if (name != null) file(name);
			}
			case "Pixels" -> pixels(reader);
			default -> {
				// Says nothing of other files or of the number of pictures.
			}
		}
	}

	/** A file that was renamed says its old name; where a file of that name is there, it would be read instead. */
	private void file(final String name) {
		others.add(name);
		if (name.equals(file.getFileName().toString())) return;
		final String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
		if (exists(name) || exists(last) && !last.equals(file.getFileName().toString())) throw otherFiles(name);
	}

	private boolean exists(final String name) {
		try {
			return Files.exists(file.toAbsolutePath().resolveSibling(name));
		}
		catch (final java.nio.file.InvalidPathException e) {
			return false;
		}
	}

	private void pixels(final XMLStreamReader reader) {
		long pictures = 1;
		for (final String size : new String[] { "SizeZ", "SizeT", "SizeC" }) {
			final String text = reader.getAttributeValue(null, size);
			// What is no number, Bio-Formats refuses; nine digits, three times, fit into a long.
			if (text == null || !text.strip().matches("[0-9]{1,10}")) continue;
			final long length = Long.parseLong(text.strip());
			final boolean samples = size.equals("SizeC") && length <= MOST_SAMPLES;
			if (!samples) pictures = Math.min(Integer.MAX_VALUE, pictures) * Math.max(1, length);
		}
		if (pictures > pages) throw new InputException("The OME-XML of the TIFF file '" + file + "' promises " + pictures +
			" pictures, and the file has " + pages + "; export it again, as one file.");
	}

	private InputException otherFiles(final String name) {
		return new InputException("The OME-TIFF file '" + file + "' says that it lies in several files, or in another ('" +
			name + "'); save the clip as one file, or as numbered PNG files.");
	}
}
