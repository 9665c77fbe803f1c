"""Pure decisions about what stands on the network map."""

from wholeperson.directory.rules.listening import Always, EveryDay, Hours, Opening, Unknown, opening

__all__ = ["Always", "EveryDay", "Hours", "Opening", "Unknown", "opening"]
