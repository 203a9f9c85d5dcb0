"""Compares the pixel data of pairs of DICOM files: same_pixels.py PAIRS, a file of lines "one TAB other"."""
import json
import sys

import numpy as np
import pydicom

same, differ = 0, []
for line in open(sys.argv[1], encoding="utf-8"):
    names = line.rstrip("\n").split("\t")
    other = pydicom.dcmread(names[1])
    try:
        one = pydicom.dcmread(names[0], force=True)
    except (OSError, AttributeError, NotImplementedError):  # broken in a way that we can read, and this reader cannot
        continue
    if "PixelData" not in one and "FloatPixelData" not in one and "DoubleFloatPixelData" not in one:
        continue
    equal = [getattr(one, k, None) == getattr(other, k, None) for k in ("PixelData", "FloatPixelData", "DoubleFloatPixelData")]
    if not all(equal):
        try:
            equal = [np.array_equal(one.pixel_array, other.pixel_array)]
        except Exception:  # the source has no syntax, or one that cannot be decoded here
            equal = [False]
        if not equal[0]:  # bytes in big-endian words, which this reader leaves as they are
            a, b = one.get("PixelData", b""), other.get("PixelData", b"")
            words = len(a) // 2 * 2
            equal = [a.rstrip(b"\0") == b.rstrip(b"\0") or not one.is_little_endian and np.array_equal(np.frombuffer(a[:words], "<u2").byteswap(), np.frombuffer(b[:words], "<u2"))]
    if all(equal):
        same += 1
    else:
        differ.append(names[0])
json.dump({"same": same, "differ": differ}, sys.stdout)
