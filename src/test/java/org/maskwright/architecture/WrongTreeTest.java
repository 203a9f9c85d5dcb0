package org.maskwright.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every rule of the house, shown red: on a small tree that is wrong in one place for each rule, it must name that place.
class WrongTreeTest {
    private static final String BASE = "org.maskwright.architecture.wrong";
    private static final JavaClasses WRONG = new ClassFileImporter().importPackages(BASE);

    /// Rule → what its complaint must name, place by place.
    private static final Map<String, List<String>> COMPLAINTS = Map.ofEntries(
            Map.entry("a room imports only what the table allows", List.of("geometry.LooksUp", "lounge.NoRoom stands in no room")),
            Map.entry("no circle between packages, nor inside a room", List.of("tool.paint.Chicken", "tool.correct.Egg")),
            Map.entry("what stands in a catalogue does not look into it", List.of("tool.correct.Mirror")),
            Map.entry("JavaFX and its libraries only in fx", List.of("measure.KnowsWindows")),
            Map.entry("DJL only in learn", List.of("measure.KnowsNetworks")),
            Map.entry("the command-line library only in cli", List.of("measure.KnowsTheCommandLine")),
            Map.entry("AWT and ImageIO only in format", List.of("measure.KnowsWindows")),
            Map.entry("no mutable static field", List.of("label.Counter.count")),
            Map.entry("no getInstance", List.of("label.Counter.getInstance")),
            Map.entry("no name that hides what a class is for", List.of("label.LabelManager", "label.AbstractLabel", "label.LabelUtils")),
            Map.entry("only OpenEdit and EditHistory write labels", List.of("label.BackDoor")),
            Map.entry("Platform.runLater only in FxThread", List.of("fx.Hasty")),
            Map.entry("threads and executors are made only in job", List.of("render.Busy.threads", "render.Busy.executors", "render.Busy.virtual")),
            Map.entry("files are opened for writing only in disk and store", List.of("format.Scribe.files", "format.Scribe.streams")),
            Map.entry("the console is written only by cli", List.of("learn.Loud.prints", "learn.Loud.dumps")),
            Map.entry("every package says what it is for and what it must never know",
                    List.of("wrong.render has no @NullMarked", "wrong.learn does not say what it must never know")),
            Map.entry("every tool, format and architecture stands in its catalogue", List.of("tool.paint.Forgotten is missing in tool.Tools")));

    /// What the wrong tree does rightly, and no rule may complain of.
    private static final List<String> INNOCENT = List.of("label.OpenEdit.", "fx.FxThread.later", "job.Lane", "disk.Pen", "cli.Voice",
            "tool.paint.Listed", "wrong.label has no", "wrong.label does not say");

    @TestFactory Stream<DynamicTest> eachRuleComplainsOfItsWrong() {
        return rules().entrySet().stream().map(rule -> dynamicTest(rule.getKey(), () -> {
            String complaints = complaints(rule.getValue());
            assertThat(COMPLAINTS.get(rule.getKey())).isNotEmpty().allSatisfy(place -> assertThat(complaints).contains(place));
            assertThat(INNOCENT).allSatisfy(place -> assertThat(complaints).doesNotContain(place));
        }));
    }

    @Test void everyRuleIsShownRed() {
        assertThat(rules().keySet()).containsExactlyInAnyOrderElementsOf(COMPLAINTS.keySet());
    }

    private static Map<String, ArchRule> rules() {
        return new HouseRules(BASE, Path.of("src/test/java")).all();
    }

    private static String complaints(ArchRule rule) {
        return String.join("\n", rule.evaluate(WRONG).getFailureReport().getDetails());
    }
}
