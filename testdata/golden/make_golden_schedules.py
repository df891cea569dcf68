"""Makes the golden files of settings that make_golden.py does not cover: learning rates of torch.optim.lr_scheduler in
double precision, more settings of optimizers, and clipping by value.

    python make_golden_schedules.py OUT_DIR [SEED]

The files were made with torch 2.13.0 (CPU), safetensors 0.8.0. README.md in this folder describes their contents.
"""
import json
import pathlib
import sys

import torch
import torch.nn as nn
from safetensors.torch import save_file

out = pathlib.Path(sys.argv[1])
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261123
out.mkdir(parents=True, exist_ok=True)
torch.set_num_threads(1)

# ---- schedules: the learning rate before each step of the scheduler ---------------------------------
S = torch.optim.lr_scheduler


def rates(make, steps, base=0.1, metric=None):
    o = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=base)
    s = make(o)
    r = []
    for e in range(steps):
        r.append(o.param_groups[0]["lr"])
        o.step()
        if e + 1 < steps:
            s.step(metric[e]) if metric else s.step()
    return r


def wave(steps):  # falls, rises, then falls slowly, so that every kind of bad epoch occurs
    return [1 / (1 + e) if e < 12 else 0.15 + 0.05 * ((7 * e) % 5) if e < 40 else 0.0833 * 0.99998 ** e for e in range(steps)]


losses = wave(80)
schedules = {
    "base_rate": 0.1,
    "step_7_gamma_0.3": rates(lambda o: S.StepLR(o, 7, 0.3), 60),
    "multi_step_4_9_9_30_gamma_0.2": rates(lambda o: S.MultiStepLR(o, [4, 9, 9, 30], 0.2), 60),
    "exponential_0.97": rates(lambda o: S.ExponentialLR(o, 0.97), 60),
    "cosine_20_min_0.01": rates(lambda o: S.CosineAnnealingLR(o, 20, 0.01), 60),
    "linear_third_to_1_in_5": rates(lambda o: S.LinearLR(o), 60),
    "linear_0.25_to_0.75_in_12": rates(lambda o: S.LinearLR(o, 0.25, 0.75, 12), 60),
    "one_cycle_60": rates(lambda o: S.OneCycleLR(o, 0.1, total_steps=60), 60),
    "one_cycle_47_pct_0.1_div_10_final_100": rates(
        lambda o: S.OneCycleLR(o, 0.1, total_steps=47, pct_start=0.1, div_factor=10, final_div_factor=100), 47),
    "warmup_5_then_cosine_55": rates(lambda o: S.SequentialLR(
        o, [S.LinearLR(o, 0.2, 1.0, 5), S.CosineAnnealingLR(o, 55)], [5]), 60),
    "warmup_3_then_step_then_exponential": rates(lambda o: S.SequentialLR(
        o, [S.LinearLR(o, 0.1, 1.0, 3), S.StepLR(o, 4, 0.5), S.ExponentialLR(o, 0.9)], [3, 20]), 60),
    "product_warmup_8_exponential_0.95": rates(lambda o: S.ChainedScheduler(
        [S.LinearLR(o, 0.5, 1.0, 8), S.ExponentialLR(o, 0.95)], optimizer=o), 60),
    "plateau_losses": losses,
    "plateau_default": rates(lambda o: S.ReduceLROnPlateau(o), 80, metric=losses),
    "plateau_factor_0.3_patience_2_cooldown_4_min_0.0005": rates(lambda o: S.ReduceLROnPlateau(
        o, factor=0.3, patience=2, threshold=1e-2, cooldown=4, min_lr=0.0005), 80, metric=losses),
    "plateau_factor_0.1_patience_0": rates(lambda o: S.ReduceLROnPlateau(
        o, factor=0.1, patience=0), 80, metric=losses),
}
clipped = {}
for limit in (0.5, 2.0, 10.0):
    q = nn.Parameter(torch.zeros(11))
    q.grad = torch.tensor([0.0, 1, 2, 3, 4, -1, 0, 1, -2, -3.5, 0.25])
    nn.utils.clip_grad_value_([q], limit)
    clipped[str(limit)] = q.grad.tolist()
json.dump({**schedules, "clip_grad_value": clipped}, open(out / "schedules.json", "w"), indent=1)

# ---- settings of optimizers -------------------------------------------------------------------------
O = torch.optim
OPTIMIZERS = {
    "nadam_decoupled": lambda p: O.NAdam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4, momentum_decay=0.02,
                                         weight_decay=0.05, decoupled_weight_decay=True),
    "radam_decoupled": lambda p: O.RAdam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.05,
                                         decoupled_weight_decay=True),
    "radam_weight_decay": lambda p: O.RAdam(p, lr=0.05, weight_decay=0.05),
    "sgd_dampening": lambda p: O.SGD(p, lr=0.05, momentum=0.8, dampening=0.3, weight_decay=0.02),
    "rmsprop_weight_decay": lambda p: O.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-4, momentum=0.7, weight_decay=0.05),
    "rmsprop_centered": lambda p: O.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-2, centered=True),
    "adagrad_all": lambda p: O.Adagrad(p, lr=0.2, lr_decay=0.05, weight_decay=0.02, initial_accumulator_value=0.3,
                                       eps=1e-6),
}
g = torch.Generator().manual_seed(seed)
start = torch.randn(37, generator=g)
grads = torch.randn(25, 37, generator=g) * torch.logspace(-3, 1, 37)
for name, make in OPTIMIZERS.items():
    p = nn.Parameter(start.clone())
    o = make([p])
    path = []
    for gr in grads:
        p.grad = gr.clone()
        o.step()
        path.append(p.detach().clone())
    defaults = {k: v for k, v in o.defaults.items() if isinstance(v, (int, float, bool, list, tuple))}
    save_file({"start": start, "grads": grads, "params_after_step": torch.stack(path)},
              out / f"optimizer_{name}.safetensors", metadata={"defaults": json.dumps(defaults)})
