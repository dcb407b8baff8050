// Leave-one-subject-out from a manifest to the tables of a paper: rooms dataset, study and evaluation, without commands.
// Every table, figure and the text for a methods section is in the output folder; run again, it goes on where it stopped.
//   fiji --headless --run loso_to_paper.groovy 'manifest="/path/to/manifest.csv",output="/path/to/loso",seed=1,steps=250'
#@ File (label = "Manifest") manifest
#@ File (label = "Output folder", style = "directory") output
#@ Integer (label = "Seed", value = 1) seed
#@ Integer (label = "Training steps", value = 250) steps
#@output Double uf1

import ij.IJ

import org.microexpression.base.Progress
import org.microexpression.dataset.Manifest
import org.microexpression.evaluation.LosoReport
import org.microexpression.model.ModelStore
import org.microexpression.network.Hardware
import org.microexpression.study.LosoEvaluation
import org.microexpression.study.LosoSettings
import org.microexpression.study.LosoSettings.FusionAlone

Manifest.read(manifest.toPath()).samples().countBy { it.dataset() }.each { dataset, clips -> println "$dataset: $clips clips" }
store = IJ.getDirectory("imagej") == null ? ModelStore.outside() : ModelStore.of(java.nio.file.Path.of(IJ.getDirectory("imagej")))
usual = LosoSettings.defaults()
alone = FusionAlone.defaults()
training = new FusionAlone(alone.pretraining(), alone.finetuning().withSteps(steps), 0)
settings = new LosoSettings(usual.classes(), [(long) seed], usual.subjectsTogether(), usual.start(), 1, usual.fusion(), training)
evaluation = new LosoEvaluation(manifest.toPath(), output.toPath(), settings, store, ModelStore.SHIPPED, Hardware.cpu(0))
result = evaluation.run(Progress.none(), { soFar -> }, { remark -> println remark })
summary = new LosoReport(result).summary()
summary.rows().each { println "${it.cell('part')}: UF1 ${it.cell('uf1')} (95 % ${it.cell('uf1_low')} to ${it.cell('uf1_high')})" }
uf1 = summary.cell(0, "uf1")
