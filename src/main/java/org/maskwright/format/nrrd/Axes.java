package org.maskwright.format.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maskwright.format.FormatException;
import org.maskwright.format.Item;
import org.maskwright.geometry.Affine;
import org.maskwright.geometry.Geometry;
import org.maskwright.geometry.Point;
import org.maskwright.geometry.Size;

/// Which axes of the array span space, how, and what the others count.
///
/// @param geometry the grid of one volume
/// @param lead how many samples stand side by side at each voxel: the product of the axes before those of space
/// @param leadKind the kind of the first axis if it is not of space, else empty
/// @param frames volumes one after another, of axes that count moments, members of a list, or what is not said
/// @param components volumes one after another, of axes that count components of a vector or colour
record Axes(Geometry geometry, int lead, String leadKind, int frames, int components, List<String> remarks) {

    static Axes of(Fields fields) throws FormatException {
        return new Parser(fields).parse();
    }

    private static final class Parser {
        private final Fields f;
        private final String file;
        private final List<String> remarks = new ArrayList<>();
        private final int[] sizes;
        private final List<String> kinds;

        Parser(Fields fields) throws FormatException {
            this.f = fields;
            this.file = fields.file();
            int dimension = f.integer("dimension", f.get("dimension"), 1, 16);
            List<String> words = f.words("sizes");
            if (words.size() != dimension) throw f.wrong("sizes", dimension + " lengths", words.size() + " of them");
            sizes = new int[dimension];
            for (int i = 0; i < dimension; i++) sizes[i] = f.integer("sizes", words.get(i), 1, Integer.MAX_VALUE - 8);
            kinds = perAxis("kinds").stream().map(kind -> kind.toLowerCase(Locale.ROOT)).toList();
        }

        /// The field's words, one an axis; none if the field is missing.
        private List<String> perAxis(String field) throws FormatException {
            List<String> words = f.words(field);
            if (!words.isEmpty() && words.size() != sizes.length) throw f.wrong(field, "one word for each of " + sizes.length + " axes", words.size() + " of them");
            return words;
        }

        private String kind(int axis) {
            return kinds.isEmpty() ? "" : kinds.get(axis);
        }

        Axes parse() throws FormatException {
            int spaceDimension = spaceDimension();
            double[][] directions = directions(spaceDimension); // null where an axis is not of space
            List<Integer> spatial = spatial(directions, spaceDimension);
            if (spatial.isEmpty() || spatial.size() > 3) throw f.wrong("sizes", "one to three axes of space", spatial.size() + " of them");
            int first = spatial.getFirst();
            for (int i = 0; i < spatial.size(); i++)
                if (spatial.get(i) != first + i) throw FormatException.unsupported(file, "axis " + (spatial.get(i) - 1), "an axis between those of space, that is not of space itself,", "Move it to the front or to the end.");
            long lead = 1, frames = 1, components = 1;
            for (int i = 0; i < sizes.length; i++) {
                if (i < first) lead = most(lead * sizes[i]);
                else if (i >= first + spatial.size() && counts(kind(i))) frames = most(frames * sizes[i]);
                else if (i >= first + spatial.size()) components = most(components * sizes[i]);
            }
            int[] n = {1, 1, 1};
            for (int i = 0; i < spatial.size(); i++) n[i] = sizes[first + i];
            Geometry geometry = geometry(new Size(n[0], n[1], n[2]), spatial, directions, spaceDimension);
            return new Axes(geometry, (int) lead, first == 0 ? "" : kind(0), (int) frames, (int) components, List.copyOf(remarks));
        }

        private long most(long n) throws FormatException {
            if (n > 65_536) throw f.wrong("sizes", "at most 65536 values a voxel", Long.toString(n));
            return n;
        }

        private static boolean counts(String kind) {
            return switch (kind) {
                case "", "???", "none", "list", "time", "domain", "space" -> true;
                default -> false;
            };
        }

        private int spaceDimension() throws FormatException {
            if (f.has("space") && f.has("spacedimension")) throw f.wrong("spacedimension", "no space dimension beside a space", "both");
            if (f.has("spacedimension")) return f.integer("spacedimension", f.get("spacedimension"), 1, 4);
            return f.has("space") ? Space.of(f).dimension() : 0;
        }

        private double[][] directions(int spaceDimension) throws FormatException {
            double[][] directions = new double[sizes.length][];
            if (!f.has("spacedirections")) return directions;
            if (spaceDimension == 0) throw f.wrong("spacedirections", "a space to which they refer", "none");
            List<String> vectors = Vectors.split(f.get("spacedirections"));
            if (vectors.size() != sizes.length) throw f.wrong("spacedirections", sizes.length + " of them", Integer.toString(vectors.size()));
            for (int i = 0; i < sizes.length; i++) {
                if (!vectors.get(i).equalsIgnoreCase("none")) directions[i] = Vectors.parse(f, "spacedirections", vectors.get(i), spaceDimension);
            }
            return directions;
        }

        private List<Integer> spatial(double[][] directions, int spaceDimension) throws FormatException {
            List<Integer> spatial = new ArrayList<>();
            List<String> spacings = perAxis("spacings");
            for (int i = 0; i < sizes.length; i++) {
                boolean space;
                if (f.has("spacedirections")) space = directions[i] != null && !alongTimeAlone(directions[i], spaceDimension);
                else if (!kinds.isEmpty()) space = kind(i).equals("domain") || kind(i).equals("space") || kind(i).equals("???") && sizes.length <= 3;
                else space = (spacings.isEmpty() || !Double.isNaN(f.number("spacings", spacings.get(i)))) && spatial.size() < 3;
                if (space && !f.has("spacedirections") && spatial.size() == 3) space = false; // a fourth domain counts frames
                if (space) spatial.add(i);
            }
            return spatial;
        }

