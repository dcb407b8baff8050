// Recognizes every clip of a folder, or of a CSV file with a column path, and writes a row for each. Bad clips are skipped
// with their reason; run again, it goes on where it stopped. Without a window:
//   fiji --headless --run folder_to_csv.groovy 'folder="/path/to/clips",csv="/path/to/predictions.csv"'
#@ File (label = "Folder or CSV", style = "both") folder
#@ File (label = "CSV file to write", style = "save") csv
#@ CommandService commands
#@output Integer rows

ended = commands.run("org.microexpression.command.RecognizeFolder", true, [folder: folder, device: "cpu", csv: csv]).get()
if (ended.isCanceled()) throw new RuntimeException(ended.getCancelReason())
rows = csv.readLines().size() - 1
println "$rows rows in $csv"
