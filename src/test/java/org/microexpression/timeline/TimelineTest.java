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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microexpression.base.InputException;
import org.microexpression.base.Table;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class TimelineTest {

	@TempDir
	private Path folder;

	private static TimelineSpan span(final int onset, final int offset, final SpottedKind kind, final String prediction) {
		final int apex = (onset + offset) / 2;
		return new TimelineSpan(new SpottedInterval(new Moment(onset, onset / 30.0), new Moment(apex, apex / 30.0),
			new Moment(offset, offset / 30.0), 0.0312, 7.25, kind, List.of(RegionSide.ALL.get(3), RegionSide.ALL.get(0)),
			onset % 2 == 0), prediction, prediction.isEmpty() ? Double.NaN : 0.625, "L12", prediction.isEmpty() ? ""
				: "a model", "a \"note\", with; signs");
	}

	private Timeline timeline() {
		return new Timeline("a clip.avi", folder.resolve("a clip.mp4").toString(), List.of(span(60, 75, SpottedKind.MICRO,
			"positive"), span(10, 40, SpottedKind.MACRO, "none"), span(12, 20, SpottedKind.BLINK, ""), span(15, 50,
				SpottedKind.BLINK, ""), span(70, 99, SpottedKind.MICRO, "")));
	}

	@Test
	void whatIsWrittenIsReadEqual() {
		final Timeline timeline = timeline();
		timeline.write(folder.resolve("t.csv"));
		assertEquals(timeline, Timeline.read(folder.resolve("t.csv")));
		assertEquals(10, timeline.spans().get(0).interval().onset().frame(), "in the order of onsets");
		final Timeline none = timeline.with(List.of());
		none.write(folder.resolve("none.csv"));
		assertEquals(none, Timeline.read(folder.resolve("none.csv")));
	}

	/** What a person has corrected is not spotted over; what was only spotted is. */
	@Test
	void workByHandIsNotReplaced() throws Exception {
		final Path file = folder.resolve("t.csv");
		Timeline.requireReplaceable(file);
		timeline().write(file);
		final String byHand = Files.readString(file);
		assertEquals("The timeline '" + file +
			"' has 4 intervals that were set or changed by hand; give a new file, so that nothing is lost.", assertThrows(
				InputException.class, () -> Timeline.requireReplaceable(file)).getMessage());
		Files.writeString(file, byHand.replace("\"yes\"", "\"no\""));
		Timeline.requireReplaceable(file);
		Files.writeString(file, "");
		Timeline.requireReplaceable(file);
	}

	@Test
	void badTablesEndWithOneSentence() throws Exception {
		final String good = timeline().table().toCsv();
		fails(good.replaceFirst("\"a clip.avi\",\"micro\"", "\"other\",\"micro\""), "is of another clip than");
		fails(good.replaceFirst("\"micro\",60,", "\"micro\",,"), "has no value in the column onset");
		fails(good.replaceFirst("\"micro\",60,", "\"micro\",600,"), "are not in order");
		fails(good.replaceFirst("\"micro\",60,", "\"nano\",60,"), "There is no kind of interval 'nano'");
		fails(good.replaceFirst("\"clip\"", "\"clap\""), "lacks the column 'clip'");
		fails(good.replace(',', ';').replace("\"", ""), "has semicolons");
		for (final boolean units : new boolean[] { false, true })
			fails(new Table("folder", new SpottedRows("settings", units).columns(), List.of()).toCsv(),
				"is a table of a folder of videos, which is no timeline; spot each video by itself with Spot Expressions");
	}

	private void fails(final String csv, final String why) throws Exception {
		final Path file = Files.writeString(folder.resolve("bad.csv"), csv);
		final String message = assertThrows(InputException.class, () -> Timeline.read(file)).getMessage();
		assertTrue(message.contains(why), message);
	}

	@Test
	void savedTwiceATimelineIsTheSameFileOfElan() throws Exception {
		ElanFile.write(timeline(), folder.resolve("a.eaf"));
		// The file states seconds of its date, if it does so.
		Thread.sleep(1100);
		ElanFile.write(timeline(), folder.resolve("b.eaf"));
		assertEquals(-1, Files.mismatch(folder.resolve("a.eaf"), folder.resolve("b.eaf")));
	}

	/** What the schema EAFv3.0.xsd asks for: order, ids that are unique, references that lead to something, times. */
	@Test
	void elanFileHasTheStructureOfItsSchema() throws Exception {
		final byte[] xml = ElanFile.bytes(timeline(), folder.resolve("a.eaf"));
		final Document document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(
			new ByteArrayInputStream(xml));
		final Element root = document.getDocumentElement();
		assertEquals("ANNOTATION_DOCUMENT", root.getTagName());
		assertEquals(List.of("", "1970-01-01T00:00:00Z", "3.0", "3.0"), List.of(root.getAttribute("AUTHOR"), root
			.getAttribute("DATE"), root.getAttribute("FORMAT"), root.getAttribute("VERSION")));
		assertEquals(List.of("HEADER", "TIME_ORDER", "TIER", "TIER", "TIER", "TIER", "TIER", "LINGUISTIC_TYPE"), elements(
			root).stream().map(Element::getTagName).toList());
		final Map<String, Long> times = new HashMap<>();
		long before = 0;
		for (final Element slot : elements((Element) root.getElementsByTagName("TIME_ORDER").item(0))) {
			final long time = Long.parseLong(slot.getAttribute("TIME_VALUE"));
			assertTrue(time >= before, "times ascend");
			before = time;
			assertEquals(null, times.put(slot.getAttribute("TIME_SLOT_ID"), time), "ids are unique");
		}
		final String type = elements(root).get(7).getAttribute("LINGUISTIC_TYPE_ID");
		final List<String> tiers = new ArrayList<>();
		final Set<String> ids = new HashSet<>();
		int annotations = 0;
		for (final Element tier : elements(root).subList(2, 7)) {
			tiers.add(tier.getAttribute("TIER_ID"));
			assertEquals(type, tier.getAttribute("LINGUISTIC_TYPE_REF"));
			long end = 0;
			final NodeList all = tier.getElementsByTagName("ALIGNABLE_ANNOTATION");
			for (int i = 0; i < all.getLength(); i++) {
				final Element annotation = (Element) all.item(i);
				final long from = times.get(annotation.getAttribute("TIME_SLOT_REF1"));
				final long to = times.get(annotation.getAttribute("TIME_SLOT_REF2"));
				assertTrue(from >= end && to > from, "nothing overlaps within a tier");
				end = to;
				assertTrue(ids.add(annotation.getAttribute("ANNOTATION_ID")));
				annotations++;
			}
		}
		assertEquals(List.of("macro", "blink", "blink 2", "micro", "micro 2"), tiers);
		assertEquals(5, annotations);
		assertTrue(document.getElementsByTagName("ANNOTATION_VALUE").item(3).getTextContent().startsWith(
			"positive 0.63 AU L12, apex "), document.getElementsByTagName("ANNOTATION_VALUE").item(3).getTextContent());
		final Element media = (Element) document.getElementsByTagName("MEDIA_DESCRIPTOR").item(0);
		assertEquals("./a clip.mp4", media.getAttribute("RELATIVE_MEDIA_URL"));
		// ELAN takes paths in URLs as they are: with %20 in place of spaces it would look for another file.
		assertTrue(media.getAttribute("MEDIA_URL").matches("file:///[^/].*/a clip\\.mp4"), media.getAttribute("MEDIA_URL"));
	}

	/** ELAN looks there for a video that was moved to another computer together with its file. */
	@Test
	void anElanFileElsewhereSaysTheWayToItsVideo() {
		final Timeline timeline = new Timeline("clip", folder.resolve("my clips/my 5% video.mp4").toString(), timeline()
			.spans());
		for (final String[] way : new String[][] { { "a.eaf", "./my clips/my 5%25 video.mp4" }, { "my clips/a.eaf",
			"./my 5%25 video.mp4" }, { "coded/by me/a.eaf", "../../my clips/my 5%25 video.mp4" } })
		{
			final String xml = new String(ElanFile.bytes(timeline, folder.resolve(way[0])), StandardCharsets.UTF_8);
			assertTrue(xml.contains(" RELATIVE_MEDIA_URL=\"" + way[1] + "\""), xml);
		}
	}

	/** Order, attributes and their types, ids and references, by a validator. */
	@Test
	void elanFileIsValid() throws Exception {
		final Validator validator = SchemaFactory.newDefaultInstance().newSchema(TimelineTest.class.getResource(
			"/elan-structure.xsd")).newValidator();
		for (final Timeline one : List.of(timeline(), timeline().with(List.of()), new Timeline("clip", "", timeline()
			.spans()), new Timeline("a & b <c>.avi", folder.resolve("ä 5% & '#1 [2].mp4").toString(), timeline().spans())))
			validator.validate(new StreamSource(new ByteArrayInputStream(ElanFile.bytes(one, folder.resolve("a.eaf")))));
		// The validator finds what ELAN would stumble over.
		final String good = new String(ElanFile.bytes(timeline(), folder.resolve("a.eaf")), StandardCharsets.UTF_8);
		for (final String[] change : new String[][] { { "TIME_SLOT_REF2=\"ts2\"", "TIME_SLOT_REF2=\"ts99\"" }, { "\"a2\"",
			"\"a1\"" }, { "TIER_ID=\"blink 2\"", "TIER_ID=\"blink\"" }, { "TIME_VALUE=\"", "TIME_VALUE=\"-" }, { " DATE=\"",
				" DAY=\"" }, { "LINGUISTIC_TYPE_REF=\"interval\"", "LINGUISTIC_TYPE_REF=\"other\"" } })
		{
			final String bad = good.replace(change[0], change[1]);
			assertNotEquals(good, bad);
			assertThrows(SAXException.class, () -> validator.validate(new StreamSource(new StringReader(bad))), change[1]);
		}
	}

	/**
	 * Edges come back: milliseconds, as ELAN stores them, lead to the frames they came from, also at 500 frames a second
	 * and at NTSC's rate.
	 */
	@ParameterizedTest
	@ValueSource(doubles = { 30, 30000 / 1001.0, 100, 200, 500 })
	void edgesComeBackFromElan(final double rate) throws Exception {
		final List<Moment> moments = IntStream.range(0, 3000).mapToObj(i -> new Moment(i + 1, i / rate)).toList();
		final FrameTimes times = new FrameTimes(moments);
		final List<TimelineSpan> spans = new ArrayList<>();
		for (int i = 0; i < 2900; i += 97)
			spans.add(TimelineSpan.of(new SpottedInterval(moments.get(i), moments.get(i + 3), moments.get(i + 7 + i % 5),
				0.03, 7, SpottedKind.MICRO, List.of(), false)));
		final Document document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(
			new ByteArrayInputStream(ElanFile.bytes(new Timeline("clip", "", spans), folder.resolve("a.eaf"))));
		final Map<String, Double> seconds = new HashMap<>();
		for (final Element slot : elements((Element) document.getElementsByTagName("TIME_ORDER").item(0)))
			seconds.put(slot.getAttribute("TIME_SLOT_ID"), Integer.parseInt(slot.getAttribute("TIME_VALUE")) / 1000.0);
		final NodeList all = document.getElementsByTagName("ALIGNABLE_ANNOTATION");
		assertEquals(spans.size(), all.getLength());
		for (int i = 0; i < spans.size(); i++) {
			final Element annotation = (Element) all.item(i);
			assertEquals(spans.get(i).interval().onset().frame(), 1 + times.nearest(seconds.get(annotation.getAttribute(
				"TIME_SLOT_REF1"))));
			assertEquals(spans.get(i).interval().offset().frame(), 1 + times.nearest(seconds.get(annotation.getAttribute(
				"TIME_SLOT_REF2"))));
		}
	}

	/**
	 * What BORIS checks when it opens a project: each state that is coded is defined, begins and ends; lengths are known.
	 */
	@Test
	void borisProjectIsConsistent() {
		final String text = BorisFile.text(timeline(), 4, 30);
		assertEquals(text, BorisFile.text(timeline(), 4, 30));
		final JsonObject project = JsonParser.parseString(text).getAsJsonObject();
		assertEquals("7.0", project.get("project_format_version").getAsString());
		final Set<String> codes = new HashSet<>();
		project.getAsJsonObject("behaviors_conf").asMap().values().forEach(state -> {
			assertEquals("State event", state.getAsJsonObject().get("type").getAsString());
			assertTrue(codes.add(state.getAsJsonObject().get("code").getAsString()));
		});
		assertEquals(Set.of("macro", "blink", "blink 2", "micro", "micro 2"), codes);
		final JsonObject observation = project.getAsJsonObject("observations").getAsJsonObject("a clip.avi");
		final String media = observation.getAsJsonObject("file").getAsJsonArray("1").get(0).getAsString();
		assertEquals(folder.resolve("a clip.mp4").toString(), media);
		assertEquals(4, observation.getAsJsonObject("media_info").getAsJsonObject("length").get(media).getAsDouble());
		final Map<String, Double> open = new HashMap<>();
		final List<String> lasted = new ArrayList<>();
		double before = 0;
		for (final JsonElement event : observation.getAsJsonArray("events")) {
			final JsonArray cells = event.getAsJsonArray();
			assertEquals(6, cells.size());
			// The program takes numbers with a point alone for times.
			assertTrue(cells.get(0).toString().contains("."), cells.toString());
			final double time = cells.get(0).getAsDouble();
			final String code = cells.get(2).getAsString();
			assertTrue(time >= before, text);
			before = time;
			final Double begun = open.remove(code);
			if (begun == null) open.put(code, time);
			else lasted.add(code + " " + begun + " " + time);
		}
		assertTrue(open.isEmpty(), open.toString());
		assertEquals(List.of("blink 0.4 0.667", "macro 0.333 1.333", "blink 2 0.5 1.667", "micro 2.0 2.5",
			"micro 2 2.333 3.3"), lasted);
		assertTrue(text.contains("positive 0.63 AU L12, apex "), text);
	}

	private static List<Element> elements(final Element parent) {
		final List<Element> elements = new ArrayList<>();
		for (int i = 0; i < parent.getChildNodes().getLength(); i++)
			if (parent.getChildNodes().item(i) instanceof Element element) elements.add(element);
		return elements;
	}

	/** Every tier of a TextGrid runs without a gap from the beginning to the end. */
	@Test
	void textGridHasNoGaps() {
		final String text = PraatFile.text(timeline(), 4);
		assertTrue(text.startsWith(
			"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0.000000\nxmax = 4.000000\n"), text);
		for (final String tier : text.split("item \\[\\d+\\]:")) {
			if (!tier.contains("IntervalTier")) continue;
			double at = 0;
			for (final String interval : tier.substring(tier.indexOf("intervals: size")).split("intervals \\[\\d+\\]:")) {
				if (!interval.contains("xmin")) continue;
				assertEquals(at, Double.parseDouble(interval.replaceAll("(?s).*xmin = (\\S+).*", "$1")), 1e-9);
				at = Double.parseDouble(interval.replaceAll("(?s).*xmax = (\\S+).*", "$1"));
			}
			assertEquals(4, at);
		}
		assertEquals(5, text.split("IntervalTier", -1).length - 1);
		assertTrue(PraatFile.text(timeline().with(List.of()), 4).endsWith("tiers? <absent>\n"));
	}

	@Test
	void figuresAreWrittenByTheirEnding() throws Exception {
		final TimelineDrawing drawing = new TimelineDrawing(Optional.empty(), List.of(Curve.FACE), TimelineColors.PAPER);
		drawing.write(timeline(), 4, folder.resolve("f.svg"));
		drawing.write(timeline(), 400, folder.resolve("f.pdf"));
		final String svg = Files.readString(folder.resolve("f.svg"));
		// The ground, five spans; candidates have a line at the apex and a word.
		assertEquals(6, svg.split("<path [^>]*fill=\"#", -1).length - 1);
		assertEquals(3, svg.split("stroke-width=\"1.2\"", -1).length - 1);
		assertTrue(svg.contains(">positive</text>") && svg.contains(">none</text>") && !svg.contains(">blink</text>"));
		assertTrue(Files.size(folder.resolve("f.pdf")) > 1000);
		assertThrows(InputException.class, () -> drawing.write(timeline(), 4, folder.resolve("f.png")));
	}

	@Test
	void framesAreFoundByTime() {
		final FrameTimes times = new FrameTimes(List.of(new Moment(3, 0), new Moment(4, 0.1), new Moment(9, 0.5)));
		assertEquals(0, times.nearest(-1));
		assertEquals(0, times.nearest(0.05));
		assertEquals(1, times.nearest(0.051));
		assertEquals(1, times.nearest(0.3));
		assertEquals(2, times.nearest(0.31));
		assertEquals(2, times.nearest(7));
		assertEquals(1, times.index(8));
		assertEquals(0, times.index(1));
	}
}
