"""The document as one system: what cannot all be true, who may be wrong, what was meant."""
