package org.maskwright.fx.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.learn.task.Field;
import org.maskwright.fx.learn.task.Kind;
import org.maskwright.fx.learn.task.Task;
import org.maskwright.job.Job;
import org.maskwright.workflow.Trainings;
import org.maskwright.workflow.Workbench;

/// The learning room without its walls: every task, how each stands, and the models that they can be asked about. Used on the window's thread.
public final class LearningRoom {
    private final Workbench bench;
    private final List<Errand> errands;
    private final ReadOnlyObjectWrapper<List<Trainings.Start>> models = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private Errand shown;

    /// @param nanos a clock, such as [System#nanoTime]
    public LearningRoom(List<Task> tasks, Workbench bench, Memory memory, LongSupplier nanos) {
        this.bench = bench;
        this.errands = tasks.stream().map(task -> new Errand(task, bench, memory, nanos)).toList();
        this.shown = errands.getFirst();
        bench.turn().onChange(() -> refusal.set(bench.turn().refusal().orElse("")));
    }

    /// Tells `listener` of every run that is begun.
    public void onBegun(Consumer<Job<?>> listener) {
        errands.forEach(errand -> errand.onBegun(listener));
    }

    /// Looks which models there are.
    ///
    /// @param project whose models come first
    /// @param model that the project uses, by its id or folder; empty for none
    public void visit(Optional<Path> project, String model) {
        for (Errand errand : errands) {
            for (Field field : errand.task().fields()) if (field.kind() instanceof Kind.Model && errand.text(field.id()).isEmpty()) errand.set(field.id(), model);
        }
        bench.trainings().starts(project).onDone(models::set);
    }

    public List<Errand> errands() {
        return errands;
    }

    /// Turns to a task.
    ///
    /// @param id of the task; empty to stay, or to turn to one that is under way
    public void turnTo(String id) {
        errands.stream().filter(errand -> id.isEmpty() ? errand.isUnderWay() && !shown.isUnderWay() : errand.task().id().equals(id)).findFirst().ifPresent(errand -> shown = errand);
    }

    /// The task that is looked at.
    public Errand shown() {
        return shown;
    }

    /// Why a task that takes its turn cannot begin now, as a sentence; empty if it can.
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    /// The models at hand.
    ReadOnlyObjectProperty<List<Trainings.Start>> models() {
        return models.getReadOnlyProperty();
    }
}
