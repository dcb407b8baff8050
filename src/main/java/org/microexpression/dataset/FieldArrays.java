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

package org.microexpression.dataset;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;

/**
 * Displacement fields out of arrays as programs save them: NumPy's {@code .npy} and {@code .npz}, Middlebury's
 * {@code .flo}, and the TIFF stacks that tifffile writes by default. Accepted axes are [n, 2, rows, columns],
 * [n, rows, columns, 2], both also with 3 channels, of which the third is left, and without n; an {@code .npz} may
 * instead hold arrays {@code u} and {@code v}, each [n, rows, columns] or [rows, columns]. What can be read in two ways
 * is refused.
 *
 * @param width  columns of every field
 * @param height rows of every field
 * @param u      first component of each field, row-major
 * @param v      second component
 */
record FieldArrays(int width, int height, float[][] u, float[][] v) {

	private static final float FLO = 202021.25f;

	private static final int LARGEST_FLO_SIDE = 1 << 14;

	/** What tifffile writes into the description of the first page. */
	private static final Pattern TIFFFILE = Pattern.compile("^\\s*\\{\"shape\": \\[([0-9, ]+)\\]");

	/** @return whether the file's name is that of an array */
	static boolean reads(final Path file) {
		return ending(file).matches("npy|npz|flo");
	}

	private static String ending(final Path file) {
		final String name = file.getFileName().toString();
		return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
	}

	/**
	 * @param file a file that {@link #reads}
	 * @return its fields
	 * @throws InputException naming the file, if it is damaged or its axes are not those of fields
	 */
	static FieldArrays of(final Path file) {
		try {
			return switch (ending(file)) {
				case "npz" -> ofNpz(file);
				case "npy" -> {
					try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
						yield of(NumpyArray.read(in));
					}
				}
				default -> ofFlo(file);
			};
		}
		catch (final IOException | ArithmeticException e) {
			throw new InputException("The displacement fields " + file + " cannot be read (" + (e.getMessage() == null
				? "it is cut off" : e.getMessage()) + "); see docs/own-flow.md for the layout that is wanted.", e);
		}
	}

	/**
	 * @param file        a TIFF
	 * @param description what stands in it beside the pixels
	 * @param pages       its pages, row-major, all of one size
	 * @return its fields, if tifffile wrote it with a description of its axes; empty otherwise
	 * @throws InputException if those axes are not those of fields
	 */
	static Optional<FieldArrays> ofTiff(final Path file, final String description, final Supplier<float[][]> pages) {
		final Matcher shape = TIFFFILE.matcher(description);
		if (!shape.find()) return Optional.empty();
		final int[] axes = Arrays.stream(shape.group(1).split(",")).mapToInt(axis -> Integer.parseInt(axis.strip()))
			.toArray();
		try {
			final float[][] read = pages.get();
			final int page = read[0].length;
			final float[] values = new float[page * read.length];
			long count = 1;
			for (final int axis : axes)
				count = Math.multiplyExact(count, axis);
			if (count != values.length) throw new IOException("its description speaks of " + Counts.of(count, "value",
				"values") + ", and it has " + values.length);
			for (int i = 0; i < read.length; i++)
				System.arraycopy(read[i], 0, values, i * page, page);
			return Optional.of(of(new NumpyArray(axes, values)));
		}
		catch (final IOException | ArithmeticException e) {
			throw new InputException("The displacement fields " + file + " cannot be read (" + Reasons.of(e) +
				"); see docs/own-flow.md for the layout that is wanted.", e);
		}
	}

	private static FieldArrays ofNpz(final Path file) throws IOException {
		final Map<String, NumpyArray> arrays = new TreeMap<>();
		try (ZipFile zip = new ZipFile(file.toFile())) {
			for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
				final ZipEntry entry = entries.nextElement();
				try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
					arrays.put(entry.getName().replaceFirst("\\.npy$", ""), NumpyArray.read(in));
				}
			}
		}
		if (arrays.keySet().containsAll(Arrays.asList("u", "v"))) return of(arrays.get("u"), arrays.get("v"));
		if (arrays.size() != 1) throw new IOException("it holds the arrays " + String.join(", ", arrays.keySet()) +
			"; give one array of fields, or u and v");
		return of(arrays.values().iterator().next());
	}

	private static FieldArrays of(final NumpyArray u, final NumpyArray v) throws IOException {
		final int axes = u.shape().length;
		if (!Arrays.equals(u.shape(), v.shape()) || axes < 2 || axes > 3) throw new IOException("its arrays u " + Arrays
			.toString(u.shape()) + " and v " + Arrays.toString(v.shape()) + " are not both [n, rows, columns]");
		final int height = u.shape()[axes - 2];
		final int width = u.shape()[axes - 1];
		return new FieldArrays(width, height, planes(u.values(), width * height), planes(v.values(), width * height));
	}

	private static float[][] planes(final float[] values, final int plane) {
		return IntStream.range(0, values.length / plane).mapToObj(i -> Arrays.copyOfRange(values, i * plane, (i + 1) *
			plane)).toArray(float[][]::new);
	}

	private static FieldArrays of(final NumpyArray array) throws IOException {
		final int[] shape = array.shape();
		final int axes = shape.length;
		if (axes < 3 || axes > 4) throw new IOException("its axes are " + Arrays.toString(shape) +
			", not [n, 2, rows, columns] or [n, rows, columns, 2]");
		final boolean first = isChannels(shape[axes - 3]);
		final boolean last = isChannels(shape[axes - 1]);
		if (first == last) throw new IOException("of its axes " + Arrays.toString(shape) + (first
			? " two could be the components" : " none has the length 2 of the components"));
		final int channels = first ? shape[axes - 3] : shape[axes - 1];
		final int height = first ? shape[axes - 2] : shape[axes - 3];
		final int width = first ? shape[axes - 1] : shape[axes - 2];
		final int count = axes == 4 ? shape[0] : 1;
		final int plane = width * height;
		final float[][][] planes = new float[2][count][plane];
		for (int c = 0; c < 2; c++) {
			for (int n = 0; n < count; n++) {
				for (int i = 0; i < plane; i++)
					planes[c][n][i] = array.values()[first ? (n * channels + c) * plane + i : (n * plane + i) * channels + c];
			}
		}
		return new FieldArrays(width, height, planes[0], planes[1]);
	}

	private static boolean isChannels(final int axis) {
		return axis == 2 || axis == 3;
	}

	private static FieldArrays ofFlo(final Path file) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
			if (Float.intBitsToFloat(Integer.reverseBytes(in.readInt())) != FLO) throw new IOException("it is no .flo file");
			final int width = Integer.reverseBytes(in.readInt());
			final int height = Integer.reverseBytes(in.readInt());
			if (width < 1 || height < 1 || width > LARGEST_FLO_SIDE || height > LARGEST_FLO_SIDE || Files.size(file) < 12 +
				8L * width * height) throw new IOException("it says to be " + width + " x " + height + ", which it is not");
			final float[][][] planes = new float[2][1][width * height];
			for (int i = 0; i < width * height; i++) {
				planes[0][0][i] = Float.intBitsToFloat(Integer.reverseBytes(in.readInt()));
				planes[1][0][i] = Float.intBitsToFloat(Integer.reverseBytes(in.readInt()));
			}
			return new FieldArrays(width, height, planes[0], planes[1]);
		}
	}
}
