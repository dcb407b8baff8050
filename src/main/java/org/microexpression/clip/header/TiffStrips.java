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
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.microexpression.base.InputException;

import loci.formats.FormatException;
import loci.formats.tiff.IFD;
import loci.formats.tiff.PhotoInterp;
import loci.formats.tiff.TiffCompression;

/**
 * Whether the strips or tiles of a TIFF's page hold as many pixels as they should: Bio-Formats (7.3.1) and ImageJ make
 * up black ones for what is missing. Compressed ones are only counted out, not kept. Kinds of compression that are not
 * named here are believed.
 */
final class TiffStrips {

	/** Where bits are stored the other way round. */
	private static final int REVERSED = 2;

	/** Where all of one sample is stored before all of the next. */
	private static final int PLANES = 2;

	private final Path file;

	private final IFD page;

	private final int number;

	private TiffStrips(final Path file, final IFD page, final int number) {
		this.file = file;
		this.page = page;
		this.number = number;
	}

	/**
	 * @param file   a TIFF file
	 * @param page   one of its directories, filled in
	 * @param number the page's number, from 1
	 * @param in     the file
	 * @throws FormatException if the directory says nothing of its pixels
	 * @throws IOException     if the file cannot be read
	 * @throws InputException  if strips lie beyond the end of the file, or hold less than they should
	 */
	static void check(final Path file, final IFD page, final int number, final RandomAccessFile in)
		throws FormatException, IOException
	{
		new TiffStrips(file, page, number).check(in);
	}

	private void check(final RandomAccessFile in) throws FormatException, IOException {
		final boolean tiled = page.containsKey(IFD.TILE_BYTE_COUNTS);
		final long[] starts = page.getStripOffsets();
		// Bio-Formats doubles the sizes of LZW strips to be on the safe side, so the stated ones are asked.
		final long[] stated = page.getIFDLongArray(tiled ? IFD.TILE_BYTE_COUNTS : IFD.STRIP_BYTE_COUNTS);
		final long[] counts = stated == null ? page.getStripByteCounts() : stated;
		final int strips = Math.min(starts.length, counts.length);
		long bytes = 0;
		for (int i = 0; i < strips; i++) {
			if (starts[i] + counts[i] > in.length()) throw TiffDirectories.cutOff(file);
			bytes += counts[i];
		}
		// Of colour at a lower resolution than brightness, how many bytes there are is the writer's choice.
		if (stated == null || page.getCompression() != TiffCompression.JPEG && page
			.getPhotometricInterpretation() == PhotoInterp.Y_CB_CR) return;
		if (page.getCompression() == TiffCompression.UNCOMPRESSED) {
			if (!tiled) require(bytes, rowBytes(page.getImageWidth(), bits(true)) * page.getImageLength());
			return;
		}
		final Optional<ToLongFunction<byte[]>> count = counter();
		if (count.isEmpty()) return;
		long held = 0, needed = 0;
		for (int i = 0; i < strips; i++) {
			final long full = needed(i, tiled);
			final byte[] data = new byte[(int) Math.min(counts[i], Integer.MAX_VALUE - 8)];
			in.seek(starts[i]);
			in.readFully(data);
			// What a strip has beyond its pixels does not fill another.
			held += Math.min(full, count.get().applyAsLong(data));
			needed += full;
		}
		require(held, needed);
	}

	private void require(final long held, final long needed) {
		if (held < needed) throw new InputException("The file '" + file + "' is damaged: of page " + number + " it holds " +
			held + " of " + needed + " bytes; copy or export it again.");
	}

	private Optional<ToLongFunction<byte[]>> counter() throws FormatException {
		final boolean reversed = page.getIFDIntValue(IFD.FILL_ORDER, 1) == REVERSED;
		return switch (page.getCompression()) {
			case LZW -> reversed ? Optional.empty() : Optional.of(TiffStrips::lzw);
			case DEFLATE, PROPRIETARY_DEFLATE -> Optional.of(TiffStrips::deflate);
			case PACK_BITS -> Optional.of(TiffStrips::packBits);
			case JPEG -> Optional.of(this::jpeg);
			default -> Optional.empty();
		};
	}

