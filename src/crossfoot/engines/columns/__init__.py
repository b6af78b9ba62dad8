"""Relations over whole tables: one translation of a formula, exact in every engine."""
