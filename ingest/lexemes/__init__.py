"""Lexemes: the facts of English and Russian texts, by the words of `en.yaml` and `ru.yaml`."""
