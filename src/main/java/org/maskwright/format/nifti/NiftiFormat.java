package org.maskwright.format.nifti;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.maskwright.format.Contents;
import org.maskwright.format.Format;
import org.maskwright.format.FormatException;
import org.maskwright.format.Formats;
import org.maskwright.job.Progress;

/// NIfTI, the format of research: one header, one block of samples, positions in RAS+ millimetres.
public final class NiftiFormat implements Format {
    @Override
    public String id() {
        return "nifti";
    }

    @Override
    public String title() {
        return "NIfTI";
    }

    @Override
    public List<String> extensions() {
        return List.of(".nii", ".nii.gz", ".hdr", ".hdr.gz", ".img", ".img.gz");
    }

    @Override
    public int score(Path path, byte[] first) {
        return Formats.endsAs(path, this) ? 30 : 0;
    }

    @Override
    public Contents describe(Path path, Progress progress) throws IOException, FormatException {
        throw FormatException.unsupported(FormatException.name(path), "", "NIfTI", "");
    }
}
