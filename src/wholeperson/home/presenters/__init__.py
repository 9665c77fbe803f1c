"""What the front pages show, from plain values."""

from wholeperson.home.presenters.lines import help_kept, help_now, help_safer, help_young, how_many_listen
from wholeperson.home.presenters.local import Chosen, Local, chosen, local

__all__ = ["Chosen", "Local", "chosen", "help_kept", "help_now", "help_safer", "help_young", "how_many_listen", "local"]
