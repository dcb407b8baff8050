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

package org.microexpression.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.network.Device;

class FaceFinderTest {

	private static final Path MODELS = Path.of("models", "face");
	private static final Path REFERENCE = Path.of("..", "shared", "data", "astronaut-landmarks.json");
	private static FaceFinder finder;

	@BeforeAll
	static void open() {
		finder = FaceFinder.open(MODELS, Device.CPU);
	}

	@AfterAll
	static void close() {
		finder.close();
	}

	/** Eye centres, nose tip and mouth corners as read off the portrait by eye, moved by a similarity. */
	private static void assertFaceAt(final FacialLandmarks found, final SimilarityTransform moved) {
		final FacialLandmarks expected = AstronautFace.landmarks().transform(moved);
		final double tolerance = 0.13 * expected.eyeDistance();
		assertArrayEquals(expected.fiveX(), found.fiveX(), tolerance);
		assertArrayEquals(expected.fiveY(), found.fiveY(), tolerance);
	}

	private static ArrayImg<FloatType, FloatArray> part(final int left, final int top, final int width,
		final int height)
	{
		final float[] grey = AstronautFace.channel(3), out = new float[width * height];
		for (int y = 0; y < height; y++)
			System.arraycopy(grey, (top + y) * AstronautFace.SIZE + left, out, y * width, width);
		return ArrayImgs.floats(out, width, height);
	}

	/** The portrait reduced by whole pixels and pasted into grey frames at the given left upper corners. */
	private static ArrayImg<FloatType, FloatArray> pasted(final int width, final int height, final int[]... places) {
		final float[] grey = AstronautFace.channel(3), out = new float[width * height];
		Arrays.fill(out, 90);
		for (final int[] place : places) {
			final int factor = place[2], size = AstronautFace.SIZE / factor;
			for (int y = 0; y < size; y++) {
				for (int x = 0; x < size; x++) {
					float sum = 0;
					for (int i = 0; i < factor * factor; i++)
						sum += grey[(y * factor + i / factor) * AstronautFace.SIZE + x * factor + i % factor];
					out[(y + place[1]) * width + x + place[0]] = sum / (factor * factor);
				}
			}
		}
		return ArrayImgs.floats(out, width, height);
	}

	/** The portrait at full size on the left, at half of it on the right. */
	@Test
	void theFaceInTheSelectedAreaIsTaken() {
		final ArrayImg<FloatType, FloatArray> frame = pasted(800, 512, new int[] { 0, 0, 1 }, new int[] { 520, 100, 2 });
		final FoundFace largest = finder.find(frame);
		assertEquals(2, largest.facesSeen());
		assertFaceAt(largest.landmarks(), SimilarityTransform.IDENTITY);
		final FoundFace selected = finder.find(frame, (x, y) -> x > 520);
		assertEquals(1, selected.facesSeen());
		assertFaceAt(selected.landmarks(), new SimilarityTransform(0.5, 0, 520 - 0.25, 100 - 0.25));
		assertEquals(largest.landmarks().x()[30], finder.find(frame, (x, y) -> x < 520).landmarks().x()[30], 1e-9);
		final String message = assertThrows(InputException.class, () -> finder.find(frame, (x, y) -> y > 450)).getMessage();
		assertEquals(
			"No face was found in the selected part of the frame of 800 x 512 pixels; select a part with a face in its " +
				"middle, its landmarks as 5 or 68 points, or nothing.", message);
	}

	/** Beside a frame of 2,800 pixels the detector does not see it, and cut out it did. */
	@Test
	void aSelectedFaceThatIsSmallInAWideFrameIsFound() {
		final ArrayImg<FloatType, FloatArray> frame = pasted(2800, 1600, new int[] { 2000, 900, 4 });
		assertThrows(InputException.class, () -> finder.find(frame));
		final FoundFace found = finder.find(frame, (x, y) -> x >= 1990 && x < 2138 && y >= 890 && y < 1038);
		assertEquals(1, found.facesSeen());
		assertFaceAt(found.landmarks(), new SimilarityTransform(0.25, 0, 2000 - 0.375, 900 - 0.375));
	}

	@Test
	void findsTheFaceInAGreyPortrait() {
		final FoundFace face = finder.find(AstronautFace.grey());
		assertEquals(1, face.facesSeen());
		assertTrue(face.box().score() > 0.9, "score " + face.box().score());
		assertFaceAt(face.landmarks(), SimilarityTransform.IDENTITY);
	}

	@Test
	void aGreyFrameIsThreeColoursThatAreAlike() {
		final float[] grey = AstronautFace.channel(3);
		final FoundFace one = finder.find(AstronautFace.grey());
		final FoundFace three = finder.find(new ColourFrame(AstronautFace.SIZE, AstronautFace.SIZE, new float[][] { grey,
			grey.clone(), grey.clone() }));
		assertEquals(three.box(), one.box());
		assertArrayEquals(three.landmarks().x(), one.landmarks().x());
		assertArrayEquals(three.landmarks().y(), one.landmarks().y());
	}

