"""Times our networks against the same networks in PyTorch (our own lines): the same parameters and inputs, the same
processors, the same minutes; both sides take turns. First checks that both compute the same.

Usage: speed.py PROCESSORS SECONDS OUT.json JAVA_COMMAND...

The Java command is that of bench/java/Speed.java, which answers "TASK RUNS" with the times of each run.
"""
import json
import math
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

TOLERANCE = 1e-3
CHECKED_RATE = 1e-4
RUNS = {"dgm-train-8": 3, "dgm-infer-1": 15, "dgm-infer-32": 2, "fusion-train-1": 30, "fusion-train-40": 2,
        "fusion-infer-1": 60, "fusion-infer-32": 40}


class Dump:
    """What the Java side has written."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.index = json.loads((self.folder / "index.json").read_text())

    def tensor(self, name):
        entry = self.index[name]
        return torch.from_numpy(np.fromfile(self.folder / entry["file"], np.float32).reshape(entry["shape"]))

    def parameters(self, name):
        values = self.tensor(name + "/parameters")
        return {p["name"]: values[p["offset"]:p["offset"] + p["size"]].reshape(p["shape"]).clone()
                for p in self.index[name + "/layout"]}

    def decayed(self, name):
        return {p["name"] for p in self.index[name + "/layout"] if p["decayed"]}


# -- The displacement module; images are [batch, channel, row, column], in memory channels last: faster on the CPU --

class LucasKanade(torch.nn.Module):
    SCALES = 3

    def __init__(self, finest):
        super().__init__()
        self.finest, self.levels = finest, self.SCALES - finest
        smooth = torch.tensor([1, 4, 6, 4, 1]) / 16
        slope = torch.tensor([-1, -2, 0, 2, 1]) / 8
        plain = torch.zeros(3, 2, 5, 5)
        plain[0, 0] = smooth[:, None] * slope
        plain[1, 0] = slope[:, None] * smooth
        plain[2, 1] = smooth[:, None] * smooth
        taps = torch.tensor([1, 3, 3, 1]) / 8
        half = torch.zeros(2, 2, 4, 4)
        half[0, 0] = half[1, 1] = taps[:, None] * taps
        # 2 x 2 pixels folded into channels (phase by phase): the same derivatives, computed several times as fast.
        folded = torch.zeros(12, 8, 3, 3)
        for phase in range(4):
            for y in range(5):
                for x in range(5):
                    row, column = phase // 2 + y, phase % 2 + x
                    for i in range(2):
                        for o in range(3):
                            folded[o * 4 + phase, i * 4 + row % 2 * 2 + column % 2, row // 2, column // 2] = plain[o, i, y, x]
        means = torch.zeros(2, 6, 24, 2, 2)
        for c in range(24):
            means[0, c // 4, c, 0, 0] = 1 / 4
            means[1, c // 4, c] = 1 / 16
        self.plain, self.half, self.folded, self.means = (t.contiguous(memory_format=torch.channels_last) if t.dim() == 4
                                                          else t for t in (plain, half, folded, means))
        self.scales = torch.tensor([2.0 ** (finest + i % self.levels) for i in range(3 * self.levels)])[:, None, None]

    @staticmethod
    def padded(images, width):
        if width == 1:
            return F.pad(images, (1, 1, 1, 1), mode="replicate")
        images = torch.cat([images[:, :, 1:2], images[:, :, :1], images, images[:, :, -1:], images[:, :, -2:-1]], 2)
        return torch.cat([images[..., 1:2], images[..., :1], images, images[..., -1:], images[..., -2:-1]], 3)

    def products(self, level, size, grid):
        image = self.padded(level, 2)
        if size > grid:
            d = F.conv2d(F.pixel_unshuffle(image, 2), self.folded)
        else:
            d = F.conv2d(image, self.plain)
        x, y, t = d.chunk(3, 1)
        products = torch.cat([x * x, x * y, y * y, x * t, y * t, t * t], 1)
        if size == grid:
            return products
        stride = size // 2 // grid
        return F.conv2d(products, self.means[0][..., :1, :1] if stride == 1 else self.means[1], stride=stride)

    def forward(self, regularization, onset, apex):
        size = onset.shape[2]
        level = torch.cat([(onset + apex) * 0.5, apex - onset], 1)
        products = []
        for scale in range(self.SCALES):
            if scale > 0:
                level = F.conv2d(self.padded(level, 1), self.half, stride=2)
            if scale >= self.finest:
                products.append(self.products(level, size >> scale, size // 4))
        narrow = torch.cat(products, 1)
        middle = box(narrow)
        wide = box(box(middle))
        # [batch, 3 * levels, 6, row, column]
        n, _, rows, columns = narrow.shape
        m = torch.cat([narrow, middle, wide], 1).reshape(n, 3 * self.levels, 6, rows, columns)
        own = torch.exp(regularization)[:, None, None]
        a, b, c, e, f, tt = m.unbind(2)
        a, c = a + own, c + own
        scale = self.scales / (a * c - b * b)
        u = ((b * f - c * e) * scale).clamp(-6, 6)
        v = ((b * e - a * f) * scale).clamp(-6, 6)
        trace = a + c
        change = tt[:, self.levels:2 * self.levels] + 1e-4
        features = torch.cat([u, v, logarithm(trace), (a - c) / trace, 2 * b / trace, logarithm(change)], 1)
        return features.contiguous(memory_format=torch.channels_last), u, v


def box(images):
    return F.avg_pool2d(images, 3, 1, 1, count_include_pad=False)


def logarithm(values):
    return (torch.log(values) + 4) * 0.4


class Dgm:
    """Four stages, as Dgm.standard()."""

    def __init__(self, parameters):
        self.p = {}
        for name, value in parameters.items():
            if value.dim() == 4:
                value = value.permute(3, 2, 0, 1).contiguous(memory_format=torch.channels_last)
            self.p[name] = value.requires_grad_()
        self.fronts = [LucasKanade(1)] + 3 * [LucasKanade(0)]
        ys, xs = torch.meshgrid(torch.arange(128.0), torch.arange(128.0), indexing="ij")
        self.positions = torch.stack([xs, ys], -1)
        self.mirror = torch.tensor([-1.0, 1.0])[:, None, None]

    def conv(self, name, x, stride=1):
        kernel = self.p[name + "/kernel"]
        size = kernel.shape[2]
        if stride == 2:
            # TensorFlow pads an even size for stride 2 at the lower right only.
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), kernel, self.p[name + "/bias"], stride=2)
        return F.conv2d(x, kernel, self.p[name + "/bias"], padding=size // 2)

    def layer(self, name, x, stride=1):
        return F.leaky_relu(self.conv(name, x, stride), 0.1)

    def encoder_decoder(self, name, x):
        fine = self.layer(name + "/fine", x)
        middle = self.layer(name + "/middle", self.layer(name + "/down1", fine, 2))
        coarse = self.layer(name + "/down2", middle, 2)
        coarse = self.layer(name + "/coarse2", self.layer(name + "/coarse1", coarse))
        up = F.interpolate(self.conv(name + "/lateral1", coarse), scale_factor=2, mode="nearest")
        middle = self.layer(name + "/up1", middle + up)
        up = F.interpolate(self.conv(name + "/lateral2", middle), scale_factor=2, mode="nearest")
        return self.layer(name + "/up2", fine + up)

    @staticmethod
    def normalized(frames):
        centred = frames - frames.mean((1, 2), keepdim=True)
        sd = torch.sqrt((centred * centred).mean((1, 2), keepdim=True) + 1e-6)
        return (centred / (sd + 4))[:, None]

    @staticmethod
    def enlarged(field):
        return F.interpolate(field, scale_factor=4, mode="bilinear", align_corners=False)

    def warped(self, image, field):
        at = (self.positions + field.permute(0, 2, 3, 1)) * (2 / 127) - 1
        return F.grid_sample(image, at, mode="bilinear", padding_mode="border", align_corners=True)

    def forward(self, onset, apex):
        first, second = self.normalized(onset), self.normalized(apex)
        fields, moved, hidden = [], second, None
        for s, front in enumerate(self.fronts):
            name = f"dgm/stage{s + 1}"
            if s > 0:
                moved = self.warped(second, self.enlarged(fields[-1].detach()))
            x, u, v = front(self.p[name + "/regularization"], first, moved)
            if s > 0:
                x = torch.cat([x, fields[-1].detach(), hidden], 1)
            hidden = self.encoder_decoder(name, x)
            out = self.conv(name + "/choice", hidden)
            n = u.shape[1]
            shares = out[:, :n + 1].softmax(1)[:, :n]
            change = torch.stack([(shares * u).sum(1), (shares * v).sum(1)], 1) + out[:, n + 1:]
            fields.append(change if s == 0 else fields[-1] + change)
        detail = self.conv("dgm/detail", hidden)
        b, _, rows, columns = detail.shape
        detail = detail.reshape(b, 4, 4, 2, rows, columns).permute(0, 3, 4, 1, 5, 2).reshape(b, 2, 4 * rows, 4 * columns)
        return self.enlarged(fields[-1]) + detail, fields

    def symmetric(self, onset, apex):
        """As the product computes a pair: mean of what the pair gives and of what its mirrored copy gives."""
        n = len(onset)
        both = self.forward(torch.cat([onset, onset.flip(2)]), torch.cat([apex, apex.flip(2)]))[0]
        return (both[:n] + both[n:].flip(3) * self.mirror) * 0.5

    def loss(self, onset, apex, truth):
        displacement, fields = self.forward(onset, apex)
        truth = truth.permute(0, 3, 1, 2)
        coarse = F.avg_pool2d(truth, 4)
        return error(displacement - truth, 4) + 0.5 * sum(error(f - coarse, 1) for f in fields[:-1])


def error(difference, border):
    inner = difference[:, :, border:-border, border:-border]
    return torch.sqrt((inner * inner).sum(1) + 0.02 ** 2).mean()


# -- The fusion network; every parameter has a leading fold axis where there are several --

class Fusion:
    WIDTH, HEADS = 16, 2

    def __init__(self, parameters, folds, regions, rates=(0, 0, 0)):
        self.folds = folds
        self.p = {name: (value if folds == 1 else value.expand(folds, *value.shape).contiguous()).requires_grad_()
                  for name, value in parameters.items()}
        self.regions = regions
        self.dropout, self.token_dropout, self.head_dropout = rates
        self.training = any(rates)
        self.same = {n: torch.block_diag(torch.ones(n, n), torch.ones(n, n)) for n in (8, 22)}

    def linear(self, name, x, bias=True):
        """x: [fold, ..., in]"""
        weight = self.p[name + "/weight"]
        if self.folds == 1:
            return F.linear(x, weight.t(), self.p[name + "/bias"] if bias else None)
        flat = x.reshape(self.folds, -1, x.shape[-1])
        y = torch.baddbmm(self.p[name + "/bias"][:, None], flat, weight) if bias else torch.bmm(flat, weight)
        return y.reshape(*x.shape[:-1], -1)

    def norm(self, name, x):
        gain, bias = self.p[name + "/gain"], self.p[name + "/bias"]
        if self.folds == 1:
            return F.layer_norm(x, gain.shape, gain, bias)
        shape = (self.folds,) + (1,) * (x.dim() - 2) + (-1,)
        return torch.addcmul(bias.reshape(shape), F.layer_norm(x, x.shape[-1:]), gain.reshape(shape))

    def dropped(self, x, rate, shape=None):
        """One mask for all folds."""
        if not self.training or rate == 0:
            return x
        if self.folds == 1 and shape is None:
            return F.dropout(x, rate)
        mask = torch.empty(shape or (1,) + x.shape[1:]).bernoulli_(1 - rate).div_(1 - rate)
        return x * mask

    def placed(self, name, tokens):
        place = self.p[name + "/place"]
        return tokens + (place if self.folds == 1 else place[:, None])

    def stage(self, name, queries, tokens, bias=None):
        normal = self.norm(name + "/norm", tokens)
        count = queries.shape[2]
        asking = normal[:, :, :count]

        def heads(x):
            return x.reshape(*x.shape[:3], self.HEADS, -1).transpose(2, 3)

        q, k, v = heads(self.linear(name + "/query", asking)), heads(self.linear(name + "/key", normal, False)), heads(
            self.linear(name + "/value", normal))
        scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(self.WIDTH // self.HEADS))
        if bias is not None:
            scores = scores + bias
        mixed = (scores.softmax(-1) @ v).transpose(2, 3).reshape(*asking.shape)
        total = queries + self.dropped(self.linear(name + "/out", mixed), self.dropout)
        hidden = F.gelu(self.linear(name + "/wide", self.norm(name + "/forward", total)))
        return total + self.dropped(self.linear(name + "/narrow", hidden), self.dropout)

    def both_sides(self, name, tokens):
        folds, batch, count, width = tokens.shape
        preference = self.p[name + "/side"].reshape(folds, 1, self.HEADS, 1, 1)
        joined = tokens.reshape(folds, batch // 2, 2 * count, width)
        return self.stage(name, joined, joined, preference * self.same[count]).reshape(tokens.shape)

    def scores(self, fields):
        folds, batch = fields.shape[:2]
        flipped = fields[:, :, :, 14:].flip(3) * torch.tensor([-1.0, 1.0])
        halves = torch.stack([fields[:, :, :, :14], flipped], 2).reshape(folds, 2 * batch, 28, 14, 2)
        windows = torch.stack([halves[:, :, r:r + 8, c:c + 8] for r, c in self.regions], 2)
        patches = windows.reshape(folds, 2 * batch, 8, 2, 4, 2, 8).transpose(4, 5).reshape(folds, 2 * batch, 32, 32)
        patches = self.placed("patch", self.linear("patch", patches))
        fuse = self.p["local/fuse/weight"]
        by_region = patches.reshape(folds, 2 * batch, 8, 64).transpose(1, 2)
        fused = self.placed("local", (by_region @ fuse).transpose(1, 2))
        queries = fused.reshape(folds, -1, 1, self.WIDTH)
        tokens = torch.cat([queries, patches.reshape(folds, -1, 4, self.WIDTH)], 2)
        regions = self.stage("local", queries, tokens).reshape(folds, 2 * batch, 8, self.WIDTH)
        regions = self.dropped(regions, self.token_dropout, (1, 2 * batch, 8, 1))
        regions = self.both_sides("global", regions)
        face = halves.reshape(folds, 2 * batch, 7, 4, 2, 14).transpose(3, 4).reshape(folds, 2 * batch, 14, 56)
        face = self.placed("face/patch", self.linear("face/patch", face))
        face = self.dropped(face, self.token_dropout, (1, 2 * batch, 14, 1))
        tokens = self.both_sides("face", torch.cat([regions, face], 2))[:, :, :8]
        normal = self.norm("head/norm", tokens).reshape(folds, batch, 2, -1)
        joined = self.dropped(normal.mean(2), self.head_dropout)
        # Units are told of each half, classes of both.
        return self.linear("head/class", joined), self.linear("head/units", self.dropped(normal, self.head_dropout))

    def loss(self, fields, target, units, unit_weight):
        logits, found = self.scores(fields)
        unit_loss = F.binary_cross_entropy_with_logits(found, units, reduction="none").mean((2, 3)) * unit_weight
        return (unit_loss - (target * F.log_softmax(logits, 2)).sum(2)).mean(1)


# -- Training --

class Training:
    """AdamW and a running average of the parameters, PyTorch's fused kernels."""

    def __init__(self, network, decayed, rate, betas, decay, clip, averaging):
        self.network, self.clip, self.averaging = network, clip, averaging
        p = network.p
        self.parameters = list(p.values())
        groups = [{"params": [v for k, v in p.items() if k in decayed], "weight_decay": decay},
                  {"params": [v for k, v in p.items() if k not in decayed], "weight_decay": 0}]
        self.optimizer = torch.optim.AdamW(groups, lr=rate, betas=betas, eps=1e-8, fused=True)
        self.average = [v.detach().clone() for v in self.parameters]

    def step(self, inputs):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.network.loss(*inputs)
        loss.sum().backward()
        if self.clip:
            torch.nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.optimizer.step()
        torch._foreach_lerp_(self.average, [v.detach() for v in self.parameters], 1 - self.averaging)
        return loss.detach().numpy()


