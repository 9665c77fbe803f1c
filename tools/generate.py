"""Write every document that is made from the code; `--check` only says which no longer match."""

import sys

from tools import commands, needs, picture, privacy, roles, settings
from tools.generated import Document
from tools.tree import ROOT, report

DOCUMENTS = [
    Document(ROOT / "docs" / "reference" / "commands.md", commands.make),
    Document(ROOT / "docs" / "reference" / "needs.md", needs.make),
    Document(ROOT / "docs" / "reference" / "privacy.md", privacy.make),
    Document(ROOT / "docs" / "reference" / "roles.md", roles.make),
    Document(ROOT / "docs" / "reference" / "settings.md", settings.make),
    Document(ROOT / "docs" / "safety" / "impact-assessment-template.md", privacy.make_keeping, part="what is kept"),
    Document(ROOT / "ARCHITECTURE.md", picture.make, part="the picture"),
]


def main() -> int:
    """Write, or compare."""
    if "--check" in sys.argv[1:]:
        return report([problem for document in DOCUMENTS for problem in document.problems()], "documents")
    for document in DOCUMENTS:
        document.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
