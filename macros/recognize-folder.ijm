// Recognizes every clip of a folder, or of a CSV file with a column path; running it again goes on where it stopped.
// Argument: FOLDER OR CSV,CSV TO WRITE
//   bin/imagej --headless -macro macros/recognize-folder.ijm clips,predictions.csv
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, FOLDER OR CSV,CSV TO WRITE; from another macro:\n" +
	"runMacro(\"/path/to/recognize-folder.ijm\", \"clips,predictions.csv\");");
run("Recognize Folder of Clips...", "folder=[" + part[0] + "] csv=[" + part[1] + "] device=cpu");
print(File.openAsString(part[1]));
