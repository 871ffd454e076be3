/**
 * From syntax records to graphs: names are looked up, blocks and loops unrolled, every op typed, every layer and parameter
 * given its path. {@link nacre.syntax.resolve.Resolver} is the way in.
 */
package nacre.syntax.resolve;
