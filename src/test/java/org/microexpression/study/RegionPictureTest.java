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

package org.microexpression.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.AuRegion;

class RegionPictureTest {

	/** Also where the motion is largest, the names stand on white, and on no landmark and no other name. */
	@Test
	void namesCanBeRead() throws Exception {
		final float[] field = new float[CanonicalFace.GRID * CanonicalFace.GRID * 2];
		Arrays.fill(field, 1);
		final BufferedImage picture = RegionPicture.of(new float[][] { field }).picture();
		if (System.getProperty("microexpression.pictures") != null) ImageIO.write(picture, "png", new File(System
			.getProperty("microexpression.pictures"), "regions.png"));
		final List<RegionPicture.Label> labels = RegionPicture.labels(RegionPicture.face());
		assertEquals(2 * AuRegion.values().length, labels.size());
		for (final RegionPicture.Label label : labels) {
			final Rectangle2D place = label.place();
			assertEquals(Color.WHITE.getRGB(), picture.getRGB((int) place.getX() + 1, (int) place.getMaxY() - 2), label
				.text());
			for (final Point2D point : RegionPicture.face())
				assertFalse(place.contains(point), label.text() + " covers a landmark");
			for (final RegionPicture.Label other : labels)
				assertFalse(other != label && other.place().intersects(place), label.text() + " covers " + other.text());
		}
	}
}
