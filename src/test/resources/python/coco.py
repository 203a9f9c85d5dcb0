"""Decodes the objects of a COCO file with numpy: prints the SHA-1 of the pixels of each picture's categories; checks boxes, areas and ids."""
import hashlib
import json
import sys

import numpy as np


def inside(polygon, height, width):
    """Pixels whose centres lie inside an odd number of turns of the polygon."""
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    mask = np.zeros((height, width), dtype=bool)
    points = np.array(polygon, dtype=float).reshape(-1, 2)
    for (x0, y0), (x1, y1) in zip(points, np.roll(points, -1, axis=0)):
        if y0 == y1:
            continue
        mask ^= ((y0 <= y) != (y1 <= y)) & (x > x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return mask.astype(np.uint8)


coco = json.load(open(sys.argv[1]))
images = {image["id"]: image for image in coco["images"]}
masks = {}
ids = set()
for annotation in coco["annotations"]:
    assert annotation["id"] not in ids
    ids.add(annotation["id"])
    image = images[annotation["image_id"]]
    height, width = image["height"], image["width"]
    segmentation = annotation["segmentation"]
    if annotation["iscrowd"]:
        runs = segmentation["counts"]
        assert segmentation["size"] == [height, width]
        mask = np.repeat(np.arange(len(runs)) % 2, runs).reshape((height, width), order="F").astype(np.uint8)
    else:
        assert len(segmentation) == 1
        mask = inside(segmentation[0], height, width)
    ys, xs = np.nonzero(mask)
    assert annotation["bbox"] == [xs.min(), ys.min(), xs.max() - xs.min() + 1, ys.max() - ys.min() + 1]
    assert annotation["area"] == mask.sum()
    key = f"{image['file_name']} {annotation['category_id']}"
    assert not (masks.get(key, 0) * mask).any()
    masks[key] = masks.get(key, 0) + mask
json.dump({key: hashlib.sha1(mask.astype(np.uint8).tobytes()).hexdigest() for key, mask in masks.items()}, sys.stdout)
