package org.maskwright.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
    @Test void aTextWithACommaOrAQuoteIsQuoted() {
        assertThat(new Csv().row("Smith, case 1", "5\" needle", 3, 0.5)).hasToString("\"Smith, case 1\",\"5\"\" needle\",3,0.500000\r\n");
    }
}
