# The whole chain by the plugin's ops, without commands, dialogs or windows: landmarks, registration, displacement field,
# optical strain, recognition. The networks are those that commands and scripts share: a second run finds them loaded.
# With SciJava Ops installed, ops.op("microexpression.displacement") is the same function.
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame", value = 1) onset
#@ Integer (label = "Apex frame", value = 14) apex
#@ LoadedModelsService loaded
#@output String expression
#@output Double strain

from ij import IJ
from java.nio.file import Paths
from org.microexpression.clip import Clips, FramePairs
from org.microexpression.model import ModelStore
from org.microexpression.network import Device, Hardware
from org.microexpression.ops import DisplacementOps, FaceOps

application = IJ.getDirectory("imagej")
models = ModelStore.of(Paths.get(application)) if application else ModelStore.outside()
model = models.find(ModelStore.SHIPPED)
finder = loaded.models().faces(models.face(), Device.CPU)
module = loaded.models().displacement(model, Hardware.of(Device.CPU))
recognizer = loaded.models().recognizer(model, Hardware.of(Device.CPU))
try:
	frames = FramePairs.read(Clips.open(clip.toPath()), onset, apex)
	landmarks = FaceOps.landmarks(frames.onset(), finder.get())
	pair = FaceOps.register(frames.onset(), frames.apex(), landmarks)
	field = FaceOps.displacement(pair, module.get())
	strain = max(value.get() for value in DisplacementOps.opticalStrain(field))
	prediction = FaceOps.recognize(field, recognizer.get(), None)
	expression = prediction.label()
	print("%s %s, largest optical strain %g" % (expression, list(prediction.probabilities()), strain))
finally:
	for network in (finder, module, recognizer):
		network.close()
