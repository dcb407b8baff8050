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

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.microexpression.base.InputException;

/**
 * Walks through the directories of a TIFF before any other code reads it, whatever Bio-Formats is installed: what
 * claims more entries than the file has bytes, refers to itself in a circle, or carries XML with a document type is
 * refused. (Bio-Formats 7.3.1 follows a document type to files and addresses of other computers; it and ImageJ count as
 * many entries as a header names.)
 */
public final class TiffDirectories {

	/** Tag of the text that describes a picture; OME-XML stands in the first directory's. */
	private static final int DESCRIPTION = 270;

	/** Tag of Adobe's XML. */
	private static final int XMP = 700;

	/** What a first page described by ImageJ begins a line with. */
	private static final String IMAGEJ = "ImageJ=";

	/** Tags by which ImageJ knows more of a picture than others do: IPLab, NIH Image, its own two. */
	private static final Set<Integer> OF_IMAGEJ = Set.of(34122, 43314, 50838, 50839);

	/** Tags whose values are places of further directories: sub-pictures, Exif, position, interoperability. */
	private static final Set<Integer> FURTHER = Set.of(330, 34665, 34853, 40965);

	/** Programs write what they like into tags from here on; what lies beyond the end there, readers pass over. */
	private static final int PRIVATE = 32768;

	private static final int ASCII = 2;

