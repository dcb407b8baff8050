// Recognizes every clip of a folder, or of a CSV file with a column path; running it again goes on where it stopped.
// Argument: FOLDER OR CSV,CSV TO WRITE
//   bin/imagej --headless -macro macros/recognize-folder.ijm clips,predictions.csv
part = split(getArgument(), ",");
run("Recognize Folder of Clips...", "folder=[" + part[0] + "] csv=[" + part[1] + "] device=cpu");
print(File.openAsString(part[1]));
