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

package org.microexpression.house;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.microexpression.base.Progress;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.HandmadeTiff;
import org.microexpression.clip.video.VideoMaker;
import org.microexpression.dataset.DatasetReader;
import org.microexpression.dataset.DatasetRequest;
import org.microexpression.dataset.FieldStack;
import org.microexpression.dataset.Manifest;
import org.microexpression.dgm.DisplacementModel;
import org.microexpression.evaluation.Comparison;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionSettings;
import org.microexpression.fusion.Recognizer;
import org.microexpression.model.ModelCard;
import org.microexpression.network.Device;
import org.microexpression.network.NetworkDefinition;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.SavedModels;
import org.microexpression.batch.ClipList;
import org.microexpression.training.Checkpoint;
import org.microexpression.training.Trainer;
import org.microexpression.training.TrainingIdentity;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.filter.AVI_Writer;
import ij.process.ByteProcessor;
import loci.formats.FormatException;
import loci.formats.FormatTools;
import loci.formats.MetadataTools;
import loci.formats.meta.IMetadata;
import loci.formats.out.OMETiffWriter;
import loci.formats.out.QTWriter;

/** Honest inputs of every kind for the fuzz, small, each with what a program does with it. */
final class FuzzInputs {

	/** Reads a file, or a folder that holds it. */
	@FunctionalInterface
	interface Use {

		/** @throws Exception whatever comes; only an InputException is right */
		void read(Path file) throws Exception;
	}

	/**
	 * A file that is damaged.
	 *
	 * @param name    the file's name, with its suffix
	 * @param honest  an honest file
	 * @param asFrame whether the file lies in a folder of two and the folder is read
	 * @param use     what reads it
	 */
	record Kind(String name, byte[] honest, boolean asFrame, Use use) implements Fuzz.Kind {

		@Override
		public Fuzz.Case make(final Path folder, final SplittableRandom random, final boolean asItIs) throws IOException {
			final Path file = folder.resolve(name);
			Files.write(file, asItIs ? honest : Fuzz.damaged(honest, random));
			if (asFrame) Files.write(folder.resolve(name.replace('2', '1')), honest);
			// A card without its networks, and a table that is compared with its copy, are refused.
			final boolean read = !name.matches("saved_model.pb|loso.csv");
			return new Fuzz.Case("", List.of(), () -> use.read(asFrame ? folder : file), () -> {}, read);
		}
	}

	private static final int SIDE = 48;

	private FuzzInputs() {
		// Made by kinds().
	}

	/**
	 * @param work an empty folder to make honest files in
	 * @return all kinds by their titles, in a fixed order
	 */
	static Map<String, Kind> kinds(final Path work) throws IOException, FormatException {
		final Map<String, Kind> kinds = new TreeMap<>();
		movies(work, kinds);
		videos(work, kinds);
		kinds.put("frame png", new Kind("f2.png", picture(work, "png"), true, FuzzInputs::frames));
		kinds.put("frame jpeg", new Kind("f2.jpg", picture(work, "jpg"), true, FuzzInputs::frames));
		kinds.put("frame bmp", new Kind("f2.bmp", picture(work, "bmp"), true, FuzzInputs::frames));
		kinds.put("frame tiff", new Kind("f2.tif", Files.readAllBytes(new HandmadeTiff().page("x").write(work.resolve(
			"one.tif"), 0)), true, FuzzInputs::frames));
		tables(work, kinds);
		models(work, kinds);
		return kinds;
	}

