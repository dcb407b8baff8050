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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Preparation;
import org.microexpression.base.Progress;
import org.microexpression.dataset.FieldStack;
import org.microexpression.dataset.Manifest;
import org.microexpression.dataset.Sample;
import org.microexpression.dataset.Sample.StoredField;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.fusion.FusionInput;
import org.microexpression.image.Bilinear;
import org.microexpression.model.ModelStore;
import org.microexpression.network.Hardware;
import org.microexpression.network.TensorFlowRuntime;

/**
 * What the fusion network sees of each sample of a manifest: its given displacement field, or the field that a
 * {@link DisplacementMethod} computes from its registered onset and apex. No label enters.
 *
 * @param rows    positions in {@link Manifest#samples()} of the samples that could be used, ascending
 * @param fields  their prepared fields ({@link FusionInput}), one a row
 * @param skipped a sentence for each sample that could not be used
 * @param remarks what else the user should know, one sentence each: frames that were guessed, a choice among faces
 */
public record SampleFields(int[] rows, float[][] fields, List<String> skipped, List<String> remarks) {

	/**
	 * Reads and prepares every sample in this process. One that cannot be used is skipped, and said.
	 *
	 * @param manifest the samples
	 * @param store    where the model and the face weights are
	 * @param model    id or folder of the model whose DGM computes the fields of clips
	 * @param method   computes the fields of clips, by that DGM or otherwise
	 * @param hardware where to compute
	 * @param progress progress and cancellation
	 * @return the prepared fields
	 * @throws InputException                             if a stack of fields cannot be read, or the model is missing
	 *                                                    where a clip needs it
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	public static SampleFields read(final Manifest manifest, final ModelStore store, final String model,
		final DisplacementMethod method, final Hardware hardware, final Progress progress)
	{
		return read(manifest, new FieldSource(store, model, method, hardware), Preparation.here(), progress);
	}

	/**
	 * Reads and prepares every sample. One that cannot be used is skipped, and said; the networks are loaded only where a
	 * clip needs them.
	 *
	 * @param manifest    the samples
	 * @param source      computes the fields of clips
	 * @param preparation who computes them
	 * @param progress    progress and cancellation
	 * @return the prepared fields
	 * @throws InputException                             if a stack of fields cannot be read, or the model is missing
	 *                                                    where a clip needs it
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	static SampleFields read(final Manifest manifest, final FieldSource source, final Preparation preparation,
		final Progress progress)
	{
		final List<Sample> samples = manifest.samples();
		final Map<Path, FieldStack> stacks = FieldStack.open(samples);
		progress.report("Loading the networks", 0, samples.size());
		TensorFlowRuntime.load(progress);
		final List<Integer> rows = new ArrayList<>();
		final List<float[]> fields = new ArrayList<>();
		final List<String> skipped = new ArrayList<>();
		final List<String> remarks = new ArrayList<>();
		final List<Sample> clips = samples.stream().filter(sample -> !sample.hasField()).toList();
		try (ClipFields ofClips = new ClipFields(source)) {
			final IntFunction<byte[]> prepared = preparation.prepared(clips.size(), (i, own) -> {
				own.report("Preparing " + clips.get(i).key(), i, clips.size());
				return ofClips.prepare(clips.get(i), own);
			}, progress);
			int clip = 0;
			for (int i = 0; i < samples.size(); i++) {
				progress.checkCanceled();
				final Sample sample = samples.get(i);
				// What keeps all clips from being computed is no reason to leave out one.
				final Optional<byte[]> computed = sample.hasField() ? Optional.empty() : Optional.of(prepared.apply(clip++));
				try {
					fields.add(computed.isPresent() ? ClipFields.field(computed.get(), sample, remarks) : given(stacks, sample
						.field().get()));
					rows.add(i);
				}
				catch (final InputException e) {
					skipped.add(leftOut(manifest, i, e.getMessage()));
				}
			}
		}
		placeUnplaced(samples, stacks, rows, fields, remarks);
		return new SampleFields(rows.stream().mapToInt(Integer::intValue).toArray(), fields.toArray(float[][]::new),
			skipped, remarks);
	}

	/** The sentence for a sample, by its position, that cannot be used. */
	static String leftOut(final Manifest manifest, final int sample, final String reason) {
		return "Row " + manifest.row(sample) + " of " + manifest.file(sample) + " (" + manifest.samples().get(sample)
			.key() + ") is left out: " + reason;
	}

	private static float[] given(final Map<Path, FieldStack> stacks, final StoredField field) {
		return FusionInput.of(stacks.get(field.file()).field(field.index(), field.layout()));
	}

	/** Fields from elsewhere of which nobody says where the face lies: those of one file and dataset have one crop. */
	private static void placeUnplaced(final List<Sample> samples, final Map<Path, FieldStack> stacks,
		final List<Integer> rows, final List<float[]> fields, final List<String> remarks)
	{
		final Map<String, List<Integer>> groups = new LinkedHashMap<>();
		for (int k = 0; k < rows.size(); k++) {
			final Sample sample = samples.get(rows.get(k));
			final Optional<Path> unplaced = sample.field().filter(field -> !field.layout().isPlaced()).map(StoredField::file)
				.filter(file -> !stacks.get(file).amplitudeKnown());
			if (unplaced.isPresent()) groups.computeIfAbsent(sample.dataset() + " in " + folder(unplaced.get()),
				key -> new ArrayList<>()).add(k);
		}
		final boolean estimated = groups.values().stream().anyMatch(group -> group.size() >= CropEstimate.FEWEST_FIELDS);
		final Bilinear template = estimated ? CropEstimate.template() : null;
		groups.forEach((name, group) -> {
			if (group.size() < CropEstimate.FEWEST_FIELDS) {
				remarks.add("The fields of " + name + " (" + group.size() +
					") are taken to show the face in the canonical layout; " +
					"if they do not, give eye_row and mouth_row in the manifest (docs/own-flow.md).");
				return;
			}
			final CropEstimate estimate = CropEstimate.of(group.stream().map(fields::get).toList(), template);
			if (!estimate.isOther()) return;
			final FieldStack first = stacks.get(samples.get(rows.get(group.get(0))).source());
			remarks.add("The fields of " + name + " (" + group.size() + ") seem to be cropped otherwise than the canonical " +
				"layout: " + estimate.rows(first.width(), first.height()) +
				", which was estimated from the motion and is used " +
				"now; give eye_row and mouth_row in the manifest, which is surer (docs/own-flow.md).");
			for (final int k : group) {
				final StoredField field = samples.get(rows.get(k)).field().orElseThrow();
				final FieldStack stack = stacks.get(field.file());
				fields.set(k, FusionInput.of(estimate.placement().ofFields(stack.width(), stack.height()).cut(stack.field(field
					.index(), field.layout()))));
			}
		});
	}

	/** A stack is named by its file; fields that have a file each, by their folder. */
	private static Path folder(final Path field) {
		return field.getFileName().toString().endsWith(".flo") ? field.getParent() : field;
	}

	/**
	 * What computes the fields of clips.
	 *
	 * @param store    where the model and the face weights are
	 * @param model    id or folder of the model whose DGM computes them
	 * @param method   computes them, by that DGM or otherwise
	 * @param hardware where to compute
	 */
	record FieldSource(ModelStore store, String model, DisplacementMethod method, Hardware hardware) {
	}
}