        /// Of a space with time, whether a direction leads along time.
        private boolean alongTimeAlone(double[] direction, int spaceDimension) throws FormatException {
            if (spaceDimension < 4 || direction[3] == 0) return false;
            if (direction[0] != 0 || direction[1] != 0 || direction[2] != 0) throw f.wrong("spacedirections", "axes of space or of time", "one of both");
            return true;
        }

        private Geometry geometry(Size size, List<Integer> spatial, double[][] directions, int spaceDimension) throws FormatException {
            try {
                Affine affine = f.has("spacedirections") ? directed(spatial, directions, spaceDimension) : spaced(spatial);
                return new Geometry(size, affine);
            } catch (IllegalArgumentException e) {
                throw FormatException.unexpected(file, "space directions or spacings", "three axes that span space", "a grid without volume",
                        "Repair the orientation in the program that wrote the file.");
            }
        }

        private Affine directed(List<Integer> spatial, double[][] directions, int spaceDimension) throws FormatException {
            double[] origin = f.has("spaceorigin") ? Vectors.parse(f, "spaceorigin", f.get("spaceorigin"), spaceDimension) : new double[spaceDimension];
            if (!f.has("spaceorigin")) remarks.add("It does not say where its first voxel lies: the origin is a guess.");
            Point[] columns = new Point[3];
            for (int i = 0; i < spatial.size(); i++) columns[i] = point(directions[spatial.get(i)]);
            complete(columns);
            Affine affine = Affine.ofColumns(columns[0], columns[1], columns[2], point(origin));
            double[] mm = new double[3];
            List<String> units = f.quoted("spaceunits");
            for (int i = 0; i < 3; i++) mm[i] = i < units.size() ? millimetres(units.get(i)) : 1;
            if (mm[0] != 1 || mm[1] != 1 || mm[2] != 1) affine = Affine.scaling(mm[0], mm[1], mm[2]).after(affine);
            Space space = f.has("space") ? Space.of(f) : Space.UNKNOWN;
            if (!space.anatomical()) remarks.add(Item.GUESSED_PLACE);
            return space.toLps(affine);
        }

        private static Point point(double[] v) {
            return new Point(v[0], v.length > 1 ? v[1] : 0, v.length > 2 ? v[2] : 0);
        }

        /// Gives a plane or a line the axes it lacks: one millimetre long, square to the others.
        private static void complete(Point[] columns) {
            if (columns[1] == null) {
                Point x = columns[0], helper = Math.abs(x.x()) < 0.9 * x.length() ? new Point(1, 0, 0) : new Point(0, 1, 0);
                Point z = x.cross(helper), y = z.cross(x);
                columns[1] = y.times(1 / y.length());
            }
            if (columns[2] == null) {
                Point z = columns[0].cross(columns[1]);
                columns[2] = z.times(1 / z.length());
            }
        }

        /// Spacings alone: as the readers of ITK take them, along left, back and head.
        private Affine spaced(List<Integer> spatial) throws FormatException {
            remarks.add(Item.GUESSED_PLACE);
            List<String> spacings = perAxis("spacings"), mins = perAxis("axismins"), maxs = perAxis("axismaxs"), units = f.quoted("units");
            List<String> centers = f.has("centers") ? perAxis("centers") : perAxis("centerings");
            double[] step = {1, 1, 1}, start = {0, 0, 0};
            for (int i = 0; i < spatial.size(); i++) {
                int axis = spatial.get(i);
                boolean node = !centers.isEmpty() && centers.get(axis).equalsIgnoreCase("node");
                double min = mins.isEmpty() ? Double.NaN : f.number("axismins", mins.get(axis)), max = maxs.isEmpty() ? Double.NaN : f.number("axismaxs", maxs.get(axis));
                double spacing = spacings.isEmpty() ? Double.NaN : f.number("spacings", spacings.get(axis));
                if (Double.isNaN(spacing)) spacing = (max - min) / Math.max(1, node ? sizes[axis] - 1 : sizes[axis]);
                double mm = units.size() == sizes.length ? millimetres(units.get(axis)) : 1;
                if (!Double.isNaN(spacing)) step[i] = spacing * mm;
                if (!Double.isNaN(min)) start[i] = (min + (node ? 0 : step[i] / mm / 2)) * mm;
            }
            Space space = f.has("space") ? Space.of(f) : Space.UNKNOWN;
            if (f.has("space") && f.has("spaceorigin")) System.arraycopy(Vectors.parse(f, "spaceorigin", f.get("spaceorigin"), space.dimension()), 0, start, 0, 3);
            return space.toLps(new Affine(step[0], 0, 0, start[0], 0, step[1], 0, start[1], 0, 0, step[2], start[2]));
        }

        private double millimetres(String unit) {
            switch (unit.strip().toLowerCase(Locale.ROOT)) {
                case "", "mm", "millimeter", "millimeters", "millimetre", "millimetres":
                    return 1;
                case "um", "\u00b5m", "\u03bcm", "micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres":
                    return 1e-3;
                case "nm", "nanometer", "nanometers", "nanometre", "nanometres":
                    return 1e-6;
                case "cm", "centimeter", "centimeters", "centimetre", "centimetres":
                    return 10;
                case "m", "meter", "meters", "metre", "metres":
                    return 1000;
                default:
                    remarks.add("Its unit of length is not known: millimetres are a guess.");
                    return 1;
            }
        }
    }
}
