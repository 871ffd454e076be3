package nacre.driver;

import nacre.ir.Graph;

/**
 * A model that was read from another framework's file.
 *
 * @param graph   the network; its nodes are located by their names there
 * @param weights the contents of its parameters
 */
public record ImportedModel(Graph graph, ImportedWeights weights) {}
