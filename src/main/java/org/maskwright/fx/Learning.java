package org.maskwright.fx;

import org.maskwright.fx.desk.Memory;
import org.maskwright.fx.learn.Errand;
import org.maskwright.fx.learn.ErrandState;
import org.maskwright.fx.learn.LearnSheet;
import org.maskwright.fx.learn.LearningRoom;
import org.maskwright.fx.learn.task.Tasks;
import org.maskwright.fx.project.Places;
import org.maskwright.workflow.Workbench;

/// Judging, tuning, compressing and comparing models: the sheet, and word of what goes on while it is away.
final class Learning {
    private final MainWindow window;
    private final Places places;
    private final LearningRoom room;

    Learning(MainWindow window, Workbench bench, Places places, Memory memory) {
        this.window = window;
        this.places = places;
        this.room = new LearningRoom(Tasks.ALL, bench, memory, System::nanoTime);
        room.onBegun(job -> window.status().jobs().watch(job));
        for (Errand errand : room.errands()) errand.state().addListener((o, was, is) -> tell(errand, was, is));
    }

    /// Lays the sheet.
    ///
    /// @param task to turn to, by its id; empty for the one looked at last, or one that is under way
    void show(String task) {
        room.visit(window.openCase().map(m -> m.session().projectFolder()), window.openCase().map(m -> m.session().projectModel()).orElse(""));
        room.turnTo(task);
        LearnSheet sheet = new LearnSheet(room, places, places::open, window.sheets()::close);
        window.sheets().lay("learn-sheet", "Learning room", sheet, LearnSheet.WIDTH, sheet.foot());
    }

    private boolean isShown() {
        return window.sheets().isShowing() && window.sheets().lookup("#learn-sheet") != null;
    }

    /// What a reader who does not look at the sheet must hear.
    private void tell(Errand errand, ErrandState was, ErrandState is) {
        if (isShown() || was.getClass() == is.getClass()) return;
        String what = "“" + errand.task().title() + "”";
        switch (is) {
            case ErrandState.Done(var outcome) -> window.banner().tell(what + " is done. " + outcome.sentence() + "  It stands in the learning room.");
            case ErrandState.Failed(String sentence) -> window.banner().alarm(what + " came to nothing. " + sentence, "");
            case ErrandState.Stopped _ -> window.planes().say(what + " was stopped.");
            case ErrandState.Idle _, ErrandState.Running _ -> { }
        }
    }
}
