"""The five source documents, exactly as given."""
