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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.microexpression.base.InputException;

/**
 * Tells which runs of digits in names are times and not frame numbers: times of day ({@code 12:30:59}, {@code
 * 2024-01-05 at 12.30.59}, {@code 20240105_123059}), with a unit ({@code 40 ms}, {@code 0.005 s}) or with a decimal
 * point ({@code t=0.005}). What a name cannot say alone, the names beside it do: a part of the hours, minutes and
 * seconds that changes together with another.
 */
final class NameTimes {

	/** Of time, in the languages that names and labels were seen in. */
	private static final Pattern UNIT = Pattern.compile("\\s*(" +
		"ms|msecs?|s|secs?|[\u03bcu]s|usecs?|ns|mins?|mn|h|hrs?|hours?|d|days?|w|weeks?|" +
		// The words for second and minute, and parts of a second, in many languages.
		"(mill?i|mi[ck]ro|nano)?(se[ckg]und|second|sekunt|saniye)\\p{L}*|minut\\p{L}*|dakika|" +
		"sek|std|stunden?|tage?|wochen?|segs?|horas?|d\u00edas?|semanas?|" +
		"heures?|jours?|semaines?|ore|giorni|uur|godz|saat|dk|sn|" +
		"m\u00e1sodperc|perc|vte\u0159in\\p{L}*|gi\u00e2y|ph\u00fat|detik|menit|" +
		// Russian, Greek, Hebrew, Thai, Chinese and Japanese, Korean.
		"\u043c\u0441|\u0441|\u0441\u0435\u043a|\u043c\u0438\u043d|\u0447|\u0447\u0430\u0441|\u0434\u043d|" +
		"(\u043c\u0438\u043b\u043b\u0438|\u043c\u0438\u043a\u0440\u043e)?\u0441\u0435\u043a\u0443\u043d\u0434\\p{L}*|" +
		"\u043c\u0438\u043d\u0443\u0442\\p{L}*|\u0447\u0430\u0441(\u0430|\u043e\u0432)|" +
		"\u03b4\u03b5\u03c5\u03c4\\p{L}*|\u03bb\u03b5\u03c0\u03c4\\p{L}*|" +
		"\u05e9\u05e0\u05d9\u05d5\u05ea|\u05e9\u05e0\u05d9\u05d9\u05d4|\u05d3\u05e7\u05d5\u05ea|" +
		"\u0e27\u0e34\u0e19\u0e32\u0e17\u0e35|\u0e19\u0e32\u0e17\u0e35|" +
		"\u6642|\u65f6|\u5206|\u79d2|\u6beb\u79d2|\u5c0f\u65f6|\u5c0f\u6642|\u6642\u9593|\u5206\u949f|\u5206\u9418|" +
		"\u79d2\u949f|\u79d2\u9418|\u79d2\u9593|\u5206\u9593|\u5929|\u30df\u30ea\u79d2|" +
		"\ucd08|\ubc00\ub9ac\ucd08|\ubd84|\uc2dc|\uc2dc\uac04|" +
		// Persian, Arabic, Hindi.
		"\u062b\u0627\u0646\u06cc\u0647|\u062b|\u062f\u0642\u06cc\u0642\u0647|\u0633\u0627\u0639\u062a|" +
		"\u062b\u0627\u0646\u064a\u0629|\u062f\u0642\u064a\u0642\u0629|\u0633\u0627\u0639\u0629|" +
		"\u0938\u0947\u0915\u0902\u0921|\u0938\u0947\u0915\u0947\u0902\u0921|\u092e\u093f\u0928\u091f|\u0918\u0902\u091f\u0947|" +
		// The signs of minutes and seconds, behind which nothing stands.
		"['\"\u2019\u201d\u2032]+(?=\\s*$)" + ")(?!\\p{L}).*", Pattern.DOTALL);

	/** Of these units nobody can mean anything else, whatever letters stand before the number: {@code img40ms}. */
	private static final Pattern SURE_UNIT = Pattern.compile(
		"\\s*(ms|msecs?|secs?|\u03bcs|usecs?|(milli|micro|nano)?seconds?)(?!\\p{L}).*", Pattern.DOTALL);

	/** Before a number with a unit no letter stands, but the sign of time may. */
	private static final Pattern FREE = Pattern.compile("(.*[^\\p{L}]|)(t|time)?", Pattern.DOTALL);

	private static final Pattern TIME_SIGN = Pattern.compile("(.*[^\\p{L}]|)(t|time)[\\s=:_-]*", Pattern.DOTALL);

	/** What an equals sign stands behind: the time, its difference, and the words for it. */
	private static final String TIME_WORD =
		"[d\u03b4\u2206]?[ _-]?t|ts|(delta|diff)[ _.-]?(t|time)|(elapsed|relative|rel|time|frame)[ _.-]?(time|stamp)|" +
			"time|elapsed|timestamp|zeit|temps|tiempo|tempo|\u0432\u0440\u0435\u043c\u044f|\u65f6\u95f4|\u6642\u9593";

