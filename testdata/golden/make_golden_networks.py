"""Makes the golden files of networks that make_golden.py does not cover: an LSTM with layer normalisation, written with
autograd operations; nn.Embedding and an nn.LSTM with initial states as parameters; and the ONNX operators GRU and RNN.

    python make_golden_networks.py OUT_DIR [SEED]

The files were made with torch 2.13.0 (CPU), onnx 1.23.1, onnxruntime 1.30.0, safetensors 0.8.0. README.md in this folder
describes their contents.
"""
import json
import pathlib
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import save_file

out = pathlib.Path(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261124
out.mkdir(parents=True, exist_ok=True)
torch.set_num_threads(1)
torch.manual_seed(seed)


def save(name, tensors, how):
    tensors = {k: v.detach().contiguous() for k, v in tensors.items()}
    save_file(tensors, out / f"{name}.safetensors", metadata={"made_with": json.dumps(f"torch {torch.__version__}: {how}")})


# ---- layer normalisation of each gate's pre-activation, and of the cell state for the output ------------
def normalized(x, w, b):
    return F.layer_norm(x, (x.shape[-1],), w, b, eps=1e-5)


def run(p, suffix, x, h, c, reverse):
    w, b = p["norm_weight" + suffix], p.get("norm_bias" + suffix)
    steps = []
    for t in (reversed(range(x.shape[1])) if reverse else range(x.shape[1])):
        sums = (x[:, t] @ p["weight_ih" + suffix].T + h @ p["weight_hh" + suffix].T).chunk(4, dim=1)
        i, f, g, o = (normalized(s, w[k], None if b is None else b[k]) for k, s in enumerate(sums))
        c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h = torch.sigmoid(o) * torch.tanh(normalized(c, w[4], None if b is None else b[4]))
        steps.append(h)
    return torch.stack(steps[::-1] if reverse else steps, dim=1), h, c


def layer_norm(name, batch, time, inputs, hidden, layers, both, bias):
    directions = 2 if both else 1
    p = {}
    for layer in range(layers):
        for d in range(directions):
            s = f"_l{layer}" + ("_reverse" if d else "")
            p["weight_ih" + s] = torch.randn(4 * hidden, inputs if layer == 0 else directions * hidden) * 0.3
            p["weight_hh" + s] = torch.randn(4 * hidden, hidden) * 0.3
            p["norm_weight" + s] = 1 + 0.3 * torch.randn(5, hidden)
            if bias:
                p["norm_bias" + s] = 0.3 * torch.randn(5, hidden)
    v = {"x": torch.randn(batch, time, inputs), "h0": torch.randn(layers * directions, batch, hidden) * 0.5,
         "c0": torch.randn(layers * directions, batch, hidden) * 0.5}
    for tensor in [*p.values(), *v.values()]:
        tensor.requires_grad_()
    y, hs, cs = v["x"], [], []
    for layer in range(layers):
        parts = []
        for d in range(directions):
            k = layer * directions + d
            part, h, c = run(p, f"_l{layer}" + ("_reverse" if d else ""), y, v["h0"][k], v["c0"][k], d == 1)
            parts.append(part)
            hs.append(h)
            cs.append(c)
        y = torch.cat(parts, dim=2)
    hn, cn = torch.stack(hs), torch.stack(cs)
    up = {"dy": torch.randn_like(y), "dhn": torch.randn_like(hn), "dcn": torch.randn_like(cn)}
    torch.autograd.backward([y, hn, cn], [up["dy"], up["dhn"], up["dcn"]])
    grads = {"grad." + k: t.grad for k, t in {**p, **v}.items()}
    save(name, {**p, **v, "y": y, "hn": hn, "cn": cn, **up, **grads}, "layer_norm of each gate and of the cell state")


layer_norm("lstm_layer_norm_odd", 3, 6, 5, 13, 1, False, False)
layer_norm("lstm_layer_norm_stacked_bidirectional", 4, 7, 3, 33, 2, True, True)

# ---- tokens, and initial states as parameters -----------------------------------------------------------
V, E, H, B, T, L = 11, 5, 19, 4, 6, 2
embedding, lstm = nn.Embedding(V, E), nn.LSTM(E, H, L, batch_first=True)
starts = {f"{s}0_l{layer}": nn.Parameter(torch.randn(H) * 0.5) for layer in range(L) for s in "hc"}
h0, c0 = (torch.stack([starts[f"{s}0_l{layer}"] for layer in range(L)])[:, None].expand(L, B, H).contiguous() for s in "hc")
x = torch.randint(V, (B, T))
y, _ = lstm(embedding(x), (h0, c0))
dy = torch.randn_like(y)
y.backward(dy)
named = {"embedding.weight": embedding.weight, **dict(lstm.named_parameters()), **starts}
save("lstm_tokens_trainable_states",
     {"x": x.float(), "y": y, "dy": dy, **named, **{"grad." + k: p.grad for k, p in named.items()}},
     "nn.Embedding, nn.LSTM, one pair of initial states for all sequences")

# ---- ONNX operators GRU and RNN, run by ONNX Runtime; gate order z r h, time first -----------------------
import numpy as np  # noqa: E402
import onnx  # noqa: E402
import onnxruntime as ort  # noqa: E402


def operator(name, kind, batch, time, inputs, hidden, directions, **attributes):
    gates = {"GRU": 3, "RNN": 1}[kind]
    r = np.random.default_rng(seed + len(name))
    feeds = {"X": r.normal(size=(time, batch, inputs)), "W": 0.4 * r.normal(size=(directions, gates * hidden, inputs)),
             "R": 0.4 * r.normal(size=(directions, gates * hidden, hidden)),
             "B": 0.3 * r.normal(size=(directions, 2 * gates * hidden)),
             "sequence_lens": r.integers(1, time + 1, size=batch),
             "initial_h": 0.5 * r.normal(size=(directions, batch, hidden))}
    feeds = {k: v.astype(np.int32 if k == "sequence_lens" else np.float32) for k, v in feeds.items()}
    node = onnx.helper.make_node(kind, list(feeds), ["Y", "Y_h"], hidden_size=hidden,
                                 direction="bidirectional" if directions == 2 else "forward", **attributes)
    info = onnx.helper.make_tensor_value_info
    types = {np.dtype("float32"): onnx.TensorProto.FLOAT, np.dtype("int32"): onnx.TensorProto.INT32}
    graph = onnx.helper.make_graph([node], "g", [info(k, types[v.dtype], v.shape) for k, v in feeds.items()],
                                   [info(k, onnx.TensorProto.FLOAT, None) for k in ("Y", "Y_h")])
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 22)], ir_version=10)
    Y, Y_h = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, feeds)
    tensors = {k: torch.from_numpy(v) for k, v in {**feeds, "Y": Y, "Y_h": Y_h}.items()}
    save_file(tensors, out / f"{name}.safetensors", metadata={
        "made_with": json.dumps(f"onnxruntime {ort.__version__}: {kind}"), "attributes": json.dumps(attributes, default=str)})


operator("onnx_gru", "GRU", 3, 6, 4, 11, 1)
operator("onnx_gru_bidirectional", "GRU", 3, 6, 4, 18, 2, linear_before_reset=0)
operator("onnx_gru_linear_before_reset", "GRU", 3, 6, 4, 11, 2, linear_before_reset=1)
operator("onnx_gru_clip", "GRU", 3, 6, 4, 9, 1, clip=0.5)
operator("onnx_rnn", "RNN", 3, 6, 4, 11, 2, activations=["Tanh", "Tanh"])
