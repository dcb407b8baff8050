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

package org.microexpression.clip.header;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

/**
 * Reads the frame numbers that file names and slice labels carry; the only class that does. A frame's number is the one
 * run of digits that differs between the names, in digits of any script and of any width: 46 in {@code reg_img46.jpg},
 * 2 in {@code img2_256x256.png}. Sizes and times are no frame numbers. Where nothing but times differs, the frames are
 * counted in their order, and a remark says so.
 *
 * @param order   positions in the names given, in the order of the frames
 * @param values  the number of each frame, ascending
 * @param remarks what the user should know about the numbers, one sentence each
 */
public record FrameNumbers(List<Integer> order, int[] values, List<String> remarks) {

	private static final Pattern SAYS_FRAME = Pattern.compile("(.*[^\\p{L}]|)(frame|frm)[\\s_#=:.-]*", Pattern.DOTALL);

	/** What may stand between a time and a part of it. */
	private static final Pattern FRACTION = Pattern.compile("[.,:_-]");

	private static final Pattern POINT = Pattern.compile("[.,]");

	/** What tells no names apart: img_1 and img#2 are of one series. */
	private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");

	private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

	/** Keeps its own copies. */
	public FrameNumbers {
		order = List.copyOf(order);
		values = values.clone();
		remarks = List.copyOf(remarks);
	}

	/** @return the frames' numbers in ascending order, a copy */
	@Override
	public int[] values() {
		return values.clone();
	}

	/**
	 * @param names file names, each once, in any order; at least one
	 * @return their order and numbers
	 * @throws InputException naming the files, if the names do not tell which number is whose: there is none, there are
	 *                        several that differ, two are the same, there are two series, or a name is built otherwise, as that
	 *                        of a copy is. The sentence begins with "of which" or the like and lacks its subject; see
	 *                        {@link FrameFiles}
	 */
	static FrameNumbers ofFiles(final List<String> names) {
		return new Reading(names).read();
	}

	/**
	 * @param labels slice labels in slice order, empty where there is none; only the first line counts
	 * @return the numbers they carry, if each carries one and they ascend; else 1, 2, 3 …, with a remark that says why
	 *         where the labels hold numbers
	 */
	public static FrameNumbers ofLabels(final List<String> labels) {
		final List<String> lines = labels.stream().map(label -> label.strip().lines().findFirst().orElse("")).toList();
		// Without numbers, or with the same ones all over, there is nothing to take for a frame's number.
		final boolean none = lines.stream().noneMatch(line -> NumberedName.of(line).count() > 0);
		if (none || lines.size() > 1 && lines.stream().distinct().count() == 1) return counted(labels.size(), List.of());
		try {
			final FrameNumbers read = new Reading(lines).read();
			if (read.order.equals(IntStream.range(0, lines.size()).boxed().toList())) return read;
			return counted(labels.size(), List.of(
				"the numbers in its slice labels do not ascend, so its frames are counted from 1."));
		}
		catch (final InputException e) {
			return counted(labels.size(), List.of("its slice labels do not number its frames (" + e.getMessage().replaceAll(
				";[^;]*$", "") + "), so they are counted from 1."));
		}
	}

	/**
	 * @param count how many frames
	 * @return 1, 2, 3 … count
	 */
	public static int[] counted(final int count) {
		return IntStream.rangeClosed(1, count).toArray();
	}

	private static FrameNumbers counted(final int count, final List<String> remarks) {
		return new FrameNumbers(IntStream.range(0, count).boxed().toList(), counted(count), remarks);
	}

	/** One reading of names. */
	private static final class Reading {

		private final List<NumberedName> names;
		private final List<String> remarks = new ArrayList<>();

		Reading(final List<String> names) {
			this.names = names.stream().map(NumberedName::of).toList();
		}

