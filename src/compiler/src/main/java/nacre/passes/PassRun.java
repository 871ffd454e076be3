package nacre.passes;

/**
 * How one pass of a pipeline went.
 *
 * @param sweeps      how often it looked at the whole graph
 * @param replaced    how many patches were applied
 * @param nodesBefore of the graph that it was given
 * @param nodesAfter  of the graph that it left
 * @param nanos       wall-clock time, verification and validation included
 */
public record PassRun(String pass, int sweeps, int replaced, int nodesBefore, int nodesAfter, long nanos) {}
