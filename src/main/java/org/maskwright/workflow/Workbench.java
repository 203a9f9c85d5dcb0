package org.maskwright.workflow;

import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.maskwright.format.Memory;
import org.maskwright.job.Job;
import org.maskwright.job.JobRunner;
import org.maskwright.learn.Devices;
import org.maskwright.store.DataHome;
import org.maskwright.store.Disk;
import org.maskwright.store.RecentList;

/// Everything wired together, once, in `Main`: the lanes, the user's folder, the models, and the user's verbs.
public final class Workbench implements AutoCloseable {
    private final JobRunner jobs;
    private final TrainingTurn turn;
    private final ModelShelf models;
    private final OpenProjects open;
    private boolean closed;
    private final OpenCase openCase;
    private final Propose propose;
    private final AddModel addModel;
    private final Train train;
    private final FineTune fineTune;
    private final Trainings trainings;
    private final Projects projects;
    private final ImportLabels importLabels;
    private final ExportDataset exportDataset;
    private final Ledger ledger;
    private final Deidentify deidentify;
    private final ExportLabels exportLabels;
    private final ExportProbabilities exportProbabilities;
    private final ExportGate exportGate;
    private final MendFindings mendFindings;
    private final ScoreCase scoreCase = new ScoreCase();
    private final AcceptProposal acceptProposal = new AcceptProposal();

    /// @param jobs closed with the workbench
    public Workbench(JobRunner jobs, DataHome home, ModelShelf models, Disk disk, Clock clock) {
        this(jobs, home, models, disk, clock, Memory::freeForScans);
    }

    /// @param freeMemory how many bytes a scan may take now
    public Workbench(JobRunner jobs, DataHome home, ModelShelf shelf, Disk disk, Clock clock, LongSupplier freeMemory) {
        this.jobs = jobs;
        ModelShelf models = shelf.agreedBy(home);
        this.models = models;
        this.open = new OpenProjects(disk);
        this.openCase = new OpenCase(jobs, open, new RecentList(disk, home.recentFile()), home, clock, freeMemory);
        this.propose = new Propose(jobs, models, freeMemory);
        this.addModel = new AddModel(jobs, home, models, clock);
        this.turn = new TrainingTurn(jobs);
        this.train = new Train(models, turn);
        this.fineTune = new FineTune(jobs, open, models, turn);
        this.trainings = new Trainings(jobs, models);
        this.projects = new Projects(jobs, open, clock);
        this.importLabels = new ImportLabels(jobs);
        this.ledger = new Ledger(home, clock);
        this.deidentify = new Deidentify(jobs, ledger);
        this.exportDataset = new ExportDataset(jobs, open, models, ledger);
        this.exportProbabilities = new ExportProbabilities(jobs, ledger);
        this.exportLabels = new ExportLabels(jobs, ledger);
        this.exportGate = new ExportGate(jobs, open);
        this.mendFindings = new MendFindings(jobs, open);
    }

    /// The workbench of this system and user.
    ///
    /// @param listenerExecutor where listeners are told: the window's thread, or `Runnable::run` without a window
    public static Workbench ofSystem(Executor listenerExecutor) {
        Properties properties = System.getProperties();
        DataHome home = DataHome.of(properties, System.getenv());
        return new Workbench(new JobRunner(listenerExecutor), home, ModelShelf.of(properties, home), Disk.REAL, Clock.systemUTC());
    }

    public JobRunner jobs() {
        return jobs;
    }

    /// Where work of hours with models stands in line.
    public TrainingTurn turn() {
        return turn;
    }

    public ModelShelf models() {
        return models;
    }

    public OpenCase openCase() {
        return openCase;
    }

    public Propose propose() {
        return propose;
    }

    public Projects projects() {
        return projects;
    }

    public ImportLabels importLabels() {
        return importLabels;
    }

    public ScoreCase scoreCase() {
        return scoreCase;
    }

    public ExportGate exportGate() {
        return exportGate;
    }

    public MendFindings mendFindings() {
        return mendFindings;
    }

    public Deidentify deidentify() {
        return deidentify;
    }

    /// What left this machine.
    public Ledger ledger() {
        return ledger;
    }

    public ExportDataset exportDataset() {
        return exportDataset;
    }

    public ExportLabels exportLabels() {
        return exportLabels;
    }

    public ExportProbabilities exportProbabilities() {
        return exportProbabilities;
    }

    public ProposeFiles proposeFiles() {
        return new ProposeFiles(jobs, models);
    }

    public AddModel addModel() {
        return addModel;
    }

    public PseudoLabel pseudoLabel() {
        return new PseudoLabel(turn, models);
    }

    public Train train() {
        return train;
    }

    public Tune tune() {
        return new Tune(turn, models);
    }

    public LookAgain lookAgain() {
        return new LookAgain(jobs, new DiskLane(jobs), open, models);
    }

    public CompareMeasures compareMeasures() {
        return new CompareMeasures(turn, models);
    }

    public Compress compress() {
        return new Compress(turn, models);
    }

    public FineTune fineTune() {
        return fineTune;
    }

    /// Trainings that can go on, and where new ones go.
    public Trainings trainings() {
        return trainings;
    }

    public AcceptProposal acceptProposal() {
        return acceptProposal;
    }

    /// On what networks compute here, such as `CPU, 2 threads`; loads the engine, and leaves a core to the window from now on.
    public Job<String> device() {
        return jobs.submit(JobRunner.Lane.ENGINE, "Looking for a graphics processor", _ -> {
            Devices.shareWithWindow();
            turn.leaveCoreToWindow();
            return Devices.current();
        });
    }

    /// Finishes what is on its way to the disk, lets go of the projects, and stops the rest.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        jobs.submit(JobRunner.Lane.DISK, "Letting go of projects", _ -> {
            open.closeAll();
            return "";
        });
        jobs.close();
    }
}
