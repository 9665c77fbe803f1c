"""From a service of the open standard (HSDS 3.0, ORUK 3.0 and 1.0) to an entry of ours."""

from wholeperson.directory.rules.from_hsds.places import meet
from wholeperson.directory.rules.from_hsds.reading import NotAServiceError, Read, Theirs, keep_safe, read, safe_entry
from wholeperson.directory.rules.from_hsds.terms import OurTerms, our_terms

__all__ = ["NotAServiceError", "OurTerms", "Read", "Theirs", "keep_safe", "meet", "our_terms", "read", "safe_entry"]