	private static void movies(final Path work, final Map<String, Kind> kinds) throws IOException, FormatException {
		final Path avi = work.resolve("a.avi");
		new AVI_Writer().writeImage(image(8), avi.toString(), AVI_Writer.NO_COMPRESSION, 90);
		kinds.put("movie avi raw", new Kind("clip.avi", Files.readAllBytes(avi), false, FuzzInputs::frames));
		new AVI_Writer().writeImage(image(24), avi.toString(), AVI_Writer.JPEG_COMPRESSION, 90);
		kinds.put("movie avi jpeg", new Kind("clip.avi", Files.readAllBytes(avi), false, FuzzInputs::frames));
		final Path mov = work.resolve("a.mov");
		try (QTWriter writer = new QTWriter()) {
			writer.setCodec(QTWriter.CODEC_RAW);
			writer.setMetadataRetrieve(metadata());
			writer.setId(mov.toString());
			for (int i = 0; i < 3; i++)
				writer.saveBytes(i, new byte[SIDE * SIDE]);
		}
		kinds.put("movie quicktime", new Kind("clip.mov", Files.readAllBytes(mov), false, FuzzInputs::frames));
		final Path ome = work.resolve("a.ome.tif");
		try (OMETiffWriter writer = new OMETiffWriter()) {
			writer.setMetadataRetrieve(metadata());
			writer.setId(ome.toString());
			for (int i = 0; i < 3; i++)
				writer.saveBytes(i, new byte[SIDE * SIDE]);
		}
		kinds.put("tiff ome", new Kind("clip.ome.tif", Files.readAllBytes(ome), false, FuzzInputs::frames));
		final Path tiff = work.resolve("a.tif");
		final ImagePlus labelled = image(16);
		for (int i = 1; i <= 3; i++)
			labelled.getStack().setSliceLabel("img" + (40 + i), i);
		IJ.saveAsTiff(labelled, tiff.toString());
		kinds.put("tiff imagej", new Kind("clip.tif", Files.readAllBytes(tiff), false, FuzzInputs::frames));
		kinds.put("tiff plain", new Kind("clip.tif", Files.readAllBytes(new HandmadeTiff().page("a").page("b").page("c")
			.write(work.resolve("b.tif"), 0)), false, FuzzInputs::frames));
		final ImagePlus fields = new ImagePlus("fields", stack(32, 4));
		fields.setDimensions(2, 1, 2);
		fields.setOpenAsHyperStack(true);
		IJ.saveAsTiff(fields, tiff.toString());
		kinds.put("tiff of fields", new Kind("fields.tif", Files.readAllBytes(tiff), false, file -> FieldStack.open(file)));
	}

	private static void videos(final Path work, final Map<String, Kind> kinds) throws IOException {
		for (final String made : new String[] { "mp4 mpeg4", "mp4 libopenh264", "mov png", "mkv ffv1", "mkv mjpeg",
			"webm libvpx", "avi mpeg4", "mts mpeg2video" })
		{
			final String[] words = made.split(" ");
			final Path file = work.resolve("film." + words[0]);
			VideoMaker.of(file, words[1], words[1].equals("png") ? "rgb24" : words[1].equals("mjpeg") ? "yuvj420p"
				: "yuv420p").counted(6, 25).write();
			kinds.put("video " + made, new Kind("film." + words[0], Files.readAllBytes(file), false, FuzzInputs::frames));
		}
	}

	private static void tables(final Path work, final Map<String, Kind> kinds) throws IOException {
		final ByteArrayOutputStream book = new ByteArrayOutputStream();
		try (Workbook workbook = new Workbook(book, "fuzz", "1.0")) {
			final Worksheet sheet = workbook.newWorksheet("Sheet1");
			final String[] header = { "Subject", "Filename", "OnsetFrame", "ApexFrame", "OffsetFrame", "Action Units",
				"Estimated Emotion" };
			for (int c = 0; c < header.length; c++)
				sheet.value(0, c, header[c]);
			for (int r = 1; r < 4; r++) {
				sheet.value(r, 0, r);
				sheet.value(r, 1, "EP0" + r);
				for (int c = 2; c < 5; c++)
					sheet.value(r, c, 10 * c);
				sheet.value(r, 5, "4+5");
				sheet.value(r, 6, "happiness");
			}
		}
		final Path empty = Files.createDirectories(work.resolve("dataset"));
		kinds.put("workbook", new Kind("book.xlsx", book.toByteArray(), false, file -> DatasetReader.all().stream().filter(
			reader -> reader.id().startsWith("casme2")).findFirst().orElseThrow().read(DatasetRequest.midpoint(empty, file),
				Progress.none())));
		final String manifest = "dataset,subject,clip,path,onset,apex,offset,class\n" +
			"d,s1,c1,clips/c1,1,5,9,negative\nd,s2,c2,clips/c2,1,5,9,positive\nd,s3,\"c,3\",clips/c3,1,5,9,surprise\n";
		kinds.put("csv manifest", new Kind("manifest.csv", manifest.getBytes(), false, Manifest::read));
		kinds.put("csv of clips", new Kind("clips.csv", "path,onset,apex\na.avi,1,5\nb,2,6\n".getBytes(), false,
			file -> ClipList.of(file, Progress.none())));
		final String predictions = "seed,fold,dataset,subject,clip,truth,prediction,negative,positive,surprise\n" +
			"1,s1,d,s1,c1,negative,negative,.8,.1,.1\n1,s2,d,s2,c2,positive,surprise,.1,.2,.7\n";
		final Path other = Files.writeString(work.resolve("other.csv"), predictions);
		kinds.put("csv predictions", new Kind("loso.csv", predictions.getBytes(), false, file -> Comparison.of(List.of(
			other, file))));
	}

