/** What a provider must be able to do: a few families of innermost loops, each with one interface. */
package nacre.kernels.lanes;
