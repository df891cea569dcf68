#!/usr/bin/env python3
"""Measures the LSTM of the PyTorch and ONNX Runtime wheels on the shapes of LSTM4J's benchmarks.

    python3 benchmarks/peers/peers.py --threads 1,2 --json peers.json

Each thread count runs in a process of its own. A measurement is a warm-up followed by rounds of repetitions; the script
prints the median and the best round. `benchmarks/compare-peers` calls this script with --reference, a folder with the
weights, inputs and results of LSTM4J, and with --lines, which prints one JSON object per measurement to standard output.

Modes: "infer" runs a batch through the LSTM and a linear head with one output on the final states; "train" adds the mean
squared error, the backward pass and an Adam update; "step" runs one time step of one sequence with carried state.
Workloads that end in "-int8" have weights of 8 bits, which each engine quantizes in its own way.
"""

import argparse
import importlib.util
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

TOLERANCE = 1e-4
INT8_TOLERANCE = 0.02
ENGINES = ("pytorch", "onnxruntime")
MODES = ("infer", "train", "step")


@dataclass(frozen=True)
class Workload:
    """The sizes of a network and its input: B, T, I, H, L, and whether it is bidirectional."""

    name: str
    batch: int
    time: int
    input: int
    hidden: int
    layers: int = 1
    bidirectional: bool = False
    int8: bool = False

    @property
    def directions(self):
        return 2 if self.bidirectional else 1

    def operations(self, mode):
        """2·4·H·(I + H)·B·T per layer and direction; three times as many for a training step."""
        total = 0
        for layer in range(self.layers):
            width = self.input if layer == 0 else self.directions * self.hidden
            total += self.directions * 8 * self.hidden * (width + self.hidden) * self.batch * self.time
        return total * (3 if mode == "train" else 1)


# The shapes of dev.lstm4j.bench.Shape; ForksTest checks that the two lists are equal.
SHAPES = [
    Workload("tutorial", 3, 5, 1, 10),
    Workload("forecast", 32, 96, 7, 128),
    Workload("odd", 13, 37, 19, 101),
    Workload("medium", 64, 100, 64, 256),
    Workload("large", 64, 50, 512, 512),
    Workload("stacked", 32, 50, 128, 256, layers=2),
    Workload("bidirectional", 32, 50, 128, 256, bidirectional=True),
    Workload("language", 20, 20, 200, 200, layers=2),
    Workload("xl", 20, 35, 1500, 1500),
]
STEPS = [Workload(f"step{hidden}", 1, 1, hidden, hidden) for hidden in (32, 128, 512, 1024)]
STEPS += [Workload(f"step{hidden}-int8", 1, 1, hidden, hidden, int8=True) for hidden in (512, 1024)]


def parameter_shapes(workload, head):
    """Names and shapes in PyTorch's order, which LSTM4J's files use too."""
    shapes = {}
    gates, hidden = 4 * workload.hidden, workload.hidden
    for layer in range(workload.layers):
        width = workload.input if layer == 0 else workload.directions * hidden
        for suffix in ("", "_reverse")[: workload.directions]:
            shapes[f"weight_ih_l{layer}{suffix}"] = (gates, width)
            shapes[f"weight_hh_l{layer}{suffix}"] = (gates, hidden)
            shapes[f"bias_ih_l{layer}{suffix}"] = (gates,)
            shapes[f"bias_hh_l{layer}{suffix}"] = (gates,)
    if head:
        shapes["head.weight"] = (1, workload.directions * hidden)
        shapes["head.bias"] = (1,)
    return shapes