	/** A number that is said to equal a time needs no unit; {@code t001} is the first picture of a series. */
	private static final Pattern TIME_EQUALS = Pattern.compile("(.*[^\\p{L}]|)((" + TIME_WORD +
		")\\s*=|(time|elapsed|timestamp|zeit|temps|tiempo|tempo)\\s*:|(ms|msecs?|milliseconds?|secs?|seconds?|sek|seg|mins?|minutes?|hrs?|hours?|std|stunden?)[\\s=:]|ms)\\s*",
		Pattern.DOTALL);

	/** Words for times behind which a number stands without a unit, where it is none of a count: {@code t:1/50}. */
	private static final Pattern TIME_SAID = Pattern.compile("(.*[^\\p{L}]|)(ts?\\s*:|" +
		"((elapsed|relative|rel)?[ _.-]?time[ _-]?stamp|elapsed([ _.-]?time)?)[\\s=:_.-]*|" +
		"(time|zeit|temps|tiempo|tempo|\u0432\u0440\u0435\u043c\u044f|\u65f6\u95f4|\u6642\u9593)\\s+)\\s*", Pattern.DOTALL);

	private static final Pattern OF_COUNT = Pattern.compile("\\s*(/|of|von|de)\\s*");

	private static final Pattern AFTERNOON = Pattern.compile("[\\s_.-]*[ap]\\.?m\\b.*", Pattern.DOTALL);

	/** Of seconds since 1970, and of what programs write that do not round. */
	private static final int CLOCK_DIGITS = 9, EXACT_DIGITS = 6;

	private static final Pattern POINT = Pattern.compile("[.,]");

	/** Before a part of a second without its zero: {@code .005}. */
	private static final Pattern ENDS_WITH_POINT = Pattern.compile(".*[.,]", Pattern.DOTALL);

	/** What stands between hours, minutes and seconds and nowhere else. */
	private static final Pattern CLOCK = Pattern.compile(
		"\\s*[:\ua789\u2236hm'\u2019\u2032\u6642\u65f6\u5206\uc2dc\ubd84]\\s*");

	/** What may stand there, and between other numbers as well. */
	private static final Pattern LIKE_CLOCK = Pattern.compile("[.-]");

	private static final Pattern UNDERLINE = Pattern.compile("_");

	private static final Pattern FRACTION = Pattern.compile("[.,:_-]");

	/** Between 59 seconds and their fraction, where the hours and minutes have letters, too. */
	private static final Pattern SECONDS = Pattern.compile("s");

	private static final Pattern BEFORE_TIME = Pattern.compile("[\\st_-]*");

	private static final Pattern DAY = Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

	private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");

	private static final Pattern IN_DATE = Pattern.compile("[-_./]");

