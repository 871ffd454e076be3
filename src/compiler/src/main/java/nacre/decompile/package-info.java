/** From a graph back to a text: calls, pipes, blocks and loops, and the names of weights. */
package nacre.decompile;