class Case:
    """A workload, its mode, and its numbers: from the reference folder, or random ones."""

    def __init__(self, workload, mode, reference):
        import numpy as np

        self.workload, self.mode = workload, mode
        self.folder = pathlib.Path(reference) / f"{mode}-{workload.name}" if reference else None
        shapes = parameter_shapes(workload, mode != "step")
        sizes = [math.prod(shape) for shape in shapes.values()]
        if self.folder:
            flat = self.read("parameters", sum(sizes))
            x = self.read("inputs", workload.batch * workload.time * workload.input)
            self.targets = self.read("targets", workload.batch) if mode == "train" else None
        else:
            random = np.random.default_rng(1)
            bound = 1 / math.sqrt(workload.hidden)
            flat = random.uniform(-bound, bound, sum(sizes)).astype(np.float32)
            x = random.standard_normal(workload.batch * workload.time * workload.input).astype(np.float32)
            self.targets = random.standard_normal(workload.batch).astype(np.float32)
        parts = np.split(flat, np.cumsum(sizes)[:-1])
        self.parameters = {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts)}
        self.x = x.reshape(workload.batch, workload.time, workload.input)

    def read(self, name, length):
        import numpy as np

        values = np.fromfile(self.folder / (name + ".f32"), "<f4")
        if values.size != length:
            sys.exit(f"{self.folder / (name + '.f32')}: expected {length} floats, found {values.size}; "
                     "this script and LSTM4J must come from one commit")
        return values

    def check(self, found):
        """The largest difference from LSTM4J's results, or None without a reference folder."""
        import numpy as np

        if not self.folder:
            return None
        found = np.asarray(found, np.float32).reshape(-1)
        difference = float(np.max(np.abs(self.read("answers", found.size) - found)))
        tolerance = INT8_TOLERANCE if self.workload.int8 else TOLERANCE
        if not difference <= tolerance:
            sys.exit(f"{self.mode} {self.workload.name}: expected LSTM4J's answers within {tolerance}, "
                     f"found a difference of {difference}")
        return difference


def final_states(lstm, x):
    """The input of the head: the final hidden state of each direction of the top layer, as in LSTM4J's Head.finalStates."""
    import torch

    y, (hidden, _) = lstm(x)
    return torch.cat([hidden[-2], hidden[-1]], 1) if lstm.bidirectional else y[:, -1]


def pytorch_runner(case, threads):
    """Returns a function that does the work once, and the difference of its result from LSTM4J's."""
    import torch

    torch.set_num_threads(threads)
    workload = case.workload
    x = torch.from_numpy(case.x)
    if case.mode == "step":
        cell = torch.nn.LSTMCell(workload.input, workload.hidden)
        with torch.no_grad():
            for name, parameter in cell.named_parameters():
                parameter.copy_(torch.from_numpy(case.parameters[name + "_l0"]))
        if workload.int8:
            holder = torch.nn.ModuleDict({"cell": cell})
            cell = torch.ao.quantization.quantize_dynamic(holder, {torch.nn.LSTMCell}, torch.qint8)["cell"]
        row, state = x[0], (torch.zeros(1, workload.hidden), torch.zeros(1, workload.hidden))
        with torch.inference_mode():
            difference = case.check(cell(row, cell(row, state))[0].numpy())

        def step():
            nonlocal state
            state = cell(row, state)

        return step, difference

    lstm = torch.nn.LSTM(workload.input, workload.hidden, workload.layers, batch_first=True,
                         bidirectional=workload.bidirectional)
    head = torch.nn.Linear(workload.directions * workload.hidden, 1)
    with torch.no_grad():
        for prefix, module in (("", lstm), ("head.", head)):
            for name, parameter in module.named_parameters():
                parameter.copy_(torch.from_numpy(case.parameters[prefix + name]))
    if case.mode == "infer":

        def infer():
            return head(final_states(lstm, x))

        with torch.inference_mode():
            return infer, case.check(infer().numpy())

    y = torch.from_numpy(case.targets).reshape(-1, 1)
    adam = torch.optim.Adam([*lstm.parameters(), *head.parameters()], lr=1e-4, fused=True)

    def train():
        adam.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(head(final_states(lstm, x)), y)
        loss.backward()
        adam.step()
        return loss.item()

    return train, case.check([train(), train()])


