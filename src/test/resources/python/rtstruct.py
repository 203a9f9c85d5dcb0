"""Rasterises the closed outlines of a structure set and compares them with masks made elsewhere.

rtstruct.py FILE MASKS NX NY NZ AFFINE...   MASKS holds one file of NZ x NY x NX bytes for each region: <ROI number>.raw;
AFFINE is the 4 x 4 matrix from voxel to patient millimetres, row by row.
Prints one object a region: voxels inside, voxels that differ, voxels too near to an edge to call.
"""
import collections
import json
import pathlib
import sys

import numpy as np
import pydicom

dataset = pydicom.dcmread(sys.argv[1], force=True)
masks = pathlib.Path(sys.argv[2])
nx, ny, nz = map(int, sys.argv[3:6])
to_voxel = np.linalg.inv(np.array(list(map(float, sys.argv[6:22]))).reshape(4, 4))
columns = np.arange(nx)
seen = []
for region in dataset.ROIContourSequence:
    mask_file = masks / f"{region.ReferencedROINumber}.raw"
    if not mask_file.exists():
        continue
    planes = collections.defaultdict(list)
    for contour in region.get("ContourSequence", []):
        if contour.ContourGeometricType not in ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR"):
            continue
        data = contour.ContourData
        if isinstance(data, bytes):
            data = data.decode().split("\\")
        points = np.array([float(v) for v in data]).reshape(-1, 3)
        voxels = (to_voxel @ np.c_[points, np.ones(len(points))].T).T[:, :3]
        z = int(np.ceil(voxels[:, 2].mean() - 0.5 - 1e-9))
        if 0 <= z < nz:
            planes[z].append(np.round(voxels[:, :2], 6))
    inside = np.zeros((nz, ny, nx), bool)
    unsure = np.zeros((nz, ny, nx), bool)
    for z, polygons in planes.items():
        rows = np.concatenate([p[:, 1] for p in polygons])
        for y in range(max(0, int(rows.min())), min(ny, int(rows.max()) + 2)):
            crossings = []
            for p in polygons:
                q = np.roll(p, -1, axis=0)
                cut = (p[:, 1] <= y) != (q[:, 1] <= y)
                a, b = p[cut], q[cut]
                crossings.extend(a[:, 0] + (y - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1]))
            if crossings:
                crossings = np.sort(crossings)
                inside[z, y] = np.searchsorted(crossings, columns, side="right") % 2 == 1
                near = np.searchsorted(crossings, columns - 1e-4) != np.searchsorted(crossings, columns + 1e-4)
                unsure[z, y] = near
    given = np.fromfile(mask_file, np.uint8).reshape(nz, ny, nx).astype(bool)
    seen.append({"roi": int(region.ReferencedROINumber), "inside": int(inside.sum()), "differ": int(((given != inside) & ~unsure).sum()), "unsure": int(((given != inside) & unsure).sum())})
json.dump(seen, sys.stdout)
