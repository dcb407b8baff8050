// Finds the expressions in a video and writes them as a table and for ELAN; a candidate is for a person to confirm.
//   fiji --headless --run spot_to_elan.groovy 'clip="/path/to/video.mp4",csv="/path/to/video.csv",elan="/path/to/video.eaf"'
#@ File (label = "Clip", style = "both") clip
#@ File (label = "CSV file to write", style = "save") csv
#@ File (label = "ELAN file to write (.eaf)", style = "save") elan
#@ CommandService commands
#@output Integer candidates

import org.microexpression.clip.ClipImages
import org.microexpression.clip.Clips
import org.microexpression.timeline.Timeline

run = { name, inputs ->
	ended = commands.run("org.microexpression.command." + name, true, inputs).get()
	if (ended.isCanceled()) throw new RuntimeException(ended.getCancelReason())
}
image = ClipImages.toImagePlus(Clips.open(clip.toPath()))
run("SpotExpressions", [image: image, csv: csv, timeline: false, device: "cpu"])
run("ExportTimeline", [csv: csv, output: elan])
spotted = Timeline.read(csv.toPath())
candidates = spotted.candidates().size()
spotted.candidates().each { println it }