def onnx_model(case):
    """LSTM nodes on `[T, B, I]` and, except for streaming, a linear head on the final state of each direction."""
    import numpy as np
    from onnx import TensorProto, helper, numpy_helper

    workload, p = case.workload, case.parameters
    nodes, weights = [], []

    def weight(name, values):
        weights.append(numpy_helper.from_array(values, name))
        return name

    def ordered(values):  # PyTorch's i f g o becomes i o f g.
        i, f, g, o = np.split(values, 4)
        return np.concatenate([i, o, f, g])

    def node(kind, inputs, outputs, **attributes):
        nodes.append(helper.make_node(kind, inputs, outputs, **attributes))

    stream = case.mode == "step"
    below = "x"
    for layer in range(workload.layers):
        suffixes = [f"_l{layer}{s}" for s in ("", "_reverse")[: workload.directions]]
        inputs = [
            below,
            weight(f"w{layer}", np.stack([ordered(p["weight_ih" + s]) for s in suffixes])),
            weight(f"r{layer}", np.stack([ordered(p["weight_hh" + s]) for s in suffixes])),
            weight(f"b{layer}", np.stack(
                [np.concatenate([ordered(p["bias_ih" + s]), ordered(p["bias_hh" + s])]) for s in suffixes])),
        ]
        top = layer == workload.layers - 1
        if stream:
            inputs += ["", "h", "c"]
            outputs = ["", "h_next", "c_next"]
        elif top:
            outputs = ["", "last"]  # Y_h, [D, B, H]
        else:
            outputs = [f"y{layer}"]
        node("LSTM", inputs, outputs, hidden_size=workload.hidden,
             direction="bidirectional" if workload.bidirectional else "forward")
        if not top:
            if workload.bidirectional:
                sys.exit(f"{workload.name}: bidirectional layers on top of each other are not measured")
            node("Squeeze", [f"y{layer}", weight(f"axis{layer}", np.array([1], np.int64))], [f"below{layer}"])
            below = f"below{layer}"

    def tensor(name, *shape):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    b, t, h = workload.batch, workload.time, workload.hidden
    x = tensor("x", t, b, workload.input)
    if stream:
        states = [tensor(name, 1, b, h) for name in ("h", "c", "h_next", "c_next")]
        graph = helper.make_graph(nodes, "lstm", [x, *states[:2]], states[2:], weights)
    else:
        node("Transpose", ["last"], ["rows"], perm=[1, 0, 2])
        node("Reshape", ["rows", weight("flat", np.array([b, workload.directions * h], np.int64))], ["features"])
        node("Gemm", ["features", weight("hw", p["head.weight"]), weight("hb", p["head.bias"])], ["y"], transB=1)
        graph = helper.make_graph(nodes, "lstm", [x], [tensor("y", b, 1)], weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def onnxruntime_runner(case, threads):
    """Like pytorch_runner, but without training."""
    import numpy as np
    import onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    model = onnx_model(case)
    if case.workload.int8:
        from onnxruntime.quantization import QuantType, quantize_dynamic

        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "int8.onnx"
            quantize_dynamic(model, file, weight_type=QuantType.QInt8, per_channel=True)
            model = onnx.load(file)
        if "DynamicQuantizeLSTM" not in [node.op_type for node in model.graph.node]:
            sys.exit(f"{case.workload.name}: expected a DynamicQuantizeLSTM node, found none")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    x = np.ascontiguousarray(case.x.transpose(1, 0, 2))
    if case.mode == "infer":
        feed = {"x": x}
        return (lambda: session.run(["y"], feed)), case.check(session.run(["y"], feed)[0])
    zero = np.zeros((1, 1, case.workload.hidden), np.float32)
    h, c = zero, zero

    def step():
        nonlocal h, c
        h, c = session.run(["h_next", "c_next"], {"x": x, "h": h, "c": c})

    step()
    step()
    return step, case.check(h)


RUNNERS = {"pytorch": pytorch_runner, "onnxruntime": onnxruntime_runner}


def timed(run, repetitions):
    start = time.perf_counter()
    for _ in range(repetitions):
        run()
    return time.perf_counter() - start


def rounds_of(run, arguments):
    """Seconds per repetition, one number per round."""
    spent, one, repetitions = 0.0, 0.0, 1
    while spent < arguments.warmup or not one:
        seconds = timed(run, repetitions)
        spent, one = spent + seconds, seconds / repetitions
        repetitions = min(2 * repetitions, max(1, int(arguments.warmup / 4 / one)))
    repetitions = max(1, round(arguments.round_seconds / one))
    rounds = min(arguments.rounds, max(1, int(arguments.most_seconds / (one * repetitions))))
    return [float(f"{timed(run, repetitions) / repetitions:.4g}") for _ in range(rounds)], repetitions


def measure(arguments, threads):
    """Yields the measurements of this process."""
    import contextlib

    versions = {}
    guard = contextlib.nullcontext
    if "pytorch" in arguments.engines:
        import torch

        versions["pytorch"] = torch.__version__
    if "onnxruntime" in arguments.engines:
        import onnxruntime

        versions["onnxruntime"] = onnxruntime.__version__
    for mode in arguments.modes:
        for workload in STEPS if mode == "step" else SHAPES:
            if arguments.shapes and workload.name not in arguments.shapes:
                continue
            for engine in arguments.engines:
                if engine == "onnxruntime" and mode == "train":
                    continue
                case = Case(workload, mode, arguments.reference)
                run, difference = RUNNERS[engine](case, threads)
                if engine == "pytorch" and mode != "train":
                    guard = torch.inference_mode
                with guard():
                    seconds, repetitions = rounds_of(run, arguments)
                guard = contextlib.nullcontext
                yield {"engine": engine, "version": versions[engine], "mode": mode, "workload": workload.name,
                       "threads": threads, "difference": difference, "repetitions": repetitions, "seconds": seconds}


def table(measurements):
    """Formats the median and best round in ms and the GFLOP/s of the median."""
    operations = {w.name: w for w in SHAPES + STEPS}
    lines = [f"{'mode':7}{'shape':15}{'threads':>8}  {'engine':13}{'median ms':>12}{'best ms':>12}{'GFLOP/s':>9}"]
    for m in measurements:
        median = statistics.median(m["seconds"])
        gflops = operations[m["workload"]].operations(m["mode"]) / median / 1e9
        lines.append(f"{m['mode']:7}{m['workload']:15}{m['threads']:8}  {m['engine']:13}{median * 1e3:12.4f}"
                     f"{min(m['seconds']) * 1e3:12.4f}{gflops:9.1f}")
    return "\n".join(lines)


def words(allowed):
    def parse(text):
        found = text.split(",")
        for word in found:
            if word not in allowed:
                raise argparse.ArgumentTypeError(f"expected some of {','.join(allowed)}, found '{word}'")
        return found

    return parse


def counts(text):
    try:
        numbers = [int(number) for number in text.split(",")]
    except ValueError:
        numbers = [0]
    if min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"expected thread counts such as 1,2, found '{text}'")
    return numbers


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=counts, default=[1, 2], help="thread counts, default 1,2")
    parser.add_argument("--modes", type=words(MODES), default=list(MODES), help="default infer,train,step")
    names = [workload.name for workload in SHAPES + STEPS]
    parser.add_argument("--shapes", type=words(names), default=[], help="default all of " + ",".join(names))
    parser.add_argument("--engines", type=words(ENGINES), help="default: those whose wheels are installed")
    parser.add_argument("--warmup", type=float, default=0.5, help="minimum seconds of warm-up, default 0.5")
    parser.add_argument("--rounds", type=int, default=7, help="rounds per measurement, default 7")
    parser.add_argument("--round-seconds", type=float, default=0.2, help="seconds per round, default 0.2")
    parser.add_argument("--most-seconds", type=float, default=10, help="maximum seconds of all rounds, default 10")
    parser.add_argument("--reference", help="folder with LSTM4J's weights, inputs and results to compare with")
    parser.add_argument("--json", help="file to write the measurements to")
    parser.add_argument("--lines", action="store_true", help="measure in this process and print one JSON object per line")
    arguments = parser.parse_args()
    # The package onnx builds the model that ONNX Runtime runs.
    needed = {"pytorch": ["torch", "numpy"], "onnxruntime": ["onnxruntime", "onnx", "numpy"]}
    missing = {engine: [name for name in names if not importlib.util.find_spec(name)]
               for engine, names in needed.items()}
    for engine in arguments.engines or []:
        if missing[engine]:
            parser.error(f"{engine}: not installed here: {', '.join(missing[engine])}")
    arguments.engines = arguments.engines or [engine for engine in ENGINES if not missing[engine]]
    if not arguments.engines:
        parser.error("neither PyTorch nor ONNX Runtime is installed here: pip install torch onnxruntime onnx")
    return arguments


def main():
    arguments = parse_arguments()
    if arguments.lines:
        for threads in arguments.threads[:1]:
            for measurement in measure(arguments, threads):
                print(json.dumps(measurement), flush=True)
        return
    measurements = []
    passed = [f"--{name.replace('_', '-')}={','.join(value) if isinstance(value, list) else value}"
              for name, value in vars(arguments).items()
              if name not in ("threads", "json", "lines") and value]
    for threads in arguments.threads:
        child = subprocess.run([sys.executable, __file__, "--lines", f"--threads={threads}", *passed],
                               env={**os.environ, "OMP_NUM_THREADS": str(threads)}, stdout=subprocess.PIPE, text=True)
        if child.returncode:
            sys.exit(child.returncode)
        measurements += [json.loads(line) for line in child.stdout.splitlines()]
    print(table(measurements))
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(measurements, indent=1) + "\n")


if __name__ == "__main__":
    main()
