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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.microexpression.dgm.Dgm;
import org.microexpression.dgm.DgmNetwork;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.face.CanonicalFace;
import org.microexpression.model.ModelCard;
import org.microexpression.network.ExportedModel;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.Hardware;
import org.microexpression.network.SavedModels;

/** See bench/export-displacement. */
public class ExportDisplacement {

	private static final DgmNetwork NETWORK = new DgmNetwork(Dgm.standard());
	private static final int ROWS = 8;
	private static final int SIZE = CanonicalFace.SIZE;
	private static final double MOST = 1e-5;
	private static final String GRAPH = "saved_model.pb";

	public static void main(final String[] args) throws IOException {
		final Path model = Path.of(args[0]), folder = model.resolve(DisplacementModel.FOLDER);
		final Map<String, Object> card = new LinkedHashMap<>(ModelCard.read(model).entries());
		final float[] before = fields(folder);
		final Path aside = Files.createTempDirectory("displacement");
		SavedModels.export(NETWORK, SavedModels.parameters(NETWORK, folder).get(0), aside);
		final float[] after = fields(aside);
		double difference = 0;
		for (int i = 0; i < before.length; i++)
			difference = Math.max(difference, Math.abs(after[i] - before[i]));
		System.out.printf(Locale.ROOT, "largest difference %.2e px%n", difference);
		if (!(difference <= MOST)) throw new IllegalStateException("The fields differ; '" + folder + "' is left alone.");
		Files.copy(aside.resolve(GRAPH), folder.resolve(GRAPH), StandardCopyOption.REPLACE_EXISTING);
		card.keySet().removeAll(List.of("format", "hash"));
		System.out.println("The model " + ModelCard.write(model, card).id() + " has its card.");
	}

	/** D of smooth textures of several kinds, moved by up to 2 px. */
	private static float[] fields(final Path folder) {
		final float[] onset = new float[ROWS * SIZE * SIZE], apex = new float[onset.length];
		for (int i = 0; i < onset.length; i++) {
			final int row = i / (SIZE * SIZE), y = i / SIZE % SIZE, x = i % SIZE;
			onset[i] = grey(x, y, row);
			apex[i] = grey(x - 0.25 * row, y + 0.1 * row, row);
		}
		try (ExportedModel model = ExportedModel.open(folder, NETWORK.ports(), Hardware.cpu(1))) {
			return model.run(Map.of(DgmNetwork.ONSET, FloatTensor.of(onset, ROWS, SIZE, SIZE), DgmNetwork.APEX, FloatTensor
				.of(apex, ROWS, SIZE, SIZE))).get(DgmNetwork.DISPLACEMENT).data();
		}
	}

	private static float grey(final double x, final double y, final int row) {
		return (float) (120 + 40 * Math.sin(0.31 * x + 0.12 * y + row) + 30 * Math.cos(0.21 * y - 0.17 * x) + 10 * Math.sin(
			(0.8 + 0.1 * row) * x) * Math.sin(0.9 * y));
	}
}
