/** What a step computes: immutable descriptors, without operator and without address, shared by plan and emitted code. */
package nacre.kernels.call;
