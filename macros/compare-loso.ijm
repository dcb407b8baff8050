// Compares two files of predictions of the same clips: a CSV with the columns clip, truth and prediction, from any tool.
// Argument: FIRST,SECOND,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/compare-loso.ijm ours.csv,theirs.csv,results
part = split(getArgument(), ",");
run("Compare LOSO Results...", "first=[" + part[0] + "] second=[" + part[1] + "] output=[" + part[2] + "]");
print(File.openAsString(part[2] + "/loso-comparison-pairs.csv"));
