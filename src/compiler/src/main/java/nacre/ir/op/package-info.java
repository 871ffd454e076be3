/** The ops, one file each: signature, types, meaning, cost, capabilities, and how each may be computed. */
package nacre.ir.op;
