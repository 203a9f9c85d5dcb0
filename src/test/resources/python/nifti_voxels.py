"""What nibabel finds in NIfTI files: a JSON list, one object for each file that is named."""
import hashlib
import json
import sys

import nibabel
import numpy


def seen(path):
    image = nibabel.load(path)
    header = image.header
    stored = numpy.asarray(image.dataobj.get_unscaled())
    stored = stored.astype(stored.dtype.newbyteorder("<"))
    sform, sform_code = header.get_sform(coded=True)
    qform, qform_code = header.get_qform(coded=True)
    return {
        "shape": list(image.shape),
        "type": "uint8" if stored.dtype.names else stored.dtype.name,
        "sform": sform[:3].ravel().tolist(),
        "qform": [] if qform is None else qform[:3].ravel().tolist(),
        "codes": [int(sform_code), int(qform_code)],
        "slope": float(image.dataobj.slope),
        "intercept": float(image.dataobj.inter),
        "intent": header.get_intent()[0],
        "units": header.get_xyzt_units()[0],
        "sha1": hashlib.sha1(stored.tobytes(order="F")).hexdigest(),
    }


json.dump([seen(path) for path in sys.argv[1:]], sys.stdout)
