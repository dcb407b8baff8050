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

package org.microexpression.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.microexpression.base.Progress;
import org.microexpression.base.Table;

/** What a run writes for a paper, read as other programs read it. */
class PaperFilesTest {

	private final MadeUpClips clips = MadeUpClips.make();

	@TempDir
	private Path folder;

	@BeforeEach
	void run() {
		new LosoRunner(clips.plan(), MadeUpClips.description(), folder).run(clips.trainer(), Progress.none(), r -> {});
	}

	private List<Path> files(final String ending) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
		}
	}

	private static String output(final List<String> command) throws Exception {
		final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertEquals(0, process.waitFor(), text);
		return text;
	}

	private static boolean has(final String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)).anyMatch(place -> Files
			.isExecutable(Path.of(place, program)));
	}

	@Test
	void theSumOfTheConfusionTableIsAllClips() {
		final Table table = Table.readCsv(folder.resolve("loso-confusion.csv"), LosoReport.CONFUSION, new LosoReport(
			new LosoRunner(clips.plan(), MadeUpClips.description(), folder).run(clips.trainer(), Progress.none(), r -> {}))
			.confusionTable().columns());
		assertEquals(9, table.rows().size(), "three classes of Full and two datasets");
		long all = 0;
		for (final Table.Row row : table.rows())
			if (row.cell("part").equals(LosoReport.FULL)) for (final Table.Column column : table.columns())
				if (column.name().startsWith("predicted_")) all += row.integer(column.name()).orElseThrow();
		assertEquals(clips.data().size(), all);
	}

	@Test
	void svgIsXmlOfTheFiguresSize() throws Exception {
		assertEquals(4, files(".svg").size());
		for (final Path file : files(".svg")) {
			final var root = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile())
				.getDocumentElement();
			final BufferedImage picture = ImageIO.read(Path.of(file.toString().replace(".svg", ".png")).toFile());
			final String[] box = root.getAttribute("viewBox").split(" ");
			assertEquals(picture.getWidth(), Double.parseDouble(box[2]), 1);
			assertEquals(picture.getHeight(), Double.parseDouble(box[3]), 1);
			assertTrue(root.getElementsByTagName("text").getLength() > 3, file.toString());
		}
	}

	/** Rendered by Ghostscript a PDF shows what the screen shows, up to the smoothing of edges. */
	@Test
	void pdfShowsWhatTheScreenShows() throws Exception {
		assumeTrue(has("gs"), "There is no Ghostscript.");
		for (final Path file : files(".pdf")) {
			final Path rendered = folder.resolve("rendered.png");
			output(List.of("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-r72", "-dTextAlphaBits=4",
				"-dGraphicsAlphaBits=4", "-sDEVICE=png16m", "-sOutputFile=" + rendered, file.toString()));
			final BufferedImage pdf = ImageIO.read(rendered.toFile());
			final BufferedImage screen = ImageIO.read(Path.of(file.toString().replace(".pdf", ".png")).toFile());
			assertEquals(screen.getWidth(), pdf.getWidth(), 1);
			double difference = 0;
			final int w = Math.min(pdf.getWidth(), screen.getWidth()), h = Math.min(pdf.getHeight(), screen.getHeight());
			for (int y = 0; y < h; y++)
				for (int x = 0; x < w; x++)
					difference += Math.abs((pdf.getRGB(x, y) >> 8 & 0xff) - (screen.getRGB(x, y) >> 8 & 0xff)) / 255.0;
			assertTrue(difference / (w * h) < 0.03, file + " differs by " + difference / (w * h));
		}
	}

	/** Every row has as many cells as there are columns, and nothing stands there that LaTeX would read as a command. */
	@Test
	void latexHasWholeRows() throws IOException {
		assertEquals(4, files(".tex").size());
		for (final Path file : files(".tex")) {
			final List<String> lines = Files.readAllLines(file);
			final String columns = lines.get(1).replaceAll(".*\\{([lr]+)\\}$", "$1");
			assertEquals("\\begin{tabular}{" + columns + "}", lines.get(1));
			assertEquals(List.of("\\toprule", "\\midrule", "\\bottomrule"), lines.stream().filter(line -> line.endsWith(
				"rule")).toList());
			for (final String line : lines.subList(3, lines.size() - 2)) {
				if (line.equals("\\midrule")) continue;
				assertEquals(columns.length(), line.split("(?<!\\\\)&", -1).length, line);
				assertTrue(line.endsWith(" \\\\"), line);
				assertFalse(line.replace("\\\\", "").replaceAll("\\\\[_&%$#{}]|\\\\text\\w+\\{\\}", "").matches(
					".*[\\\\_%$#{}].*"), line);
			}
		}
	}

	@Test
	void latexCompiles() throws Exception {
		assumeTrue(has("pdflatex"), "There is no pdflatex.");
		final StringBuilder document = new StringBuilder(
			"\\documentclass[landscape]{article}\\usepackage{booktabs}\\begin{document}\\tiny\n");
		for (final Path file : files(".tex"))
			document.append("\\input{").append(file.toString().replace('\\', '/')).append("}\n\n");
		final Path paper = Files.writeString(folder.resolve("paper.ltx"), document + "\\end{document}\n");
		output(List.of("pdflatex", "-halt-on-error", "-interaction=nonstopmode", "-output-directory=" + folder, paper
			.toString()));
	}

	@Test
	void pandasReadsEveryTable() throws Exception {
		final Path python = Path.of("target/python/bin/python");
		assumeTrue(Files.exists(Path.of("target/python/ready")), "There is no pandas; run: bin/python --install");
		final List<String> read = output(List.of(python.toString(), "python/read_tables.py", folder.toString())).lines()
			.toList();
		assertEquals(files(".csv").size(), read.size());
		assertTrue(read.stream().anyMatch(line -> line.matches(".*loso-predictions\\.csv " + clips.data().size() +
			" \\d+")), read.toString());
	}
}
