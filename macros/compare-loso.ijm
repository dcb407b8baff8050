// Compares two files of predictions of the same clips: a CSV with the columns clip, truth and prediction, from any tool.
// Argument: FIRST,SECOND,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/compare-loso.ijm ours.csv,theirs.csv,results
part = split(getArgument(), ",");
if (part.length != 3) exit("This macro takes an argument, FIRST,SECOND,OUTPUT FOLDER; from another macro:\n" +
	"runMacro(\"/path/to/compare-loso.ijm\", \"ours.csv,theirs.csv,results\");");
run("Compare LOSO Results...", "first=[" + part[0] + "] second=[" + part[1] + "] output=[" + part[2] + "]");
print(File.openAsString(part[2] + "/loso-comparison-pairs.csv"));
