"""The test runner for the numbers in a document."""
