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
import java.nio.file.Path;

/**
 * The mark by which cameras and scanners say which way up a stored picture is: tag 274 of TIFF, which JPEG and PNG
 * carry as Exif. Neither Java's decoders nor Bio-Formats nor ImageJ follow it; everything that shows photographs does.
 */
public final class OrientationMark {

	/** The stored picture is upright; also where nothing is said. */
	public static final int UPRIGHT = 1;

	private static final int LAST = 8;

	private static final int ORIENTATION = 274;

	/** Fields, segments or chunks looked at; a directory of TIFF cannot have more, and a hostile file claims any number. */
	private static final int MOST = 0xffff;

	private static final int JPEG = 0xffd8, APP1 = 0xffe1, SCAN = 0xffda;

	private static final long PNG = 0x89504e470d0a1a0aL;

	private static final int EXIF = 0x45786966, EXIF_IN_PNG = 0x65584966, END_OF_PNG = 0x49454e44;

	private final RandomAccessFile in;

	private boolean little;

	private OrientationMark(final RandomAccessFile in) {
		this.in = in;
	}

	/**
	 * @param file a picture
	 * @return 1 to 8, as the tag has them; {@value #UPRIGHT} where it is no JPEG, PNG or TIFF, is damaged or says nothing
	 * @throws IOException if it cannot be read
	 */
	public static int of(final Path file) throws IOException {
		try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
			final int mark = new OrientationMark(in).read();
			return mark < UPRIGHT || mark > LAST ? UPRIGHT : mark;
		}
		catch (final EOFException e) {
			return UPRIGHT;
		}
	}

	private int read() throws IOException {
		if (in.length() < 16) return UPRIGHT;
		final long start = in.readLong();
		if (start == PNG) return png();
		if (start >>> 48 == JPEG) return jpeg();
		return tiff(0);
	}

	private int jpeg() throws IOException {
		long at = 2;
		for (int i = 0; i < MOST && at + 4 < in.length(); i++) {
			in.seek(at);
			final int marker = in.readUnsignedShort();
			if (marker == 0xffff) {
				// Filling.
				at++;
				continue;
			}
			if (marker < 0xff00 || marker == SCAN) return UPRIGHT;
			final int size = in.readUnsignedShort();
			if (marker == APP1 && size > 16 && in.readInt() == EXIF) return tiff(at + 10);
			at += 2L + size;
		}
		return UPRIGHT;
	}

	private int png() throws IOException {
		long at = 8;
		for (int i = 0; i < MOST && at + 12 <= in.length(); i++) {
			in.seek(at);
			final long size = in.readInt() & 0xffffffffL;
			final int type = in.readInt();
			if (type == EXIF_IN_PNG) return tiff(at + 8);
			if (type == END_OF_PNG) return UPRIGHT;
			at += size + 12;
		}
		return UPRIGHT;
	}

	/** Looks through the first directory of a TIFF that begins there. */
	private int tiff(final long start) throws IOException {
		in.seek(start);
		final int order = in.readUnsignedShort();
		little = order == 0x4949;
		if (!little && order != 0x4d4d) return UPRIGHT;
		final int version = number(2);
		if (version != 42 && version != 43) return UPRIGHT;
		final boolean big = version == 43;
		if (big) in.skipBytes(4);
		in.seek(start + (big ? longNumber() : number(4) & 0xffffffffL));
		final long entries = Math.min(MOST, big ? longNumber() : number(2));
		for (long i = 0; i < entries; i++) {
			final int tag = number(2);
			final int type = number(2);
			in.skipBytes(big ? 8 : 4);
			final long value = in.getFilePointer();
			if (tag == ORIENTATION) return number(type == 1 ? 1 : type == 4 ? 4 : 2);
			in.seek(value + (big ? 8 : 4));
		}
		return UPRIGHT;
	}

	private int number(final int bytes) throws IOException {
		int value = 0;
		for (int i = 0; i < bytes; i++) {
			final int b = in.readUnsignedByte();
			value = little ? value | b << 8 * i : value << 8 | b;
		}
		return value;
	}

	private long longNumber() throws IOException {
		final long first = number(4) & 0xffffffffL, second = number(4) & 0xffffffffL;
		return little ? second << 32 | first : first << 32 | second;
	}
}