	private static void models(final Path work, final Map<String, Kind> kinds) throws IOException {
		final Path model = Files.createDirectories(work.resolve("model"));
		final Map<String, Object> entries = new LinkedHashMap<>();
		entries.put("summary", "A card.");
		entries.put("id", "m");
		entries.put("classes", List.of("a", "b", "c"));
		ModelCard.write(model, entries);
		kinds.put("card", new Kind("card.yaml", Files.readAllBytes(model.resolve("card.yaml")), false, file -> {
			final ModelCard card = ModelCard.read(file.getParent());
			card.id();
			card.classes();
			card.realClips();
		}));
		final NetworkDefinition fusion = new Fusion(FusionSettings.defaults(), List.of("a", "b", "c")).forInference();
		SavedModels.export(fusion, ParameterLayout.of(fusion).initialize(1), work.resolve("fusion"));
		final byte[] graph = Files.readAllBytes(work.resolve("fusion/saved_model.pb"));
		kinds.put("graph of the fusion", new Kind("saved_model.pb", graph, false, file -> {
			final Path fusions = Files.createDirectories(file.resolveSibling("fusion"));
			Files.move(file, fusions.resolve("saved_model.pb"));
			try (Recognizer recognizer = Recognizer.open(file.getParent(), List.of("a", "b", "c"), Device.CPU)) {
				recognizer.recognizePrepared(List.of(new float[2 * 28 * 28]));
			}
		}));
		kinds.put("graph in the wrong place", new Kind("saved_model.pb", graph, false, file -> {
			final Path dgm = Files.createDirectories(file.resolveSibling("dgm"));
			Files.move(file, dgm.resolve("saved_model.pb"));
			DisplacementModel.open(file.getParent(), Device.CPU).close();
		}));
		final Path checkpoint = work.resolve("training.checkpoint");
		new Checkpoint(TrainingIdentity.empty().with("network", "fuzz"), new Trainer.State(7, new float[50], new float[50],
			new float[50], new float[50]), Optional.empty()).write(checkpoint);
		kinds.put("checkpoint", new Kind("training.checkpoint", Files.readAllBytes(checkpoint), false, Checkpoint::read));
	}

	private static void frames(final Path path) {
		try (Clip clip = Clips.open(path)) {
			clip.frame(0);
			clip.frame(clip.frameCount() - 1);
		}
	}

	static ImageStack stack(final int bits, final int slices) {
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		for (int i = 0; i < slices; i++) {
			final ByteProcessor grey = new ByteProcessor(SIDE, SIDE);
			for (int p = 0; p < SIDE * SIDE; p++)
				grey.set(p, p * (i + 1) % 256);
			stack.addSlice(bits == 8 ? grey : bits == 16 ? grey.convertToShort(false) : bits == 24 ? grey.convertToRGB()
				: grey.convertToFloat());
		}
		return stack;
	}

	static ImagePlus image(final int bits) {
		final ImagePlus image = new ImagePlus("fuzz", stack(bits, 3));
		image.setDimensions(1, 1, 3);
		return image;
	}

	/** @return a picture in a file */
	static byte[] png() throws IOException {
		final Path work = Files.createTempDirectory("fuzz-picture");
		try {
			return picture(work, "png");
		}
		finally {
			Files.delete(work.resolve("one.png"));
			Files.delete(work);
		}
	}

	private static byte[] picture(final Path work, final String format) throws IOException {
		final Path file = work.resolve("one." + format);
		final FileSaver saver = new FileSaver(new ImagePlus("one", stack(8, 1)));
		if (format.equals("png")) saver.saveAsPng(file.toString());
		else if (format.equals("jpg")) saver.saveAsJpeg(file.toString());
		else saver.saveAsBmp(file.toString());
		return Files.readAllBytes(file);
	}

	private static IMetadata metadata() {
		final IMetadata metadata = MetadataTools.createOMEXMLMetadata();
		MetadataTools.populateMetadata(metadata, 0, "fuzz", false, "XYCTZ", FormatTools.getPixelTypeString(
			FormatTools.UINT8), SIDE, SIDE, 1, 1, 3, 1);
		return metadata;
	}
}
