/**
 * The language: text to syntax records, records to graph, and back to text by the formatter. The parser itself is
 * generated from {@code grammar/}.
 */
package nacre.syntax;
