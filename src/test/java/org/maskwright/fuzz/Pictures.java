package org.maskwright.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures of every kind that the standard library writes, and a COCO file about one of them.
final class Pictures {
    private static final Map<String, Integer> KINDS = Map.of("grey", BufferedImage.TYPE_BYTE_GRAY, "wide", BufferedImage.TYPE_USHORT_GRAY, "rgb", BufferedImage.TYPE_3BYTE_BGR,
            "palette", BufferedImage.TYPE_BYTE_INDEXED, "bits", BufferedImage.TYPE_BYTE_BINARY, "alpha", BufferedImage.TYPE_4BYTE_ABGR);

    private Pictures() {}

    static List<Seed> all() throws IOException {
        List<Seed> seeds = new ArrayList<>();
        for (Map.Entry<String, Integer> kind : new TreeMap<>(KINDS).entrySet()) { // in an order that is the same in every run
            for (String format : List.of("png", "tiff", "jpg")) {
                byte[] bytes = write(picture(kind.getValue()), format, "");
                if (bytes.length > 0) seeds.add(Seed.of(kind.getKey() + "." + format, bytes));
            }
        }
        for (String packing : List.of("LZW", "Deflate", "PackBits", "ZLib", "JPEG")) {
            byte[] bytes = write(picture(BufferedImage.TYPE_BYTE_GRAY), "tiff", packing);
            if (bytes.length > 0) seeds.add(Seed.of(packing + ".tif", bytes));
        }
        seeds.add(Seed.of("pages.tif", pages(3)));
        return seeds;
    }

    /// A COCO file that describes polygons and run lengths, packed and not.
    static Seed coco() {
        return Seed.of("labels.json", """
                {
                 "info": {"description": "fuzz"},
                 "images": [
                  {"id": 1, "file_name": "grey.png", "width": 16, "height": 12},
                  {"id": 2, "file_name": "slice_002.png", "width": 4, "height": 3, "slice": 2, "case": "a"}
                 ],
                 "categories": [
                  {"id": 1, "name": "cell", "color": "#FF0000"},
                  {"id": 7, "name": "wall"}
                 ],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0,
                   "segmentation": [[1, 1, 9.5, 1, 9, 8, 1, 8], [2.5, 2.5, 4, 2, 4, 4]]},
                  {"id": 2, "image_id": 2, "category_id": 7, "iscrowd": 1,
                   "segmentation": {"size": [3, 4], "counts": [2, 3, 4, 3]}},
                  {"id": 3, "image_id": 2, "category_id": 1, "iscrowd": 1,
                   "segmentation": {"size": [3, 4], "counts": "232"}}
                 ]
                }
                """.getBytes(StandardCharsets.UTF_8));
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(16, 12, type);
        Random random = new Random(5);
        for (int y = 0; y < 12; y++) for (int x = 0; x < 16; x++) picture.setRGB(x, y, 0xFF000000 | random.nextInt(1 << 24));
        return picture;
    }

    private static byte[] write(BufferedImage picture, String format, String packing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (!packing.isEmpty()) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType(packing);
            }
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException | RuntimeException e) { // this format cannot hold such a picture
            return new byte[0];
        }
        return out.toByteArray();
    }

    private static byte[] pages(int count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < count; i++) writer.writeToSequence(new IIOImage(picture(BufferedImage.TYPE_USHORT_GRAY), null, null), null);
            writer.endWriteSequence();
        }
        return out.toByteArray();
    }
}
