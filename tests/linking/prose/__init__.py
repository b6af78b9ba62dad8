"""Sentences that are true, and the documents that are made of them."""
