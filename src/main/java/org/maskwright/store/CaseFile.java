package org.maskwright.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maskwright.format.FormatException;
import org.maskwright.format.json.JsonValue;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Size;

/// What `case.json` holds: which scan the case is about, and how to tell that it is still the same.
///
/// @param id ours, such as `case-001`; never a patient's
/// @param title what people read: the scan's file name
/// @param modality such as `CT`; empty if unknown
/// @param geometry of the scan when it was added
/// @param fingerprint of its voxels then, see [Fingerprint]
public record CaseFile(String id, String title, Source source, String modality, Geometry geometry, String fingerprint, Instant added) {
    static final String NAME = "case.json";

    public CaseFile withSource(Source other) {
        return new CaseFile(id, title, other, modality, geometry, fingerprint, added);
    }

    /// This case, with its labels on another description of the grid.
    public CaseFile withGeometry(Geometry other) {
        return new CaseFile(id, title, source, modality, other, fingerprint, added);
    }

    Map<String, ?> toJson(Path projectFolder) {
        Map<String, Object> from = new LinkedHashMap<>();
        switch (source) {
            case Source.OnDisk(Path path, String item) -> {
                from.put("kind", "path");
                from.put("path", path.toString());
                if (path.getRoot() != null && path.getRoot().equals(projectFolder.toAbsolutePath().getRoot()))
                    from.put("relativePath", projectFolder.toAbsolutePath().normalize().relativize(path).toString().replace('\\', '/'));
                from.put("item", item);
            }
            case Source.Phantom(long seed, Size size) -> {
                from.put("kind", "phantom");
                from.put("seed", seed);
                from.put("size", List.of(size.x(), size.y(), size.z()));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("title", title);
        json.put("source", from);
        json.put("modality", modality);
        json.put("size", List.of(geometry.size().x(), geometry.size().y(), geometry.size().z()));
        json.put("affineRasMm", Arrays.stream(geometry.toPatient().withTargetXyNegated().rows()).flatMapToDouble(Arrays::stream).boxed().toList());
        json.put("fingerprint", fingerprint);
        json.put("added", added.toString());
        return json;
    }

    static CaseFile read(Path file, Path projectFolder) throws IOException, FormatException {
        JsonValue json = JsonValue.read(file);
        JsonValue from = json.object("source");
        Source source = switch (from.text("kind")) {
            case "path" -> new Source.OnDisk(located(from, projectFolder), from.text("item", ""));
            case "phantom" -> new Source.Phantom(from.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE), size(from));
            default -> throw from.get("kind").refuse("\"path\" or \"phantom\"");
        };
        double[] a = json.numbers("affineRasMm", 16);
        Geometry geometry;
        try {
            geometry = new Geometry(size(json), new Affine(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11])
                    .withTargetXyNegated());
        } catch (IllegalArgumentException e) {
            throw json.get("affineRasMm").refuse("four rows of four numbers that do not flatten space");
        }
        Instant added;
        try {
            added = Instant.parse(json.text("added"));
        } catch (DateTimeParseException e) {
            throw json.get("added").refuse("a time such as 2026-01-31T12:00:00Z");
        }
        return new CaseFile(json.text("id"), json.text("title"), source, json.text("modality", ""), geometry, json.text("fingerprint"), added);
    }

    /// A project that was moved together with its scans finds them by the relative path; else the absolute one counts.
    private static Path located(JsonValue from, Path projectFolder) throws FormatException {
        try {
            Path absolute = Path.of(from.text("path"));
            if (Files.exists(absolute) || !from.has("relativePath")) return absolute;
            Path relative = projectFolder.toAbsolutePath().resolve(from.text("relativePath")).normalize();
            return Files.exists(relative) ? relative : absolute;
        } catch (InvalidPathException e) {
            throw from.get("path").refuse("a path of this system");
        }
    }

    private static Size size(JsonValue json) throws FormatException {
        double[] n = json.numbers("size", 3);
        try {
            return new Size((int) n[0], (int) n[1], (int) n[2]);
        } catch (IllegalArgumentException e) {
            throw json.get("size").refuse("three numbers above 0");
        }
    }
}
