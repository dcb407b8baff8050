"""Recognizes the expression of a clip from CPython, the displacement field as a NumPy array.

Without Fiji, by JPype alone:   bin/python python/recognize_clip.py CLIP [ONSET APEX]
With PyImageJ: begin with ij = imagej.init("/path/to/Fiji.app") in place of start(), and call recognize() likewise.
"""
import os
import sys

import jpype
import numpy


def start(classpath=None, models=None):
    """Starts Java. PyImageJ has done so already; then this does nothing."""
    if jpype.isJVMStarted():
        return
    jpype.startJVM(
        *os.environ.get("MICROEXPRESSION_JAVA", "").split(),
        "-Djava.awt.headless=true",
        "-Dmicroexpression.models=" + (models or os.environ["MICROEXPRESSION_MODELS"]),
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        classpath=(classpath or os.environ["MICROEXPRESSION_CLASSPATH"]).split(os.pathsep))


def recognize(clip, onset=0, apex=0, model="frl-dgt-synthetic", application=None):
    """The expression between two frames of a clip; 0 guesses a frame.

    application is the folder of Fiji, where models are looked for too. Returns a dictionary: the answer (a class, 'none'
    or 'uncertain'), the probabilities of the classes, the action units in FACS notation, onset and apex, and the
    displacement field in pixels of the registered face, an array [2, 128, 128]: u to the right, then v down.
    """
    Path = jpype.JClass("java.nio.file.Path")
    Progress = jpype.JClass("org.microexpression.base.Progress")
    Pipeline = jpype.JClass("org.microexpression.pipeline.ExpressionPipeline")
    Store = jpype.JClass("org.microexpression.model.ModelStore")
    store = Store.of(Path.of(application)) if application else Store.outside()
    device = jpype.JClass("org.microexpression.network.Device").AUTO
    searched = jpype.JClass("java.util.Optional").empty()  # no landmarks are given: the face is searched
    everywhere = jpype.JClass("org.microexpression.face.FaceArea").EVERYWHERE
    frames = jpype.JClass("org.microexpression.clip.Clips").open(Path.of(os.path.abspath(clip)))
    try:
        with Pipeline(store, model, device) as pipeline:
            registered = pipeline.register(frames, onset, apex, searched, everywhere, Progress.none())
            prediction = pipeline.recognize(registered, Progress.none()).prediction()
            field = pipeline.displacement(registered)
            return {
                "answer": str(prediction.answer().text()),
                "probabilities": dict(zip(map(str, prediction.classes()), map(float, prediction.probabilities()))),
                "action units": str(prediction.units().facs()),
                "onset": int(registered.onset()),
                "apex": int(registered.apex()),
                "field": numpy.stack([numpy.array(field.u()), numpy.array(field.v())]).reshape(
                    2, field.height(), field.width()),
            }
    finally:
        frames.close()


if __name__ == "__main__":
    start()
    found = recognize(sys.argv[1], *map(int, sys.argv[2:4]))
    shown = numpy.hypot(*found.pop("field"))
    print(found)
    print("largest displacement: %.2f px" % shown.max())
