package org.maskwright.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures of the window at the sizes it must be good at, in `target/screenshots`.
class WindowPicturesTest {
    private static final Path OUT = Path.of("target", "screenshots");

    @BeforeAll
    static void startToolkit() throws Exception {
        Pictures.startToolkit();
    }

    @ParameterizedTest
    @CsvSource({"1366,768", "1920,1200", "2560,1440"})
    void theWindowIsDrawnAtEverySize(int width, int height) throws Exception {
        new Pictures(OUT, width, height, false).takeOpened();
        assertThat(OUT.resolve(width + "x" + height + "-opened.png")).isNotEmptyFile();
    }

    @Test
    void everyStateIsDrawnWithTheShippedModelsProposal() throws Exception {
        new Pictures(OUT, 1440, 900, true).take();
        assertThat(OUT.resolve("1440x900-12-banner.png")).isNotEmptyFile();
    }
}
