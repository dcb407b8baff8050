import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.microexpression.fusion.AuRegion;
import org.microexpression.motion.MotionTrace;
import org.microexpression.motion.RegionSide;
import org.microexpression.spotting.Moment;
import org.microexpression.spotting.SpottedInterval;
import org.microexpression.spotting.SpottedKind;

/**
 * The decision rules of two published spotters, written anew after their descriptions, on the same motion of the same
 * sixteen regions that our spotter sees (theirs were made on optical flow of 6 × 6 blocks and on a network's score).
 * Each spots micro- and macro-expressions with a window of its own, as their authors do.
 */
final class SpottingBaselines {

	/**
	 * What a baseline is tuned by.
	 *
	 * @param micro  half a micro-expression's length, seconds
	 * @param microP their threshold: mean + p (max − mean)
	 * @param macro  half a macro-expression's length, seconds
	 * @param macroP their threshold
	 */
	record Tuning(double micro, double microP, double macro, double macroP) {
	}

	private SpottingBaselines() {
		// Static only.
	}

	/**
	 * MDMD (Wang et al. 2017; baseline of MEGC2020): in each region the difference of the motion from t − k to t + k and
	 * that from t − k to t along the main one of four directions; the mean of the largest third of the regions; frames
	 * above the threshold that follow each other are an interval, if it is not too long or short.
	 */
	static List<SpottedInterval> mdmd(final MotionTrace trace, final Tuning tuning) {
		final List<SpottedInterval> all = new ArrayList<>();
		for (final boolean micro : new boolean[] { true, false }) {
			final int k = samples(trace, micro ? tuning.micro : tuning.macro);
			final double[] feature = new double[trace.rows()];
			for (int t = k; t < feature.length - k; t++)
				feature[t] = mdmd(trace, t, k);
			final double threshold = threshold(feature, micro ? tuning.microP : tuning.macroP);
			for (int from = 0; from < feature.length; from++) {
				if (!(feature[from] > threshold)) continue;
				int to = from;
				while (to + 1 < feature.length && feature[to + 1] > threshold)
					to++;
				add(all, trace, from, peak(feature, from, to), to, micro);
				from = to;
			}
		}
		return all;
	}

	private static double mdmd(final MotionTrace trace, final int t, final int k) {
		final List<Double> features = new ArrayList<>();
		for (final RegionSide place : RegionSide.ALL) {
			final double nearU = trace.u(t, place) - trace.u(t - k, place), nearV = trace.v(t, place) - trace.v(t - k, place);
			final double farU = trace.u(t + k, place) - trace.u(t - k, place);
			final double farV = trace.v(t + k, place) - trace.v(t - k, place);
			final boolean across = Math.abs(nearU) > Math.abs(nearV);
			final double sign = Math.signum(across ? nearU : nearV);
			features.add(sign * (across ? nearU - farU : nearV - farV));
		}
		features.sort((a, b) -> Double.compare(b, a));
		double sum = 0;
		for (int i = 0; i < features.size() / 3; i++)
			sum += features.get(i);
		return Double.isNaN(sum) ? 0 : Math.max(0, sum / (features.size() / 3));
	}

	/**
	 * SOFTNet's post-processing (Liong et al. 2021) on mean flow in place of the network: the mean motion of brows and
	 * mouth from t to t + k, smoothed by a moving average over 2 k, peaks above the threshold that are k apart, the
	 * interval k to either side.
	 */
	static List<SpottedInterval> softNet(final MotionTrace trace, final Tuning tuning) {
		final List<SpottedInterval> all = new ArrayList<>();
		for (final boolean micro : new boolean[] { true, false }) {
			final int k = samples(trace, micro ? tuning.micro : tuning.macro);
			final double[] flow = new double[trace.rows()];
			for (int t = 0; t < flow.length - k; t++)
				flow[t] = meanFlow(trace, t, k);
			final double[] smooth = new double[flow.length];
			for (int t = 0; t < flow.length; t++)
				smooth[t] = Arrays.stream(flow, Math.max(0, t - k), Math.min(flow.length, t + k + 1)).average().orElse(0);
			final double threshold = threshold(smooth, micro ? tuning.microP : tuning.macroP);
			final List<Integer> peaks = new ArrayList<>();
			for (int t = 1; t < smooth.length - 1; t++)
				if (smooth[t] > threshold && smooth[t] >= smooth[t - 1] && smooth[t] > smooth[t + 1]) peaks.add(t);
			peaks.sort((a, b) -> Double.compare(smooth[b], smooth[a]));
			final List<Integer> kept = new ArrayList<>();
			for (final int peak : peaks)
				if (kept.stream().allMatch(other -> Math.abs(other - peak) >= k)) kept.add(peak);
			// The motion from t to t + k is largest when t is half a window before the motion's middle.
			for (final int peak : kept) {
				final int middle = Math.min(smooth.length - 1, peak + k / 2);
				add(all, trace, Math.max(0, middle - k), middle, Math.min(smooth.length - 1, middle + k), micro);
			}
		}
		return all;
	}

	private static double meanFlow(final MotionTrace trace, final int t, final int k) {
		double sum = 0;
		int count = 0;
		for (final RegionSide place : RegionSide.ALL) {
			final AuRegion region = place.region();
			if (region == AuRegion.EYE || region == AuRegion.CHEEK || region == AuRegion.NOSE) continue;
			sum += Math.hypot(trace.u(t + k, place) - trace.u(t, place), trace.v(t + k, place) - trace.v(t, place));
			count++;
		}
		return Double.isNaN(sum) ? 0 : sum / count;
	}

	private static int samples(final MotionTrace trace, final double seconds) {
		return (int) Math.max(1, Math.round(seconds / trace.frameSeconds()));
	}

	private static double threshold(final double[] values, final double p) {
		final double mean = Arrays.stream(values).average().orElse(0);
		return mean + p * (Arrays.stream(values).max().orElse(0) - mean);
	}

	private static int peak(final double[] values, final int from, final int to) {
		int peak = from;
		for (int t = from; t <= to; t++)
			if (values[t] > values[peak]) peak = t;
		return peak;
	}

	/** Keeps what is as long as its kind: micro-expressions 0.1 to 0.5 s, macro-expressions 0.5 to 4 s. */
	private static void add(final List<SpottedInterval> all, final MotionTrace trace, final int from, final int peak,
		final int to, final boolean micro)
	{
		final double seconds = trace.seconds(to) - trace.seconds(from);
		if (micro ? seconds < 0.1 || seconds > 0.5 + trace.frameSeconds() : seconds <= 0.5 || seconds > 4) return;
		all.add(new SpottedInterval(Moment.of(trace, from), Moment.of(trace, peak), Moment.of(trace, to), Double.NaN,
			Double.NaN, micro ? SpottedKind.MICRO : SpottedKind.MACRO, List.of(), false));
	}
}
