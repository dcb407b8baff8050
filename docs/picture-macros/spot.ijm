// picture: timeline, Timeline of video.mp4, 1000 x 560
run("Micro-Expression Video (20 s)");
run("Spot Expressions...", "device=cpu");
