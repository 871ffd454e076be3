/**
 * Pictures of graphs: what is drawn as plain data ({@link nacre.picture.Picture}), made from a graph, remarks and findings
 * ({@link nacre.picture.Drawing}), written as DOT, and laid out as SVG or PNG.
 */
@NullMarked
package nacre.picture;

import org.jspecify.annotations.NullMarked;
