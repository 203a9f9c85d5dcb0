package org.maskwright.format.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Contents;
import org.maskwright.format.Formats;
import org.maskwright.format.Item;
import org.maskwright.format.dicom.data.Tag;
import org.maskwright.format.dicom.data.VR;
import org.maskwright.job.Progress;
import org.maskwright.testing.DicomFiles;

/// A large folder of mixed patients, studies and series.
class FolderScanTest {
    private static final int PATIENTS = 3, STUDIES = 2, SERIES = 4, SLICES = 25, FILES = PATIENTS * STUDIES * SERIES * SLICES;

    @TempDir Path folder;

    @BeforeEach void write() throws Exception {
        int name = 0;
        for (int p = 0; p < PATIENTS; p++) {
            for (int study = 0; study < STUDIES; study++) {
                for (int series = 0; series < SERIES; series++) {
                    for (int z = 0; z < SLICES; z++) {
                        String uid = p + "." + study + "." + series;
                        Path file = folder.resolve("d" + name * 7 % 11).resolve("f" + name++);
                        Files.createDirectories(file.getParent());
                        DicomFiles.slice(4, 3, z).text(Tag.SOPInstanceUID, VR.UI, "1." + uid + "." + z).text(Tag.SeriesInstanceUID, VR.UI, "2." + uid).text(Tag.SeriesNumber, VR.IS, String.valueOf(series))
                                .text(Tag.StudyInstanceUID, VR.UI, "3." + p + "." + study).text(Tag.PatientID, VR.LO, "P" + p).write(file);
                    }
                }
            }
        }
    }

    @Test void everySeriesIsFoundWithItsPatientAndStudy() throws Exception {
        Contents contents = Formats.describe(folder, Progress.NONE);
        assertThat(contents.own()).hasSize(PATIENTS * STUDIES * SERIES).allMatch(item -> item.where().images() == SLICES && item.header().size().z() == SLICES);
        Map<String, Map<String, List<Item>>> tree = contents.items().stream().collect(Collectors.groupingBy(i -> i.where().patient(), Collectors.groupingBy(i -> i.where().studyUid())));
        assertThat(tree).containsOnlyKeys("P0", "P1", "P2");
        assertThat(tree.values()).allMatch(studies -> studies.size() == STUDIES && studies.values().stream().allMatch(series -> series.size() == SERIES));
    }

    @Test void progressCountsFiles() throws Exception {
        List<Double> fractions = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Formats.describe(folder, (fraction, what) -> {
            if (!Double.isNaN(fraction)) fractions.add(fraction);
            words.add(what);
        });
        assertThat(fractions).isSorted().hasSizeGreaterThanOrEqualTo(FILES).allMatch(f -> f >= 0 && f <= 1);
        assertThat(words).contains("Looking at file 1 of " + FILES, "Looking at file " + FILES + " of " + FILES);
    }

    @Test void lookingCanBeStopped() {
        AtomicInteger reports = new AtomicInteger();
        assertThatThrownBy(() -> Formats.describe(folder, (_, _) -> {
            if (reports.incrementAndGet() == 50) throw new Progress.Cancelled();
        })).isInstanceOf(Progress.Cancelled.class);
        assertThat(reports).hasValue(50);
    }

    /// As a browser draws it.
    @Test void oneSliceOfASeriesIsReadAlone() throws Exception {
        Item item = Formats.describe(folder, Progress.NONE).items().getFirst();
        List<Integer> read = new ArrayList<>();
        item.image().read(SLICES / 2, SLICES / 2 + 1, (z, _) -> read.add(z), Progress.NONE);
        assertThat(read).containsExactly(SLICES / 2);
    }
}
