run("Recognize Folder of Clips...", "folder=src/main/resources/org/microexpression/samples device=cpu");
selectWindow("Micro-Expression Folder Predictions");
