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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.TextBytes;
import org.microexpression.batch.SavedArea;
import org.microexpression.clip.ApexFinder;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.FramePairs;
import org.microexpression.dataset.Sample;
import org.microexpression.face.FaceArea;
import org.microexpression.face.HeadFreeEstimator;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementField;
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.Hardware;
import org.microexpression.pipeline.ClipRegistration;
import org.microexpression.pipeline.GuessSetup;
import org.microexpression.pipeline.LoadedModels;
import org.microexpression.pipeline.RegisteredClip;

/** Computes the prepared fields of clips, as bytes that another process can read; networks are loaded for the first. */
final class ClipFields implements AutoCloseable {

	private final SampleFields.FieldSource source;
	private Optional<Networks> networks = Optional.empty();

	ClipFields(final SampleFields.FieldSource source) {
		this.source = source;
	}

	private record Networks(DisplacementEstimator displacement, ClipRegistration registration) {

		static Networks of(final SampleFields.FieldSource source) {
			final Hardware hardware = source.hardware();
			return new Networks(new HeadFreeEstimator(source.method().openChecked(hardware.setup(source.store().find(source
				.model())))), new ClipRegistration(new GuessSetup(source.store(), source.model(), hardware, LoadedModels
					.none()), ApexFinder.named(ApexFinder.DEFAULT).withThreads(hardware.threads())));
		}

		RegisteredClip register(final Clip clip, final Sample sample, final FaceArea area, final Progress progress) {
			return registration.register(clip, frame(sample.onset()), frame(sample.apex()), Optional.empty(), area, progress
				.silent());
		}

		private static int frame(final int number) {
			return number == Sample.ABSENT ? ClipRegistration.AUTOMATIC : number;
		}
	}

	/**
	 * @param sample   with frames
	 * @param progress progress and cancellation
	 * @return what {@link #field} reads
	 * @throws InputException if a network is missing or damaged
	 */
	byte[] prepare(final Sample sample, final Progress progress) {
		if (networks.isEmpty()) networks = Optional.of(Networks.of(source));
		List<String> remarks = List.of();
		try (Clip clip = Clips.open(sample.source(), Double.NaN, source.hardware().threads(), progress)) {
			ClipRegistration.requireFrames(clip);
			FramePairs.requireNoOpenOnset(clip, sample.onset(), sample.apex());
			final SavedArea saved = SavedArea.of(sample.source());
			final RegisteredClip registered = networks.get().register(saved.with(clip), sample, saved.area(), progress);
			remarks = registered.remarks();
			return bytes(FusionInput.of(field(registered), registered.pair().landmarks()), remarks);
		}
		catch (final InputException e) {
			return bytes(new float[0], List.of(e.with(remarks).told()));
		}
	}

	private DisplacementField field(final RegisteredClip registered) {
		try {
			return networks.orElseThrow().displacement.compute(registered.pair());
		}
		catch (final InputException e) {
			throw registered.refusal(e);
		}
	}

	/** The values, none where the clip cannot be used, and then the remarks, or the sentence why. */
	private static byte[] bytes(final float[] field, final List<String> remarks) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeInt(field.length);
			for (final float value : field)
				out.writeFloat(value);
			TextBytes.write(remarks, out);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return bytes.toByteArray();
	}

	/**
	 * @param prepared what {@link #prepare} gave
	 * @param sample   its sample
	 * @param remarks  gets what else the user should know of it
	 * @return the prepared field
	 * @throws InputException if the clip cannot be used
	 */
	static float[] field(final byte[] prepared, final Sample sample, final List<String> remarks) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(prepared))) {
			final float[] field = new float[in.readInt()];
			for (int i = 0; i < field.length; i++)
				field[i] = in.readFloat();
			for (final String text : TextBytes.read(in)) {
				if (field.length == 0) throw new InputException(text);
				remarks.add(sample.key() + ": " + text);
			}
			return field;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	@Override
	public void close() {
		networks.ifPresent(loaded -> {
			loaded.registration.close();
			loaded.displacement.close();
		});
	}
}
