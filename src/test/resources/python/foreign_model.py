"""Writes a MONAI-like bundle of a small network and what it gives for a scan.

usage: foreign_model.py FOLDER trace|script CHANNELS    prints {"shape": [...], "scan": [...], "probabilities": [...]}, x fastest along no axis: C order of RAS,
channels before all
"""
import json
import os
import sys

import torch

folder, way, channels = sys.argv[1], sys.argv[2], int(sys.argv[3])
torch.manual_seed(1)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.down = torch.nn.Sequential(torch.nn.Conv3d(channels, 6, 3, padding=1), torch.nn.InstanceNorm3d(6, affine=True), torch.nn.PReLU())
        self.deep = torch.nn.Conv3d(6, 6, 3, stride=2, padding=1)
        self.up = torch.nn.ConvTranspose3d(6, 6, 2, stride=2)
        self.head = torch.nn.Conv3d(12, 3, 1)

    def forward(self, x):
        skip = self.down(x)
        return self.head(torch.cat([skip, self.up(torch.relu(self.deep(skip)))], dim=1))


net = Net().eval()
shape = (8, 10, 6)
scan = torch.randn((channels,) + shape) * 100
program = torch.jit.trace(net, torch.zeros((1, channels) + shape)) if way == "trace" else torch.jit.script(net)
os.makedirs(os.path.join(folder, "models"), exist_ok=True)
torch.jit.save(program, os.path.join(folder, "models", "model.ts"))
with torch.no_grad():
    seen = (scan.clamp(-57, 164) + 57) / 221
    probabilities = torch.softmax(net(seen[None]), 1)[0]
print(json.dumps({"shape": shape, "scan": scan.flatten().tolist(), "probabilities": probabilities.flatten().tolist()}))
