import java.awt.Polygon;
import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.type.numeric.real.FloatType;

import org.microexpression.face.CanonicalFace;
import org.microexpression.face.FaceRegistration;
import org.microexpression.face.FacialLandmarks;
import org.microexpression.face.RegisteredPair;
import org.microexpression.face.SimilarityTransform;
import org.microexpression.field.DisplacementField;
import org.microexpression.image.Bilinear;
import org.microexpression.image.CatmullRom;
import org.microexpression.image.GaussianBlur;
import org.microexpression.synthetic.FaceLayout;
import org.microexpression.synthetic.MotionModel;
import org.microexpression.synthetic.Texture;
import org.microexpression.synthetic.TextureImage;

/**
 * A face on a head that is turned as a body in space before a background that stays: two frames of which everything is
 * known. The head's depth (curvature of the face, length of the nose) is drawn for each person and is not the one that
 * the program reckons with.
 */
final class MovedHead {

	/** Registered pixels around the registered frame that the camera's frame shows on each side. */
	private static final int ROOM = 80;

	/** Registered pixels from the face back to the axis that the head turns about. */
	private static final double AXIS = 75;

	private static final int SIZE = CanonicalFace.SIZE;
	private static final double MIDDLE = (SIZE - 1) / 2.0;

	/** Distance of the camera, registered pixels: about one metre. */
	private static final double CAMERA = 1100;

	/**
	 * How the head moves from onset to apex.
	 *
	 * @param right  shift, registered pixels
	 * @param down   shift, registered pixels
	 * @param turn   rotation in the picture, degrees
	 * @param growth factor of size
	 * @param yaw    degrees
	 * @param pitch  degrees
	 */
	record Motion(double right, double down, double turn, double growth, double yaw, double pitch) {

		static final Motion NONE = new Motion(0, 0, 0, 1, 0, 0);
	}

	/**
	 * How the light changes from onset to apex.
	 *
	 * @param gain  factor
	 * @param slope grey levels at the frame's right edge, less as many at its left one
	 */
	record Light(double gain, double slope) {

		static final Light STEADY = new Light(1, 0);
	}

	private final FacialLandmarks face;
	private final CatmullRom skin;
	private final Bilinear ground;
	private final int width;
	private final double zoom;
	private final double nose;
	private final double across;
	private final double along;
	private final FacialLandmarks given;
	private final double noise;
	private final long seed;

	/**
	 * @param texture what the face looks like
	 * @param seed    the person and the camera, any number
	 */
	MovedHead(final Texture texture, final long seed) {
		this.seed = seed;
		final SplittableRandom random = new SplittableRandom(seed * 7919 + 17);
		final TextureImage image = texture.render(random.split(), FaceLayout.Variation.typical());
		face = image.landmarks();
		zoom = 1.1 + 0.9 * random.nextDouble();
		// Lens and pixels of the camera, against aliasing.
		final float[] picture = image.pixels().clone();
		GaussianBlur.blur(picture, TextureImage.SIZE, TextureImage.SIZE, 0.5 * TextureImage.OVERSAMPLING / zoom,
			GaussianBlur.Style.LONG);
		skin = new CatmullRom(picture, TextureImage.SIZE, TextureImage.SIZE, CatmullRom.Precision.SINGLE);
		width = (int) Math.round((SIZE + 2 * ROOM) * zoom);
		final float[] coarse = new float[12 * 12];
		for (int i = 0; i < coarse.length; i++)
			coarse[i] = (float) (90 + 40 * random.nextGaussian());
		ground = new Bilinear(coarse, 12, 12, Bilinear.Border.REPEATED_SHORT, Bilinear.Mixing.STEPPED_DOUBLE);
		nose = 14 + 10 * random.nextDouble();
		across = 65 + 30 * random.nextDouble();
		along = 110 + 70 * random.nextDouble();
		noise = 0.5 + 1.5 * random.nextDouble();
		// The face finder is off by half a registered pixel or so, each point its own way.
		final double[] x = new double[FacialLandmarks.COUNT], y = new double[FacialLandmarks.COUNT];
		for (int i = 0; i < x.length; i++) {
			x[i] = frame(face.x()[i] + 0.6 * random.nextGaussian());
			y[i] = frame(face.y()[i] + 0.6 * random.nextGaussian());
		}
		given = new FacialLandmarks(x, y);
	}

