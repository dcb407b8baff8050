import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.microexpression.evaluation.CountBootstrap;
import org.microexpression.evaluation.SubjectBootstrap.Interval;
import org.microexpression.motion.MotionTrace;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;
import org.microexpression.spotting.Spotter;
import org.microexpression.spotting.SpotterSettings;

import com.google.gson.GsonBuilder;

/**
 * Spotting on made-up videos: ours with the settings that ship, the two baselines with those that gave the best F1
 * of either kind on the development videos, all on the same measured motion. Micro- and macro-expressions are counted
 * as MEGC does: overlap over union of 0.5 or more, both ends inclusive, a truth matched once, the best matches first.
 */
public class SpottingBench {

	private static final double SAME = 0.5;

	private static final double[] MICROS = { 0.07, 0.1, 0.15, 0.2, 0.25 };
	private static final double[] MACROS = { 0.35, 0.5, 0.75, 1, 1.5 };
	private static final double[] PS = { 0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7 };

	private final Path folder;

	private SpottingBench(final Path folder) {
		this.folder = folder;
	}

	/** Hits, false alarms and misses of one kind, and how far the apexes of the hits are off. */
	private static final class Count {

		/** Of each video hits, false alarms, misses, milliseconds. */
		private final List<long[]> videos = new ArrayList<>();
		private int hits;
		private int falseAlarms;
		private int misses;
		private double seconds;

		double f1() {
			return 2.0 * hits / Math.max(1, 2 * hits + falseAlarms + misses);
		}
	}

	/** Two overlapping intervals. */
	private record Match(SpottedInterval truth, SpottedInterval spotted) {

		double overlap() {
			return truth.overlap(spotted);
		}
	}

	public static void main(final String[] args) throws IOException {
		final SpottingBench bench = new SpottingBench(Path.of(args[0]));
		final Map<String, Object> results = new LinkedHashMap<>();
		final SpottingVideos.Set[] sets = switch (args.length > 2 ? args[2] : "") {
			case "development" -> new SpottingVideos.Set[] { SpottingVideos.Set.DEVELOPMENT,
				SpottingVideos.Set.DEVELOPMENT_NEUTRAL };
			case "kept" -> new SpottingVideos.Set[] { SpottingVideos.Set.KEPT, SpottingVideos.Set.KEPT_NEUTRAL };
			case "test" -> new SpottingVideos.Set[] { SpottingVideos.Set.TEST, SpottingVideos.Set.TEST_NEUTRAL,
				SpottingVideos.Set.KEPT, SpottingVideos.Set.KEPT_NEUTRAL };
			default -> SpottingVideos.Set.values();
		};
		final Map<String, Function<MotionTrace, List<SpottedInterval>>> spotters = new LinkedHashMap<>();
		final Spotter ours = Spotter.named(Spotter.DEFAULT);
		spotters.put(ours.title(), trace -> ours.spot(trace, SpotterSettings.defaults()));
		if (sets[0] != SpottingVideos.Set.KEPT) bench.addPeers(spotters, results);
		for (final SpottingVideos.Set set : sets)
			results.put(set.name().toLowerCase(Locale.ROOT).replace('_', ' '), bench.results(set, false, spotters));
		if (sets.length > 4) results.put("test, fields with the mirrored pass", bench.results(SpottingVideos.Set.TEST, true,
			Map.of(ours.title(), spotters.get(ours.title()))));
		final String json = new GsonBuilder().setPrettyPrinting().create().toJson(results);
		Files.writeString(Path.of(args[1]), json);
		System.out.println(json);
	}

	/** Other people's rules, each with what does best on the development videos. */
	private void addPeers(final Map<String, Function<MotionTrace, List<SpottedInterval>>> spotters,
		final Map<String, Object> results)
	{
		final List<SpottingVideos.Measured> development = SpottingVideos.measured(SpottingVideos.Set.DEVELOPMENT, folder,
			false);
		final SpottingBaselines.Tuning mdmd = best(development, SpottingBaselines::mdmd);
		spotters.put("MDMD's rule", trace -> SpottingBaselines.mdmd(trace, mdmd));
		final SpottingBaselines.Tuning softNet = best(development, SpottingBaselines::softNet);
		spotters.put("SOFTNet's post-processing on mean flow", trace -> SpottingBaselines.softNet(trace, softNet));
		results.put("tuned on the development videos", Map.of("MDMD's rule", mdmd.toString(),
			"SOFTNet's post-processing on mean flow", softNet.toString()));
	}

	private interface Tuned {

		List<SpottedInterval> spot(MotionTrace trace, SpottingBaselines.Tuning tuning);
	}

