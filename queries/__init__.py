"""The canned questions: reading them and binding their parameters."""