		FrameNumbers read() {
			requireNumbers();
			HexadecimalNames.refuse(names);
			requireOneBuild();
			final int count = names.get(0).count();
			final int frame = saidFrame(count);
			if (frame >= 0) {
				requireTogetherWithTimes(frame);
				return numbered(frame);
			}
			final Set<Integer> varying = varying();
			final NameTimes times = new NameTimes(names, varying);
			final Set<Integer> candidates = new TreeSet<>(varying);
			candidates.removeIf(run -> times.runs().contains(run) || names.stream().allMatch(name -> name.isSize(run)));
			if (names.size() == 1 || varying.isEmpty()) return numbered(IntStream.range(0, count).filter(run -> !names.get(0)
				.isSize(run) && !times.runs().contains(run)).max().orElse(count - 1));
			final boolean alike = alike();
			if (varying.stream().anyMatch(times.runs()::contains) && (!alike || candidates.isEmpty())) return byTime(times,
				alike);
			if (candidates.size() == 1) {
				final int run = candidates.iterator().next();
				if (varying.stream().anyMatch(times.runs()::contains)) requireTogether(times::key, run);
				else if (run > 0 && times.runs().contains(run - 1) && FRACTION.matcher(names.get(0).before(run)).matches())
					remarks.add("its names carry one time and a number behind it ('" + names.get(0).name() +
						"'), which is taken for the frame's; if it is a part of the time, give other numbers.");
				else if (run > 0 && POINT.matcher(names.get(0).before(run)).matches() && !NameTimes.twoOrders(names, run - 1)
					.isEmpty()) remarks.add("the number behind the point in its names ('" + names.get(0).name() +
						"') is taken for the frame's; if it is a part of a decimal, number the frames in their order.");
				return numbered(run);
			}
			return numbered(onlyOne(candidates.isEmpty() ? varying : candidates));
		}

		/** A number beside times is the frame's only if both ascend; else it may be a part of the time. */
		private void requireTogether(final Function<NumberedName, List<BigDecimal>> time, final int run) {
			final List<Integer> order = sorted(Comparator.comparing(i -> names.get(i).value(run)));
			for (int i = 1; i < order.size(); i++) {
				final NumberedName before = names.get(order.get(i - 1)), name = names.get(order.get(i));
				if (compare(time.apply(before), time.apply(name)) > 0) throw new InputException(
					"holds names whose numbers and times do not ascend together ('" + before.name() + "', '" + name.name() +
						"'); number the frames in their order.");
			}
		}

		/** What is said to be the frame's number may stand beside numbers of any kind, but not against a time. */
		private void requireTogetherWithTimes(final int frame) {
			if (names.stream().map(name -> otherTexts(name, frame)).distinct().count() > 1) return;
			final NameTimes times;
			try {
				times = new NameTimes(names, varying());
			}
			catch (final InputException e) {
				// A date of which nobody can say what it means contradicts nothing.
				return;
			}
			requireTogether(times::statedKey, frame);
		}

		/** What stands in a name besides numbers, but not in front of the frame's: onset, frame 1 and apex, frame 14. */
		private static List<String> otherTexts(final NumberedName name, final int frame) {
			final List<String> texts = new ArrayList<>(name.texts());
			texts.remove(frame);
			return texts;
		}

		private void requireNumbers() {
			final List<String> without = names.stream().filter(name -> name.count() == 0).map(NumberedName::name).sorted()
				.toList();
			if (without.isEmpty()) return;
			if (without.size() < names.size()) throw new InputException("holds numbered frames and, without a number, '" +
				without.get(0) + "'; move that picture elsewhere or number it.");
			throw new InputException("holds pictures without numbers in their names, such as '" + without.get(0) +
				"', so that their order is not known; number them in their order, such as frame1.png.");
		}

		/** A copy has the number of what it is a copy of, and one of its own. */
		private void requireOneBuild() {
			final Map<Integer, List<NumberedName>> builds = names.stream().collect(Collectors.groupingBy(
				NumberedName::count));
			if (builds.size() == 1) return;
			final NumberedName odd = builds.values().stream().min(Comparator.comparingInt((List<NumberedName> build) -> build
				.size()).thenComparing(build -> -build.get(0).count())).orElseThrow().get(0);
			final NumberedName other = names.stream().filter(name -> name.count() != odd.count()).max(Comparator.comparingInt(
				name -> alike(name.name(), odd.name()))).orElseThrow();
			throw new InputException("holds '" + odd.name() + "', which is named otherwise than '" + other.name() +
				"', as a copy is; take one of the two out, or name all frames alike.");
		}

