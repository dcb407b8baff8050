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

package org.microexpression.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ImgUtil;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.microexpression.face.CanonicalFace;
import org.microexpression.face.HeadRemainder;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.field.FieldWarp;
import org.microexpression.field.OpticalStrain;
import org.microexpression.flow.Farneback;
import org.microexpression.flow.TvL1;
import org.microexpression.fusion.AuRegion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.synthetic.SyntheticPair;
import org.microexpression.synthetic.SyntheticPairs;
import org.yaml.snakeyaml.Yaml;

/**
 * Ops give what the rooms give, for every real type and any place of the image's origin, and all of them are indexed.
 */
class OpsTest {

	private static final SyntheticPair PAIR = new SyntheticPairs(5, SyntheticPairs.Setting.expressionBenchmark(),
		org.microexpression.synthetic.Texture.heldOutOnes()).sample(1);

	private static ArrayImg<FloatType, FloatArray> field() {
		return Planes.image(PAIR.truth());
	}

	private static float[] pixels(final ArrayImg<FloatType, FloatArray> image) {
		return image.update(null).getCurrentStorageArray();
	}

	@Test
	void warpTakesAnyTypeAndOrigin() {
		final int size = CanonicalFace.SIZE;
		final byte[] bytes = new byte[size * size];
		final float[] same = new float[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) Math.round(PAIR.apex()[i]);
			same[i] = bytes[i] & 0xFF;
		}
		final RandomAccessibleInterval<UnsignedByteType> moved = Views.translate(ArrayImgs.unsignedBytes(bytes, size, size),
			7, -3);
		final float[] expected = pixels(FieldWarp.warp(ArrayImgs.floats(same, size, size), PAIR.truth()));
		assertArrayEquals(expected, pixels(DisplacementOps.warp(moved, Views.translate(field(), 1, 2, 3))));
	}

	@Test
	void opticalFlowIsThatOfTheMethods() {
		final RegisteredPair pair = PAIR.pair();
		final int size = CanonicalFace.SIZE;
		final RandomAccessibleInterval<FloatType> stack = Views.translate(Planes.stack(pair.onsetPixels(), pair
			.apexPixels(), size, size), 2, 0, 1);
		assertArrayEquals(HeadRemainder.without(new TvL1().compute(pair)).v(), Planes.field(DisplacementOps.tvL1(stack))
			.v());
		assertArrayEquals(HeadRemainder.without(new Farneback().compute(pair)).u(), Planes.field(DisplacementOps.farneback(
			stack)).u());
	}

	@Test
	void fieldsComeThroughAsTheyAre() {
		final DisplacementField d = PAIR.truth();
		assertArrayEquals(OpticalStrain.magnitude(d), pixels(DisplacementOps.opticalStrain(field())));
		assertEquals(Math.hypot(d.u()[5000], d.v()[5000]), pixels(DisplacementOps.magnitude(field()))[5000], 1e-6);
		// Inverting twice gives the field again where it stays inside: fixed-point iteration and interpolation cost little.
		final DisplacementField twice = Planes.field(DisplacementOps.invert(DisplacementOps.invert(field())));
		final int middle = 64 * 128 + 64;
		assertEquals(d.u()[middle], twice.u()[middle], 0.05);
		assertEquals(128, DisplacementOps.colourWheel(field(), 3).dimension(0));
	}

	@Test
	void aWrongShapeIsNamed() {
		final RandomAccessibleInterval<FloatType> flat = ArrayImgs.floats(4, 4);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> DisplacementOps.magnitude(flat)).getMessage()
			.contains("2 dimensions"));
		final RandomAccessibleInterval<FloatType> three = ArrayImgs.floats(4, 4, 3);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> DisplacementOps.magnitude(three)).getMessage()
			.contains("not 3"));
	}

	@Test
	void landmarksAreTransformed() {
		final ArrayImg<DoubleType, ?> landmarks = ArrayImgs.doubles(2, 68);
		landmarks.forEach(t -> t.set(2));
		final var moved = FaceOps.transformLandmarks(landmarks, new SimilarityTransform(1, 0, 3, -4));
		final double[] values = new double[2 * 68];
		ImgUtil.copy(moved, values, 0, new int[] { 1, 2 });
		assertEquals(5, values[20]);
		assertEquals(-2, values[21]);
	}

	@Test
	void regionTokensAreTheWindowsOfTheFusionsInput() {
		final RandomAccessibleInterval<FloatType> tokens = FaceOps.regionTokens(field(),
			(RandomAccessibleInterval<DoubleType>) null);
		final float[] prepared = FusionInput.of(PAIR.truth());
		final int region = AuRegion.MOUTH_CORNER.ordinal();
		final int left = 28 - AuRegion.MOUTH_CORNER.column() - AuRegion.SIZE;
		final var access = tokens.randomAccess();
		// Column 2 and row 3 of the right mouth corner's window, component v.
		assertEquals(prepared[2 * ((AuRegion.MOUTH_CORNER.row() + 3) * 28 + left + 2) + 1], access.setPositionAndGet(2, 3,
			1, 1, region).get());
	}

	@Test
	@SuppressWarnings("unchecked")
	void everyPublicOpIsIndexedWithAllItsParameters() throws IOException {
		final TreeSet<String> indexed = new TreeSet<>();
		try (InputStream in = OpsTest.class.getResourceAsStream("/ops.yaml");
				Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8))
		{
			for (final Map<String, Map<String, Object>> entry : (List<Map<String, Map<String, Object>>>) new Yaml().load(
				reader))
			{
				final Map<String, Object> op = entry.get("op");
				final String source = String.valueOf(op.get("source"));
				final long inputs = ((List<Map<String, Object>>) op.get("parameters")).stream().filter(p -> "INPUT".equals(p
					.get("parameter type"))).count();
				indexed.add(source.substring(source.lastIndexOf('/') + 1, source.indexOf("%28")) + " " + inputs);
				assertTrue(((List<String>) op.get("names")).get(0).startsWith("microexpression."));
			}
		}
		final TreeSet<String> declared = new TreeSet<>();
		for (final Class<?> type : List.of(DisplacementOps.class, FaceOps.class, StackOps.class)) {
			for (final Method method : type.getDeclaredMethods()) {
				if (Modifier.isPublic(method.getModifiers())) declared.add(type.getName() + "." + method.getName() + " " +
					method.getParameterCount());
			}
		}
		assertEquals(declared, indexed);
	}

	/** A clip of any length goes through frame by frame: each field is handed over before the next frame is read. */
	@Test
	void aStackIsGoneThroughFrameByFrame() {
		final Path models = Path.of("models");
		final List<Long> order = new ArrayList<>();
		try (var clip = org.microexpression.clip.Clips.open(Path.of(
			"src/main/resources/org/microexpression/samples/positive.avi"));
				var finder = org.microexpression.face.FaceFinder.open(models.resolve("face"),
					org.microexpression.network.Device.CPU);
				var model = org.microexpression.dgm.DisplacementModel.open(models.resolve("frl-dgt-synthetic"),
					org.microexpression.network.Device.CPU))
		{
			final RandomAccessibleInterval<FloatType> stack = Views.stack(Stream.of(3, 5, 13).map(clip::frame).toList());
			final long handed = StackOps.displacements(stack, 0, finder, model, (frame, field) -> {
				order.add(frame);
				assertArrayEquals(new long[] { 128, 128, 2 }, field.dimensionsAsLongArray());
			});
			assertEquals(2, handed);
			assertEquals(List.of(1L, 2L), order);
		}
	}
}
