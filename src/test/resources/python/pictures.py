"""Writes pictures of every kind with Pillow into a folder; prints name -> [type, channels, SHA-1 of the samples as they are to be read]."""
import hashlib
import json
import sys

import numpy as np
from PIL import Image, ImageOps

folder = sys.argv[1]
random = np.random.RandomState(7)
shape = (13, 17)
arrays = {
    "uint8": random.randint(0, 256, shape).astype(np.uint8),
    "uint16": random.randint(0, 65536, shape).astype(np.uint16),
    "int32": random.randint(-2**31, 2**31 - 1, shape).astype(np.int32),
    "float32": (random.randn(*shape) * 1000).astype(np.float32),
    "rgb": random.randint(0, 256, shape + (3,)).astype(np.uint8),
    "rgba": random.randint(0, 256, shape + (4,)).astype(np.uint8),
    "bits": random.rand(*shape) > 0.5,
    "palette": random.randint(0, 5, shape).astype(np.uint8),
}
said = {}


def note(name, array):
    array = np.asarray(array)
    if array.dtype == bool:
        array = array.astype(np.uint8)
    said[name] = [str(array.dtype), 1 if array.ndim == 2 else array.shape[2], hashlib.sha1(np.ascontiguousarray(array).tobytes()).hexdigest()]


def picture(kind):
    if kind != "palette":
        return Image.fromarray(arrays[kind])
    image = Image.fromarray(arrays[kind], "P")
    image.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7])
    return image


def save(image, name, array, **how):
    image.save(folder + "/" + name, **how)
    note(name, array)


for kind, array in arrays.items():
    for packing in [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"]:
        save(picture(kind), f"{kind}_{packing}.tif", array, compression=packing, dpi=(254, 508))
    if kind not in ("int32", "float32"):
        save(picture(kind), kind + ".png", array, dpi=(254, 508))
save(picture("bits"), "fax.tif", arrays["bits"], compression="group4")
grey = picture("uint8")
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    for ending in ("png", "tif"):
        name = f"turned{orientation}.{ending}"
        how = {"tiffinfo": {274: orientation}} if ending == "tif" else {"exif": exif}
        grey.save(folder + "/" + name, **how)
        turned = grey.copy()
        turned.getexif()[0x0112] = orientation
        note(name, ImageOps.exif_transpose(turned))
    name = f"turned{orientation}.jpg"
    grey.save(folder + "/" + name, exif=exif, quality=95)
    note(name, ImageOps.exif_transpose(Image.open(folder + "/" + name)))
for name, how in {"plain.jpg": {}, "progressive.jpg": {"progressive": True}}.items():
    grey.save(folder + "/" + name, **how)
    note(name, Image.open(folder + "/" + name))
picture("rgb").save(folder + "/colour.jpg", quality=90, subsampling=0)
note("colour.jpg", Image.open(folder + "/colour.jpg"))
json.dump(said, sys.stdout)
