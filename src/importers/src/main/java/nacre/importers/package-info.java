/** What importers share: the graph in the making, names, layouts of weights, and what can be wrong with a model. */
@org.jspecify.annotations.NullMarked
package nacre.importers;