	FacialLandmarks face() {
		return face;
	}

	/** @return the landmarks of the onset face in pixels of the frame */
	FacialLandmarks given() {
		return given;
	}

	private double frame(final double registered) {
		return (registered + ROOM + 0.5) * zoom - 0.5;
	}

	private double texture(final double frame) {
		return (frame + 0.5) / zoom - 0.5 - ROOM;
	}

	/** Height of the skin above the plane of the eyes, towards the camera, registered pixels. */
	private double depth(final double x, final double y) {
		final double dx = x - face.x()[28], dy = y - face.y()[28];
		final double top = face.y()[27], tip = face.y()[30];
		final double t = Math.max(0, Math.min(1.25, (y - top) / (tip - top)));
		final double ridge = t <= 1 ? 0.25 + 0.75 * t : Math.max(0, 1 - 4 * (t - 1));
		final double sharp = 5 + 6 * t;
		return -dx * dx / (2 * across) - dy * dy / (2 * along) + nose * ridge * Math.exp(-dx * dx / (2 * sharp * sharp)) *
			(y < top ? Math.exp(-(y - top) * (y - top) / 200) : 1);
	}

	/**
	 * Where a point of the skin goes: turned about an axis in the head, seen by the camera, then moved in the picture.
	 */
	private double[] moved(final Motion motion, final double x, final double y) {
		final double yaw = Math.toRadians(motion.yaw), pitch = Math.toRadians(motion.pitch);
		final double rest = depth(x, y);
		final double px = x - MIDDLE, py = y - MIDDLE, pz = rest + AXIS;
		final double qx = px * Math.cos(yaw) + pz * Math.sin(yaw), qz = pz * Math.cos(yaw) - px * Math.sin(yaw);
		final double qy = py * Math.cos(pitch) - qz * Math.sin(pitch), rz = qz * Math.cos(pitch) + py * Math.sin(pitch);
		// At rest the picture itself is what the camera sees.
		final double near = (CAMERA - rest) / (CAMERA - (rz - AXIS));
		final double c = motion.growth * Math.cos(Math.toRadians(motion.turn));
		final double s = motion.growth * Math.sin(Math.toRadians(motion.turn));
		return new double[] { MIDDLE + c * qx * near - s * qy * near + motion.right, MIDDLE + s * qx * near + c * qy *
			near + motion.down };
	}

	/**
	 * @param motion     how the head moves
	 * @param expression how the skin moves, on the texture's registered layout; {@code null} for a still face
	 * @param light      how the light changes
	 * @param frame      number of the frame, for its noise
	 * @return grey levels of the camera's frame
	 */
	ArrayImg<FloatType, FloatArray> frame(final Motion motion, final MotionModel expression, final Light light,
		final int frame)
	{
		final int margin = TextureImage.MARGIN, wide = SIZE + 2 * margin;
		final DisplacementField d = expression == null ? null : expression.field(new MotionModel.Grid(wide, wide, -margin,
			-margin, 1));
		final Bilinear u = d == null ? null : new Bilinear(d.u(), wide, wide, Bilinear.Border.REPEATED_SHORT,
			Bilinear.Mixing.STEPPED_DOUBLE);
		final Bilinear v = d == null ? null : new Bilinear(d.v(), wide, wide, Bilinear.Border.REPEATED_SHORT,
			Bilinear.Mixing.STEPPED_DOUBLE);
		final SimilarityTransform back = SimilarityTransform.about(MIDDLE, MIDDLE, motion.growth, Math.toRadians(
			motion.turn), motion.right, motion.down).invert();
		final SplittableRandom random = new SplittableRandom(seed * 31 + frame);
		final float[] grey = new float[width * width];
		for (int row = 0, i = 0; row < width; row++) {
			for (int column = 0; column < width; column++, i++) {
				final double tx = texture(column), ty = texture(row);
				double x = back.applyX(tx, ty), y = back.applyY(tx, ty);
				float value;
				if (x < -margin || y < -margin || x > SIZE + margin || y > SIZE + margin) value = (float) ground.at(column *
					11.0 / width, row * 11.0 / width);
				else {
					double sx = x, sy = y;
					for (int step = 0; step < 7 && (d != null || motion != Motion.NONE); step++) {
						final double mx = sx + (d == null ? 0 : u.at(sx + margin, sy + margin));
						final double my = sy + (d == null ? 0 : v.at(sx + margin, sy + margin));
						final double[] now = moved(motion, mx, my);
						final double ex = now[0] - tx, ey = now[1] - ty;
						sx -= back.a() * ex - back.b() * ey;
						sy -= back.b() * ex + back.a() * ey;
					}
					value = skin.at(TextureImage.toPicture(sx), TextureImage.toPicture(sy));
				}
				final double lit = frame == 0 ? value : light.gain * value + light.slope * (2.0 * column / width - 1);
				grey[i] = Math.round(Math.max(0, Math.min(255, lit + noise * random.nextGaussian())));
			}
		}
		return ArrayImgs.floats(grey, width, width);
	}