	/**
	 * The original program on the same colour picture. It adds the fractional corner of the box to points measured from
	 * the whole pixel at which it cuts the face out (up to a pixel to the right and down); ours does not.
	 */
	@Test
	void agreesWithTheOriginalProgram() throws IOException {
		assumeTrue(Files.isRegularFile(REFERENCE), "Skipped: " + REFERENCE + " is not there to compare with.");
		final FoundFace face = finder.find(new ColourFrame(AstronautFace.SIZE, AstronautFace.SIZE, new float[][] {
			AstronautFace.channel(0), AstronautFace.channel(1), AstronautFace.channel(2) }));
		final JsonObject reference = JsonParser.parseString(Files.readString(REFERENCE)).getAsJsonObject();
		final JsonObject box = reference.getAsJsonObject("box");
		assertEquals(box.get("x").getAsDouble(), face.box().x(), 0.51);
		assertEquals(box.get("y").getAsDouble(), face.box().y(), 0.51);
		assertEquals(box.get("width").getAsDouble(), face.box().width(), 0.51);
		assertEquals(box.get("height").getAsDouble(), face.box().height(), 0.51);
		assertEquals(box.get("score").getAsDouble(), face.box().score(), 0.006);
		final JsonArray points = reference.getAsJsonArray("landmarks");
		final double shiftX = face.box().x() - Math.floor(face.box().x()), shiftY = face.box().y() - Math.floor(face.box()
			.y());
		double worst = 0, plain = 0;
		for (int i = 0; i < FacialLandmarks.COUNT; i++) {
			final JsonArray point = points.get(i).getAsJsonArray();
			final double dx = face.landmarks().x()[i] - point.get(0).getAsDouble();
			final double dy = face.landmarks().y()[i] - point.get(1).getAsDouble();
			final double distance = Math.hypot(dx + shiftX, dy + shiftY);
			worst = Math.max(worst, distance);
			plain = Math.max(plain, Math.hypot(dx, dy));
		}
		// The reference is rounded to 0.01 px; the rest is the other program's arithmetic.
		assertTrue(worst < 0.15, "worst distance " + worst);
		assertTrue(plain < 1, "worst distance with the original's shift " + plain);
	}

	@Test
	void findsAFaceThatFillsTheFrame() {
		assertFaceAt(finder.find(part(160, 70, 130, 115)).landmarks(), new SimilarityTransform(1, 0, -160, -70));
		assertFaceAt(finder.find(part(175, 85, 97, 95)).landmarks(), new SimilarityTransform(1, 0, -175, -85));
	}

	@Test
	void findsASmallFaceInAVgaFrame() {
		assertFaceAt(finder.find(pasted(640, 480, new int[] { 200, 150, 2 })).landmarks(), new SimilarityTransform(0.5, 0,
			199.75, 149.75));
	}

	@Test
	void findsTheFaceInAVeryLargeFrame() {
		final int factor = 6, width = 4000, height = 3000;
		final float[] grey = AstronautFace.channel(3), out = new float[width * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < AstronautFace.SIZE * factor; x++)
				out[y * width + x] = grey[y / factor * AstronautFace.SIZE + x / factor];
		assertFaceAt(finder.find(ArrayImgs.floats(out, width, height)).landmarks(), new SimilarityTransform(factor, 0, 2.5,
			2.5));
	}

	@Test
	void takesTheLargestOfSeveralFacesAndSaysHowMany() {
		final FoundFace face = finder.find(pasted(900, 520, new int[] { 0, 0, 1 }, new int[] { 600, 100, 2 }));
		assertEquals(2, face.facesSeen());
		assertFaceAt(face.landmarks(), SimilarityTransform.IDENTITY);
	}

	@Test
	void pixelsWithoutValueElsewhereDoNotMatter() {
		final ArrayImg<FloatType, FloatArray> holed = AstronautFace.grey();
		holed.getAt(400, 400).set(Float.NaN);
		holed.getAt(10, 10).set(Float.POSITIVE_INFINITY);
		assertFaceAt(finder.find(holed).landmarks(), SimilarityTransform.IDENTITY);
	}

