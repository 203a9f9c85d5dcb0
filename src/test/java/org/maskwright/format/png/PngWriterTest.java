package org.maskwright.format.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {
    private static final int[] OPAQUE = IntStream.range(0, 12).map(i -> 0xFF000000 | i * 0x151311).toArray();

    private static BufferedImage roundTrip(int[] argb) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngWriter.write(argb, 4, 3, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test void everyPixelComesBack() throws Exception {
        assertThat(roundTrip(OPAQUE).getRGB(0, 0, 4, 3, null, 0, 4)).isEqualTo(OPAQUE);
        assertThat(roundTrip(OPAQUE).getColorModel().hasAlpha()).isFalse();
    }

    @Test void transparencyIsKept() throws Exception {
        int[] veiled = OPAQUE.clone();
        veiled[5] = 0x40112233;
        assertThat(roundTrip(veiled).getRGB(0, 0, 4, 3, null, 0, 4)).isEqualTo(veiled);
    }

    @Test void tooFewColoursAreAnError() {
        assertThatThrownBy(() -> PngWriter.write(OPAQUE, 4, 4, new ByteArrayOutputStream())).isInstanceOf(IllegalArgumentException.class);
    }
}
