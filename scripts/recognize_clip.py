# Recognizes the expression in one clip. Runs in Fiji's script editor, and without a window:
#   fiji --headless --run recognize_clip.py 'clip="/path/to/clip.avi",onset=46,apex=59,csv="/path/to/predictions.csv"'
#@ File (label = "Clip", style = "both") clip
#@ Integer (label = "Onset frame (0: guessed)", value = 0) onset
#@ Integer (label = "Apex frame (0: guessed)", value = 0) apex
#@ File (label = "CSV file that gets a row", style = "save") csv
#@ CommandService commands
#@output String row

from org.microexpression.clip import ClipImages, Clips

image = ClipImages.toImagePlus(Clips.open(clip.toPath()))
ended = commands.run("org.microexpression.command.RecognizeExpression", True,
	{"image": image, "onset": onset, "apex": apex, "device": "cpu", "csv": csv}).get()
if ended.isCanceled():
	raise RuntimeError(ended.getCancelReason())
with open(csv.getPath()) as lines:
	row = lines.readlines()[-1].strip()
print(row)
