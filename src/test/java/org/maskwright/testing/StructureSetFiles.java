package org.maskwright.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.UID;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;

/// Writes RT structure sets for tests. Outlines are given in voxel coordinates of a grid.
public final class StructureSetFiles {
    private final Geometry grid;
    private final String seriesUid;
    private final List<DicomFiles> rois = new ArrayList<>(), outlines = new ArrayList<>();
    private List<DicomFiles> contours = new ArrayList<>();

    private StructureSetFiles(Geometry grid, String seriesUid) {
        this.grid = grid;
        this.seriesUid = seriesUid;
    }

    /// @param seriesUid what it refers to; empty for nothing
    public static StructureSetFiles on(Geometry grid, String seriesUid) {
        return new StructureSetFiles(grid, seriesUid);
    }

    /// Begins a region.
    public StructureSetFiles roi(int number, String name, int... rgb) {
        rois.add(DicomFiles.empty().text(Tag.ROINumber, VR.IS, String.valueOf(number)).text(Tag.ROIName, VR.LO, name));
        contours = new ArrayList<>();
        DicomFiles outline = DicomFiles.empty().text(Tag.ReferencedROINumber, VR.IS, String.valueOf(number));
        if (rgb.length == 3) outline.text(Tag.ROIDisplayColor, VR.IS, rgb[0] + "\\" + rgb[1] + "\\" + rgb[2]);
        outlines.add(outline);
        return this;
    }

    /// Adds an outline in slice `z` to the region begun last.
    ///
    /// @param voxels x and y in turn
    public StructureSetFiles contour(String type, double z, double... voxels) {
        double[] mm = new double[voxels.length / 2 * 3];
        for (int i = 0; i < voxels.length / 2; i++) {
            Point p = grid.toPatient(voxels[2 * i], voxels[2 * i + 1], z);
            mm[3 * i] = p.x();
            mm[3 * i + 1] = p.y();
            mm[3 * i + 2] = p.z();
        }
        contours.add(DicomFiles.empty().text(Tag.ContourGeometricType, VR.CS, type).text(Tag.NumberOfContourPoints, VR.IS, String.valueOf(voxels.length / 2))
                .numbers(Tag.ContourData, mm));
        outlines.getLast().sequence(Tag.ContourSequence, true, contours.toArray(DicomFiles[]::new));
        return this;
    }

    /// A box of pixels along their faces: from (`x0`, `y0`) up to but without (`x1`, `y1`).
    public StructureSetFiles box(double z, int x0, int y0, int x1, int y1) {
        return contour("CLOSED_PLANAR", z, x0 - 0.5, y0 - 0.5, x1 - 0.5, y0 - 0.5, x1 - 0.5, y1 - 0.5, x0 - 0.5, y1 - 0.5);
    }

    public DicomFiles file() {
        DicomFiles file = DicomFiles.empty().text(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage).text(Tag.SOPInstanceUID, VR.UI, "1.2.9")
                .text(Tag.Modality, VR.CS, "RTSTRUCT").text(Tag.StructureSetLabel, VR.SH, "test")
                .sequence(Tag.StructureSetROISequence, true, rois.toArray(DicomFiles[]::new)).sequence(Tag.ROIContourSequence, true, outlines.toArray(DicomFiles[]::new));
        if (seriesUid.isEmpty()) return file;
        DicomFiles series = DicomFiles.empty().text(Tag.SeriesInstanceUID, VR.UI, seriesUid);
        return file.sequence(Tag.ReferencedFrameOfReferenceSequence, true, DicomFiles.empty().sequence(Tag.RTReferencedStudySequence, true,
                DicomFiles.empty().sequence(Tag.RTReferencedSeriesSequence, true, series)));
    }

    public Path write(Path file) throws IOException {
        return file().write(file);
    }
}
