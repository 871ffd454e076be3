/** The typed graph: values, shapes, nodes, locations; its textual form and its verifier. */
package nacre.ir;
