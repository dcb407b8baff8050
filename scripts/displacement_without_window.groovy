// The whole chain by the plugin's ops, without commands, dialogs or windows: landmarks, registration, displacement field,
// optical strain, recognition. The networks are those that commands and scripts share: a second run finds them loaded.
// With SciJava Ops installed, ops.op("microexpression.displacement") is the same function.
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame", value = 1) onset
#@ Integer (label = "Apex frame", value = 14) apex
#@ LoadedModelsService loaded
#@output String expression
#@output Double strain

import ij.IJ
import java.nio.file.Paths
import org.microexpression.clip.Clips
import org.microexpression.clip.FramePairs
import org.microexpression.network.Device
import org.microexpression.network.Hardware
import org.microexpression.model.ModelStore
import org.microexpression.ops.DisplacementOps
import org.microexpression.ops.FaceOps

application = IJ.getDirectory("imagej")
models = application == null ? ModelStore.outside() : ModelStore.of(Paths.get(application))
model = models.find(ModelStore.SHIPPED)
finder = loaded.models().faces(models.face(), Device.CPU)
module = loaded.models().displacement(model, Hardware.of(Device.CPU))
recognizer = loaded.models().recognizer(model, Hardware.of(Device.CPU))
try {
	frames = FramePairs.read(Clips.open(clip.toPath()), onset, apex)
	landmarks = FaceOps.landmarks(frames.onset(), finder.get())
	pair = FaceOps.register(frames.onset(), frames.apex(), landmarks)
	field = FaceOps.displacement(pair, module.get())
	strain = DisplacementOps.opticalStrain(field).collect { it.get() }.max()
	prediction = FaceOps.recognize(field, recognizer.get(), null)
	expression = prediction.label()
	println "$expression ${prediction.probabilities()}, largest optical strain $strain"
}
finally {
	[finder, module, recognizer]*.close()
}
