// The whole chain by the plugin's ops, without commands, dialogs or windows: landmarks, registration, displacement field,
// optical strain, recognition. With SciJava Ops installed, ops.op("microexpression.displacement") is the same function.
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame", value = 1) onset
#@ Integer (label = "Apex frame", value = 14) apex
#@output String expression
#@output Double strain

import ij.IJ
import java.nio.file.Paths
import org.microexpression.clip.Clips
import org.microexpression.clip.FramePairs
import org.microexpression.dgm.DisplacementModel
import org.microexpression.face.FaceFinder
import org.microexpression.network.Device
import org.microexpression.model.ModelCard
import org.microexpression.model.ModelStore
import org.microexpression.ops.DisplacementOps
import org.microexpression.ops.FaceOps
import org.microexpression.fusion.Recognizer

application = IJ.getDirectory("imagej")
models = ModelStore.of(application == null ? null : Paths.get(application))
model = models.find(ModelStore.SHIPPED)
finder = FaceFinder.open(models.face(), Device.CPU)
module = DisplacementModel.open(model, Device.CPU)
recognizer = Recognizer.open(model, ModelCard.read(model).classes(), Device.CPU)
try {
	frames = FramePairs.read(Clips.open(clip.toPath()), onset, apex)
	landmarks = FaceOps.landmarks(frames.onset(), finder)
	pair = FaceOps.register(frames.onset(), frames.apex(), landmarks)
	field = FaceOps.displacement(pair, module)
	strain = DisplacementOps.opticalStrain(field).collect { it.get() }.max()
	prediction = FaceOps.recognize(field, recognizer, null)
	expression = prediction.label()
	println "$expression ${prediction.probabilities()}, largest optical strain $strain"
}
finally {
	[finder, module, recognizer]*.close()
}
