package org.maskwright.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The rules of the house, for any tree of its shape. A room that is still empty breaks none of them.
///
/// @param base the package that holds the rooms
/// @param sources the folder of that tree's sources
record HouseRules(String base, Path sources) {
    /// Catalogue → what stands in it. Only the catalogue may know the packages below its own, for it is their table of contents.
    private static final Map<String, String> CATALOGUES = Map.of("tool.Tools", "tool.Tool", "format.Formats", "format.Format",
            "learn.Architectures", "learn.Architecture", "workflow.gate.Checks", "workflow.gate.Check");

    /// What may be asked of `LabelVolume` by anybody; all else that it can do is for those two who write.
    private static final Set<String> OPEN_TO_ALL = Set.of("<init>", "geometry", "at", "snapshot", "open", "isEditOpen", "onChange", "stopTelling",
            "onEdit");

    private static final Set<String> WRITING_CALLS = Set.of("newOutputStream", "newBufferedWriter", "write", "writeString", "copy",
            "move", "createFile", "createTempFile", "createLink", "createSymbolicLink", "delete", "deleteIfExists");

    private static final Set<String> THREAD_MAKERS = Set.of("java.lang.Thread", "java.util.Timer", "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ThreadPoolExecutor", "java.util.concurrent.ScheduledThreadPoolExecutor");

