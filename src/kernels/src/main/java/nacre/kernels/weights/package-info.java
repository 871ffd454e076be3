/** Parameters at rest and at work: safetensors files, and weights packed for the kernels of this machine. */
package nacre.kernels.weights;
