package org.maskwright.learn.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.maskwright.learn.torch.Precision;
import org.maskwright.learn.torch.Script;
import org.maskwright.learn.torch.Tensor;

/// TorchScript files and MONAI bundles as somebody else could have made them, written without Python.
public final class Programs {
    private Programs() {}

    /// A program of these statements, the last of which returns; `x` is its input, and `self.bias` a number that it may add.
    public static byte[] of(String... statements) throws IOException {
        Script.Builder script = Script.builder();
        script.tensor(Tensor.of("bias", List.of(1), new float[] {0}), Precision.FLOAT32, false, true);
        for (String statement : statements) script.statement(statement);
        var out = new ByteArrayOutputStream();
        script.build().write(out);
        return out.toByteArray();
    }

    /// Background where the grey level is below 0, label 1 where it is above.
    public static byte[] brightIsOne() throws IOException {
        return of("return torch.cat([torch.neg(x), torch.mul(x, 1.0)], 1)");
    }

    /// A bundle of a program, in a folder.
    public static Path bundle(Path folder, byte[] program, String metadata, String inference) throws IOException {
        Files.createDirectories(folder.resolve("configs"));
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("configs/metadata.json"), metadata);
        Files.writeString(folder.resolve("configs/inference.json"), inference);
        Files.write(folder.resolve("models/model.ts"), program);
        Files.writeString(folder.resolve("LICENSE"), "\nApache License 2.0\n");
        return folder;
    }

    /// The usual metadata of a network of two classes.
    public static String metadata() {
        return """
                {"name": "Spleen CT segmentation", "version": "0.5.3", "data_source": "Task09_Spleen of the Decathlon",
                 "network_data_format": {
                   "inputs": {"image": {"type": "image", "format": "hounsfield", "modality": "CT", "num_channels": 1,
                     "spatial_shape": [96, 96, 96], "dtype": "float32", "value_range": [0, 1], "is_patch_data": true,
                     "channel_def": {"0": "image"}}},
                   "outputs": {"pred": {"type": "image", "format": "segmentation", "num_channels": 2, "spatial_shape": [96, 96, 96],
                     "dtype": "float32", "channel_def": {"0": "background", "1": "spleen"}}}}}""";
    }

    /// Steps of which all are understood, over a window of 8 × 10 × 6 voxels.
    public static String inference() {
        return """
                {"pixdim": [1.5, 1.5, 2.0], "device": "$torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
                 "network": "$@network_def.to(@device)",
                 "preprocessing": {"_target_": "Compose", "transforms": [
                   {"_target_": "LoadImaged", "keys": "image"},
                   {"_target_": "EnsureChannelFirstd", "keys": "image"},
                   {"_target_": "Orientationd", "keys": "image", "axcodes": "RAS"},
                   {"_target_": "Spacingd", "keys": "image", "pixdim": "@pixdim", "mode": "bilinear"},
                   {"_target_": "ScaleIntensityRanged", "keys": "image", "a_min": -57, "a_max": 164, "b_min": 0, "b_max": 1, "clip": true},
                   {"_target_": "EnsureTyped", "keys": "image"}]},
                 "inferer": {"_target_": "SlidingWindowInferer", "roi_size": [8, 10, 6], "sw_batch_size": 4, "overlap": 0.5},
                 "postprocessing": {"_target_": "Compose", "transforms": [
                   {"_target_": "Activationsd", "keys": "pred", "softmax": true},
                   {"_target_": "Invertd", "keys": "pred", "transform": "@preprocessing", "orig_keys": "image"},
                   {"_target_": "AsDiscreted", "keys": "pred", "argmax": true},
                   {"_target_": "SaveImaged", "keys": "pred", "output_dir": "@output_dir"}]}}""";
    }

    /// A zip archive; with `stored` nothing in it is packed.
    public static byte[] zip(boolean stored, Map<String, byte[]> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var content : entries.entrySet()) {
                var entry = new ZipEntry(content.getKey());
                entry.setTime(315_576_000_000L);
                if (stored) {
                    var crc = new CRC32();
                    crc.update(content.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /// A program with one of its entries replaced or added.
    public static byte[] with(byte[] program, String name, String content) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new java.io.ByteArrayInputStream(program))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) entries.put(entry.getName(), zip.readAllBytes());
        }
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return zip(true, entries);
    }
}
