"""How well records of different documents are joined, against gold_linking/ and in bulk.

usage: python bench/linking.py [--show] [--heldout] [--growth] [--write-floors]

Without options, the figures of the gold and of what is set aside, read by the engine; `perfect_…` are those with
statements as the gold has them. --growth: a made-up ledger of 1,000, 10,000 and 100,000 statements.
"""

import sys
from pathlib import Path

from hoedam.evaluation.linking import measure

FOLDER = Path(__file__).parents[1] / "gold_linking"


def main() -> None:
    """Prints what was asked for."""
    options = set(sys.argv[1:])
    sets = [True] if "--heldout" in options else [False] if "--dev" in options else [False, True]
    for heldout in sets:
        result = measure(FOLDER, heldout=heldout)
        print("heldout" if heldout else "gold")
        for name, figure in result.figures.items():
            print(f"  {name:26}{figure:.4f}")
        if "--show" in options:
            print("\n".join(result.differences))


if __name__ == "__main__":
    main()
