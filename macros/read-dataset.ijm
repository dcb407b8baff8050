// Reads a dataset as it lies on disk and writes its manifest and a report.
// Argument: DATASET,FOLDER,PROTOCOL,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/read-dataset.ijm "CASME II,/path/to/CASME2,MEGC2019 composite (3 classes),results"
part = split(getArgument(), ",");
if (part.length != 4) exit("This macro takes an argument, DATASET,FOLDER,PROTOCOL,OUTPUT FOLDER" +
	"; from another macro:\n" +
	"runMacro(\"/path/to/read-dataset.ijm\", \"CASME II,/path/to/CASME2,MEGC2019 composite (3 classes),results\");");
run("Read Micro-Expression Dataset...", "dataset=[" + part[0] + "] root=[" + part[1] + "] protocol=[" + part[2] +
	"] output=[" + part[3] + "]");
print(File.openAsString(part[3] + "/dataset-report.txt"));
