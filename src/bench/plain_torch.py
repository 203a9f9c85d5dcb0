"""The plain PyTorch half of SpeedBench: a U-Net as its authors would write it, in 32 bits, trained and run on the same arrays.

Asked over standard input, one word a line, it answers one line each:
  open FOLDER  reads case.json, tensors.safetensors (weights, image, truth, and the scores that Maskwright computed), says how many parameters
               there are and how far the scores lie apart at most, as a part of the largest score
  train        seconds of one step: forward, Dice and cross-entropy, backward, AdamW
  infer        seconds of one look
"""
import json
import os
import sys
import time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as Maskwright sets it: two programs take turns
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def read(path):
    """safetensors: the length of a JSON header, the header, plain numbers."""
    data = open(path, "rb").read()
    length = int(np.frombuffer(data, "<u8", 1)[0])
    header = json.loads(data[8:8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        kind = {"F32": "<f4", "F16": "<f2"}[entry["dtype"]]
        flat = np.frombuffer(data[8 + length + begin:8 + length + end], kind).astype(np.float32)
        tensors[name] = torch.from_numpy(flat.reshape(entry["shape"]))
    return tensors


class Stage(nn.Module):
    def __init__(self, conv, norm, channels, width):
        super().__init__()
        self.first = conv(channels, width, 3, padding=1, bias=False)
        self.first_norm = norm(width, affine=True)
        self.second = conv(width, width, 3, padding=1, bias=False)
        self.second_norm = norm(width, affine=True)

    def forward(self, x):
        x = F.leaky_relu(self.first_norm(self.first(x)), 0.01, inplace=True)
        return F.leaky_relu(self.second_norm(self.second(x)), 0.01, inplace=True)


class UpStage(Stage):
    def __init__(self, conv, norm, transposed, channels, width):
        super().__init__(conv, norm, 2 * width, width)
        self.enlarge = transposed(channels, width, 2, stride=2)

    def forward(self, x, skip):
        return super().forward(torch.cat([self.enlarge(x), skip], 1))


class UNet(nn.Module):
    def __init__(self, dimensions, widths, classes, normalisation):
        super().__init__()
        conv, transposed, self.pool = (nn.Conv2d, nn.ConvTranspose2d, nn.MaxPool2d(2)) if dimensions == 2 else (nn.Conv3d, nn.ConvTranspose3d, nn.MaxPool3d(2))
        norm = {"batch": (nn.BatchNorm2d, nn.BatchNorm3d), "instance": (nn.InstanceNorm2d, nn.InstanceNorm3d)}[normalisation][dimensions - 2]
        self.depth = len(widths) - 1
        for level in range(self.depth):
            setattr(self, f"down{level}", Stage(conv, norm, widths[level - 1] if level else 1, widths[level]))
        self.bottom = Stage(conv, norm, widths[-2], widths[-1])
        for level in reversed(range(self.depth)):
            setattr(self, f"up{level}", UpStage(conv, norm, transposed, widths[level + 1], widths[level]))
        self.head = conv(widths[0], classes, 1)

    def forward(self, x):
        skips = []
        for level in range(self.depth):
            skips.append(getattr(self, f"down{level}")(x))
            x = self.pool(skips[-1])
        x = self.bottom(x)
        for level in reversed(range(self.depth)):
            x = getattr(self, f"up{level}")(x, skips[level])
        return self.head(x)


def dice_and_cross_entropy(scores, truth):
    space = [axis for axis in range(scores.dim()) if axis != 1]
    probability = F.softmax(scores, 1)
    common = (probability * truth).sum(space)
    dice = (2 * common + 1) / ((probability * truth.sum(1, keepdim=True)).sum(space) + truth.sum(space) + 1)
    cross_entropy = -(F.log_softmax(scores, 1) * truth).sum() / truth.sum().clamp(min=1)
    return 1 - dice[1:].mean() + cross_entropy


class Case:
    def __init__(self, folder):
        about = json.load(open(os.path.join(folder, "case.json")))
        torch.set_num_threads(about["threads"])
        tensors = read(os.path.join(folder, "tensors.safetensors"))
        self.images, self.truth, self.image, self.scores = (tensors.pop(name) for name in ("images", "truth", "image", "scores"))
        self.net = UNet(about["dimensions"], about["widths"], about["classes"], about["normalisation"])
        self.net.load_state_dict({name.replace(".norm.", "_norm."): value for name, value in tensors.items()}, strict=False)
        self.expected = {name.replace(".norm.", "_norm.") for name in tensors}
        self.optimiser = torch.optim.AdamW(self.net.parameters(), lr=1e-4)

    def check(self):
        named = dict(self.net.named_parameters())
        missing = sorted(set(named) - self.expected)
        if missing:
            sys.exit(f"Maskwright has no {missing}")
        apart = (self.look() - self.scores).abs().max() / self.scores.abs().max()
        return f"{sum(p.numel() for p in named.values())} {apart.item():.3g}"

    def look(self):
        self.net.eval()
        with torch.no_grad():
            return self.net(self.image)

    def step(self):
        self.net.train()
        self.optimiser.zero_grad(set_to_none=True)
        dice_and_cross_entropy(self.net(self.images), self.truth).backward()
        self.optimiser.step()


def main():
    case = None
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "open":
            case = Case(rest)
            print(case.check(), flush=True)
            continue
        begin = time.perf_counter()
        case.step() if word == "train" else case.look()
        print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
