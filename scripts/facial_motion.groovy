// Follows the face through a clip and writes a row a frame: head, eyes, motion of each region of the face.
//   fiji --headless --run facial_motion.groovy 'clip="/path/to/video.mp4",csv="/path/to/video-motion.csv"'
#@ File (label = "Clip", style = "both") clip
#@ File (label = "CSV file to write", style = "save") csv
#@output Integer rows

import ij.IJ

import org.microexpression.base.Progress
import org.microexpression.clip.Clips
import org.microexpression.model.ModelStore
import org.microexpression.motion.FacialMotion
import org.microexpression.motion.MotionSettings
import org.microexpression.motion.Quantity
import org.microexpression.network.Hardware

application = IJ.getDirectory("imagej")
store = application == null ? ModelStore.outside() : ModelStore.of(java.nio.file.Path.of(application))
motion = new FacialMotion(store, ModelStore.SHIPPED, Hardware.automatic())
frames = Clips.open(clip.toPath())
try {
	trace = motion.measure(frames, MotionSettings.defaults(), Progress.none())
	trace.table().writeCsv(csv.toPath())
	trace.remarks().each { println it }
	rows = trace.rows()
	println "$rows rows, measured: " + (0..<rows).count { trace.measured(it) }
}
finally {
	[motion, frames]*.close()
}
