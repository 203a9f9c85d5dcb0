package org.maskwright.geometry;

/// The three planes of a reader, as a radiologist hangs them: the patient's right on the left of the picture.
///
/// `across`, `down` and `normal` are unit vectors in LPS+ space: rightward on the picture, downward on the picture, and
/// the way the slice number counts up in a grid whose own axes agree.
public enum Plane {
    /// Seen from the feet: right of the picture is the patient's left, its bottom the back.
    AXIAL("Axial", new Point(1, 0, 0), new Point(0, 1, 0), new Point(0, 0, 1)),
    /// Seen from the front: right of the picture is the patient's left, its bottom the feet.
    CORONAL("Coronal", new Point(1, 0, 0), new Point(0, 0, -1), new Point(0, 1, 0)),
    /// Seen from the left: right of the picture is the patient's back, its bottom the feet.
    SAGITTAL("Sagittal", new Point(0, 1, 0), new Point(0, 0, -1), new Point(1, 0, 0));

    private final String title;
    private final Point across, down, normal;

    Plane(String title, Point across, Point down, Point normal) {
        this.title = title;
        this.across = across;
        this.down = down;
        this.normal = normal;
    }

    public String title() {
        return title;
    }

    public Point across() {
        return across;
    }

    public Point down() {
        return down;
    }

    public Point normal() {
        return normal;
    }
}
