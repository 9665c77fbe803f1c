"""You, your children and who gets told: the sentences of the page, and a hash that says which sentences they are.

What workers do differs from place to place, so an alliance reads all of these against its own policy and confirms
exactly these. Until it has, only ``ALWAYS`` is printed: it is about this program, and true wherever the program runs.
"""

from dataclasses import dataclass
from hashlib import sha256

PAGE = "children"


@dataclass(frozen=True)
class Part:
    """A heading, and the sentences under it."""

    title: str
    says: tuple[str, ...]


PROMISES = (
    Part(
        "First of all",
        (
            "Using drugs or drink does not by itself mean losing your children.",
            "Asking for help does not by itself mean it either. It is a way of looking after your family.",
            "Children’s services are there to help families stay together where that is safe for the children.",
            (
                "Only a court can decide that a child lives elsewhere for long, unless you agree to it yourself. In an "
                "emergency the police can move a child to a safe place, for up to three days."
            ),
        ),
    ),
    Part(
        "If a worker is worried",
        (
            (
                "A worker who is worried about a child should talk with you first. They should say what worries them, "
                "and listen to what you say."
            ),
            "They do not talk with you first only where that could put a child or somebody else in danger.",
            "They should ask whether you agree before they tell anybody else, wherever that is safe.",
            "You can ask: what will you write down, and who will read it? They should tell you.",
        ),
    ),
    Part(
        "When they cannot keep it to themselves",
        (
            (
                "When they believe that a child is being badly hurt, or is likely to be. That can be by what "
                "somebody does, or because a child is left without food, care or somebody safe."
            ),
            "When somebody’s life is at risk, yours too.",
            (
                "When the law or a court says so. A few things have to be reported by law, such as some kinds of "
                "sexual harm to a child."
            ),
            "Even then they tell only what is needed, and only those who need it to keep somebody safe.",
            "They should tell you that they did, and why, unless that would put somebody in danger.",
        ),
    ),
    Part(
        "Who will stand with you",
        (
            (
                "You can ask for somebody to be beside you when you talk about your children: a peer, a friend, "
                "a relative or an advocate."
            ),
            "If children’s services get in touch, you can ask what they are worried about, and ask for it in writing.",
            (
                "You can ask a lawyer what your rights are. If children’s services ask a court to decide about your "
                "child, parents can have a lawyer without paying."
            ),
            "You can go on getting support here whatever happens with your children.",
        ),
    ),
)
ALWAYS = (
    Part(
        "What is always so in this program",
        (
            "Joining tells nobody. No message goes to anybody because you joined.",
            "Reading this page tells nobody, and you need no name to read it.",
            "You can leave your children out of everything. No page asks how many you have, or where they are.",
            "If you write about them, nicknames are fine.",
            "Children’s services never read along in silence. No role here lets them see what you did not show.",
            "You decide who sees which part, and you can end it at any time.",
            (
                "Where somebody opens your record because a life is at risk, it is written down on a page that you can "
                "read. A second person looks at whether it was right."
            ),
            "We tell you of it. Only where telling you could put somebody in danger does it wait, and the wait ends.",
        ),
    ),
)


@dataclass(frozen=True)
class Line:
    """Somebody to ring, who is not part of this program."""

    who: str
    number: str
    says: str

    @property
    def dialled(self) -> str:
        """The number as a phone wants it."""
        return self.number.replace(" ", "")


# Numbers of the directory's own list (directory/helplines.yaml), and no part of what an alliance confirms.
TO_RING = (
    Line("Childline", "0800 1111", "For children and young people, about anything, day and night. Free."),
    Line("Emergency", "999", "If a child or anybody else is in danger now."),
)


def text() -> str:
    """Give every sentence of the page as one text, in the order in which it is printed."""
    parts = (*PROMISES, *ALWAYS)
    return "\n\n".join("\n".join((part.title, *part.says)) for part in parts)


def text_hash() -> str:
    """Say which sentences these are: 64 hex digits that change with any letter."""
    return sha256(text().encode()).hexdigest()
