package org.maskwright.architecture.wrong.measure;

/// Wrong: a score that knows the command line.
@picocli.CommandLine.Command
record KnowsTheCommandLine() {}
