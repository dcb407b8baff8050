// picture: training-curve, Train Micro-Expression Model
run("Train Micro-Expression Model...", "output=target/pictures/trained steps=40 device=cpu");
