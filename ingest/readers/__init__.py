"""Readers: who turns a document into facts. The frames do by default; a language model may."""