	/** @return the true displacement of the skin on the registered onset frame, the head's motion left out */
	DisplacementField truth(final MotionModel expression) {
		final DisplacementField truth = DisplacementField.zero(SIZE, SIZE);
		if (expression == null) return truth;
		final SimilarityTransform place = FaceRegistration.canonicalToFrame(given);
		final int margin = TextureImage.MARGIN, wide = SIZE + 2 * margin;
		final DisplacementField d = expression.field(new MotionModel.Grid(wide, wide, -margin, -margin, 1));
		final Bilinear u = new Bilinear(d.u(), wide, wide, Bilinear.Border.REPEATED_SHORT, Bilinear.Mixing.STEPPED_DOUBLE);
		final Bilinear v = new Bilinear(d.v(), wide, wide, Bilinear.Border.REPEATED_SHORT, Bilinear.Mixing.STEPPED_DOUBLE);
		final double a = place.a() / zoom, b = place.b() / zoom, square = a * a + b * b;
		for (int i = 0; i < SIZE * SIZE; i++) {
			final double x = texture(place.applyX(i % SIZE, i / SIZE)), y = texture(place.applyY(i % SIZE, i / SIZE));
			final double du = u.at(x + margin, y + margin), dv = v.at(x + margin, y + margin);
			truth.u()[i] = (float) ((a * du + b * dv) / square);
			truth.v()[i] = (float) ((a * dv - b * du) / square);
		}
		return truth;
	}

	/**
	 * What the head's own motion is in the field of a registered pair, with what registration took out of it taken out.
	 *
	 * @param motion     how the head moves
	 * @param expression how the skin moves; {@code null} for a still face
	 * @param removed    where registration found a point of the onset frame in the apex frame, pixels of the frames
	 * @return what is left of the head's motion on the registered onset frame
	 */
	DisplacementField headTruth(final Motion motion, final MotionModel expression, final SimilarityTransform removed) {
		final DisplacementField head = DisplacementField.zero(SIZE, SIZE);
		final SimilarityTransform place = FaceRegistration.canonicalToFrame(given);
		final SimilarityTransform back = removed.compose(place).invert();
		final DisplacementField skin = truth(expression);
		for (int i = 0; i < SIZE * SIZE; i++) {
			final double x = i % SIZE + skin.u()[i], y = i / SIZE + skin.v()[i];
			final double[] at = moved(motion, texture(place.applyX(x, y)), texture(place.applyY(x, y)));
			head.u()[i] = (float) (back.applyX(frame(at[0]), frame(at[1])) - x);
			head.v()[i] = (float) (back.applyY(frame(at[0]), frame(at[1])) - y);
		}
		return head;
	}

	/** @return which pixels of a registered pair show the face: between jaw line and brows, and a little above these */
	static boolean[] inside(final RegisteredPair pair) {
		final FacialLandmarks at = pair.landmarks().orElseThrow();
		final Polygon outline = new Polygon();
		for (int i = 0; i <= 16; i++)
			outline.addPoint((int) Math.round(10 * at.x()[i]), (int) Math.round(10 * at.y()[i]));
		for (int i = 26; i >= 17; i--)
			outline.addPoint((int) Math.round(10 * at.x()[i]), (int) Math.round(10 * (at.y()[i] - 10)));
		final boolean[] inside = new boolean[SIZE * SIZE];
		for (int i = 0; i < inside.length; i++)
			inside[i] = outline.contains(10 * (i % SIZE), 10 * (i / SIZE));
		return inside;
	}
}
