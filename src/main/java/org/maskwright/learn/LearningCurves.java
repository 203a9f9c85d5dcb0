package org.maskwright.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.maskwright.disk.AtomicFile;

/// A run's curve as a table and as a picture, written after every epoch, so that one can look on.
public final class LearningCurves {
    public static final String TABLE = "curves.csv";
    public static final String PICTURE = "curves.png";

    /// An epoch of a run, as its table tells it.
    ///
    /// @param epoch from 1
    /// @param loss mean over its steps
    /// @param dice mean over validation cases and labels; NaN without validation cases
    public record Point(int epoch, double loss, double dice, double seconds) {}

    private LearningCurves() {}

    /// The curve of the run in `folder`, under way or ended; empty if none was begun there.
    ///
    /// @throws ModelException if the table is damaged
    public static List<Point> read(Path folder) throws ModelException, IOException {
        Path file = folder.resolve(TABLE);
        if (!Files.exists(file)) return List.of();
        var points = new ArrayList<Point>();
        for (String row : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] fields = row.split(",", -1);
            try {
                points.add(new Point(Integer.parseInt(fields[0]), Double.parseDouble(fields[1]), fields[2].isEmpty() ? Double.NaN : Double.parseDouble(fields[2]),
                        Double.parseDouble(fields[4])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new ModelException(file + ", row " + (points.size() + 2) + ": expected epoch, loss, Dice, rate and seconds, found '" + row
                        + "'. The table is damaged; take it away, or resume the run, which writes it anew.", e);
            }
        }
        return points;
    }

    /// @param labels of the classes but background
    static void write(Path folder, String title, List<Integer> labels, List<Checkpoint.Epoch> curve) throws IOException {
        byte[] table = table(labels, curve).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(TABLE), out -> out.write(table));
        byte[] picture = picture(title, curve);
        AtomicFile.write(folder.resolve(PICTURE), out -> out.write(picture));
    }

    static String table(List<Integer> labels, List<Checkpoint.Epoch> curve) {
        var table = new StringBuilder("epoch,loss,validation_dice,learning_rate,seconds");
        labels.forEach(label -> table.append(",dice_").append(label));
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

    private static byte[] picture(String title, List<Checkpoint.Epoch> curve) throws IOException {
        XYChart chart = new XYChartBuilder().theme(Styler.ChartTheme.Matlab).width(900).height(500).title(title).xAxisTitle("epoch").yAxisTitle("loss, Dice").build();
        double[] epochs = IntStream.rangeClosed(1, curve.size()).asDoubleStream().toArray();
        chart.addSeries("training loss", epochs, curve.stream().mapToDouble(Checkpoint.Epoch::loss).toArray()).setMarker(SeriesMarkers.NONE);
        if (curve.stream().noneMatch(epoch -> Double.isNaN(epoch.dice()))) {
            chart.addSeries("validation Dice", epochs, curve.stream().mapToDouble(Checkpoint.Epoch::dice).toArray()).setMarker(SeriesMarkers.NONE);
        }
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
    }
}
