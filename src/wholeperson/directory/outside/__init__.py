"""Ports to other directories: feeds by HTTP, files and folders. They read, and write nothing."""

from wholeperson.directory.outside.feeds import Feed
from wholeperson.directory.outside.known import AtHand, at_hand
from wholeperson.directory.outside.pages import Page
from wholeperson.directory.outside.sheets import Sheet, SheetError, read_sheet
from wholeperson.directory.outside.web import NotReadError

__all__ = ["AtHand", "Feed", "NotReadError", "Page", "Sheet", "SheetError", "at_hand", "read_sheet"]
