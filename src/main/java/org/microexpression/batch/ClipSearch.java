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

package org.microexpression.batch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.microexpression.base.InputException;
import org.microexpression.base.Progress;
import org.microexpression.base.Reasons;
import org.microexpression.base.SystemFiles;
import org.microexpression.base.Titles;
import org.microexpression.clip.Clip;
import org.microexpression.clip.Clips;
import org.microexpression.clip.header.AnimatedPng;
import org.microexpression.clip.header.FrameFiles;
import org.microexpression.clip.header.TiffHeader;
import org.microexpression.field.FieldOrigin;

/**
 * Looks for clips in a folder and the folders below it: every movie, every folder that holds several JPEG, PNG or BMP
 * frames, and TIFF files: each is a clip where the first one holds several planes, else they are the frames of one
 * clip. Links to folders are followed, a folder that is met a second time is not taken again. What begins with a dot is
 * passed over in silence, unless it stands for a film that was not downloaded; what is passed over else is told.
 */
final class ClipSearch {

	/** Also movies that cannot be read: the reason belongs into the table, not into silence. */
	private static final Set<String> MOVIES = Set.of("avi", "mov", "qt", "mp4", "m4v", "mpg", "mpeg", "mpe", "m2v", "wmv",
		"asf", "mkv", "webm", "gif", "mts", "m2ts", "ts", "flv", "f4v", "3gp", "3g2", "ogv", "vob", "divx", "dv", "mxf",
		"y4m");

	/** Streams without a container, and what only their cameras' programs read. */
	private static final Set<String> OTHER_MOVIES = Set.of("h264", "264", "avc", "h265", "265", "hevc", "ivf", "obu",
		"m1v", "mjpeg", "mjpg", "yuv", "rm", "rmvb", "cine", "braw", "r3d", "insv");

	/** What editors, downloads of the same file and people append to the name of a copy, or to that of a part. */
	private static final Pattern COPY = Pattern.compile("(.+\\.\\p{Alnum}+)(~|\\.(\\d+|bak|backup|old|orig|copy))",
		Pattern.CASE_INSENSITIVE);

	/** What file managers and browsers call a second copy of a file, in some languages. */
	private static final List<Pattern> SECOND = Stream.of(
		"(.+?)( ?\\(\\d+\\)|[ _-]+(copy|kopie|copie|copia|kopia)( ?\\(?\\d+\\)?)?)(\\.\\p{Alnum}+)",
		"()(copy of |kopie von |copie de |copia de |copia di )(.+)").map(names -> Pattern.compile(names,
			Pattern.CASE_INSENSITIVE)).toList();

	private static final Set<String> SHORTCUTS = Set.of("lnk", "url", "webloc", "desktop", "symlink");

	private static final Set<String> ARCHIVES = Set.of("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso");

	private final Path root;
	private final Progress progress;
	private final Map<Path, List<Path>> files = new TreeMap<>();
	private final Map<Path, Path> seen = new HashMap<>();
	private final List<Path> clips = new ArrayList<>();
	private final Map<String, List<String>> passedOver = new TreeMap<>();

	/**
	 * @param root     an absolute folder
	 * @param progress progress and cancellation
	 * @throws InputException                             if a folder cannot be listed
	 * @throws java.util.concurrent.CancellationException if the user cancels
	 */
	ClipSearch(final Path root, final Progress progress) {
		this.root = root;
		this.progress = progress;
		final Deque<Path> open = new ArrayDeque<>(List.of(root));
		// Links are followed last, so that a folder is known by its own name and not by a link to it.
		final Deque<Path> links = new ArrayDeque<>();
		while (!open.isEmpty() || !links.isEmpty()) {
			progress.checkCanceled();
			list(open.isEmpty() ? links.pop() : open.pop(), open, links);
		}
		files.forEach(this::addClips);
		Collections.sort(clips);
	}

	/** @return the clips, in the order of their paths */
	List<Path> clips() {
		return clips;
	}

	/** @return what was passed over, a sentence for each reason */
	List<String> passedOver() {
		return passedOver(names -> names.stream().map(name -> "'" + Titles.shown(name) + "'").collect(Collectors.joining(
			", ")));
	}

	/** @return the same for one sentence, with a few of the names for each reason */
	List<String> someOfPassedOver() {
		return passedOver(Titles::some);
	}

	private List<String> passedOver(final Function<List<String>, String> told) {
		return passedOver.entrySet().stream().map(entry -> "Passed over, " + entry.getKey() + ": " + told.apply(entry
			.getValue()) + ".").toList();
	}

