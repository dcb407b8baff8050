// Trains displacement module and fusion together on synthetic expressions, beginning from the shipped model.
// Argument: MODEL FOLDER TO WRITE,STEPS. For clips of your own add manifest=[manifest.csv].
//   bin/imagej --headless -macro macros/train.ijm models/mine,600
part = split(getArgument(), ",");
if (part.length != 2) exit("This macro takes an argument, MODEL FOLDER TO WRITE,STEPS; from another macro:\n" +
	"runMacro(\"/path/to/train.ijm\", \"models/mine,600\");");
run("Train Micro-Expression Model...", "output=[" + part[0] + "] steps=" + part[1] + " batch=4 device=cpu");
