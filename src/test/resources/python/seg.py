"""Reads a DICOM SEG by pydicom alone, unpacking bits itself, and prints a hash of every segment's voxels in the order of places.

For each segment: its number, label, algorithm and, for every frame, the place along the normal (mm, 3 decimals) and the SHA-1
of its pixels as bytes 0 and 1.
"""
import hashlib
import json
import sys

import numpy as np
import pydicom

d = pydicom.dcmread(sys.argv[1])
rows, columns, frames = d.Rows, d.Columns, int(d.NumberOfFrames)
orientation = np.array([float(v) for v in d.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0].ImageOrientationPatient])
normal = np.cross(orientation[:3], orientation[3:])
if d.BitsAllocated == 1:
    bits = np.unpackbits(np.frombuffer(d.PixelData, np.uint8), bitorder="little")
    voxels = bits[: rows * columns * frames].reshape(frames, rows, columns)
else:
    voxels = np.frombuffer(d.PixelData, "<u2" if d.BitsAllocated == 16 else "u1")[: rows * columns * frames].reshape(frames, rows, columns)
segments = {int(s.SegmentNumber): {"label": s.SegmentLabel, "type": s.SegmentAlgorithmType, "algorithm": s.get("SegmentAlgorithmName", ""),
                                   "code": s.SegmentedPropertyTypeCodeSequence[0].CodeValue, "frames": {}} for s in d.SegmentSequence}
for i, group in enumerate(d.PerFrameFunctionalGroupsSequence):
    position = np.array([float(v) for v in group.PlanePositionSequence[0].ImagePositionPatient])
    place = "%.3f" % float(position @ normal)
    present = [int(group.SegmentIdentificationSequence[0].ReferencedSegmentNumber)] if d.BitsAllocated == 1 else [int(v) for v in np.unique(voxels[i]) if v != 0]
    for number in present:
        mask = voxels[i] if d.BitsAllocated == 1 else (voxels[i] == number).astype(np.uint8)
        segments[number]["frames"][place] = hashlib.sha1(mask.astype(np.uint8).tobytes()).hexdigest()
print(json.dumps({"rows": rows, "columns": columns, "patient": str(d.PatientName), "segments": segments}))
