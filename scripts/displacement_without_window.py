# The whole chain by the plugin's ops, without commands, dialogs or windows: landmarks, registration, displacement field,
# optical strain, recognition. With SciJava Ops installed, ops.op("microexpression.displacement") is the same function.
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame", value = 1) onset
#@ Integer (label = "Apex frame", value = 14) apex
#@output String expression
#@output Double strain

from ij import IJ
from java.nio.file import Paths
from org.microexpression.clip import Clips, FramePairs
from org.microexpression.dgm import DisplacementModel
from org.microexpression.face import FaceFinder
from org.microexpression.model import ModelCard, ModelStore
from org.microexpression.network import Device
from org.microexpression.ops import DisplacementOps, FaceOps
from org.microexpression.fusion import Recognizer

application = IJ.getDirectory("imagej")
models = ModelStore.of(Paths.get(application) if application else None)
model = models.find(ModelStore.SHIPPED)
finder = FaceFinder.open(models.face(), Device.CPU)
module = DisplacementModel.open(model, Device.CPU)
recognizer = Recognizer.open(model, ModelCard.read(model).classes(), Device.CPU)
try:
	frames = FramePairs.read(Clips.open(clip.toPath()), onset, apex)
	landmarks = FaceOps.landmarks(frames.onset(), finder)
	pair = FaceOps.register(frames.onset(), frames.apex(), landmarks)
	field = FaceOps.displacement(pair, module)
	strain = max(value.get() for value in DisplacementOps.opticalStrain(field))
	prediction = FaceOps.recognize(field, recognizer, None)
	expression = prediction.label()
	print("%s %s, largest optical strain %g" % (expression, list(prediction.probabilities()), strain))
finally:
	for network in (finder, module, recognizer):
		network.close()