	private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3])[0-5]\\d[0-5]\\d(\\d{3})?");

	private final NumberedName first;
	private final List<NumberedName> names;
	private final Set<Integer> varying;
	private final TreeSet<Integer> times = new TreeSet<>();
	private final TreeSet<Integer> stated = new TreeSet<>();
	private final NameDates dates;

	/** The hours of times of day that are followed by am or pm: 12 is 0 there. */
	private final Set<Integer> halfDays = new TreeSet<>();

	/** Whole numbers whose fraction is the run behind them. */
	private final Set<Integer> decimals = new TreeSet<>();

	/** Fractions without a whole number. */
	private final Set<Integer> bare = new TreeSet<>();

	/**
	 * @param names   of the same number of runs
	 * @param varying the runs that are not the same in all names
	 */
	NameTimes(final List<NumberedName> names, final Set<Integer> varying) {
		this.names = names;
		this.varying = varying;
		first = names.get(0);
		dates = new NameDates(names, varying);
		times.addAll(dates.runs());
		for (int run = 0; run < first.count(); run++)
			date(run);
		for (int run = 0; run < first.count(); run++) {
			clock(run);
			day(run);
			decimal(run);
			bare(run);
			if (hasUnit(run, run) || saysTime(run)) state(run, run);
		}
		UnreadDates.refuse(names, varying.stream().filter(run -> !times.contains(run)).collect(Collectors.toSet()));
	}

	/** @return the runs that are times or parts of them */
	Set<Integer> runs() {
		return times;
	}

	/** @return the numbers by which a name's time is ordered, the weightiest first */
	List<BigDecimal> key(final NumberedName name) {
		final List<BigDecimal> key = new ArrayList<>(dates.key(name));
		key.addAll(key(name, times));
		return key;
	}

	/** @return the same of what can be nothing but a time: with a unit, behind an equals sign, or a time of day */
	List<BigDecimal> statedKey(final NumberedName name) {
		return key(name, stated);
	}

	private List<BigDecimal> key(final NumberedName name, final Set<Integer> runs) {
		final List<BigDecimal> key = new ArrayList<>();
		for (final int run : runs) {
			if (dates.runs().contains(run)) continue;
			if (decimals.contains(run - 1) && times.contains(run - 1)) continue;
			if (bare.contains(run)) key.add(new BigDecimal("0." + name.digits().get(run)));
			else if (decimals.contains(run)) key.add(decimal(name, run));
			else if (halfDays.contains(run)) key.add(new BigDecimal(name.value(run).mod(BigInteger.valueOf(12))));
			else key.add(new BigDecimal(name.value(run)));
		}
		return key;
	}

	/** A year, which is the same in all names, month and day: what follows may be a time of day, these three are none. */
	private void date(final int run) {
		if (varying.contains(run) || run + 2 >= first.count() || !all(run, YEAR) || !isClockPart(run + 1, 13, 1) ||
			!isClockPart(run + 2, 32, 1) || !IN_DATE.matcher(first.after(run)).matches() || !first.after(run).equals(first
				.after(run + 1))) return;
		for (int part = run; part <= run + 2; part++)
			times.add(part);
	}

	private void clock(final int run) {
		if (times.contains(run) || run + 1 >= first.count() || !isClockPart(run, 24, 1) || !isClockPart(run + 1, 60, 2))
			return;
		final boolean three = run + 2 < first.count() && isClockPart(run + 2, 60, 2);
		final String separator = first.after(run);
		final boolean sure = CLOCK.matcher(separator).matches();
		if (!three) {
			if (sure && !separator.contains("m")) addClock(run, run + 1, false);
			return;
		}
		final String second = first.after(run + 1);
		if (!sure && !varying.contains(run + 2) && !times.contains(run - 1) && separator.equals(second)) requireNoDays(run);
		final boolean changes = parts(run, run + 2) > 1 || times.contains(run - 1);
		if (sure && CLOCK.matcher(second).matches()) addClock(run, run + 2, true);
		else if (separator.equals(second) && FREE.matcher(first.before(run)).matches() && (LIKE_CLOCK.matcher(separator)
			.matches() || changes && UNDERLINE.matcher(separator).matches())) addClock(run, run + 2, false);
	}

	private void addClock(final int from, final int to, final boolean sure) {
		if (sure) state(from, to);
		for (int run = from; run <= to; run++)
			times.add(run);
		if (AFTERNOON.matcher(first.after(to)).matches()) halfDays.add(from);
		fraction(from, to, sure);
	}

	/**
	 * A fraction of a second behind the seconds: of any length where nothing else can be meant; behind a point of at most
	 * three digits or of six, else of three or six; behind a sign that also parts counters only if the seconds change
	 * with it. Where tenths and hundredths are mixed behind a point it may be a counter as well, of which the order is
	 * another.
	 */
	private void fraction(final int from, final int to, final boolean sure) {
		final int next = to + 1;
		if (next >= first.count()) return;
		final boolean letter = sure && SECONDS.matcher(first.before(next)).matches();
		if (!letter && !FRACTION.matcher(first.before(next)).matches()) return;
		// Behind 12:30:59 a point leaves no doubt, behind 12.30.59 it may begin a counter.
		if (letter || sure && POINT.matcher(first.before(next)).matches()) {
			times.add(next);
			decimals.add(to);
		}
		final int length = first.digits().get(next).length();
		if (!sure && length < 3 && POINT.matcher(first.before(next)).matches()) {
			final NumberedName other = names.stream().filter(name -> name.digits().get(next).length() != length).findFirst()
				.orElse(first);
			if (other != first) throw new InputException("holds times in names behind which stands a part of a second or a " +
				"counter ('" + first.name() + "', '" + other.name() + "'); number the frames in their order.");
			times.add(next);
		}
		if (length % 3 != 0) return;
		if (POINT.matcher(first.before(next)).matches() || first.before(next).equals(":") || parts(from, to) > 0) times.add(
			next);
	}

	private void day(final int run) {
		final String digits = first.digits().get(run);
		if (digits.length() >= 14 && DAY.matcher(digits.substring(0, 8)).matches() && TIME_OF_DAY.matcher(digits.substring(
			8)).matches()) times.add(run);
		if (run + 1 >= first.count() || !DAY.matcher(digits).matches() || !BEFORE_TIME.matcher(first.after(run))
			.matches() || !all(run + 1, TIME_OF_DAY)) return;
		times.add(run);
		times.add(run + 1);
		fraction(run + 1, run + 1, false);
	}

	private void decimal(final int run) {
		if (times.contains(run) || run + 1 >= first.count() || !POINT.matcher(first.after(run)).matches()) return;
		final String before = first.before(run);
		final boolean unit = hasUnit(run, run + 1);
		final boolean alone = before.isBlank() || first.digits().get(run).equals("0") && !varying.contains(run);
		if (!varying.contains(run + 1) && !unit) return;
		final boolean sign = TIME_SIGN.matcher(before).matches();
		if (!unit && !alone && !sign && !varying.contains(run)) return;
		// 30.01 may be the 30th of January; 1.2 is hardly the first of February.
		if (!unit && !sign && isClockPart(run, 32, 2) && isClockPart(run + 1, 13, 2)) requireNoDays(run);
		if (unit || saysTime(run)) state(run, run + 1);
		else requireOneReading(run);
		times.add(run);
		times.add(run + 1);
		decimals.add(run);
	}

	private void requireOneReading(final int run) {
		final List<NumberedName> two = twoOrders(names, run);
		if (!two.isEmpty()) throw new InputException(
			"holds names of which nobody can say whether a decimal or two numbers stand in them ('" + two.get(0).name() +
				"' and '" + two.get(1).name() + "' are in another order then); number the frames in their order.");
	}

	/**
	 * 1.9 and 1.10 are decimals, 1.10 the smaller one, or a series and a number in it, 1.10 the later one. Where 0.05 and
	 * 0.1 stand together, only decimals can be meant: who fills a number up with zeros fills up the others. Nobody counts
	 * as far as a fraction of six digits or the seconds since 1970.
	 *
	 * @param names of the same number of runs
	 * @param run   a run, behind which stands a point and another
	 * @return two names whose order depends on what is meant; none where only one thing can be, or both have one order
	 */
	static List<NumberedName> twoOrders(final List<NumberedName> names, final int run) {
		final int shortest = names.stream().mapToInt(name -> name.digits().get(run + 1).length()).min().orElseThrow();
		if (names.stream().anyMatch(name -> name.digits().get(run).length() >= CLOCK_DIGITS || name.digits().get(run + 1)
			.length() >= EXACT_DIGITS)) return List.of();
		if (names.stream().map(name -> name.digits().get(run + 1)).anyMatch(part -> part.length() > shortest && part
			.startsWith("0"))) return List.of();
		final List<Integer> byTime = NameDates.order(names, name -> List.of(decimal(name, run)));
		final List<Integer> byNumber = NameDates.order(names, name -> List.of(name.value(run), name.value(run + 1)));
		return IntStream.range(0, names.size()).filter(i -> !byTime.get(i).equals(byNumber.get(i))).boxed().findFirst().map(
			i -> List.of(names.get(byNumber.get(i)), names.get(byTime.get(i)))).orElse(List.of());
	}

	private static BigDecimal decimal(final NumberedName name, final int run) {
		return new BigDecimal(name.digits().get(run) + "." + name.digits().get(run + 1));
	}

	private void state(final int from, final int to) {
		for (int run = from; run <= to; run++) {
			times.add(run);
			stated.add(run);
		}
	}

	private boolean saysTime(final int run) {
		return TIME_EQUALS.matcher(first.before(run)).matches() || TIME_SAID.matcher(first.before(run)).matches() &&
			!OF_COUNT.matcher(first.after(run)).matches();
	}

	private boolean hasUnit(final int from, final int to) {
		return UNIT.matcher(first.after(to)).matches() && FREE.matcher(first.before(from)).matches() || SURE_UNIT.matcher(
			first.after(to)).matches();
	}

	private void requireNoDays(final int run) {
		if (NameDates.mayBeDays(names, run)) throw new InputException(
			"holds names of which nobody can say whether they are dates or times ('" + first.name() + "', '" + names.get(names
				.size() - 1).name() + "'); number the frames in their order.");
	}

	private void bare(final int run) {
		final String before = first.before(run);
		if (!ENDS_WITH_POINT.matcher(before).matches()) return;
		final String lead = before.substring(0, before.length() - 1);
		if (!lead.isBlank() && !TIME_EQUALS.matcher(lead).matches() && !TIME_SAID.matcher(lead).matches() || run > 0 && lead
			.isBlank()) return;
		times.add(run);
		bare.add(run);
	}

	private boolean isClockPart(final int run, final int limit, final int leastDigits) {
		return names.stream().allMatch(name -> name.digits().get(run).length() <= 2 && name.digits().get(run)
			.length() >= leastDigits && name.value(run).intValue() < limit);
	}

	private boolean all(final int run, final Pattern pattern) {
		return names.stream().allMatch(name -> pattern.matcher(name.digits().get(run)).matches());
	}

	private long parts(final int from, final int to) {
		return varying.stream().filter(run -> run >= from && run <= to).count();
	}
}
