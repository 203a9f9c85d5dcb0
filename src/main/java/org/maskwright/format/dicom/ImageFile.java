package org.maskwright.format.dicom;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Where;
import org.maskwright.format.dicom.image.KnownFrames;
import org.maskwright.format.dicom.image.PixelLayout;
import org.maskwright.volume.ScanInfo;

/// What is kept of the header of one file that holds an image. Nothing but `where` names the patient.
///
/// @param seriesUid empty if the file has none
/// @param instanceUid empty if the file has none
/// @param where its patient, study and series
/// @param turn sets images at the same place apart
/// @param hasModalityTable whether samples become values by a lookup table, and not by slope and intercept
/// @param lonelyStepMm the thickness of a slice that has no neighbour
/// @param isLoose whether frames without a place are pictures of their own, in time or as tiles, and no slices
/// @param isTiled whether frames are tiles of a larger picture
/// @param mosaic if the frames are tiles of one image
/// @param known where its frames lie, if they are not packed
/// @param overlays drawings that came with it
/// @param remarks whole sentences on what had to be guessed
record ImageFile(Path path, String seriesUid, String instanceUid, Where where, Turn turn, PixelLayout layout,
                 ScanInfo info, boolean hasModalityTable, ImageHeader.Kind kind, double lonelyStepMm, boolean isLoose, boolean isTiled, Optional<SiemensMosaic> mosaic, Optional<KnownFrames> known,
                 List<OverlayPlane> overlays, List<Frame> frames, List<String> remarks) {
    ImageFile {
        overlays = List.copyOf(overlays);
        frames = List.copyOf(frames);
        remarks = List.copyOf(remarks);
    }

    /// One frame of it.
    ///
    /// @param placement nothing if the header does not say where it lies
    /// @param stepAcrossMm and `stepDownMm`: between pixels, also of a frame without a place
    /// @param stack frames of another stack are another volume; empty if there is but one
    /// @param turn sets frames at the same place apart
    /// @param slope and `intercept`: a real-world value is `slope · stored + intercept`
    record Frame(Optional<Placement> placement, double stepAcrossMm, double stepDownMm, double slope, double intercept, String stack, Turn turn) {
        Frame at(Optional<Placement> place) {
            return new Frame(place, stepAcrossMm, stepDownMm, slope, intercept, stack, turn);
        }
    }

    /// Width of a frame.
    int columns() {
        return mosaic.map(SiemensMosaic::columns).orElse(layout.columns());
    }

    /// Height of a frame.
    int rows() {
        return mosaic.map(SiemensMosaic::rows).orElse(layout.rows());
    }

    String name() {
        return org.maskwright.format.FormatException.name(path);
    }

    /// The series as a list shows it, such as `Series 4, lung`.
    String seriesTitle() {
        return where.series();
    }
}
