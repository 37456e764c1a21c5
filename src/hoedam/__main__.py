"""`python -m hoedam` is `hoedam`."""

from hoedam.cli.main import main

main(prog_name="hoedam")
