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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.CsvTable;
import org.microexpression.base.InputException;
import org.microexpression.base.OutputNames;
import org.microexpression.base.Reasons;
import org.microexpression.base.WrittenFiles;
import org.microexpression.expression.ClassScheme;

/**
 * The clips that a protocol takes.
 *
 * @param protocol    the protocol's title
 * @param scheme      its classes
 * @param samples     the clips under these classes
 * @param report      the reader's report, clips that the protocol leaves out turned into skipped ones
 * @param explanation sentences on counts: what was expected and found, and why they differ
 */
public record Selection(String protocol, ClassScheme scheme, List<Sample> samples, DatasetReport report,
		List<String> explanation) {

	/** File name of the manifest that is written. */
	public static final String MANIFEST = "manifest.csv";

	/** File name of the full report. */
	public static final String REPORT = "dataset-report.csv";

	/** File name of the report as text. */
	public static final String SUMMARY = "dataset-report.txt";

	/** Copies the lists and adds what makes an evaluation of the clips impossible. */
	public Selection {
		samples = List.copyOf(samples);
		final List<String> lines = new ArrayList<>(explanation);
		final List<String> classes = samples.stream().map(Sample::label).distinct().toList();
		if (classes.size() == 1) lines.add("All clips are of one class, " + classes.get(0) +
			": nothing can be learned from them; add clips of another class.");
		final List<String> persons = samples.stream().map(Sample::person).distinct().toList();
		if (persons.size() == 1) lines.add("All clips are of one subject, " + persons.get(0) +
			": leaving one subject out leaves nothing to learn from; add other subjects.");
		explanation = List.copyOf(lines);
	}

	/** @return how many subjects there are */
	public int subjects() {
		return (int) samples.stream().map(Sample::person).distinct().count();
	}

	/** @throws InputException if no clip is left */
	public void requireClips() {
		if (!samples.isEmpty()) return;
		throw new InputException("No clip is left after reading and selecting by the protocol '" + protocol + "' (" + report
			.entries(DatasetReport.Kind.MISSING).size() + " missing, " + report.entries(DatasetReport.Kind.SKIPPED).size() +
			" skipped); the report tells why, and the dataset, its folder or the protocol must be changed.");
	}

	/**
	 * To be asked before a dataset is read.
	 *
	 * @param folder where {@link #write} is to write
	 * @param source the sheet or manifest that is read, empty if it is still looked for
	 * @throws InputException if a file there is not one that {@link #write} would replace, was changed since it was
	 *                        written, or is the source
	 */
	public static void check(final Path folder, final Optional<Path> source) {
		final Path manifest = folder.resolve(MANIFEST);
		try {
			if (source.isPresent() && Files.exists(manifest) && Files.exists(source.get()) && Files.isSameFile(source.get(),
				manifest)) throw new InputException("The manifest '" + source.get() +
					"' would be replaced by what is selected from it; give " + "another folder as 'output'.");
		}
		catch (final IOException e) {
			throw new InputException("The file '" + manifest + "' cannot be read (" + Reasons.of(e) +
				"); give another folder as 'output'.", e);
		}
		CsvTable.requireReplaceable(manifest, List.of("dataset", "subject"));
		OutputNames.requireFree(folder, REPORT, List.of("kind", "dataset", "subject", "clip"), Set.of(MANIFEST, SUMMARY));
	}

	/**
	 * Writes {@value #MANIFEST}, the clips; {@value #REPORT}, what became of every row; and {@value #SUMMARY}, the text.
	 *
	 * @param folder where to, made where it does not exist
	 * @return the manifest's file
	 * @throws InputException if the folder cannot be written, or a file there was changed since it was written
	 */
	public Path write(final Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (final IOException e) {
			throw new InputException("The folder " + folder + " cannot be written (" + Reasons.of(e) +
				"); choose one that is writable in the field 'output'.", e);
		}
		final Path manifest = folder.resolve(MANIFEST);
		WrittenFiles.write(folder, Set.of(REPORT, SUMMARY, MANIFEST), () -> {
			report.writeCsv(folder.resolve(REPORT));
			AtomicFile.write(folder.resolve(SUMMARY), text());
			Manifest.write(manifest, samples);
		});
		return manifest;
	}

	/** @return the explanation and the report as text */
	public String text() {
		return protocol + "\n" + (explanation.isEmpty() ? "" : "  " + String.join("\n  ", explanation) + "\n") + report
			.text();
	}
}
