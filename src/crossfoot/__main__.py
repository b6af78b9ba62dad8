"""`python -m crossfoot` is the command."""

from crossfoot.cli import main

main(prog_name="crossfoot")
