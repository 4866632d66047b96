"""Classes, properties and names, and what follows from them."""
