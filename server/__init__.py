"""The Flask application: SPARQL, questions, pages."""
