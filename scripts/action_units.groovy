// Lists the action units that a clip shows: unit, side of the person, probability, strength. By the plugin's ops, without
// commands, dialogs or windows:
//   fiji --headless --run action_units.groovy 'clip="/path/to/clip.avi",onset=1,apex=14'
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame", value = 1) onset
#@ Integer (label = "Apex frame", value = 14) apex
#@ String (label = "Model", value = "frl-dgt-synthetic") model
#@output String units

import ij.IJ

import net.imglib2.view.Views

import org.microexpression.clip.Clips
import org.microexpression.dgm.DisplacementModel
import org.microexpression.face.FaceFinder
import org.microexpression.fusion.Recognizer
import org.microexpression.model.ModelCard
import org.microexpression.model.ModelStore
import org.microexpression.network.Device
import org.microexpression.network.Hardware
import org.microexpression.ops.FaceOps

store = IJ.getDirectory("imagej") == null ? ModelStore.outside() : ModelStore.of(java.nio.file.Path.of(IJ.getDirectory("imagej")))
folder = store.find(model)
frames = Clips.open(clip.toPath())
finder = FaceFinder.open(store.face(), Device.CPU)
dgm = DisplacementModel.open(folder, Device.CPU)
recognizer = Recognizer.open(folder, ModelCard.read(folder), Hardware.of(Device.CPU))
try {
	first = frames.frame(frames.indexOf(onset))
	pair = FaceOps.register(first, frames.frame(frames.indexOf(apex)), FaceOps.landmarks(first, finder))
	field = FaceOps.displacement(pair, dgm)
	// Landmarks of the registered frame say where this face has its brows and its mouth.
	found = FaceOps.actionUnits(field, recognizer, FaceOps.landmarks(Views.hyperSlice(pair, 2, 0), finder))
	found.atWork().each {
		println String.format(Locale.ROOT, "AU%d %s, %s: probability %.2f, %.2f px", it.unit().number(), it.unit().label(),
			it.side().label(), it.probability(), it.strength())
	}
	units = found.areKnown() ? found.facs() : "the model knows no action units"
	println units
}
finally {
	[recognizer, dgm, finder, frames]*.close()
}
