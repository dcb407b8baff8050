# Recognizes every clip of a folder, or of a CSV file with a column path, and writes a row for each. Bad clips are skipped
# with their reason; run again, it goes on where it stopped. Without a window:
#   fiji --headless --run folder_to_csv.py 'folder="/path/to/clips",csv="/path/to/predictions.csv"'
#@ File (label = "Folder or CSV", style = "both") folder
#@ File (label = "CSV file to write", style = "save") csv
#@ CommandService commands
#@output Integer rows

ended = commands.run("org.microexpression.command.RecognizeFolder", True,
	{"folder": folder, "device": "cpu", "csv": csv}).get()
if ended.isCanceled():
	raise RuntimeError(ended.getCancelReason())
with open(csv.getPath()) as lines:
	rows = len(lines.readlines()) - 1
print("%d rows in %s" % (rows, csv))
