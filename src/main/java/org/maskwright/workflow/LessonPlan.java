package org.maskwright.workflow;

import java.util.List;
import java.util.OptionalDouble;
import org.maskwright.learn.Model;
import org.maskwright.learn.TrainingCase;
import org.maskwright.store.CaseFile;
import org.maskwright.workflow.finetune.Correction;
import org.maskwright.workflow.finetune.EditTime;
import org.maskwright.workflow.finetune.Split;

/// What a model shall learn, and what it shall be judged by.
///
/// @param oldLearning cases that are not of the project, to be learnt again
/// @param oldJudging cases that are not of the project, to judge
/// @param remarks whole sentences on what was left out or is missing
record LessonPlan(Model start, List<Found> found, Split split, List<TrainingCase> oldLearning, List<TrainingCase> oldJudging, List<String> remarks) {
    /// A corrected case, before or after it was frozen.
    ///
    /// @param minutes that people worked on it; nothing if that is not known
    record Found(CaseFile about, Correction correction, String patient, OptionalDouble minutes) {}

    /// What the corrections took.
    EditTime time() {
        return new EditTime(found.stream().map(one -> new EditTime.One(one.about().id(), one.correction().changed(), one.correction().drawn(), one.minutes())).toList());
    }

    FineTune.Lesson lesson() {
        List<FineTune.Taught> cases = found.stream().map(one -> new FineTune.Taught(one.about().id(), one.about().title(), one.correction().changed(), one.correction().drawn(),
                split.judges(one.about().fingerprint()), one.minutes())).toList();
        return new FineTune.Lesson(ModelShelf.entry(start.card(), start.folder()), cases, oldLearning.size(), oldJudging.size(), remarks);
    }
}
