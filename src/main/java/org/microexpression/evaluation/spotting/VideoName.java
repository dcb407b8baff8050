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

package org.microexpression.evaluation.spotting;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.microexpression.base.Titles;
import org.microexpression.dataset.PersonKey;

/**
 * What a file calls a video; each part is empty where the file has no such column.
 *
 * @param dataset id of the dataset
 * @param subject the subject's id
 * @param video   the column {@code video}
 * @param path    the column {@code path}, absolute
 * @param clip    the column {@code clip}
 */
record VideoName(String dataset, String subject, String video, String path, String clip) {

	private static final String MOVIE = "\\.(avi|mp4|mov|mkv|webm|mts|m4v|mpg|tiff?)$";

	/** How two files name the same video. */
	enum By {
			VIDEO, PATH, NAME
	}

	/**
	 * @param by       which columns the files have in common
	 * @param datasets whether all files have the dataset
	 * @param subjects whether all files have the subject
	 * @return what the video is known by: letter case and a movie's ending do not matter
	 */
	String key(final By by, final boolean datasets, final boolean subjects) {
		if (by == By.PATH) return Titles.composed(path).toLowerCase(Locale.ROOT);
		final String name = by == By.VIDEO || clip.isEmpty() ? video : clip;
		return (datasets ? PersonKey.ofDataset(dataset) + "/" : "") + (subjects ? PersonKey.ofSubject(subject) + "/" : "") +
			plain(name.isEmpty() ? path : name);
	}

	private static String plain(final String name) {
		final String slashed = name.replace('\\', '/');
		return whole(slashed.substring(slashed.lastIndexOf('/') + 1));
	}

	private static String whole(final String name) {
		return Titles.composed(name).toLowerCase(Locale.ROOT).replaceFirst(MOVIE, "");
	}

	/**
	 * @param by which columns the files have in common
	 * @return whether the cell of that column is filled in
	 */
	boolean has(final By by) {
		return switch (by) {
			case VIDEO -> !video.isEmpty();
			case PATH -> !path.isEmpty();
			case NAME -> true;
		};
	}

	/**
	 * @param other a name with the same {@link #key} from the same file
	 * @param by    which columns the files have in common
	 * @return whether all else that the two say of the video agrees, as far as both say it
	 */
	boolean agrees(final VideoName other, final By by) {
		if (by == By.PATH) return true;
		if (!alike(PersonKey.ofDataset(dataset), PersonKey.ofDataset(other.dataset)) || !alike(PersonKey.ofSubject(subject),
			PersonKey.ofSubject(other.subject))) return false;
		// A column video says which is which, even where its rows name a clip each.
		final boolean named = by == By.VIDEO || clip.isEmpty() || other.clip.isEmpty();
		if (named && !video.isEmpty() && !other.video.isEmpty()) return isIn(video, other.video) || isIn(other.video,
			video);
		return alike(path, other.path);
	}

	/** @return whether a name is the other one, or that with its folders */
	private static boolean isIn(final String name, final String longer) {
		return ("/" + whole(longer.replace('\\', '/'))).endsWith("/" + whole(name.replace('\\', '/')));
	}

	/** What the folders of two names with the same {@link #key} say. */
	enum Folders {

			/** The same person or session, or nothing. */
			ALIKE,
			/** Another one: their numbers differ. */
			OTHER,
			/** Nobody can say: {@code raw} and {@code cropped} may hold the same videos, {@code anna} and {@code bert} not. */
			UNCLEAR
	}

	/**
	 * Compares folders from the nearest on; those farther away differ from machine to machine.
	 *
	 * @param other a name with the same {@link #key} from another file
	 * @param by    which columns the files have in common
	 * @return what the folders say, as far as both have some
	 */
	Folders folders(final VideoName other, final By by) {
		if (by == By.PATH) return Folders.ALIKE;
		final String[] own = located(by).split("/"), others = other.located(by).split("/");
		for (int i = 2; i <= Math.min(own.length, others.length); i++) {
			final String one = PersonKey.ofSubject(own[own.length - i]);
			final String another = PersonKey.ofSubject(others[others.length - i]);
			if (!one.equals(another)) {
				final boolean numbers = !one.equals(letters(one)) && !another.equals(letters(another)) && letters(one).equals(
					letters(another));
				final boolean person = !subject.isEmpty() && PersonKey.ofSubject(subject).equals(PersonKey.ofSubject(
					other.subject));
				if (i == 2 && numbers) return Folders.OTHER;
				return (i == 2 || numbers) && !person ? Folders.UNCLEAR : Folders.ALIKE;
			}
			if (!one.equals(letters(one))) return Folders.ALIKE;
		}
		return Folders.ALIKE;
	}

	private static String letters(final String text) {
		return text.replaceAll("\\d+", "");
	}

	/** The name with its folders, where there are any. */
	String located(final By by) {
		final Stream<String> names = by == By.VIDEO ? Stream.of(video) : Stream.of(video, path, clip);
		return names.map(name -> name.replace('\\', '/')).filter(name -> name.contains("/")).findFirst().orElse(shown());
	}

	private static boolean alike(final String one, final String other) {
		return one.isEmpty() || other.isEmpty() || one.equals(other);
	}

	/** @return all that tells it from another of the same name */
	String told() {
		return Stream.of(dataset, subject, path.isEmpty() || !video.isEmpty() ? shown() : path).filter(part -> !part
			.isEmpty()).collect(Collectors.joining(", "));
	}

	/** @return a short name for tables */
	String shown() {
		return !video.isEmpty() ? video : !clip.isEmpty() ? clip : path;
	}
}
