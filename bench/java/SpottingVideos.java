import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.microexpression.base.AtomicFile;
import org.microexpression.base.Progress;
import org.microexpression.model.ModelStore;
import org.microexpression.dgm.DgmMethod;
import org.microexpression.field.DisplacementEstimator;
import org.microexpression.field.DisplacementMethod;
import org.microexpression.field.DisplacementSetup;
import org.microexpression.motion.FacialMotion;
import org.microexpression.motion.MotionSettings;
import org.microexpression.motion.MotionTrace;
import org.microexpression.network.Hardware;
import org.microexpression.synthetic.LongVideo;
import org.microexpression.synthetic.LongVideo.Person;
import org.microexpression.synthetic.LongVideo.Setting;
import org.microexpression.synthetic.LongVideoScript.Acting;

/**
 * The made-up videos that spotting is developed and tested on. Those to test on show other people (the portrait, whose
 * texture none of the networks was trained on, and painted people of other seeds) who do other things. The motion of
 * each is measured once and kept as CSV.
 */
final class SpottingVideos {

	/**
	 * Made-up videos and what they are for. Rules were changed for what went wrong in the test videos; those that are
	 * kept were not looked at before these rules stood.
	 */
	enum Set {
			DEVELOPMENT, DEVELOPMENT_NEUTRAL, TEST, TEST_NEUTRAL, KEPT, KEPT_NEUTRAL
	}

	/**
	 * A video and its motion.
	 *
	 * @param video the video
	 * @param trace its motion
	 */
	record Measured(LongVideo video, MotionTrace trace) {
	}

	private SpottingVideos() {
		// Static only.
	}

	static List<LongVideo> of(final Set set) {
		final List<LongVideo> videos = new ArrayList<>();
		switch (set) {
			case DEVELOPMENT -> {
				for (int i = 0; i < 4; i++)
					videos.add(new LongVideo("development-" + i, Person.PAINTED, 10 + i, 100 + i, Setting.usual(50, 30)));
				for (int i = 0; i < 2; i++)
					videos.add(new LongVideo("development-portrait-" + i, Person.PORTRAIT, 20 + i, 120 + i, Setting.usual(50,
						30)));
				videos.add(new LongVideo("development-100fps", Person.PAINTED, 14, 104, Setting.usual(40, 100)));
				videos.add(new LongVideo("development-200fps", Person.PAINTED, 15, 105, Setting.usual(30, 200)));
			}
			case DEVELOPMENT_NEUTRAL -> {
				videos.add(new LongVideo("development-neutral", Person.PAINTED, 16, 106, Setting.usual(60, 30).with(Acting
					.neutral())));
				videos.add(new LongVideo("development-neutral-painted", Person.PAINTED, 17, 107, Setting.usual(60, 30).with(
					Acting.neutral())));
				for (int i = 0; i < 2; i++)
					videos.add(new LongVideo("development-neutral-portrait-" + i, Person.PORTRAIT, 18 + i, 108 + i, Setting.usual(
						60, 30).with(Acting.neutral())));
				for (int i = 0; i < 2; i++)
					videos.add(new LongVideo("more-neutral-" + i, i % 2 == 0 ? Person.PORTRAIT : Person.PAINTED, 60 + i, 160 + i,
						Setting.usual(60, 30).with(Acting.neutral())));
			}
			case TEST -> {
				for (int i = 0; i < 3; i++)
					videos.add(new LongVideo("test-portrait-" + i, Person.PORTRAIT, 520 + i, 600 + i, Setting.usual(50, 30)));
				for (int i = 0; i < 2; i++)
					videos.add(new LongVideo("test-painted-" + i, Person.PAINTED, 530 + i, 610 + i, Setting.usual(50, 30)));
				videos.add(new LongVideo("test-100fps", Person.PORTRAIT, 540, 620, Setting.usual(40, 100)));
				videos.add(new LongVideo("test-200fps", Person.PAINTED, 541, 621, Setting.usual(30, 200)));
			}
			case KEPT -> {
				for (int i = 0; i < 6; i++)
					videos.add(new LongVideo("kept-" + i, i % 2 == 0 ? Person.PORTRAIT : Person.PAINTED, 720 + i, 820 + i, Setting
						.usual(50, 30)));
				videos.add(new LongVideo("kept-100fps", Person.PAINTED, 730, 830, Setting.usual(40, 100)));
				videos.add(new LongVideo("kept-200fps", Person.PORTRAIT, 731, 831, Setting.usual(30, 200)));
			}
			case KEPT_NEUTRAL -> {
				for (int i = 0; i < 8; i++)
					videos.add(new LongVideo("neutral-" + i, i % 2 == 0 ? Person.PORTRAIT : Person.PAINTED, 700 + i, 800 + i,
						Setting.usual(60, 30).with(Acting.neutral())));
			}
			default -> {
				videos.add(new LongVideo("test-neutral-portrait", Person.PORTRAIT, 550, 630, Setting.usual(60, 30).with(Acting
					.neutral())));
				videos.add(new LongVideo("test-neutral-painted", Person.PAINTED, 551, 631, Setting.usual(60, 30).with(Acting
					.neutral())));
			}
		}
		return videos;
	}

	/** Displacement fields as recognition has them, with the mirrored pass. */
	private static final class ExactDgm implements DisplacementMethod {

		@Override
		public String title() {
			return "exact DGM";
		}

		@Override
		public DisplacementEstimator open(final DisplacementSetup setup) {
			return new DgmMethod().open(new DisplacementSetup(setup.model(), setup.device(), setup.threads()));
		}
	}

	/** Measures what is not measured yet, by fields with the mirrored pass or, as it ships, without. */
	static List<Measured> measured(final Set set, final Path folder, final boolean exact) {
		final List<Measured> measured = new ArrayList<>();
		try (FacialMotion motion = new FacialMotion(new ModelStore(List.of(Path.of("models"))), ModelStore.SHIPPED, Hardware
			.cpu(0), exact ? new ExactDgm() : new DgmMethod()))
		{
			for (final LongVideo video : of(set)) {
				final Path file = folder.resolve(video.name() + (exact ? "-exact.csv" : ".csv"));
				if (!Files.exists(file)) AtomicFile.write(file, motion.measure(video, MotionSettings.defaults(), Progress
					.none()).table().toCsv());
				measured.add(new Measured(video, MotionTrace.read(file)));
			}
		}
		return measured;
	}

	public static void main(final String[] args) {
		for (final Measured one : measured(Set.valueOf(args[0]), Path.of(args[1]), false))
			System.out.println(one.video().name() + ": " + one.trace().rows() + " frames, " + one.video().truth().size() +
				" intervals " + one.trace().remarks());
	}
}