	/** What gives each kind its best F1 on the videos. */
	private static SpottingBaselines.Tuning best(final List<SpottingVideos.Measured> videos, final Tuned spotter) {
		final double[][] best = new double[2][3];
		for (int i = 0; i < MICROS.length; i++) {
			for (final double p : PS) {
				final SpottingBaselines.Tuning tuning = new SpottingBaselines.Tuning(MICROS[i], p, MACROS[i], p);
				final Map<SpottedKind, Count> counts = counts(videos, trace -> spotter.spot(trace, tuning));
				keep(best[0], counts.get(SpottedKind.MICRO).f1(), MICROS[i], p);
				keep(best[1], counts.get(SpottedKind.MACRO).f1(), MACROS[i], p);
			}
		}
		return new SpottingBaselines.Tuning(best[0][1], best[0][2], best[1][1], best[1][2]);
	}

	private static void keep(final double[] best, final double f1, final double half, final double p) {
		if (f1 <= best[0]) return;
		best[0] = f1;
		best[1] = half;
		best[2] = p;
	}

	private Map<String, Object> results(final SpottingVideos.Set set, final boolean exact,
		final Map<String, Function<MotionTrace, List<SpottedInterval>>> spotters)
	{
		final List<SpottingVideos.Measured> videos = SpottingVideos.measured(set, folder, exact);
		final double minutes = videos.stream().mapToDouble(video -> video.trace().seconds(video.trace().rows() - 1) / 60)
			.sum();
		final Map<String, Object> results = new LinkedHashMap<>();
		results.put("videos", videos.size());
		results.put("minutes", minutes);
		spotters.forEach((title, spotter) -> {
			final Map<String, Object> lines = new LinkedHashMap<>();
			counts(videos, spotter).forEach((kind, count) -> {
				final Map<String, Object> line = new LinkedHashMap<>();
				line.put("hits", count.hits);
				line.put("false alarms", count.falseAlarms);
				line.put("misses", count.misses);
				line.put("F1", count.f1());
				line.put("false alarms a minute", count.falseAlarms / minutes);
				final List<Interval> intervals = new CountBootstrap(10_000, 1).intervals(count.videos, List.of(
					SpottingBench::f1, SpottingBench::alarms));
				if (count.hits + count.misses > 0) line.put("F1, 95 % over videos", text(intervals.get(0)));
				line.put("false alarms a minute, 95 % over videos", text(intervals.get(1)));
				line.put("apex, mean absolute error in 1/30 s", 30 * count.seconds / Math.max(1, count.hits));
				lines.put(kind.label(), line);
			});
			results.put(title, lines);
		});
		return results;
	}

	private static double f1(final long[] counts) {
		return 2.0 * counts[0] / (2 * counts[0] + counts[1] + counts[2]);
	}

	private static double alarms(final long[] counts) {
		return 60_000.0 * counts[1] / counts[3];
	}

	private static String text(final Interval interval) {
		return String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
	}

	private static Map<SpottedKind, Count> counts(final List<SpottingVideos.Measured> videos,
		final Function<MotionTrace, List<SpottedInterval>> spotter)
	{
		final Map<SpottedKind, Count> counts = new LinkedHashMap<>();
		for (final SpottedKind kind : List.of(SpottedKind.MICRO, SpottedKind.MACRO))
			counts.put(kind, new Count());
		for (final SpottingVideos.Measured video : videos) {
			final List<SpottedInterval> spotted = spotter.apply(video.trace());
			final long milliseconds = Math.round(1000 * video.trace().seconds(video.trace().rows() - 1));
			counts.forEach((kind, count) -> count(milliseconds, video.video().truth().stream().filter(interval -> interval
				.kind() == kind).toList(), spotted.stream().filter(interval -> interval.kind() == kind).toList(), count));
		}
		return counts;
	}

	private static void count(final long milliseconds, final List<SpottedInterval> truth,
		final List<SpottedInterval> spotted, final Count count)
	{
		final List<Match> matches = new ArrayList<>();
		for (final SpottedInterval one : truth)
			for (final SpottedInterval other : spotted)
				if (one.overlap(other) >= SAME) matches.add(new Match(one, other));
		matches.sort(Comparator.comparingDouble((final Match match) -> -match.overlap()));
		final HashSet<SpottedInterval> used = new HashSet<>();
		int hits = 0;
		for (final Match match : matches) {
			if (used.contains(match.truth) || used.contains(match.spotted)) continue;
			used.add(match.truth);
			used.add(match.spotted);
			hits++;
			count.seconds += Math.abs(match.truth.apex().seconds() - match.spotted.apex().seconds());
		}
		count.videos.add(new long[] { hits, spotted.size() - hits, truth.size() - hits, milliseconds });
		count.hits += hits;
		count.falseAlarms += spotted.size() - hits;
		count.misses += truth.size() - hits;
	}
}
