/** Models of Keras. */
@org.jspecify.annotations.NullMarked
package nacre.keras;
