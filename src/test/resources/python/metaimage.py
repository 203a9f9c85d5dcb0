"""What a reader of MetaImage that was written for this test alone finds: a JSON list, one object for each file that is named.

It follows the description of the format (ITK's wiki, "MetaIO/Documentation") and knows nothing of the program's own reader.
"""
import hashlib
import json
import sys
import zlib

TYPES = {
    "MET_UCHAR": ("uint8", 1), "MET_CHAR": ("int8", 1), "MET_USHORT": ("uint16", 2), "MET_SHORT": ("int16", 2), "MET_UINT": ("uint32", 4),
    "MET_INT": ("int32", 4), "MET_ULONG_LONG": ("uint64", 8), "MET_LONG_LONG": ("int64", 8), "MET_FLOAT": ("float32", 4), "MET_DOUBLE": ("float64", 8),
}


def seen(path):
    with open(path, "rb") as file:
        content = file.read()
    keys, at = {}, 0
    while "ElementDataFile" not in keys:
        end = content.index(b"\n", at)
        key, value = content[at:end].decode("ascii").split("=", 1)
        keys[key.strip()] = value.strip()
        at = end + 1
    assert keys["ObjectType"] == "Image" and keys["ElementDataFile"] == "LOCAL" and keys["BinaryData"] == "True"
    assert keys["BinaryDataByteOrderMSB"] == "False"
    n = int(keys["NDims"])
    size = [int(word) for word in keys["DimSize"].split()]
    spacing = [float(word) for word in keys["ElementSpacing"].split()]
    offset = [float(word) for word in keys["Offset"].split()]
    matrix = [float(word) for word in keys["TransformMatrix"].split()]
    assert len(size) == len(spacing) == len(offset) == n and len(matrix) == n * n
    samples = content[at:]
    if keys.get("CompressedData") == "True":
        assert len(samples) == int(keys["CompressedDataSize"])
        samples = zlib.decompress(samples)
    kind, width = TYPES[keys["ElementType"]]
    count = int(keys.get("ElementNumberOfChannels", 1))
    for length in size:
        count *= length
    assert len(samples) == count * width
    # row i of the matrix is the direction of axis i
    affine = [matrix[axis * n + row] * spacing[axis] if axis < 3 else offset[row] for row in range(3) for axis in range(4)]
    return {"shape": size, "type": kind, "affine": affine, "sha1": hashlib.sha1(samples).hexdigest()}


json.dump([seen(path) for path in sys.argv[1:]], sys.stdout)
