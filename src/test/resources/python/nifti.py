"""Reads a NIfTI file with nibabel: prints its shape, type, affine, sum of samples and extension codes."""
import json
import sys

import nibabel
import numpy as np

image = nibabel.load(sys.argv[1])
data = np.asarray(image.dataobj)
json.dump({"shape": data.shape, "type": str(image.get_data_dtype()), "affine": image.affine.tolist(), "sum": float(data.astype(np.float64).sum()),
           "extensions": [int(extension.get_code()) for extension in image.header.extensions], "intent": int(image.header["intent_code"])}, sys.stdout)
