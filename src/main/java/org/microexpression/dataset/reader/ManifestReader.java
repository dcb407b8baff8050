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

package org.microexpression.dataset.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Entry;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.FieldStack;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.ManifestPeople;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Sample.StoredField;
import org.scijava.plugin.Plugin;

/**
 * Reads a {@link Manifest} as a dataset: checks that every clip's frames and every field are there and applies the same
 * repairs. A video or stack file is only looked for, since its frames are known when it is opened.
 */
@Plugin(type = DatasetReader.class, priority = 50)
public final class ManifestReader implements DatasetReader {

	@Override
	public String id() {
		return "manifest";
	}

	@Override
	public String title() {
		return "Manifest (CSV)";
	}

	@Override
	public DatasetReading read(final DatasetRequest request, final Progress progress) {
		final Path csv = request.workbook().orElseThrow(() -> new InputException(
			"The parameter 'workbook' is empty; give the manifest, a CSV file."));
		final DatasetReport report = new DatasetReport();
		final Manifest manifest = Manifest.read(csv, problem -> report.add(new Entry(Kind.SKIPPED, "", problem.subject(),
			problem.clip(), "", problem.row(), "bad-row", problem.sentence())), progress);
		report.remark("", "source", "Manifest " + manifest.file() + ": " + Counts.of(manifest.samples().size(),
			"usable row", "usable rows") + ".");
		final List<Sample> samples = new ArrayList<>();
		final Map<Path, Integer> stacks = new HashMap<>();
		for (int i = 0; i < manifest.samples().size(); i++) {
			progress.checkCanceled();
			progress.report("Reading the manifest", i, manifest.samples().size());
			final Sample sample = manifest.samples().get(i);
			final int row = manifest.row(i);
			final Path source = sample.source();
			if (!Files.exists(source)) report.add(entry(Kind.MISSING, sample, row, "no-file", "Row " + row + ": " + source +
				" " + Folders.whyAbsent(source)));
			else if (sample.hasField()) field(sample, row, stacks, report).ifPresent(samples::add);
			else clip(sample, row, request, report, progress).ifPresent(samples::add);
		}
		report.remarkUnits("", samples);
		final ManifestPeople people = ManifestPeople.of(manifest);
		people.faults().forEach(fault -> report.remark("", "people", "Evaluation and training refuse this: " + fault));
		people.remarks().forEach(remark -> report.remark("", "people", remark));
		report.remarkLostSubjects();
		return new DatasetReading(samples, report);
	}

	private static Entry entry(final Kind kind, final Sample s, final int row, final String rule, final String message) {
		return new Entry(kind, s.dataset(), s.subject(), s.clip(), s.label(), row, rule, message);
	}

	/** A stack that cannot be read is remembered with its length as 0 frames, and told once a row. */
	private static Optional<Sample> field(final Sample sample, final int row, final Map<Path, Integer> stacks,
		final DatasetReport report)
	{
		final StoredField field = sample.field().orElseThrow();
		try {
			if (!stacks.containsKey(field.file())) stacks.put(field.file(), FieldStack.open(field.file()).frameCount());
		}
		catch (final InputException e) {
			report.remark(sample.dataset(), "bad-field-file", e.getMessage());
			stacks.put(field.file(), 0);
		}
		final int frames = stacks.get(field.file());
		if (field.index() > frames) {
			report.add(entry(Kind.SKIPPED, sample, row, "no-such-field", "Row " + row + " asks for frame " + field.index() +
				" of " + field.file() + (frames == 0 ? ", which cannot be read." : ", which has " + frames + ".")));
			return Optional.empty();
		}
		report.add(entry(Kind.FOUND, sample, row, sample.flags(), field.file() + ", frame " + field.index()));
		return Optional.of(sample);
	}

	private static Optional<Sample> clip(final Sample s, final int row, final DatasetRequest request,
		final DatasetReport report, final Progress progress)
	{
		final Path path = s.source();
		if (!Files.isDirectory(path)) {
			if (s.onset() == Sample.ABSENT || s.apex() == Sample.ABSENT) {
				report.add(entry(Kind.SKIPPED, s, row, "no-key-frames", "Row " + row + " names the file " + path +
					" without an onset or an apex; give both."));
				return Optional.empty();
			}
			report.add(entry(Kind.FOUND, s, row, s.flags(), path.toString()));
			return Optional.of(s);
		}
		try {
			final ExistingFrames frames = ExistingFrames.read(path);
			frames.remarks().forEach(remark -> report.remark(s.dataset(), "frames-in-folder", remark));
			final KeyFrames k = new KeyFrameRepair(frames, request.finder(), progress).repair(s.onset(), s.apex(), s
				.offset() == Sample.ABSENT && s.apex() > s.onset() ? s.apex() : s.offset());
			final List<String> changes = new ArrayList<>(k.flags());
			if (!s.flags().isEmpty()) changes.add(0, s.flags());
			final String flags = String.join(";", changes);
			report.add(entry(k.flags().isEmpty() ? Kind.FOUND : Kind.REPAIRED, s, row, flags, "row " + row + ", " + path));
			return Optional.of(s.at(k.onset(), k.apex(), s.offset() == Sample.ABSENT ? Sample.ABSENT : k.offset()).withFlags(
				flags));
		}
		catch (KeyFrames.Unusable | InputException e) {
			report.add(entry(Kind.SKIPPED, s, row, "unusable-frames", Folders.because("Row " + row + " cannot be used", e)));
			return Optional.empty();
		}
	}
}