	/** @return bytes of the pixels of a strip or tile */
	private long needed(final int index, final boolean tiled) throws FormatException {
		final long bits = bits(page.getPlanarConfiguration() != PLANES);
		if (tiled) return rowBytes(page.getTileWidth(), bits) * page.getTileLength();
		final long height = page.getImageLength(), stated = page.getRowsPerStrip()[0];
		final long rows = stated > 0 && stated < height ? stated : height;
		final long strips = (height + rows - 1) / rows, top = index % strips * rows;
		return rowBytes(page.getImageWidth(), bits) * Math.min(rows, height - top);
	}

	/** @return bits of a pixel, with all of its samples or the first alone */
	private long bits(final boolean all) throws FormatException {
		long bits = 0;
		for (final int sample : page.getBitsPerSample()) {
			bits += sample;
			if (!all) break;
		}
		return bits;
	}

	private static long rowBytes(final long width, final long bits) {
		return (width * bits + Byte.SIZE - 1) / Byte.SIZE;
	}

	private static long deflate(final byte[] data) {
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(data);
			final byte[] out = new byte[1 << 14];
			while (inflater.inflate(out) > 0) {
				// Only how much there is counts.
			}
			return inflater.getBytesWritten();
		}
		catch (final DataFormatException e) {
			return inflater.getBytesWritten();
		}
		finally {
			inflater.end();
		}
	}

	/** A decoder makes up what a JPEG lacks, so it has to end as one; programs may fill up a strip to an even length. */
	private long jpeg(final byte[] data) {
		int length = data.length;
		while (length > 0 && data[length - 1] == 0)
			length--;
		if (length > 1 && (data[length - 2] & 0xff) == 0xff && (data[length - 1] & 0xff) == 0xd9) return Long.MAX_VALUE;
		throw new InputException("The file '" + file + "' is damaged: a strip of page " + number +
			" is a JPEG that breaks off; copy or export it again.");
	}

	/** A byte below 128 is followed by one more byte than it says, one above by a byte that is repeated. */
	private static long packBits(final byte[] data) {
		long bytes = 0;
		for (int i = 0; i < data.length; i++) {
			if (data[i] >= 0) {
				bytes += Math.min(data[i] + 1, data.length - 1 - i);
				i += data[i] + 1;
			}
			else if (data[i] != Byte.MIN_VALUE && ++i < data.length) bytes += 1 - data[i - 1];
		}
		return bytes;
	}

	/** Lengths alone, of the codes that stand for bytes; a code that cannot be ends it (TIFF 6.0, section 13). */
	private static long lzw(final byte[] data) {
		// The lowest bits first: LZW as it was written before TIFF 6.0.
		if (data.length > 1 && data[0] == 0 && (data[1] & 1) == 1) return Long.MAX_VALUE;
		final int clear = 256, end = 257, most = 4096;
		final int[] lengths = new int[most];
		Arrays.fill(lengths, 0, clear, 1);
		long bytes = 0, buffer = 0;
		int bits = 0, width = 9, next = end + 1, before = -1;
		for (final byte part : data) {
			buffer = buffer << Byte.SIZE | part & 0xff;
			bits += Byte.SIZE;
			if (bits < width) continue;
			bits -= width;
			final int code = (int) (buffer >> bits) & (1 << width) - 1;
			if (code == end) return bytes;
			if (code == clear) {
				width = 9;
				next = end + 1;
				before = -1;
				continue;
			}
			if (before >= 0 && next < most) lengths[next++] = lengths[before] + 1;
			if (code >= next) return bytes;
			bytes += lengths[code];
			before = code;
			// One code earlier than needed, as all writers of TIFF do.
			if (next + 1 >= 1 << width && width < 12) width++;
		}
		return bytes;
	}
}