    /// Every rule under the sentence it holds.
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("a room imports only what the table allows", classes().should(importOnlyWhatTheTableAllows()));
        rules.put("no circle between packages, nor inside a room", noCircles());
        rules.put("what stands in a catalogue does not look into it", classes().should(notLookIntoTheirCatalogue()));
        rules.put("JavaFX and its libraries only in fx", fence("fx", "javafx..", "org.controlsfx..", "impl.org.controlsfx..",
                "org.kordamp.ikonli..", "atlantafx.."));
        rules.put("DJL only in learn", fence("learn", "ai.djl.."));
        rules.put("the command-line library only in cli", fence("cli", "picocli..", "me.tongfei.progressbar.."));
        rules.put("AWT and ImageIO only in format", fence("format", "java.awt..", "javax.imageio.."));
        rules.put("no mutable static field", fields().that().areStatic().should().beFinal());
        rules.put("no getInstance", noMethods().should().haveName("getInstance"));
        rules.put("no name that hides what a class is for", noClasses()
                .should().haveNameMatching(".*\\.(.*(Manager|Helper|Utils?|Impl)|Abstract.*)"));
        rules.put("only OpenEdit and EditHistory write labels", members().that(areWriters()).should(beCalledOnlyByTheTwoWhoWrite()));
        rules.put("Platform.runLater only in FxThread", noClasses().that().doNotHaveFullyQualifiedName(base + ".fx.FxThread")
                .should().accessTargetWhere(describe("call Platform.runLater", access -> access.getTarget().getFullName()
                        .startsWith("javafx.application.Platform.runLater("))));
        rules.put("threads and executors are made only in job", outside("job").should().accessTargetWhere(makesThreads()));
        rules.put("files are opened for writing only in disk and store", outside("disk", "store").should().accessTargetWhere(opensForWriting()));
        rules.put("the console is written only by cli", outside("cli").should().accessTargetWhere(writesToTheConsole()));
        rules.put("every package says what it is for and what it must never know", classes().should(standInADescribedPackage()));
        rules.put("every tool, format and architecture stands in its catalogue", classes().should(standInItsCatalogue()));
        rules.replaceAll((sentence, rule) -> rule.as(sentence).allowEmptyShould(true));
        return rules;
    }

    private GivenClassesConjunction outside(String... rooms) {
        String[] packages = new String[rooms.length];
        for (int i = 0; i < rooms.length; i++) packages[i] = base + "." + rooms[i] + "..";
        return noClasses().that(not(resideInAnyPackage(packages)));
    }

    private ArchRule fence(String room, String... libraries) {
        return outside(room).should().dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
        Rooms rooms = new Rooms(base);
        return condition("import only what the table allows", (type, events) -> {
            String from = rooms.of(type).orElseThrow();
            if (!from.isEmpty() && !Rooms.MAY_IMPORT.containsKey(from)) complain(events, type, type.getName() + " stands in no room of the house");
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                rooms.of(dependency.getTargetClass()).filter(to -> !Rooms.mayUse(from, to))
                        .ifPresent(to -> complain(events, type, dependency.getDescription()));
            }
        });
    }

    private ArchRule noCircles() {
        DescribedPredicate<JavaClass> catalogue = describe("catalogue", type -> CATALOGUES.containsKey(inside(type)));
        return slices().assignedFrom(new SliceAssignment() {
            @Override public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override public String getDescription() {
                return "packages";
            }
        }).should().beFreeOfCycles().ignoreDependency(catalogue, alwaysTrue());
    }

    private ArchCondition<JavaClass> notLookIntoTheirCatalogue() {
        return condition("not look into the catalogue they stand in", (type, events) -> {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String catalogue = inside(dependency.getTargetClass());
                boolean below = CATALOGUES.containsKey(catalogue)
                        && type.getPackageName().startsWith(dependency.getTargetClass().getPackageName() + ".");
                if (below) complain(events, type, dependency.getDescription());
            }
        });
    }

    private DescribedPredicate<JavaMember> areWriters() {
        return describe("what LabelVolume does not offer to all", member -> member.getOwner().getName().equals(base + ".label.LabelVolume")
                && !(member instanceof JavaField) && !OPEN_TO_ALL.contains(member.getName()));
    }

    private ArchCondition<JavaMember> beCalledOnlyByTheTwoWhoWrite() {
        Set<String> writers = Set.of(base + ".label.LabelVolume", base + ".label.OpenEdit", base + ".label.EditHistory");
        return condition("be called only by OpenEdit and EditHistory", (member, events) -> {
            for (JavaAccess<?> access : member.getAccessesToSelf()) {
                if (!writers.contains(outermost(access.getOriginOwner()).getName())) complain(events, member, access.getDescription());
            }
        });
    }

    private static DescribedPredicate<JavaAccess<?>> makesThreads() {
        return describe("make a thread or an executor", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean maker = THREAD_MAKERS.contains(owner) || access.getTargetOwner().isAssignableTo(Thread.class);
            return maker && name.equals("<init>")
                    || owner.equals("java.util.concurrent.Executors")
                    || owner.equals("java.lang.Thread") && Set.of("startVirtualThread", "ofVirtual", "ofPlatform").contains(name)
                    || owner.equals("java.util.concurrent.CompletableFuture") && name.endsWith("Async");
        });
    }

    private static DescribedPredicate<JavaAccess<?>> opensForWriting() {
        Set<String> writers = Set.of("java.io.FileOutputStream", "java.io.FileWriter", "java.io.RandomAccessFile");
        return describe("open a file for writing", access -> {
            String owner = access.getTargetOwner().getName();
            AccessTarget target = access.getTarget();
            return owner.equals("java.nio.file.Files") && WRITING_CALLS.contains(target.getName())
                    || writers.contains(owner) && target.getName().equals("<init>")
                    || owner.equals("java.io.PrintWriter") && target.getFullName().matches(".*<init>\\(java\\.(io\\.File|lang\\.String).*");
        });
    }

    private static DescribedPredicate<JavaAccess<?>> writesToTheConsole() {
        return describe("write to the console", access -> access.getTargetOwner().getName().equals("java.lang.System")
                && Set.of("out", "err", "console").contains(access.getTarget().getName())
                || access.getTarget().getFullName().endsWith(".printStackTrace()")
                || access.getTargetOwner().getName().equals("java.lang.IO"));
    }

    private ArchCondition<JavaClass> standInADescribedPackage() {
        return condition("stand in a described package", (type, events) -> {
            String name = type.getPackageName();
            Path description = sources.resolve(name.replace('.', '/')).resolve("package-info.java");
            if (!type.getPackage().tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class)).orElse(false)) {
                complain(events, type, name + " has no @NullMarked package-info (seen from " + type.getSimpleName() + ")");
            } else if (!read(description).toLowerCase().contains("never")) {
                complain(events, type, name + " does not say what it must never know (seen from " + type.getSimpleName() + ")");
            }
        });
    }

    private ArchCondition<JavaClass> standInItsCatalogue() {
        return condition("stand in its catalogue", (type, events) -> CATALOGUES.forEach((catalogue, kind) -> {
            boolean concrete = !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.isAnonymousClass();
            if (!concrete || type.getName().equals(base + "." + kind) || !type.isAssignableTo(base + "." + kind)) return;
            boolean listed = type.getDirectDependenciesToSelf().stream()
                    .anyMatch(dependency -> outermost(dependency.getOriginClass()).getName().equals(base + "." + catalogue));
            if (!listed) complain(events, type, type.getName() + " is missing in " + catalogue);
        }));
    }

    private String inside(JavaClass type) {
        String name = outermost(type).getName();
        return name.startsWith(base + ".") ? name.substring(base.length() + 1) : name;
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Check<T> {
        void check(T item, ConditionEvents events);
    }

    private static <T> ArchCondition<T> condition(String description, Check<T> check) {
        return new ArchCondition<>(description) {
            @Override public void check(T item, ConditionEvents events) {
                check.check(item, events);
            }
        };
    }

    private static void complain(ConditionEvents events, Object about, String complaint) {
        events.add(SimpleConditionEvent.violated(about, complaint));
    }
}
