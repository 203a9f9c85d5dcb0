"""Decodes the run lengths of a COCO file with numpy: prints the SHA-1 of each category's pixels, and of the pictures' sizes and boxes."""
import hashlib
import json
import sys

import numpy as np

coco = json.load(open(sys.argv[1]))
images = {image["id"]: image for image in coco["images"]}
said = {}
ids = set()
for annotation in coco["annotations"]:
    assert annotation["id"] not in ids
    ids.add(annotation["id"])
    image = images[annotation["image_id"]]
    runs = annotation["segmentation"]["counts"]
    height, width = annotation["segmentation"]["size"]
    assert (height, width) == (image["height"], image["width"])
    flat = np.repeat(np.arange(len(runs)) % 2, runs)
    mask = flat.reshape((height, width), order="F").astype(np.uint8)
    ys, xs = np.nonzero(mask)
    assert annotation["bbox"] == [xs.min(), ys.min(), xs.max() - xs.min() + 1, ys.max() - ys.min() + 1]
    assert annotation["area"] == mask.sum()
    said[f"{image['file_name']} {annotation['category_id']}"] = hashlib.sha1(mask.tobytes()).hexdigest()
json.dump(said, sys.stdout)
