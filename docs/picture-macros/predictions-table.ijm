// picture: predictions-table, Micro-Expression Predictions, 1080 x 220
run("Micro-Expression Clip (Negative)");
run("Recognize Micro-Expression...", "onset=0 apex=0 device=cpu");
run("Micro-Expression Clip (Positive)");
run("Recognize Micro-Expression...", "onset=0 apex=0 device=cpu");
run("Micro-Expression Clip (Surprise)");
run("Recognize Micro-Expression...", "onset=0 apex=0 device=cpu");
