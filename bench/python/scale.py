"""Wall time, processor time and bytes of the same work, done by one process, by several, and by Spark; or, with "kills",
its bytes after workers were killed. Started by bench/scale.

A worker of the parts gets one processor, as does the one process that efficiency is told from. What other programs took
of the processors meanwhile is told as well: on a shared machine times mean little without it.
"""
import csv
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = ROOT / "target/bench/scale"
RESULT = ROOT / "target/bench/scale.json"
ONE_PROCESSOR = "-XX:ActiveProcessorCount=1"
TICKS = os.sysconf("SC_CLK_TCK")
TOOL = str(ROOT / "bin/micro-expression")
SPARK = str(ROOT / "bin/on-spark")
CLIPS_OF_A_FOLDER = 40
FRAMES = 24
NOT_ALLOWED = 77


class Work:
    """Something that can be divided."""

    def __init__(self, name, keys, output, tables, first):
        self.name, self.keys, self.output, self.tables, self.first = name, keys, output, tables, first

    def folder(self, mode):
        return PLACE / re.sub(r"[^a-z0-9]+", "-", f"{self.name}-{mode}".lower()).strip("-")

    def command(self, mode):
        return self.keys + [f"{self.output[0]}{self.folder(mode) / self.output[1]}"]

    def read(self, mode):
        return [(self.folder(mode) / table).read_bytes() for table in self.tables]


def works(subjects, steps, seconds):
    """Makes what is not there yet."""
    people = PLACE / f"people-{subjects}"
    make(people, f"--subjects={subjects}", "--clips=3", f"--frames={FRAMES}")
    folder = PLACE / "clips"
    make(folder, "--subjects=10", f"--clips={CLIPS_OF_A_FOLDER // 10}", f"--frames={FRAMES}", "--seed=2")
    clips = folder / "clips.csv"
    if not clips.exists():
        with open(folder / "manifest.csv", newline="") as manifest:
            rows = list(csv.DictReader(manifest))
        with open(clips, "w", newline="") as out:
            csv.writer(out).writerows([["clip", "path"]] + [[row["clip"], row["path"]] for row in rows])
    videos = PLACE / f"videos-{seconds}"
    make(videos, "--subjects=2", "--clips=1", f"--seconds={seconds}")
    return [
        Work("loso", ["loso", f"--manifest={people / 'manifest.csv'}", "--displacement=trained in each fold", "--seeds=1",
                      "--members=1", f"--steps={steps}", "--together=1", "--device=cpu"], ("--output=", "."),
             ["loso-predictions.csv", "loso-folds.csv", "loso-summary.csv"], "*-part*.json"),
        Work("folder", ["recognize-folder", f"--folder={clips}", "--device=cpu"], ("--csv=", "all.csv"), ["all.csv"],
             "[0-9]*.csv"),
        Work("spotting", ["recognize-folder", f"--folder={videos}", "--spot=true", "--device=cpu"], ("--csv=", "all.csv"),
             ["all.csv"], "[0-9]*.csv"),
    ]


def make(folder, *keys):
    if (folder / "done").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    run([[TOOL, "make-synthetic-clips", f"--output={folder}", *keys]])
    (folder / "done").touch()


started = []


def start(command, **variables):
    with open(PLACE / "log.txt", "a") as log:
        started.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
                                        env={**os.environ, **variables}))
    return started[-1]


def end(*_):
    """Leaves nothing running."""
    for process in started:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    sys.exit("scale: broken off")


def run(commands, **variables):
    """Runs all at once; the processor seconds of all of them."""
    processes = [start(command, **variables) for command in commands]
    total = 0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == NOT_ALLOWED:
            raise PermissionError
        if process.returncode != 0:
            sys.exit(f"scale: {' '.join(map(str, process.args))} ended with {process.returncode}; see {PLACE}/log.txt")
        total += usage.ru_utime + usage.ru_stime
    return total


def busy():
    """Processor seconds of everything on this machine since it was started."""
    with open("/proc/stat") as stat:
        user, nice, system = map(int, stat.readline().split()[1:4])
    return (user + nice + system) / TICKS


def on(processor, command):
    """On one processor and no other: Java's own count keeps a network to one thread, not what prepares its batches."""
    return ["taskset", "-c", str(processor % os.cpu_count()), *command] if shutil.which("taskset") else command


def parts(work, mode, count):
    command = [TOOL] + work.command(mode)
    shares = run([on(i, command + [f"--part={i + 1}/{count}"]) for i in range(count)],
                 MICROEXPRESSION_OPTS=ONE_PROCESSOR)
    return shares + run([on(0, command + ["--collect"])], MICROEXPRESSION_OPTS=ONE_PROCESSOR)


def hosts(work, mode, *before):
    """On three hosts; a command before the driver's may do something to them."""
    seconds = PLACE / "processor.txt"
    driver = [SPARK, "--master=spark://10.77.0.1:7077", "--conf=spark.driver.host=10.77.0.1",
              "--conf=spark.executor.memory=1g"]
    classpath = ":".join([str(next((ROOT / "cluster/target").glob("micro-expression-cluster-*.jar"))),
                          (ROOT / "cluster/target/classpath.txt").read_text().strip()])
    run([[str(ROOT / "cluster/three-hosts"), *before, *driver, *work.command(mode)]], CLASS_PATH=classpath,
        PROCESSOR=str(seconds))
    return float(seconds.read_text())


