package org.maskwright.fx.learn.task;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.maskwright.workflow.training.Setting;

/// Something that a form asks for. Its answer is text, as it would stand on a command line.
///
/// @param id what the command line calls it, without dashes
/// @param usual what it is answered by until somebody changes it
/// @param hint what stands in it while it is empty
/// @param need what to do while it is empty, as a sentence; empty if it may be
/// @param wrong what is wrong with an answer, as it follows the title: `is at least 1, got 0.`; empty if nothing is. Never asked about an empty one
/// @param rare whether it is folded away until somebody asks
public record Field(String id, String title, Kind kind, String usual, String hint, String need, UnaryOperator<String> wrong, boolean rare) {
    static final String USUAL = "as usual";

    static Field of(String id, String title, Kind kind) {
        return new Field(id, title, kind, "", "", "", _ -> "", false);
    }

    /// A folder of labelled cases, or `phantom:N`.
    static Field labelledCases() {
        return of("data", "Labelled cases", new Kind.Place("Labelled cases")).hinted("a folder as nnU-Net or the Decathlon lay it out, or with images and labels in it").needed("Name a folder of labelled cases.")
                .checked(text -> isPath(text, Files::isDirectory) || text.matches("phantom:0*[1-9]\\d{0,5}") ? "" : "are in no such folder.");
    }

    static Field model() {
        return of("model", "Model", new Kind.Model()).needed("Choose a model.");
    }

    /// Where what comes of it goes.
    static Field out(String stem) {
        return of("out", "Goes into", new Kind.NewFolder(stem)).needed("Name a folder for what comes of it.");
    }

    static Field onOff(String id, String title) {
        return of(id, title, new Kind.OnOff());
    }

    /// @param usual empty where there is none
    static Field whole(String id, String title, String usual, int low, int high) {
        return of(id, title, new Kind.Number()).usually(usual).checked(text -> within(text, text.matches("[+-]?\\d{1,9}"), low, high));
    }

    /// @param usual empty where there is none
    static Field number(String id, String title, String usual, double low) {
        return of(id, title, new Kind.Number()).usually(usual).checked(text -> within(text, isNumber(text), low, Double.MAX_VALUE));
    }

    static boolean isNumber(String text) {
        return text.matches("[+-]?\\d{1,9}([.]\\d{1,9})?");
    }

    private static String within(String text, boolean isNumber, double low, double high) {
        boolean fits = isNumber && Double.parseDouble(text) >= low && Double.parseDouble(text) <= high;
        String range = high < Integer.MAX_VALUE ? "is from " + plain(low) + " to " + plain(high) : low == 0 ? "is 0 or more" : "is at least " + plain(low);
        return fits ? "" : range + ", got " + text + ".";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }

    /// Something that is on the disk.
    Field there() {
        return checked(text -> isPath(text, Files::exists) ? "" : "is not there: " + text + ".");
    }

    static boolean isPath(String text, Predicate<Path> test) {
        try {
            return test.test(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    Field usually(String other) {
        return new Field(id, title, kind, other, hint, need, wrong, rare);
    }

    Field hinted(String other) {
        return new Field(id, title, kind, usual, other, need, wrong, rare);
    }

    Field needed(String other) {
        return new Field(id, title, kind, usual, hint, other, wrong, rare);
    }

    Field checked(UnaryOperator<String> other) {
        return new Field(id, title, kind, usual, hint, need, other, rare);
    }

    Field rarely() {
        return new Field(id, title, kind, usual, hint, need, wrong, true);
    }

    /// In what a training can differ from the usual.
    static Field of(Setting setting) {
        Map<String, String> choices = new LinkedHashMap<>();
        setting.choices().forEach(one -> choices.put(one, one));
        Kind kind = switch (setting) {
            case RESIDUAL, DEEP_SUPERVISION, KEEP_LAST -> new Kind.OnOff();
            case NORM, ACTIVATION, OPTIMISER, SCHEDULE, LOSS -> new Kind.OneOf(choices, USUAL);
            case DROPOUT, RATE, SEED -> new Kind.Number();
            case WIDTHS, MIRROR, CLASS_WEIGHTS, TEACHERS -> new Kind.Text();
            case VALIDATE, ABOUT -> new Kind.TextFile(setting.title());
        };
        return of(setting.option(), setting.title(), kind).hinted(USUAL).checked(setting::wrong);
    }
}
