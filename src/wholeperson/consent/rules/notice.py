"""What a person agrees to when they show something, word for word. Each share keeps the version that was on the screen.

Changing a word makes a new version: add it on top, keep the old ones, and give it its own name.
"""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class NoticeText:
    """One version of the notice."""

    version: str
    text: str

    @property
    def text_hash(self) -> str:
        """The SHA-256 of the text."""
        return sha256(self.text.encode()).hexdigest()


NOTICES = (
    NoticeText(
        "2026-11",
        "Only the people named here see this, and only this part. They see it as you see it now, and as you change it "
        "while the share lasts. It is for what you chose, and it ends when you chose, or sooner, whenever you want. "
        "You do not have to give a reason, and we do not tell them. What they read before, they may remember or have "
        "written down. Each time they read it, you can see that they did. No help depends on showing anybody a page.",
    ),
)
CURRENT = NOTICES[0]