def check(name, ours, theirs):
    worst = float(np.max(np.abs(np.asarray(ours) - np.asarray(theirs))))
    print(f"  {name:34s} largest difference {worst:.1e}", file=sys.stderr)
    if not worst < TOLERANCE:
        raise SystemExit(f"speed: {name} differs by {worst}; the two networks are not the same")


def check_training(dump, key, training, inputs):
    """Loss of three steps and, relative to its largest part, the gradient of the first."""
    gradients = dump.tensor(key + "/gradient")
    losses = [training.step(inputs)]
    worst = 0
    for place in dump.index[key + "/layout"]:
        ours = gradients[:, place["offset"]:place["offset"] + place["size"]]
        theirs = training.optimizer.state[training.network.p[place["name"]]]["exp_avg"]
        if key == "dgm" and theirs.dim() == 4:
            theirs = theirs.permute(2, 3, 1, 0)
        worst = max(worst, float((ours - theirs.reshape(ours.shape)).abs().max()))
    check(key + ", relative gradient", worst / gradients.abs().max(), 0)
    losses += [training.step(inputs) for _ in range(2)]
    check(key + ", loss of three steps", dump.tensor(key + "/losses"), np.reshape(losses, (3, -1)))


def peers(dump):
    """The peer's task for each of ours, after the check that both compute the same."""
    def inference(work):
        def run():
            with torch.inference_mode():
                return work().numpy()
        return run

    pair = [dump.tensor("dgm/" + k) for k in ("onset", "apex", "truth")]
    dgm = Dgm(dump.parameters("dgm"))
    onset, apex = pair[0], pair[1]
    check("dgm displacement, pixels", dump.tensor("dgm/out"),
          inference(lambda: dgm.forward(onset, apex)[0].permute(0, 2, 3, 1).contiguous())())
    check("dgm with mirrored copy, pixels", dump.tensor("dgm/shipped"), inference(lambda: dgm.symmetric(onset, apex))())
    training = Training(Dgm(dump.parameters("dgm")), dump.decayed("dgm"), CHECKED_RATE, (0.9, 0.99), 1e-2, 1, 0.995)
    check_training(dump, "dgm", training, pair)
    training.optimizer.param_groups[0]["lr"] = training.optimizer.param_groups[1]["lr"] = 1.5e-3
    tasks = {"dgm-train-8": lambda: training.step(pair),
             "dgm-infer-1": inference(lambda: dgm.symmetric(onset[:1], apex[:1]))}
    blocks = inference(lambda: dgm.symmetric(onset[:4], apex[:4]))
    tasks["dgm-infer-32"] = lambda: [blocks() for _ in range(8)]
    regions = list(dump.index["regions"].values())
    for folds in (1, 40):
        key = f"fusion{folds}"
        batch = [dump.tensor(f"{key}/{k}") for k in ("fields", "target", "units", "unit_weight")]

        def trained(rates, rate):
            return Training(Fusion(dump.parameters(key), folds, regions, rates), dump.decayed(key), rate, (0.9, 0.98), 0.02, 0,
                            0.99)

        plain = trained((0, 0, 0), CHECKED_RATE)
        check_training(dump, key, plain, batch)
        tasks[f"fusion-train-{folds}"] = lambda run=trained((0.1, 0.1, 0.5), 2e-3), batch=batch: run.step(batch)
    fusion = Fusion(dump.parameters("fusion1"), 1, regions)
    fields = dump.tensor("fusion1/fields")

    def probabilities(x):
        return inference(lambda: fusion.scores(x)[0].softmax(2)[0])

    check("fusion probabilities", dump.tensor("fusion/out"), probabilities(fields)())
    tasks["fusion-infer-1"] = probabilities(fields[:, :1].contiguous())
    tasks["fusion-infer-32"] = probabilities(fields)
    return tasks


