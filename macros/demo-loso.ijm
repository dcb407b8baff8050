// Leave-one-subject-out on a made-up composite of CASME II, SAMM and SMIC-HS, with few training steps: it shows the way
// from a dataset on disk to the tables, not what the method can do. Argument: FOLDER OF THE DATASETS,OUTPUT FOLDER
//   bin/imagej --headless -macro macros/demo-loso.ijm target/demo/made-up,target/demo
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, FOLDER OF THE DATASETS,OUTPUT FOLDER; from another macro:\n" +
	"runMacro(\"/path/to/demo-loso.ijm\", \"target/demo/made-up,target/demo\");");
run("Read Micro-Expression Dataset...", "dataset=[CASME II + SAMM + SMIC-HS] root=[" + part[0] +
	"] protocol=[MEGC2019 composite (3 classes)] output=[" + part[1] + "/dataset]");
run("Evaluate Leave-One-Subject-Out...", "manifest=[" + part[1] + "/dataset/manifest.csv] output=[" + part[1] +
	"/loso] seeds=1 steps=20 device=cpu");
print(File.openAsString(part[1] + "/loso/loso-summary.csv"));
