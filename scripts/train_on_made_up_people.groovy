// Makes clips of made-up people, trains a model on them for a few steps and recognizes one with it: rooms synthetic,
// training, study and pipeline, without commands. A model for use is trained on your own manifest and for longer.
//   fiji --headless --run train_on_made_up_people.groovy 'folder="/path/to/made-up",people=3,steps=20'
#@ File (label = "Folder", style = "directory") folder
#@ Integer (label = "People", value = 3) people
#@ Integer (label = "Steps", value = 20) steps
#@output String prediction

import ij.IJ

import org.microexpression.base.Progress
import org.microexpression.clip.Clips
import org.microexpression.dataset.Manifest
import org.microexpression.face.FaceArea
import org.microexpression.model.ModelStore
import org.microexpression.network.Device
import org.microexpression.network.Hardware
import org.microexpression.pipeline.ExpressionPipeline
import org.microexpression.study.ModelTrainingRun
import org.microexpression.study.ModelTrainingRun.LabelledClips
import org.microexpression.synthetic.SyntheticClip
import org.microexpression.synthetic.SyntheticDataset
import org.microexpression.training.TrainingListener
import org.microexpression.training.joint.TrainingSettings

manifest = new SyntheticDataset(1, SyntheticClip.Setting.sample()).write(folder.toPath().resolve("clips"), people, 3, "png", Progress.none())
store = IJ.getDirectory("imagej") == null ? ModelStore.outside() : ModelStore.of(java.nio.file.Path.of(IJ.getDirectory("imagej")))
settings = TrainingSettings.defaults().withSteps(steps, 4, steps).on(1, Hardware.cpu(0))
model = folder.toPath().resolve("model")
run = new ModelTrainingRun(Optional.of(new LabelledClips(manifest, "MEGC2019, 3 classes")), model, settings, store,
	Optional.of(ModelStore.SHIPPED))
outcome = run.run(Progress.none(), TrainingListener.none(), { remark -> println remark })
println "${outcome.card().id()}: ${outcome.result().steps()} steps, figures ${outcome.result().figures()}"

sample = Manifest.read(manifest).samples()[0]
frames = Clips.open(sample.path().get())
pipeline = new ExpressionPipeline(store, model.toString(), Device.CPU)
try {
	found = pipeline.recognize(pipeline.register(frames, sample.onset(), sample.apex(), Optional.empty(), FaceArea.EVERYWHERE,
		Progress.none()), Progress.none())
	prediction = found.prediction().label()
	println "${sample.clip()} is ${sample.label()}, told as $prediction"
}
finally {
	[pipeline, frames]*.close()
}
