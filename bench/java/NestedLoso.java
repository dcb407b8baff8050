import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.microexpression.base.Progress;
import org.microexpression.evaluation.ClassificationMetrics;
import org.microexpression.evaluation.Fold;
import org.microexpression.evaluation.FoldResult;
import org.microexpression.evaluation.InnerSplit;
import org.microexpression.evaluation.LosoData;
import org.microexpression.evaluation.LosoPlan;
import org.microexpression.evaluation.Probabilities;
import org.microexpression.evaluation.SubjectBootstrap;
import org.microexpression.face.CanonicalFace;
import org.microexpression.fusion.Fusion;
import org.microexpression.fusion.FusionInput;
import org.microexpression.network.Device;
import org.microexpression.network.FloatTensor;
import org.microexpression.network.GraphSession;
import org.microexpression.network.Hardware;
import org.microexpression.network.ParameterLayout;
import org.microexpression.network.Parameters;
import org.microexpression.training.CheckpointFile;
import org.microexpression.training.fusion.FoldStart;
import org.microexpression.training.fusion.FusionFoldTrainer;
import org.microexpression.training.fusion.FusionLearner;

/**
 * Leave one subject out with settings that no subject chose for himself. Subjects are dealt into groups. For each group,
 * the setting of {@link #STEPS} and {@link #KEPT} with the best UF1 on inner splits by subject of all <em>other</em> groups is taken, by
 * one network a split. With it the folds of the group's subjects are trained, each on all subjects but its own, and
 * tell their own subject. So a fold's test subject has no part in the choice of its setting, and folds are real ones of
 * leave one subject out; only the choice is shared by the subjects of a group, to whom all of the data that it is made
 * on are other people.
 */
final class NestedLoso {

