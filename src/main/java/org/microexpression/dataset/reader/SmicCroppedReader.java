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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.TableRow;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport.Entry;
import org.microexpression.dataset.DatasetReport.Kind;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.reader.SheetLayout.AnnotationTable;
import org.microexpression.dataset.reader.SheetLayout.Column;
import org.scijava.plugin.Plugin;

/**
 * SMIC-HS, the cropped short clips: {@code HS/s1/micro/negative/s1_ne_01/}. Each folder is one clip from onset to
 * offset, its class the emotion's folder; there is no apex label. No workbook is needed, since the sheet covers only
 * 162 of the 164 clips; where one is named, clips of the sheet that are not on disk are reported as missing.
 */
@Plugin(type = DatasetReader.class, priority = 700)
public final class SmicCroppedReader implements DatasetReader {

	@Override
	public String id() {
		return SmicNames.ID;
	}

	@Override
	public String title() {
		return "SMIC-HS (cropped)";
	}

	@Override
	public DatasetReading read(final DatasetRequest request, final Progress progress) {
		Folders.require(request.root());
		final DatasetReport report = new DatasetReport();
		final FolderIndex folders = FolderIndex.of(request.root(), folder -> SmicNames.isCropped(folder) ? SmicNames.key(
			folder) : Optional.empty(), folder -> 0, progress);
		final Map<ClipKey, Path> all = folders.all();
		report.remark(id(), "source", title() + ": " + Counts.of(all.size(), "clip folder", "clip folders") + " below " +
			request.root() + "; a clip lasts from its first to its last frame.");
		final List<Sample> samples = new ArrayList<>();
		int done = 0;
		for (final Map.Entry<ClipKey, Path> clip : all.entrySet()) {
			progress.checkCanceled();
			progress.report("Reading " + title(), done++, all.size());
			if (isOneClip(clip.getKey(), folders.find(clip.getKey()), report)) sample(clip.getKey(), clip.getValue(), request,
				report, samples, progress);
		}
		if (request.workbook().isPresent()) reportMissing(request, all.keySet(), report);
		if (all.isEmpty()) throw new InputException(
			"No clip folder such as HS/s1/micro/negative/s1_ne_01 was found below " + request.root() +
				"; give the folder of SMIC's cropped set, or read the long clips with their workbook.");
		report.remarkChosenApexes(id(), title(), samples, request.finder());
		report.remarkLostSubjects();
		return new DatasetReading(samples, report);
	}

	/** Of copies the first is used; of folders that contradict each other none, since nobody knows which is right. */
	private boolean isOneClip(final ClipKey key, final List<Path> found, final DatasetReport report) {
		final Path folder = found.get(0);
		final String clip = SmicNames.clip(Folders.name(folder));
		final String label = label(folder);
		final Optional<Path> other = found.stream().filter(place -> !label(place).equals(label)).findFirst();
		final Optional<Path> stranger = found.stream().filter(place -> !SmicNames.isBelowSubject(place, key.subject()))
			.findFirst();
		final String why = other.isPresent() ? "The clip " + clip + " lies in two folders, " + folder + " and " + other
			.get() + ", which say two classes; neither is used. Remove the one that is wrong." : stranger.isPresent()
				? "The clip " + clip + " lies in the folder of another person (" + stranger.get() +
					"), and nobody knows whose it is; it is not used. Move or rename the folder." : "";
		if (!why.isEmpty()) report.add(new Entry(Kind.SKIPPED, id(), SmicNames.subject(Integer.parseInt(key.subject())),
			clip, label, 0, "contradiction", why));
		else if (found.size() > 1) report.remark(id(), "several-folders", "Clip " + clip + " lies in several folders; " +
			folder + " is used, not " + found.get(1) + ".");
		return why.isEmpty();
	}

	private static String label(final Path folder) {
		return Folders.name(folder, 1).toLowerCase(Locale.ROOT);
	}

	private void sample(final ClipKey key, final Path folder, final DatasetRequest request, final DatasetReport report,
		final List<Sample> samples, final Progress progress)
	{
		final String subject = SmicNames.subject(Integer.parseInt(key.subject()));
		final String clip = SmicNames.clip(Folders.name(folder));
		final String label = label(folder);
		if (!label.equals(SmicNames.emotion(clip))) report.remark(id(), "emotion-folder", "Clip " + clip +
			" lies in the folder " + label + ", which is taken as its class (" + folder + ").");
		try {
			final ExistingFrames frames = ExistingFrames.read(folder);
			frames.remarks().forEach(remark -> report.remark(id(), "frames-in-folder", remark));
			final int last = frames.numbers().length - 1;
			final KeyFrames k = new KeyFrameRepair(frames, request.finder(), progress).repair(last < 0 ? Sample.ABSENT
				: frames.first(), Sample.ABSENT, last < 0 ? Sample.ABSENT : frames.last());
			samples.add(Sample.of(id(), subject, clip, label).recordedIn(folder).at(k.onset(), k.apex(), k.offset())
				.withFlags(String.join(";", k.flags())));
			report.add(new Entry(Kind.FOUND, id(), subject, clip, label, 0, String.join(";", k.flags()), folder.toString()));
		}
		catch (KeyFrames.Unusable | InputException e) {
			report.add(new Entry(Kind.SKIPPED, id(), subject, clip, label, 0, "unusable-frames", Folders.because(
				"It cannot be used", e)));
		}
	}

	private void reportMissing(final DatasetRequest request, final Set<ClipKey> onDisk, final DatasetReport report) {
		final AnnotationTable table = SmicLongReader.LAYOUT.read(request.workbook().get(), title());
		final Set<ClipKey> seen = new TreeSet<>(java.util.Comparator.comparing(ClipKey::subject).thenComparing(
			ClipKey::clip));
		for (final TableRow row : table.rows()) {
			final String clip = SmicNames.clip(table.cell(row, Column.CLIP));
			final String label = SmicNames.emotion(clip);
			if (label.isEmpty()) continue;
			final ClipKey key = ClipKey.of(clip.split("_")[0], clip);
			if (!onDisk.contains(key) && seen.add(key)) report.add(new Entry(Kind.MISSING, id(), SmicNames.subject(Integer
				.parseInt(key.subject())), clip, label, row.number(), "no-folder", "No folder of clip " + clip + " below " +
					request.root() + " (" + table.place(row) + ")."));
		}
	}
}
