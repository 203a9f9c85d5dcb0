package org.maskwright.format;

/// Where an image stands among others, as a browser by patient → study → series shows it. Empty texts where a file says nothing.
///
/// Images of one patient have an equal `patient`, of one study an equal `studyUid`, of one series an equal `seriesUid`; one
/// series may give several images.
///
/// @param patient the patient's name and number, for the eyes of the user alone: never logged, stored, or sent, and so left out
///     of [#toString]
/// @param study its description
/// @param date when the study was made, such as `2026-11-20`
/// @param series its number and description, such as `Series 4, lung`
/// @param modality such as `CT`
/// @param images how many slices or frames it has in its files
public record Where(String patient, String studyUid, String study, String date, String seriesUid, String series, String modality, int images) {
    /// For images that belong to nothing, as those of most formats.
    public static final Where NOWHERE = new Where("", "", "", "", "", "", "", 0);

    public Where withImages(int n) {
        return new Where(patient, studyUid, study, date, seriesUid, series, modality, n);
    }

    @Override
    public String toString() {
        return series + " (" + modality + ", " + images + ")";
    }
}