	/** A setting of the fine-tuning: its steps, and how far weights go back to those it begins from. */
	private record Choice(int steps, double kept) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%d steps, keep %.1f", steps, kept);
		}
	}

	/** Written down on 2026-11-30 before the first run; the first of equally good ones is taken, the shortest. */
	private static final int[] STEPS = { 60, 125, 250, 500 };

	/** How far weights go back to those that they begin from, of each number of steps; written down with them. */
	private static final double[] KEPT = { 0.5, 0 };

	private static final int GROUPS = 8;
	private static final int INNER_GROUPS = 4;
	private static final int REPEATS_SEED = 1;

	private final FusionFoldTrainer.Settings settings;
	private final FusionFoldTrainer.Rows rows;
	private final Parameters first;
	private final LosoData data;
	private final long seed;

	/**
	 * @param settings what is trained and how; its steps and way back are the chosen ones'; it begins from a committee
	 * @param rows     fields and subjects of all rows
	 * @param data     the clips
	 * @param seed     seed of everything random
	 */
	NestedLoso(final FusionFoldTrainer.Settings settings, final FusionFoldTrainer.Rows rows, final LosoData data,
		final long seed)
	{
		this.settings = settings;
		first = ((FoldStart.Committee) settings.start()).members().get(0);
		this.rows = rows;
		this.data = data;
		this.seed = seed;
	}

	/** @return figures, their intervals, and for each group its subjects, the inner UF1 of each setting, and the choice */
	Map<String, Object> run() {
		final Map<String, Integer> groupOf = groups();
		final int groups = 1 + groupOf.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
		final Choice[] chosen = new Choice[groups];
		final List<Map<String, Object>> log = choose(groupOf, chosen);
		final int[] predicted = predict(groupOf, chosen);
		final Map<String, Object> result = new LinkedHashMap<>(figures("", predicted));
		data.datasets().forEach(dataset -> result.put(dataset, figures(dataset, predicted)));
		result.put("seed", seed);
		result.put("groups", log);
		System.out.println(result.entrySet().stream().filter(e -> !"groups".equals(e.getKey())).toList());
		return result;
	}

	/** Subjects in the order of their first clips, dealt in turn: as many of each dataset in each group as can be. */
	private Map<String, Integer> groups() {
		final Map<String, Integer> groupOf = new LinkedHashMap<>();
		for (final String subject : rows.subjects())
			groupOf.putIfAbsent(subject, groupOf.size() % GROUPS);
		return groupOf;
	}

	private List<Map<String, Object>> choose(final Map<String, Integer> groupOf, final Choice[] chosen) {
		final List<List<InnerSplit>> splits = new ArrayList<>();
		final List<Fold> folds = new ArrayList<>();
		for (int g = 0; g < chosen.length; g++) {
			splits.add(InnerSplit.of(others(groupOf, g), rows.subjects(), INNER_GROUPS, seed));
			for (final InnerSplit split : splits.get(g))
				folds.add(new Fold("inner " + folds.size(), split.fitRows(), split.fitLabels(), split.validationRows()));
		}
		final double[] best = new double[chosen.length];
		Arrays.fill(best, -1);
		final List<Map<String, Object>> uf1 = IntStream.range(0, chosen.length).<Map<String, Object>> mapToObj(
			g -> new LinkedHashMap<>()).toList();
		for (final int steps : STEPS) {
			final List<Parameters> trained = trained(folds, steps);
			for (final double kept : KEPT) {
				final Choice choice = new Choice(steps, kept);
				final List<Probabilities> told = told(folds, trained, kept);
				for (int g = 0; g < chosen.length; g++) {
					final double found = uf1(splits.get(g), told.subList(g * INNER_GROUPS, (g + 1) * INNER_GROUPS));
					uf1.get(g).put(choice.toString(), found);
					if (found <= best[g]) continue;
					best[g] = found;
					chosen[g] = choice;
				}
				System.out.println("inner splits, " + choice + " done");
			}
		}
		final List<Map<String, Object>> log = new ArrayList<>();
		for (int g = 0; g < chosen.length; g++) {
			final int group = g;
			final Map<String, Object> entry = new LinkedHashMap<>();
			entry.put("subjects", groupOf.keySet().stream().filter(s -> groupOf.get(s) == group).toList());
			entry.put("inner UF1", uf1.get(g));
			entry.put("chosen", chosen[g].toString());
			log.add(entry);
		}
		return log;
	}

	/** Trained on everybody outside of a group: as a fold, of which nothing but the training rows is used. */
	private Fold others(final Map<String, Integer> groupOf, final int group) {
		final int[] truth = data.truth();
		final int[] train = IntStream.range(0, data.size()).filter(i -> groupOf.get(rows.subjects().get(i)) != group)
			.toArray();
		final int[] test = IntStream.range(0, data.size()).filter(i -> groupOf.get(rows.subjects().get(i)) == group)
			.toArray();
		return new Fold("group " + group, train, Arrays.stream(train).map(i -> truth[i]).toArray(), test);
	}

	private static double uf1(final List<InnerSplit> splits, final List<Probabilities> told) {
		final List<Integer> truth = new ArrayList<>();
		final List<Integer> predicted = new ArrayList<>();
		for (int k = 0; k < splits.size(); k++) {
			for (int i = 0; i < splits.get(k).validationLabels().length; i++) {
				truth.add(splits.get(k).validationLabels()[i]);
				predicted.add(told.get(k).predicted(i));
			}
		}
		return ClassificationMetrics.of(3, truth.stream().mapToInt(i -> i).toArray(), predicted.stream().mapToInt(i -> i)
			.toArray()).uf1();
	}

	/** The real folds, those of one setting together. */
	private int[] predict(final Map<String, Integer> groupOf, final Choice[] chosen) {
		final Map<Choice, List<Fold>> byChoice = new LinkedHashMap<>();
		for (final Fold fold : new LosoPlan(data, List.of(seed), data.size()).folds())
			byChoice.computeIfAbsent(chosen[groupOf.get(fold.subject())], c -> new ArrayList<>()).add(fold);
		final int[] predicted = new int[data.size()];
		byChoice.forEach((choice, folds) -> {
			final FusionFoldTrainer.Settings own = new FusionFoldTrainer.Settings(settings.fusion(), settings.start(),
				settings.finetuning().withSteps(choice.steps), settings.members()).keeping(choice.kept);
			final List<FoldResult> results = new FusionFoldTrainer(own, rows, Hardware.cpu(0)).run(folds, seed, Progress
				.none());
			for (int f = 0; f < folds.size(); f++)
				for (int k = 0; k < folds.get(f).testRows().length; k++)
					predicted[folds.get(f).testRows()[k]] = results.get(f).probabilities().predicted(k);
		});
		return predicted;
	}

	/** One network a fold, all begun from the committee's first member and trained as one graph, as the real folds are. */
	private List<Parameters> trained(final List<Fold> folds, final int steps) {
		final FusionLearner learner = new FusionLearner(settings.fusion(), settings.finetuning().withSteps(steps), rows
			.fields(), rows.synthetic(), Hardware.cpu(0));
		return learner.learn(folds.stream().map(f -> new FusionLearner.Task(f.subject(), first, f.trainRows(), f
			.trainLabels())).toList(), 1000 * seed, Progress.none(), CheckpointFile.none()).parameters();
	}

	/** What the trained networks, gone part of the way back, tell of their folds' test rows. */
	private List<Probabilities> told(final List<Fold> folds, final List<Parameters> trained, final double kept) {
		final ParameterLayout layout = first.layout();
		final float[] values = new float[folds.size() * layout.size()];
		final int most = folds.stream().mapToInt(f -> f.testRows().length).max().orElseThrow();
		final float[] inputs = new float[folds.size() * most * FusionInput.LENGTH];
		for (int f = 0; f < folds.size(); f++) {
			for (int i = 0; i < layout.size(); i++) {
				final float own = trained.get(f).values()[i];
				values[f * layout.size() + i] = own + (float) kept * (first.values()[i] - own);
			}
			for (int k = 0; k < folds.get(f).testRows().length; k++)
				System.arraycopy(rows.fields()[folds.get(f).testRows()[k]], 0, inputs, (f * most + k) * FusionInput.LENGTH,
					FusionInput.LENGTH);
		}
		final int n = CanonicalFace.GRID;
		try (GraphSession session = GraphSession.open(settings.fusion().forFolds(), layout, values, Device.CPU)) {
			final float[] p = session.run(Map.of(Fusion.FIELDS, FloatTensor.of(inputs, folds.size(), most, n, n, 2))).get(
				Fusion.PROBABILITIES).data();
			return IntStream.range(0, folds.size()).mapToObj(f -> {
				final int count = folds.get(f).testRows().length;
				final Probabilities.Mean one = new Probabilities.Mean(count, 3, 1);
				for (int k = 0; k < count; k++)
					one.add(k, p, (f * most + k) * 3);
				return one.probabilities();
			}).toList();
		}
	}

	/** Figures of all clips, or of one dataset's. */
	private Map<String, Object> figures(final String dataset, final int[] predicted) {
		final int[] of = IntStream.range(0, data.size()).filter(i -> dataset.isEmpty() || data.clips().get(i).dataset()
			.equals(dataset)).toArray();
		final int[] truth = data.truth();
		final SubjectBootstrap.Scores scores = new SubjectBootstrap(3, SubjectBootstrap.DEFAULT_REPEATS, REPEATS_SEED)
			.scores(Arrays.stream(of).mapToObj(rows.subjects()::get).toList(), Arrays.stream(of).map(i -> truth[i]).toArray(),
				Arrays.stream(of).map(i -> predicted[i]).toArray());
		final Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("n", of.length);
		figures.put("uf1", scores.uf1().estimate());
		figures.put("uf1_interval", List.of(scores.uf1().low(), scores.uf1().high()));
		figures.put("uar", scores.uar().estimate());
		figures.put("uar_interval", List.of(scores.uar().low(), scores.uar().high()));
		return figures;
	}
}
