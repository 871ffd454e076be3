/** What generated tests call: known runs of a network, replayed on the machine at hand. Needs no test framework. */
package nacre.kernels.testing;
