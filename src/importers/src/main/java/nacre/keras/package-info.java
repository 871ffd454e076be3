/** Models of Keras 1, 2 and 3: their configurations, layers and weights become a graph. */
@org.jspecify.annotations.NullMarked
package nacre.keras;
