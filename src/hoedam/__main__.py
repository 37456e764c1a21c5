"""`python -m hoedam` is `hoedam`."""

from hoedam.cli.main import main

if __name__ == "__main__":  # worker processes import this module under another name
    main(prog_name="hoedam")
