/** Facts about graphs, computed once per graph and shared: immutable, iterative, linear in the graph's size. */
package nacre.analysis;
