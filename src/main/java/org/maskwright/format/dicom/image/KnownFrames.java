package org.maskwright.format.dicom.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.maskwright.format.dicom.data.BulkData;
import org.maskwright.format.dicom.data.DicomFile;
import org.maskwright.format.dicom.data.FileBytes;

/// Where uncompressed frames lie in a file whose header was read before, so that they can be read without reading it again.
///
/// @param fileBytes and `modified`: what tells that the file is still the same
public record KnownFrames(BulkData data, boolean bigEndian, long fileBytes, FileTime modified) {
    /// Nothing if the frames are packed, or cannot be reached but through the header.
    public static Optional<KnownFrames> of(Path path, DicomFile file) throws IOException {
        BulkData data = file.pixelData().orElse(null);
        if (data == null || data.isEncapsulated() || !file.syntax().isNative() || !(file.data() instanceof FileBytes bytes)) return Optional.empty();
        return Optional.of(new KnownFrames(data, PixelData.isBigEndian(file.syntax()), bytes.length(), Files.getLastModifiedTime(path)));
    }

    /// Whether `path`, opened as `bytes`, is as it was.
    public boolean holdFor(Path path, FileBytes bytes) throws IOException {
        return bytes.length() == fileBytes && Files.getLastModifiedTime(path).equals(modified);
    }
}
