run("Micro-Expression Clip (Surprise)");
clip = getImageID();
run("Recognize Micro-Expression...", "onset=0 apex=0 device=cpu overlay=true");
selectImage(clip);
apex = Table.get("apex", 0, "Micro-Expression Predictions");
setSlice(apex);
