/** Models with expected results: found, run in each mode of the compiler, compared, and summed up. */
@org.jspecify.annotations.NullMarked
package nacre.conformance;