		/** How much of two names is the same: all of the first where the second holds it, as "Copy (2) of img4" does. */
		private static int alike(final String a, final String b) {
			final String whole = a.replaceFirst("\\.\\w+$", "");
			if (b.contains(whole)) return whole.length();
			int same = 0;
			while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same))
				same++;
			return same;
		}

		/** @return the run that every name says to be the frame's, or -1 */
		private int saidFrame(final int count) {
			for (int run = 0; run < count; run++) {
				final int at = run;
				if (names.size() > 1 && varies(run) && names.stream().allMatch(name -> SAYS_FRAME.matcher(name.before(at))
					.matches())) return run;
			}
			return -1;
		}

		private boolean alike() {
			return names.stream().map(NumberedName::texts).distinct().count() == 1;
		}

		private Set<Integer> varying() {
			return IntStream.range(0, names.get(0).count()).filter(this::varies).boxed().collect(Collectors.toCollection(
				TreeSet::new));
		}

		private boolean varies(final int run) {
			return names.stream().map(name -> name.value(run)).distinct().count() > 1;
		}

		private int onlyOne(final Set<Integer> candidates) {
			final List<Integer> unique = candidates.stream().filter(run -> names.stream().map(name -> name.value(run))
				.distinct().count() == names.size()).toList();
			final List<Integer> different = new ArrayList<>();
			for (final int run : unique)
				if (different.stream().noneMatch(other -> names.stream().allMatch(name -> name.value(other).equals(name.value(
					run))))) different.add(run);
			final String example = "'" + names.get(0).name() + "', '" + names.get(names.size() - 1).name() + "'";
			if (different.size() != 1) throw new InputException((different.isEmpty()
				? "holds names in which no number tells the frames apart (" : "holds names that differ in several numbers (") +
				example + "); let one number differ, the frame's.");
			requireAscending(candidates, different.get(0));
			final NumberedName last = names.get(names.size() - 1);
			remarks.add("several numbers differ in its names; the frame's is taken to be the one that is never the same, " +
				last.value(different.get(0)) + " in '" + last.name() + "'.");
			return different.get(0);
		}

		/** In 9_59 and 10_00 the last number is never the same, too, and is no frame's; in 31-01 and 01-02 the first. */
		private void requireAscending(final Set<Integer> candidates, final int run) {
			final boolean days = NameDates.mayBeDays(names, run);
			final List<Integer> order = sorted(Comparator.comparing(i -> names.get(i).value(run)));
			for (int i = 1; i < order.size(); i++) {
				final NumberedName before = names.get(order.get(i - 1)), name = names.get(order.get(i));
				if (candidates.stream().anyMatch(other -> (other < run || days && other == run + 1) && before.value(other)
					.compareTo(name.value(other)) > 0)) throw new InputException(
						"holds names whose numbers do not ascend together ('" + before.name() + "', '" + name.name() +
							"'), so that their order is not known; let one number differ, the frame's.");
			}
		}

		private FrameNumbers numbered(final int run) {
			if (names.stream().map(name -> isNegative(name.before(run))).distinct().count() > 1) throw new InputException(
				"holds names with and without a minus before the number ('" + names.stream().filter(name -> isNegative(name
					.before(run))).findFirst().orElseThrow().name() + "'); number the frames from 0 or 1.");
			requireOneSeries(run);
			final Map<BigInteger, NumberedName> seen = new HashMap<>();
			for (final NumberedName name : names) {
				final NumberedName other = seen.put(name.value(run), name);
				if (other != null) throw new InputException("holds two frames of the number " + name.value(run) + ", '" +
					smaller(name, other) + "' and '" + larger(name, other) + "'; keep one of them.");
			}
			remarkOthers();
			final List<Integer> order = sorted(Comparator.comparing(i -> names.get(i).value(run)));
			if (names.stream().anyMatch(name -> name.value(run).compareTo(MOST) > 0)) {
				remarks.add("the numbers in its names are too large for those of frames (" + names.get(order.get(0)).value(
					run) + "), so its frames are counted from 1 in their order.");
				return new FrameNumbers(order, counted(order.size()), remarks);
			}
			final NumberGaps gaps = new NumberGaps(order.stream().map(names::get).toList(), run);
			gaps.requireNoNewBeginning();
			gaps.remark().ifPresent(remarks::add);
			return new FrameNumbers(order, order.stream().mapToInt(i -> names.get(i).value(run).intValue()).toArray(),
				remarks);
		}

		/** Where a006 is followed by b007, two clips may lie in one folder, or one that was renamed half way. */
		private void requireOneSeries(final int run) {
			final Map<String, List<NumberedName>> series = names.stream().collect(Collectors.groupingBy(name -> NO_LETTER
				.matcher(String.join("", name.texts().subList(0, run + 1))).replaceAll(""), LinkedHashMap::new, Collectors
					.toList()));
			final List<NumberedName> several = series.values().stream().filter(alike -> alike.size() > 1).map(alike -> alike
				.get(0)).toList();
			if (several.size() > 1) throw new InputException("holds frames under different names, such as '" + several.get(0)
				.name() + "' and '" + several.get(1).name() +
				"', which may be of two clips; part them into folders, or name all frames alike.");
		}

		private void remarkOthers() {
			final Map<List<String>, List<NumberedName>> builds = names.stream().collect(Collectors.groupingBy(
				NumberedName::texts, LinkedHashMap::new, Collectors.toList()));
			if (builds.size() == 1 || names.size() == builds.size()) return;
			final List<String> others = builds.values().stream().sorted(Comparator.comparing(build -> -build.size())).skip(1)
				.flatMap(List::stream).map(NumberedName::name).sorted().toList();
			remarks.add("not all of its frames are named alike: '" + others.get(0) + "'" + (others.size() > 1 ? " and " +
				(others.size() - 1) + " more differ" : " differs") + " from the others.");
		}

		private FrameNumbers byTime(final NameTimes times, final boolean alike) {
			final String example = "'" + names.get(0).name() + "'";
			if (!alike) throw new InputException("holds times in names that are not built alike, such as " + example +
				"; number the frames in their order.");
			final List<Integer> order = sorted((a, b) -> compare(times.key(names.get(a)), times.key(names.get(b))));
			for (int i = 1; i < order.size(); i++) {
				final NumberedName before = names.get(order.get(i - 1)), name = names.get(order.get(i));
				if (compare(times.key(before), times.key(name)) == 0) throw new InputException(
					"holds two frames of one time, '" + before.name() + "' and '" + name.name() +
						"'; number the frames in their order.");
			}
			remarks.add("its names carry times (" + example +
				"), which are no frame numbers; its frames are counted from 1 in the order of the times.");
			return new FrameNumbers(order, counted(order.size()), remarks);
		}

		private static int compare(final List<BigDecimal> a, final List<BigDecimal> b) {
			for (int i = 0; i < a.size(); i++)
				if (a.get(i).compareTo(b.get(i)) != 0) return a.get(i).compareTo(b.get(i));
			return 0;
		}

		private List<Integer> sorted(final Comparator<Integer> comparator) {
			return IntStream.range(0, names.size()).boxed().sorted(comparator).toList();
		}

		private static boolean isNegative(final String before) {
			return before.endsWith("-") || before.endsWith("\u2212");
		}

		private static String smaller(final NumberedName a, final NumberedName b) {
			return a.name().compareTo(b.name()) < 0 ? a.name() : b.name();
		}

		private static String larger(final NumberedName a, final NumberedName b) {
			return a.name().compareTo(b.name()) < 0 ? b.name() : a.name();
		}
	}
}
