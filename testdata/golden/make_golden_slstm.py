"""Makes golden data of the sLSTM (xLSTM, arXiv 2405.04517, section 2.2), written out with autograd in double precision and
rounded to float32. The equations are the stabilised ones (15 to 17 of the paper) with the sigmoid forget gate.

    python3 make_golden_slstm.py OUT_DIR [SEED]

Made with torch 1.13.1 (CPU; Debian's python3-torch, which calls itself 1.13.0a0). README.md beside this script says what the files hold.
"""
import json
import pathlib
import struct
import sys

import torch
import torch.nn.functional as F

out = pathlib.Path(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261126
out.mkdir(parents=True, exist_ok=True)
torch.set_num_threads(1)
torch.manual_seed(seed)
STATES = "hcnm"


def draw(*shape):
    """Random numbers that float32 holds exactly."""
    return torch.randn(*shape).float().double()


def save(name, tensors):
    """safetensors, without its library: a length, a JSON header, and the floats."""
    header, data = {"__metadata__": {"made_with": json.dumps(f"torch {torch.__version__}: sLSTM in double, seed {seed}")}}, b""
    for key, tensor in tensors.items():
        raw = tensor.detach().float().contiguous().numpy().astype("<f4").tobytes()
        header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (out / f"{name}.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


def run(p, suffix, x, h, c, n, m, reverse):
    """One layer in one direction. Rows of the weights: input gate, forget gate, z, output gate."""
    steps = []
    for t in (reversed(range(x.shape[1])) if reverse else range(x.shape[1])):
        sums = x[:, t] @ p["weight_ih" + suffix].T + h @ p["weight_hh" + suffix].T
        if "bias_ih" + suffix in p:
            sums = sums + p["bias_ih" + suffix] + p["bias_hh" + suffix]
        i_raw, f_raw, z_raw, o_raw = sums.chunk(4, dim=1)
        empty = n == 0
        log_f = F.logsigmoid(f_raw) + m
        m = torch.where(empty, i_raw, torch.maximum(log_f, i_raw))
        i = torch.exp(i_raw - m)
        f = torch.where(empty, torch.zeros_like(m), torch.exp(log_f - m))
        c = f * c + i * torch.tanh(z_raw)
        n = f * n + i
        h = torch.sigmoid(o_raw) * (c / n)
        steps.append(h)
    return torch.stack(steps[::-1] if reverse else steps, dim=1), h, c, n, m


def slstm(name, batch, time, inputs, hidden, layers=1, both=False, bias=True, empty=0, scale=0.4):
    """The last `empty` rows begin with zero states."""
    directions = 2 if both else 1
    p = {}
    for layer in range(layers):
        for d in range(directions):
            s = f"_l{layer}" + ("_reverse" if d else "")
            p["weight_ih" + s] = draw(4 * hidden, inputs if layer == 0 else directions * hidden) * scale
            p["weight_hh" + s] = draw(4 * hidden, hidden) * scale
            if bias:
                p["bias_ih" + s] = draw(4 * hidden) * scale
                p["bias_hh" + s] = draw(4 * hidden) * scale
    shape = (layers * directions, batch, hidden)
    v = {"x": draw(batch, time, inputs), "h0": draw(*shape) * 0.5, "c0": draw(*shape), "n0": 1 + draw(*shape).abs(),
         "m0": draw(*shape)}
    for state in STATES:
        v[state + "0"][:, batch - empty:] = 0
    p = {k: t.float().double() for k, t in p.items()}
    v = {k: t.float().double() for k, t in v.items()}
    for tensor in [*p.values(), *v.values()]:
        tensor.requires_grad_()
    y, ends = v["x"], {state: [] for state in STATES}
    for layer in range(layers):
        parts = []
        for d in range(directions):
            k = layer * directions + d
            part, *last = run(p, f"_l{layer}" + ("_reverse" if d else ""), y, *(v[state + "0"][k] for state in STATES), d == 1)
            parts.append(part)
            for state, value in zip(STATES, last):
                ends[state].append(value)
        y = torch.cat(parts, dim=2)
    finals = {state + "n": torch.stack(values) for state, values in ends.items()}
    up = {"dy": draw(*y.shape), **{"d" + k: draw(*t.shape) for k, t in finals.items()}}
    torch.autograd.backward([y, *finals.values()], [up["dy"], *(up["d" + k] for k in finals)])
    grads = {"grad." + k: t.grad for k, t in {**p, **v}.items()}
    assert all(torch.isfinite(t).all() for t in [y, *finals.values(), *grads.values()]), name
    save(name, {**p, **v, "y": y, **finals, **up, **grads})


slstm("slstm_one", 2, 5, 1, 1, empty=1)
slstm("slstm_odd", 3, 6, 5, 13, empty=1)
slstm("slstm_no_bias", 2, 8, 3, 7, bias=False)
slstm("slstm_long", 2, 50, 3, 9, empty=2, scale=0.8)
slstm("slstm_stacked", 3, 9, 4, 17, layers=3, empty=1)
slstm("slstm_stacked_bidirectional", 4, 7, 3, 33, layers=2, both=True, empty=2)
