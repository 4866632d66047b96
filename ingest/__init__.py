"""Documents become facts, facts become RDF."""
