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

package org.microexpression.cli;

import ij.ImagePlus;
import ij.io.FileSaver;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageOutputStream;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.Counts;
import org.microexpression.base.InputException;
import org.microexpression.base.Reasons;
import org.microexpression.base.Replaceable;

/**
 * Where {@code --save} puts the image that a command shows: a TIFF file with all that is known of it, or a PNG file of a
 * picture, its overlay drawn in. The file is there whole or not at all, in place of an earlier result of the same
 * command, never of anything else.
 */
final class SavedImage {

	/** Property, or text of a PNG, that tells which command has made a file; no other program's file has it. */
	private static final String MADE_BY = "made by micro-expression";

	private final Path file;
	private final String command;

	private SavedImage(final Path file, final String command) {
		this.file = file;
		this.command = command;
	}

	/**
	 * To be asked before the command runs.
	 *
	 * @param file    what was given
	 * @param command name of the command
	 * @param image   file of the image that the command works on, {@code null} if it has none
	 * @return where the image goes
	 * @throws InputException if its name is neither a TIFF's nor a PNG's, there is no such folder, or something is there that is no
	 *                        earlier result
	 */
	static SavedImage of(final String file, final String command, final String image) {
		if (file.isBlank()) throw new InputException("The parameter 'save' is empty; give the TIFF file to write.");
		final Path path = Path.of(file.strip());
		final SavedImage saved = new SavedImage(path, command);
		if (!saved.isPicture() && !path.toString().toLowerCase(Locale.ROOT).matches(".*\\.tiff?")) throw new InputException(
			"The parameter 'save' is '" + path +
				"', but an image is saved as TIFF, or a picture as PNG; give a file whose name " + "ends with .tif or .png.");
		final Path folder = path.toAbsolutePath().getParent();
		if (folder == null || !Files.isDirectory(folder)) throw saved.cannotWrite("its folder does not exist");
		if (image != null && isSame(Path.of(image.strip()), path)) throw new InputException("The file '" + path +
			"' is given as the image and to save to; give another file, so that the image is not lost.");
		Replaceable.requireMark(path, saved.isPicture() ? pictureMark(command) : mark(command));
		return saved;
	}

	private boolean isPicture() {
		return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
	}

	/** As a PNG has a text: its keyword, a zero, and what it says. */
	private static String pictureMark(final String command) {
		return MADE_BY + "\0" + command;
	}

	/** As ImageJ has the property in a file: two bytes a letter, in whatever order, its name and then its value. */
	private static String mark(final String command) {
		return String.join("\0", (MADE_BY + command).split(""));
	}

	private static boolean isSame(final Path image, final Path file) {
		try {
			return Files.exists(image) && Files.exists(file) && Files.isSameFile(image, file);
		}
		catch (final IOException e) {
			throw new InputException("The file '" + file + "' cannot be read (" + Reasons.of(e) + "); give another file.", e);
		}
	}

	private InputException cannotWrite(final String why) {
		return new InputException("The image cannot be saved as '" + file + "' (" + why +
			"); give a file in a folder that is there, writable and not full.");
	}

	/**
	 * @param image what is saved, with a note of the command that has made it
	 * @throws InputException if it cannot be written, or is no picture and should become a PNG
	 */
	void write(final ImagePlus image) {
		if (isPicture()) requirePicture(image);
		else image.setProp(MADE_BY, command);
		try {
			final Path target = AtomicFile.target(file), aside = AtomicFile.aside(target);
			try {
				if (isPicture()) writePicture(image, aside);
				else writeTiff(image, aside);
				Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			finally {
				Files.deleteIfExists(aside);
			}
		}
		catch (final IOException e) {
			throw cannotWrite(Reasons.of(e));
		}
	}

	private void requirePicture(final ImagePlus image) {
		if (image.getStackSize() > 1 || image.getType() != ImagePlus.COLOR_RGB) throw new InputException("The image '" +
			image.getTitle() + "' cannot be saved as '" + file + "' (" + Counts.of(image.getStackSize(), "slice", "slices") +
			" of " + image.getBitDepth() + " bits, of which a PNG would lose much); give a file whose name ends with .tif.");
	}

	private void writeTiff(final ImagePlus image, final Path aside) {
		final FileSaver saver = new FileSaver(image);
		if (!(image.getStackSize() > 1 ? saver.saveAsTiffStack(aside.toString()) : saver.saveAsTiff(aside.toString())))
			throw cannotWrite("ImageJ has said why");
	}

	private void writePicture(final ImagePlus image, final Path aside) throws IOException {
		final BufferedImage picture = (image.getOverlay() == null ? image : image.flatten()).getBufferedImage();
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
		final IIOMetadata noted = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
		final IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry"), texts = new IIOMetadataNode("tEXt");
		entry.setAttribute("keyword", MADE_BY);
		entry.setAttribute("value", command);
		texts.appendChild(entry);
		final IIOMetadataNode root = new IIOMetadataNode(noted.getNativeMetadataFormatName());
		root.appendChild(texts);
		try (ImageOutputStream out = new FileImageOutputStream(aside.toFile())) {
			noted.mergeTree(root.getNodeName(), root);
			writer.setOutput(out);
			writer.write(new IIOImage(picture, null, noted));
		}
		finally {
			writer.dispose();
		}
	}
}