MODES = {
    "one process, one processor": lambda work, mode: run([on(0, [TOOL] + work.command(mode))],
                                                         MICROEXPRESSION_OPTS=ONE_PROCESSOR),
    "one process": lambda work, mode: run([[TOOL] + work.command(mode)]),
    "2 parts": lambda work, mode: parts(work, mode, 2),
    "4 parts": lambda work, mode: parts(work, mode, 4),
    "Spark local[2]": lambda work, mode: run([[SPARK, "--master=local[2]"] + work.command(mode)]),
    "Spark, three hosts": hosts,
}


def measure(work, mode, rows):
    before, begun = busy(), time.monotonic()
    shutil.rmtree(work.folder(mode), ignore_errors=True)
    work.folder(mode).mkdir()
    try:
        processor = MODES[mode](work, mode)
    except PermissionError:
        print(f"{work.name}, {mode}: network namespaces are not allowed here", flush=True)
        return
    wall = time.monotonic() - begun
    first = next(iter(MODES))
    row = {"work": work.name, "mode": mode, "wall": round(wall, 1), "processor": round(processor, 1),
           "others": round(max(0, busy() - before - processor), 1), "same": work.read(mode) == work.read(first)}
    one = rows.get(f"{work.name}, {first}")
    if one is not None and mode not in (first, "one process"):
        # Two processors, however many workers share them.
        row["efficiency"] = round(one["wall"] / (2 * wall), 3)
        row["efficiency by processor"] = round(one["processor"] / processor, 3)
    rows[f"{work.name}, {mode}"] = row
    print(row, flush=True)


def killed(work, command, what):
    """Ends a process and what it has started as soon as a piece is there; whether some were still to be done."""
    process = start(command, MICROEXPRESSION_OPTS="-Dmicroexpression.dead.after=10")
    folder = work.folder(what)
    while process.poll() is None and next(folder.rglob(work.first), None) is None:
        time.sleep(.02)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return alive


def kills(work, rows):
    first = next(iter(MODES))
    if f"{work.name}, {first}" not in rows:
        measure(work, first, rows)
    for what in ("a part", "the driver", "a host"):
        if f"{work.name}, killed {what}" in rows:
            continue
        shutil.rmtree(work.folder(what), ignore_errors=True)
        work.folder(what).mkdir()
        command = work.command(what)
        if what == "a part":
            part = [TOOL] + command
            other = start(part + ["--part=2/2"], MICROEXPRESSION_OPTS="-Dmicroexpression.dead.after=10")
            alive = killed(work, part + ["--part=1/2"], what)
            # The other one takes over what the dead one had begun.
            if other.wait() != 0:
                sys.exit(f"scale: part 2 of {work.name} failed; see {PLACE}/log.txt")
            run([part + ["--collect"]])
        elif what == "the driver":
            alive = killed(work, [SPARK, "--master=local[2]"] + command, what)
            run([[SPARK, "--master=local[2]"] + command])
        else:
            try:
                hosts(work, what, str(ROOT / "cluster/lose-third"), str(work.folder(what)), work.first)
            except PermissionError:
                print("Network namespaces are not allowed here.")
                continue
            alive = True
        row = {"work": work.name, "killed": what, "in the middle": alive, "same": work.read(what) == work.read(first)}
        rows[f"{work.name}, killed {what}"] = row
        print(row, flush=True)


def main(arguments):
    killing = arguments[:1] == ["kills"]
    # Long work is measured in a few ways alone: SCALE_WORKS=loso,spotting SCALE_MODES="2 parts;Spark local[2]".
    wanted = [name for name in os.environ.get("SCALE_WORKS", "").split(",") if name]
    asked = [mode for mode in os.environ.get("SCALE_MODES", "").split(";") if mode]
    unknown = [mode for mode in asked if mode not in MODES]
    if unknown:
        sys.exit(f"scale: SCALE_MODES has {unknown[0]}, which is none of {'; '.join(MODES)}")
    modes = [next(iter(MODES))] + [mode for mode in asked if mode != next(iter(MODES))] if asked else list(MODES)
    given = [int(argument) for argument in arguments[1 if killing else 0:]]
    subjects, steps, seconds = (given + [6, 6, 20][len(given):])
    PLACE.mkdir(parents=True, exist_ok=True)
    settings = {"subjects": subjects, "steps": steps, "seconds": seconds}
    result = json.loads(RESULT.read_text()) if RESULT.exists() else {}
    if result.get("settings") != settings:
        result = {"settings": settings, "rows": {}}
        for stale in PLACE.glob("*-*"):
            if not (stale / "done").exists():
                shutil.rmtree(stale)
    for work in works(subjects, steps, seconds):
        if wanted and work.name not in wanted:
            continue
        if killing and work.name != "spotting":
            kills(work, result["rows"])
            RESULT.write_text(json.dumps(result, indent=1))
        for mode in () if killing else modes:
            if f"{work.name}, {mode}" not in result["rows"]:
                measure(work, mode, result["rows"])
                RESULT.write_text(json.dumps(result, indent=1))
    if not all(row["same"] and row.get("in the middle", True) for row in result["rows"].values()):
        sys.exit("scale: not all tables are the same bytes, or something was not killed in the middle")


signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
main(sys.argv[1:])
