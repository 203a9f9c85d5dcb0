package org.maskwright.learn.foreign;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A MONAI bundle, unpacked in a folder or still in its archive.
sealed interface Bundle {
    String METADATA = "configs/metadata.json";
    /// The first that is there says what is done before and after the network.
    List<String> INFERENCE = List.of("configs/inference.json", "configs/inference.yaml", "configs/inference.yml");

    String name();

    /// A file of the bundle; empty if it is not there.
    ///
    /// @param path with `/` between folders
    Optional<byte[]> file(String path, long limit) throws ForeignException, IOException;

    /// The files in a folder of the bundle, by name.
    List<String> files(String folder) throws IOException;

    /// In a folder.
    record Unpacked(Path folder) implements Bundle {
        @Override
        public String name() {
            return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        }

        @Override
        public Optional<byte[]> file(String path, long limit) throws ForeignException, IOException {
            Path file = folder.resolve(path);
            return Files.isRegularFile(file) ? Optional.of(bytes(file, limit)) : Optional.empty();
        }

        @Override
        public List<String> files(String inside) throws IOException {
            var names = new ArrayList<String>();
            if (!Files.isDirectory(folder.resolve(inside))) return names;
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve(inside))) {
                for (Path entry : entries) names.add(inside + "/" + entry.getFileName());
            }
            names.sort(Comparator.naturalOrder());
            return names;
        }
    }

    /// In an archive.
    ///
    /// @param root folder in the archive that all lies in, with its `/`; may be empty
    record Packed(Archive archive, String root) implements Bundle {
        @Override
        public String name() {
            return archive.name();
        }

        @Override
        public Optional<byte[]> file(String path, long limit) throws ForeignException {
            Optional<Archive.Entry> entry = archive.find(root + path);
            return entry.isPresent() ? Optional.of(archive.read(entry.get(), limit)) : Optional.empty();
        }

        @Override
        public List<String> files(String inside) {
            return archive.entries().stream().map(Archive.Entry::name).filter(name -> name.startsWith(root + inside + "/")).map(name -> name.substring(root.length())).sorted().toList();
        }
    }

    /// The bundle in an archive, if it holds one, at the top or in a folder of its own.
    static Optional<Bundle> in(Archive archive) {
        return archive.entries().stream().map(Archive.Entry::name).filter(name -> name.equals(METADATA) || name.endsWith("/" + METADATA))
                .min(Comparator.comparingInt(String::length)).map(name -> new Packed(archive, name.substring(0, name.length() - METADATA.length())));
    }

    /// A file's bytes, at most `limit` of them.
    static byte[] bytes(Path file, long limit) throws ForeignException, IOException {
        long size = Files.size(file);
        if (size > limit) throw new ForeignException(file + ": expected at most " + limit + " bytes, found " + size + ". Files so large are not read.");
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) limit);
            if (bytes.length < size) throw new ForeignException(file + ": expected " + size + " bytes, found " + bytes.length + ". The file changed while it was read; try again.");
            return bytes;
        }
    }
}