	private void list(final Path folder, final Deque<Path> open, final Deque<Path> links) {
		final List<Path> entries = new ArrayList<>();
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
			final Path other = seen.putIfAbsent(folder.toRealPath(), folder);
			if (other != null) {
				pass("links to a folder that is read anyway", folder);
				return;
			}
			stream.forEach(entries::add);
		}
		catch (final IOException | DirectoryIteratorException e) {
			throw new InputException("The folder '" + folder + "' cannot be listed (" + Reasons.of(e) +
				"); check that you may read it and all folders in it.", e);
		}
		Collections.sort(entries);
		for (final Path entry : entries) {
			// A film that is left in iCloud has a hidden file in its place.
			if (entry.getFileName().toString().startsWith(".") && (FrameFiles.ofPart(entry).isEmpty() || Files.isDirectory(
				entry))) continue;
			if (Files.isDirectory(entry) && SystemFiles.is(entry)) pass("folders of the operating system or the network disk",
				entry);
			else if (Files.isDirectory(entry)) (Files.isSymbolicLink(entry) ? links : open).add(entry);
			else if (Files.isRegularFile(entry)) files.computeIfAbsent(folder, parent -> new ArrayList<>()).add(entry);
			else if (Files.isSymbolicLink(entry)) pass("links to what is not there", entry);
		}
	}

	private void addClips(final Path folder, final List<Path> inside) {
		progress.checkCanceled();
		inside.stream().filter(file -> MOVIES.contains(FrameFiles.suffix(file))).forEach(this::addFile);
		final List<Path> pictures = inside.stream().filter(FrameFiles::isPicture).toList();
		final Map<Boolean, List<Path>> tiffs = inside.stream().filter(FrameFiles::isTiff).collect(Collectors.partitioningBy(
			file -> TiffHeader.hasProperty(file, FieldOrigin.DIRECTION)));
		tiffs.get(true).forEach(field -> pass("displacement images", field));
		final List<Path> stacks = tiffs.get(false);
		final boolean frames = pictures.size() > 1 || !stacks.isEmpty() && !isStack(stacks.get(0), progress);
		if (frames) clips.add(folder);
		else stacks.forEach(this::addFile);
		// One picture is no clip, but something that lies beside clips; of a film in a picture the row tells.
		if (!frames) pictures.forEach(picture -> {
			if (AnimatedPng.is(picture)) clips.add(picture);
			else pass("single pictures", picture);
		});
		inside.stream().filter(file -> SHORTCUTS.contains(FrameFiles.suffix(file))).forEach(file -> pass(
			"shortcuts, which are not followed as links are", file));
		inside.stream().filter(file -> ARCHIVES.contains(FrameFiles.suffix(file))).forEach(file -> pass(
			"archives, which are not opened", file));
		inside.stream().filter(file -> OTHER_MOVIES.contains(FrameFiles.suffix(file)) || FrameFiles.isOtherPicture(file) &&
			!MOVIES.contains(FrameFiles.suffix(file))).forEach(file -> pass("formats that are not read", file));
		inside.stream().filter(file -> FrameFiles.ofPart(file).filter(whole -> isWanted(whole, frames)).isPresent())
			.forEach(file -> pass("downloads that are not whole by their names, to be fetched again", file));
		inside.stream().filter(file -> ofCopy(file).filter(original -> isWanted(original, frames)).isPresent()).forEach(
			file -> pass("copies or parts by their names, to be renamed or joined if they are clips", file));
	}

	/** A second copy of a file would count as a clip of its own. */
	private void addFile(final Path file) {
		original(file).ifPresentOrElse(original -> pass("copies with the same bytes as '" + root.relativize(original) + "'",
			file), () -> clips.add(file));
	}

	private static Optional<Path> original(final Path file) {
		return SECOND.stream().map(pattern -> pattern.matcher(file.getFileName().toString())).filter(Matcher::matches).map(
			second -> file.resolveSibling(second.group(1) + second.group(second.groupCount()))).filter(other -> isSame(file,
				other)).findFirst();
	}

	private static boolean isSame(final Path file, final Path other) {
		try {
			return Files.isRegularFile(other) && Files.size(file) > 0 && Files.size(file) == Files.size(other) && Files
				.mismatch(file, other) < 0;
		}
		catch (final IOException e) {
			// What is the matter with the file its row will tell.
			return false;
		}
	}

	/** Frames that are not whole are told when their folder is read. */
	private static boolean isWanted(final Path file, final boolean frames) {
		return MOVIES.contains(FrameFiles.suffix(file)) || !frames && (FrameFiles.isPicture(file) || FrameFiles.isTiff(
			file));
	}

	private static Optional<Path> ofCopy(final Path file) {
		final Matcher copy = COPY.matcher(file.getFileName().toString());
		return copy.matches() ? Optional.of(file.resolveSibling(copy.group(1))) : Optional.empty();
	}

	private static boolean isStack(final Path tiff, final Progress progress) {
		try (Clip clip = Clips.open(tiff, progress)) {
			return clip.frameCount() > 1;
		}
		catch (final InputException e) {
			// Taken as a clip, its row in the table says what is wrong with it.
			return true;
		}
	}

	private void pass(final String reason, final Path what) {
		passedOver.computeIfAbsent(reason, any -> new ArrayList<>()).add(root.relativize(what).toString());
	}
}
