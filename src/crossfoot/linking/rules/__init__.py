"""The rules: one way to relate figures a file, registered by being here."""