def timed(task, runs):
    wall, cpu = [], time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        task()
        wall.append(1e3 * (time.perf_counter() - start))
    return wall, 1e3 * (time.process_time() - cpu)


def answer(java, start):
    """The next line of the Java side's output that begins so; its log lines are passed over."""
    for line in java.stdout:
        if line.startswith(start):
            return line[len(start):]
    raise SystemExit("speed: the Java side has ended; its messages are in target/bench/speed.log")


def main():
    threads, seconds, out = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    with open("target/bench/speed.log", "a") as log, subprocess.Popen(sys.argv[4:], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=log, text=True) as java:
        names = answer(java, "ready ").split()
        tasks = peers(Dump(sys.argv[-1]))
        result = {}
        walls = {n: [[] for _ in range(1 + threads)] for n in names}
        cpus = {n: [0] * (1 + threads) for n in names}

        def ours(name, runs):
            java.stdin.write(f"{name} {runs}\n")
            java.stdin.flush()
            return json.loads(answer(java, "times "))

        def theirs(name, with_threads):
            torch.set_num_threads(with_threads)
            return timed(tasks[name], RUNS[name])

        begin, turn = time.time(), -1
        while turn < 2 or time.time() - begin < seconds:
            for name in names:
                for side in range(1 + threads):
                    wall, cpu = theirs(name, side) if side else ours(name, RUNS[name])
                    if turn >= 0:
                        walls[name][side].extend(wall)
                        cpus[name][side] += cpu
            turn += 1
        java.stdin.close()
    print(f"{threads} processor(s), milliseconds           ours    PyTorch   ratio   CPU: ours  PyTorch   ratio")
    for name in names:
        medians = [statistics.median(w) for w in walls[name]]
        best = min(range(1, 1 + threads), key=lambda side: medians[side])
        medians = [medians[0], medians[best]]
        per_run = [cpus[name][side] / len(walls[name][side]) for side in (0, best)]
        result[name] = {"ours_ms": medians[0], "torch_ms": medians[1], "ratio": medians[1] / medians[0],
                        "ours_cpu_ms": per_run[0], "torch_cpu_ms": per_run[1], "cpu_ratio": per_run[1] / max(per_run[0], 1e-9),
                        "torch_threads": best, "runs": len(walls[name][0])}
        print(f"{name:34s} {medians[0]:9.2f} {medians[1]:9.2f} {medians[1] / medians[0]:8.2f}   {per_run[0]:9.2f} "
              f"{per_run[1]:8.2f} {per_run[1] / max(per_run[0], 1e-9):8.2f}   PyTorch threads: {best}")
    path = pathlib.Path(out)
    whole = json.loads(path.read_text()) if path.exists() else {}
    whole[f"threads_{threads}"] = result
    whole["torch"] = torch.__version__
    path.write_text(json.dumps(whole, indent=2))


main()
