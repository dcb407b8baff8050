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

import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetReading;
import org.microexpression.dataset.DatasetReport;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.Folders;
import org.microexpression.dataset.Sample;
import org.scijava.plugin.Plugin;

/**
 * The three datasets of the MEGC2019 composite below one folder, each with its workbook. A dataset that is not there is
 * reported, and the others are read. SMIC is read from the cropped set, which alone holds all 164 clips, and from the
 * long clips only where there is no cropped one.
 */
@Plugin(type = DatasetReader.class, priority = 500)
public final class CompositeReader implements DatasetReader {

	@Override
	public String id() {
		return "composite";
	}

	@Override
	public String title() {
		return "CASME II + SAMM + SMIC-HS";
	}

	@Override
	public DatasetReading read(final DatasetRequest request, final Progress progress) {
		Folders.require(request.root());
		if (request.workbook().isPresent()) throw new InputException(
			"The composite has three workbooks, not the one given (" + request.workbook().get() +
				"); leave the field 'workbook' empty and keep each workbook in or beside the folder " + request.root() + ".");
		final List<Sample> samples = new ArrayList<>();
		final DatasetReport report = new DatasetReport();
		for (final DatasetReader reader : List.of(new Casme2Reader(), new SammReader(), new SmicCroppedReader())) {
			try {
				add(reader.read(request, progress), samples, report);
			}
			catch (final InputException e) {
				final boolean smic = reader instanceof SmicCroppedReader;
				if (!smic || !addLongClips(request, progress, samples, report)) report.remark(reader.id(), "dataset-absent",
					reader.title() + " was not read: " + e.getMessage());
			}
		}
		if (samples.isEmpty()) throw new InputException("No clip of CASME II, SAMM or SMIC-HS was found below " + request
			.root() + ": " + String.join(" ", report.entries(DatasetReport.Kind.REMARK).stream().map(
				DatasetReport.Entry::message).toList()));
		return new DatasetReading(samples, report);
	}

	private static boolean addLongClips(final DatasetRequest request, final Progress progress, final List<Sample> samples,
		final DatasetReport report)
	{
		try {
			add(new SmicLongReader().read(request, progress), samples, report);
			return true;
		}
		catch (final InputException e) {
			report.remark(SmicNames.ID, "dataset-absent", "SMIC-HS (long) was not read: " + e.getMessage());
			return false;
		}
	}

	private static void add(final DatasetReading reading, final List<Sample> samples, final DatasetReport report) {
		samples.addAll(reading.samples());
		report.addAll(reading.report());
	}
}
