/** What a graph means: its nodes evaluated one by one by the ops' own float64 semantics. */
package nacre.reference;
