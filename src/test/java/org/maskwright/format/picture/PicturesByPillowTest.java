package org.maskwright.format.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.maskwright.format.Formats;
import org.maskwright.format.ImageHeader;
import org.maskwright.format.Item;
import org.maskwright.job.Progress;
import org.maskwright.testing.Python;

/// Pillow writes pictures of every kind; we must read the samples that numpy had.
class PicturesByPillowTest {
    @TempDir Path folder;

    @Test void everySampleIsTheOneThatWasWritten() throws Exception {
        JsonNode written = Python.with("PIL", "numpy").json("pictures.py", folder);
        List<String> wrong = new ArrayList<>();
        for (var one : written.properties()) {
            Item item = Formats.open(folder.resolve(one.getKey()), Progress.NONE);
            ImageHeader header = item.header();
            String found = header.type().id() + " " + header.channels() + " " + item.statistics(Progress.NONE).storedSha1();
            String wanted = one.getValue().get(0).textValue() + " " + one.getValue().get(1) + " " + one.getValue().get(2).textValue();
            if (!found.equals(wanted)) wrong.add(one.getKey() + ": " + found + " instead of " + wanted);
            item.volume(Progress.NONE);
        }
        assertThat(wrong).isEmpty();
        assertThat(written.size()).isGreaterThan(60);
    }

    @Test void whatIsSaidOfLengthsIsTaken() throws Exception {
        Python.with("PIL", "numpy").run("pictures.py", folder);
        for (String name : List.of("uint8.png", "uint8_None.tif")) {
            var spacing = Formats.open(folder.resolve(name), Progress.NONE).header().geometry().spacingMm();
            assertThat(spacing.x()).as(name).isCloseTo(0.1, within(1e-6));
            assertThat(spacing.y()).as(name).isCloseTo(0.05, within(1e-6));
        }
    }
}
