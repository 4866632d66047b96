"""The library: a graph to ask, on this machine or at a server, and the rows it gives."""