	@Test
	void frameWithoutFaceIsRefused() {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 40 }, { 300, 200 } }) {
			final String message = assertThrows(InputException.class, () -> finder.find(ArrayImgs.floats(new float[size[0] *
				size[1]], size[0], size[1]))).getMessage();
			assertEquals("No face was found in the frame of " + size[0] + " x " + size[1] +
				" pixels; give its landmarks as a point selection of 5 or 68 points, or a registered pair.", message);
		}
		// The lower half of the portrait shows a suit and a flag.
		assertThrows(InputException.class, () -> finder.find(part(0, 230, 512, 282)));
	}

	/** On a face that lies on its side or on its head a wrong one was found, and an expression told of it. */
	@ParameterizedTest
	@ValueSource(doubles = { 60, 90, 120, 135, 150, 180, 210, 240, 270, 300 })
	void aFaceThatIsNotUprightIsRefused(final double degrees) {
		final SimilarityTransform back = SimilarityTransform.about(224, 122, 1, Math.toRadians(-degrees), 0, 0);
		final ArrayImg<FloatType, FloatArray> turned = AstronautFace.warp(AstronautFace.grey(), back::applyX, back::applyY);
		final String message = assertThrows(InputException.class, () -> finder.find(turned)).getMessage();
		assertTrue(message.equals(
			"The face in the frame of 512 x 512 pixels seems turned by 45 degrees or more, or stretched; turn the " +
				"pictures upright (Image > Transform) in the proportions they were taken in.") || message.startsWith(
					"No face was found") || message.startsWith("The border of"), message);
	}

	@ParameterizedTest
	@ValueSource(doubles = { -45, -30, -15, 15, 30 })
	void aFaceThatIsTurnedLessIsFound(final double degrees) {
		final SimilarityTransform motion = SimilarityTransform.about(224, 122, 1, Math.toRadians(degrees), 0, 0);
		final SimilarityTransform back = motion.invert();
		final FoundFace face = finder.find(AstronautFace.warp(AstronautFace.grey(), back::applyX, back::applyY));
		final double roll = Math.toDegrees(FaceRegistration.canonicalToFrame(face.landmarks()).rotation());
		assertEquals(degrees + Math.toDegrees(FaceRegistration.canonicalToFrame(AstronautFace.landmarks()).rotation()),
			roll, 8);
	}

	@Test
	void faceCutByTheBorderIsRefusedWhereAnEyeOrTheMouthIsMissing() {
		for (final int[] cut : new int[][] { { 0, 0, 230, 512 }, { 205, 0, 307, 512 }, { 0, 0, 512, 150 } }) {
			final String message = assertThrows(InputException.class, () -> finder.find(part(cut[0], cut[1], cut[2], cut[3])))
				.getMessage();
			assertTrue(message.contains("cuts off the face"), message);
		}
		// Without an ear and a part of the cheek it is still taken.
		assertFaceAt(finder.find(part(185, 0, 327, 512)).landmarks(), new SimilarityTransform(1, 0, -185, 0));
	}

	@Test
	void missingOrDamagedNetworksAreRefused(@TempDir final Path folder) throws IOException {
		final String missing = assertThrows(InputException.class, () -> FaceFinder.open(folder, Device.CPU)).getMessage();
		assertTrue(missing.contains("cannot be read"), missing);
		for (final String name : new String[] { "detector.json", "detector.bin", "landmarks.json", "landmarks.bin" })
			Files.copy(MODELS.resolve(name), folder.resolve(name));
		FaceFinder.open(folder, Device.CPU).close();
		final byte[] values = Files.readAllBytes(folder.resolve("landmarks.bin"));
		values[1000]++;
		Files.write(folder.resolve("landmarks.bin"), values);
		final String damaged = assertThrows(InputException.class, () -> FaceFinder.open(folder, Device.CPU)).getMessage();
		assertTrue(damaged.contains("is damaged"), damaged);
		Files.copy(MODELS.resolve("detector.json"), folder.resolve("landmarks.json"), StandardCopyOption.REPLACE_EXISTING);
		Files.copy(MODELS.resolve("detector.bin"), folder.resolve("landmarks.bin"), StandardCopyOption.REPLACE_EXISTING);
		final String other = assertThrows(InputException.class, () -> FaceFinder.open(folder, Device.CPU)).getMessage();
		assertTrue(other.contains("is not the one"), other);
		Files.writeString(folder.resolve("detector.json"), "{\"format\": 2}");
		final String later = assertThrows(InputException.class, () -> FaceFinder.open(folder, Device.CPU)).getMessage();
		assertTrue(later.contains("has the format 2"), later);
	}

	@Test
	void foundLandmarksRegisterThePortrait() {
		final FacialLandmarks found = finder.find(AstronautFace.grey()).landmarks();
		final RegisteredPair pair = FaceRegistration.register(AstronautFace.grey(), AstronautFace.grey(), found);
		assertEquals(CanonicalFace.EYE_Y, pair.landmarks().orElseThrow().centerY(FacialLandmarks.Group.LEFT_EYE), 2);
		assertEquals(CanonicalFace.LEFT_EYE_X, pair.landmarks().orElseThrow().centerX(FacialLandmarks.Group.LEFT_EYE), 2);
		// The same frame twice: nothing moves, so the two registered frames are nearly the same numbers.
		assertArrayEquals(pair.onsetPixels(), pair.apexPixels(), 0.2f);
	}
}
