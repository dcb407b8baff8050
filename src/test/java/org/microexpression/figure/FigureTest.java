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

package org.microexpression.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FigureTest {

	private static void draw(final Canvas canvas) {
		canvas.fill(new Rectangle2D.Double(0, 0, 100, 50), Color.WHITE);
		canvas.fill(new Ellipse2D.Double(10, 10, 20, 20), new Color(255, 0, 0, 51));
		canvas.stroke(new Line2D.Double(0, 50, 100, 0), Color.BLUE, 1.5);
		canvas.text("a < b & \u8868\u60c5\u0001", 50, 25, 10, Canvas.Anchor.MIDDLE, Color.BLACK);
	}

	@Test
	void svgIsXmlWithShapesAndText() throws Exception {
		final Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMANY);
		final SvgCanvas svg = new SvgCanvas(100, 50);
		try {
			draw(svg);
		}
		finally {
			Locale.setDefault(before);
		}
		final Document document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(
			new ByteArrayInputStream(svg.svg().getBytes(StandardCharsets.UTF_8)));
		assertEquals("0 0 100 50", document.getDocumentElement().getAttribute("viewBox"));
		assertEquals(3, document.getElementsByTagName("path").getLength());
		final Element circle = (Element) document.getElementsByTagName("path").item(1);
		assertEquals("#ff0000", circle.getAttribute("fill"));
		assertEquals("0.2", circle.getAttribute("fill-opacity"));
		assertTrue(circle.getAttribute("d").matches("M[\\d. ]+(C[\\d. ]+){4}Z"), circle.getAttribute("d"));
		final Element line = (Element) document.getElementsByTagName("path").item(2);
		assertEquals("M0 50L100 0", line.getAttribute("d"));
		assertEquals("1.5", line.getAttribute("stroke-width"));
		assertEquals("a < b & \u8868\u60c5 ", document.getElementsByTagName("text").item(0).getTextContent());
	}

	/** Each object stands where the table says, and the content is as long as it says. */
	@Test
	void pdfIsWhole() {
		final PdfCanvas canvas = new PdfCanvas(100, 50);
		draw(canvas);
		final String pdf = new String(canvas.pdf(), StandardCharsets.ISO_8859_1);
		assertTrue(pdf.startsWith("%PDF-1.4\n") && pdf.endsWith("%%EOF\n"), "head and end");
		final Matcher table = Pattern.compile("startxref\n(\\d+)\n").matcher(pdf);
		assertTrue(table.find());
		final int at = Integer.parseInt(table.group(1));
		assertTrue(pdf.startsWith("xref\n0 5\n", at));
		final Matcher places = Pattern.compile("(\\d{10}) 00000 n ").matcher(pdf);
		for (int object = 1; object <= 4; object++) {
			assertTrue(places.find());
			assertTrue(pdf.startsWith(object + " 0 obj\n", Integer.parseInt(places.group(1))), "object " + object);
		}
		final Matcher length = Pattern.compile("/Length (\\d+) >>\nstream\n").matcher(pdf);
		assertTrue(length.find());
		assertTrue(pdf.startsWith("endstream", length.end() + Integer.parseInt(length.group(1))));
		assertTrue(pdf.contains("/A51 << /ca 0.200 /CA 0.200 >>"), "transparency");
		assertTrue(pdf.contains("0.000 0.000 m\n100.000 50.000 l\nS\n"), "y from the bottom");
	}
}
