package org.maskwright.variety;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A statement of a list that does not hold for what we read, with who is right and why: a row of
/// `src/test/resources/variety/disagreements.tsv`.
///
/// @param collection the list's
/// @param what the statement's name
/// @param listed and `read`: words that stand in what is listed and in what is read; empty if any will do
/// @param right `we`, `the list`, or `both` where the standard leaves it open
/// @param reason with the clause of the standard, or what the file holds
record Disagreement(String collection, String file, String what, String listed, String read, String right, String reason) {
    static List<Disagreement> load() throws IOException {
        try (InputStream in = Disagreement.class.getResourceAsStream("/variety/disagreements.tsv")) {
            if (in == null) throw new IOException("no table of disagreements");
            List<Disagreement> table = new ArrayList<>();
            for (String row : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList()) {
                String[] c = row.split("\t", -1);
                if (c.length != 7 || c[6].isBlank()) throw new IOException("seven columns are needed, the last one filled: " + row);
                if (!List.of("we", "the list", "both").contains(c[5])) throw new IOException("right is we, the list or both: " + row);
                table.add(new Disagreement(c[0], c[1], c[2], c[3], c[4], c[5], c[6]));
            }
            return table;
        }
    }

    boolean covers(Finding finding, Finding.Difference difference) {
        return isAbout(finding) && difference.what().equals(what) && difference.listed().contains(listed) && difference.read().contains(read);
    }

    boolean isAbout(Finding finding) {
        return finding.collection().equals(collection) && finding.file().equals(file);
    }
}
