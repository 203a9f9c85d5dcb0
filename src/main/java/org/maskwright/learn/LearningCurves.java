package org.maskwright.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.maskwright.disk.AtomicFile;
import org.maskwright.label.LabelTable;

/// A run's curve as a table and as a picture, written after every epoch, so that one can look on.
public final class LearningCurves {
    public static final String TABLE = "curves.csv";
    public static final String PICTURE = "curves.png";
    private static final float MEAN_WIDTH = 2.5f, LABEL_WIDTH = 1.1f;

    /// An epoch of a run, as its table tells it.
    ///
    /// @param epoch from 1
    /// @param loss mean over its steps
    /// @param dice mean over validation cases and labels; NaN without validation cases
    /// @param labelDice of each label that was judged
    public record Point(int epoch, double loss, double dice, double seconds, SortedMap<Integer, Double> labelDice) {
        public Point {
            labelDice = Collections.unmodifiableSortedMap(new TreeMap<>(labelDice));
        }
    }

    private static final String LABEL = "dice_";

    private LearningCurves() {}

    /// The curve of the run in `folder`, under way or ended; empty if none was begun there.
    ///
    /// @throws ModelException if the table is damaged
    public static List<Point> read(Path folder) throws ModelException, IOException {
        Path file = folder.resolve(TABLE);
        if (!Files.exists(file)) return List.of();
        var points = new ArrayList<Point>();
        List<String> rows = Files.readAllLines(file);
        String[] head = rows.isEmpty() ? new String[0] : rows.getFirst().split(",", -1);
        for (String row : rows.stream().skip(1).toList()) {
            String[] fields = row.split(",", -1);
            try {
                var labels = new TreeMap<Integer, Double>();
                for (int i = 5; i < Math.min(head.length, fields.length); i++) {
                    if (head[i].startsWith(LABEL) && !fields[i].isEmpty()) labels.put(Integer.parseInt(head[i].substring(LABEL.length())), Double.parseDouble(fields[i]));
                }
                points.add(new Point(Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), fields[2].isEmpty() ? Double.NaN : Double.parseDouble(fields[2]),
                        Double.parseDouble(fields[4]), labels));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new ModelException(file + ", row " + (points.size() + 2) + ": expected epoch, loss, Dice, rate and seconds, found '" + row
                        + "'. The table is damaged; take it away, or resume the run, which writes it anew.", e);
            }
        }
        return points;
    }

    /// @param labels of the classes but background, in their order
    static void write(Path folder, String title, LabelTable labels, List<Checkpoint.Epoch> curve) throws IOException {
        byte[] table = table(labels.entries().stream().map(LabelTable.Entry::value).toList(), curve).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(TABLE), out -> out.write(table));
        byte[] picture = picture(title, labels, curve);
        AtomicFile.write(folder.resolve(PICTURE), out -> out.write(picture));
    }

    static String table(List<Integer> labels, List<Checkpoint.Epoch> curve) {
        var table = new StringBuilder("epoch,loss,validation_dice,learning_rate,seconds");
        labels.forEach(label -> table.append("," + LABEL).append(label));
        table.append('\n');
        for (int i = 0; i < curve.size(); i++) {
            Checkpoint.Epoch epoch = curve.get(i);
            table.append(String.format(Locale.ROOT, "%d,%.5f,%s,%.3e,%.1f", i + 1, epoch.loss(), number(epoch.dice()), epoch.learningRate(), epoch.seconds()));
            for (int c = 0; c < labels.size(); c++) table.append(',').append(c < epoch.classDice().size() ? number(epoch.classDice().get(c)) : "");
            table.append('\n');
        }
        return table.toString();
    }

    private static String number(double dice) {
        return Double.isNaN(dice) ? "" : String.format(Locale.ROOT, "%.5f", dice);
    }

    /// The loss, the mean Dice and, thin, the Dice of each label where there are several.
    private static byte[] picture(String title, LabelTable labels, List<Checkpoint.Epoch> curve) throws IOException {
        XYChart chart = new XYChartBuilder().theme(Styler.ChartTheme.Matlab).width(900).height(500).title(title).xAxisTitle("epoch").yAxisTitle("loss, Dice").build();
        double[] epochs = IntStream.rangeClosed(1, curve.size()).asDoubleStream().toArray();
        line(chart, "training loss", MEAN_WIDTH, epochs, curve.stream().mapToDouble(Checkpoint.Epoch::loss).toArray());
        int count = labels.entries().size();
        line(chart, count > 1 ? "validation Dice, mean" : "validation Dice", MEAN_WIDTH, epochs, curve.stream().mapToDouble(Checkpoint.Epoch::dice).toArray());
        for (int c = 0; c < (count > 1 ? count : 0); c++) {
            int of = c;
            double[] dice = curve.stream().mapToDouble(epoch -> of < epoch.classDice().size() ? epoch.classDice().get(of) : Double.NaN).toArray();
            line(chart, labels.entries().get(c).name(), LABEL_WIDTH, epochs, dice);
        }
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    }

    /// Adds a line, broken where a value is no number; none if all are.
    private static void line(XYChart chart, String name, float width, double[] epochs, double[] values) {
        if (Arrays.stream(values).allMatch(Double::isNaN)) return;
        int number = chart.getSeriesCollection().size() + 1; // two labels may share a name, two series may not
        chart.addSeries(number + " " + name, epochs, values).setMarker(SeriesMarkers.NONE).setLineWidth(width).setLabel(name);
    }
}