	/** Bytes of a value by its type, 0 for types that do not exist. */
	private static final int[] BYTES = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8 };

	/** Texts that several directories share are looked at once; others overlap in no honest file. */
	private static final int MOST_TEXT = 4;

	/** The most that a directory of an ordinary TIFF can have. */
	private static final int MOST_ENTRIES = 0xffff;

	/** Bytes of the places of further directories in one entry. */
	private static final int MOST_FURTHER = 1 << 24;

	private final Path path;

	private final RandomAccessFile in;

	private final long length;

	private boolean little;

	private boolean big;

	private final Set<Long> seen = new HashSet<>();

	/** In the order in which they were named; a file may name a million. */
	private final Set<Long> waiting = new LinkedHashSet<>();

	private final Set<List<Long>> texts = new HashSet<>();

	private long entries;

	private long textBytes;

	/** Directories of the main chain. */
	private int pages;

	private String description = "";

	private boolean ofImageJ;

	private TiffDirectories(final Path path, final RandomAccessFile in) throws IOException {
		this.path = path;
		this.in = in;
		length = in.length();
	}

	/**
	 * What was found.
	 *
	 * @param pages       number of directories in the main chain
	 * @param description the text that describes the first picture, empty where there is none
	 */
	public record Found(int pages, String description) {
	}

	/**
	 * @param file a TIFF file
	 * @return what was found; no pages where the file is no TIFF
	 * @throws IOException    if it cannot be read
	 * @throws InputException if it is cut off, damaged or carries XML with a document type
	 */
	public static Found check(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			final TiffDirectories directories = new TiffDirectories(file, in);
			directories.walk();
			return new Found(directories.pages, directories.description);
		}
		catch (final EOFException e) {
			throw cutOff(file);
		}
	}

	/**
	 * @param file a TIFF file
	 * @return whether its first page carries what ImageJ alone reads; its reader goes through all pages, one byte after
	 *         the other, to find out
	 * @throws IOException    if it cannot be read
	 * @throws InputException as {@link #check}
	 */
	static boolean isOfImageJ(final Path file) throws IOException {
		final TiffDirectories page = firstPage(file);
		return page.ofImageJ || page.description.contains(IMAGEJ);
	}

	/**
	 * @param file a TIFF file
	 * @return the text that describes its first picture, empty where there is none
	 * @throws IOException    if it cannot be read
	 * @throws InputException as {@link #check}
	 */
	static String description(final Path file) throws IOException {
		return firstPage(file).description;
	}

	private static TiffDirectories firstPage(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			final TiffDirectories directories = new TiffDirectories(file, in);
			final long first = directories.first();
			if (first != 0) directories.directory(first);
			return directories;
		}
	}

	/** @return where the first directory begins, 0 where the file is no TIFF */
	private long first() throws IOException {
		final byte[] order = block(0, 2).array();
		little = order[0] == 'I';
		final int version = block(2, 2).getShort();
		big = version == 43;
		if (order[0] != order[1] || order[0] != 'I' && order[0] != 'M' || version != 42 && !big) return 0;
		return place(block(big ? 8 : 4, place()), place());
	}

	private void walk() throws IOException {
		for (long next = first(); next != 0; pages++)
			next = directory(next);
		while (!waiting.isEmpty()) {
			final long next = waiting.iterator().next();
			waiting.remove(next);
			directory(next);
		}
	}

	/** @return where the next directory of the chain begins, 0 for none */
	private long directory(final long start) throws IOException {
		if (start < 0 || start >= length) throw cutOff(path);
		if (!seen.add(start)) throw damaged("its directories refer to each other in a circle");
		final long count = big ? block(start, 8).getLong() : block(start, 2).getShort() & 0xffff;
		final long first = start + (big ? 8 : 2);
		final int size = big ? 20 : 12;
		entries += count;
		if (count < 0 || count > Math.min(length / size, MOST_ENTRIES) || entries * size > 2 * length) throw damaged(
			"it claims more entries than it has bytes");
		final ByteBuffer block = block(first, (int) count * size + place());
		for (int i = 0; i < count; i++)
			entry(block.position(i * size), first);
		return place(block.position((int) count * size), place());
	}

	private void entry(final ByteBuffer block, final long first) throws IOException {
		final int tag = block.getShort() & 0xffff;
		final int type = block.getShort() & 0xffff;
		final long count = place(block, place());
		ofImageJ |= pages == 0 && OF_IMAGEJ.contains(tag);
		if (type >= BYTES.length || BYTES[type] == 0) return;
		if (count < 0 || count > length) throw damaged("it claims more values than it has bytes");
		final long bytes = count * BYTES[type];
		final long start = bytes <= place() ? first + block.position() : place(block, place());
		if (start < 0 || start > length - bytes) {
			if (tag >= PRIVATE && !FURTHER.contains(tag)) return;
			throw cutOff(path);
		}
		if (tag == DESCRIPTION || tag == XMP || type == ASCII) text(tag, start, bytes);
		else if (FURTHER.contains(tag)) further(start, bytes, BYTES[type]);
	}

	private void further(final long start, final long bytes, final int size) throws IOException {
		if (bytes > MOST_FURTHER) throw damaged("it names more directories than a file has");
		final ByteBuffer places = block(start, (int) bytes);
		while (places.hasRemaining()) {
			final long place = place(places, size);
			// Readers pass over places that hold no directory; a main directory may be named here too.
			if (place > 0 && place < length && !seen.contains(place)) waiting.add(place);
		}
	}

	private void text(final int tag, final long start, final long bytes) throws IOException {
		final boolean first = pages == 0 && tag == DESCRIPTION && description.isEmpty();
		if (!texts.add(List.of(start, bytes)) && !first) return;
		textBytes += bytes;
		if (textBytes > MOST_TEXT * length || bytes > Integer.MAX_VALUE / 4) throw damaged("its texts overlap");
		final byte[] stored = block(start, (int) bytes).array();
		// Without the zeros of UTF-16, and in capitals, so that no spelling is missed.
		final String plain = new String(stored, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
		if (plain.contains("<!DOCTYPE") || plain.contains("<!ENTITY")) throw OmeXml.documentType(path);
		if (first) description = new String(stored, StandardCharsets.UTF_8);
	}

	static InputException cutOff(final Path file) {
		return new InputException("The file '" + file + "' is cut off; copy or export it again.");
	}

	private InputException damaged(final String why) {
		return new InputException("The TIFF file '" + path + "' is damaged, " + why + "; copy or export it again.");
	}

	/** Read at one stroke: number by number, a file of 100,000 pages took 20 s. */
	private ByteBuffer block(final long start, final int bytes) throws IOException {
		final byte[] block = new byte[bytes];
		in.seek(start);
		in.readFully(block);
		return ByteBuffer.wrap(block).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
	}

	/** @return bytes of a place in the file */
	private int place() {
		return big ? Long.BYTES : Integer.BYTES;
	}

	/** @return the next number of so many bytes; 0 for one that cannot be a place */
	private static long place(final ByteBuffer block, final int bytes) {
		if (bytes == Long.BYTES) return block.getLong();
		if (bytes == Integer.BYTES) return block.getInt() & 0xffffffffL;
		block.position(block.position() + bytes);
		return 0;
	}
}
