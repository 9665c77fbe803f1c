"""The JSON that sd-ai drafts models in: variables and relationships, in.

A relationship often has no polarity of its own; then it is taken from the loops that the file lists.

Source: isee-systems/sd-ai, MIT, https://github.com/UB-IAD/sd-ai.
"""

from typing import Any

from wholesystem.formats.draft import Draft
from wholesystem.formats.files import items, load_json, obj
from wholesystem.formats.lost import Read
from wholesystem.formats.names import one_line, sign_in
from wholesystem.formats.texts import words


def read(text: str, name: str) -> Read:
    """Read a drafted model.

    Raises:
        MapError: where it is no such file.
    """
    data = obj(load_json(text, name))
    model = obj(data.get("model")) or data
    draft = Draft(name, obj(data.get("model")).get("title") or data.get("title"))
    feedback = obj(data.get("feedback"))
    loops = items(feedback.get("feedbackLoops") or data.get("feedbackLoops"))
    signs = _signs(loops, draft)
    for variable in items(model.get("variables")):
        _variable(draft, variable)
    known: dict[tuple[str, str], str] = {}
    for at, relation in enumerate(items(model.get("relationships"))):
        _relation(draft, relation, signs, known, f"#{at}")
    for loop in loops:
        ends = [_ends(link) for link in items(loop.get("links"))]
        draft.loop(words(loop.get("name") or loop.get("identifier")), [known.get(end, "") for end in ends])
    if any(loop.get("Percent of Model Behavior Explained by Loop") for loop in loops):
        draft.say("the map", "how much each loop explains over time")
    return draft.build()


def _ends(link: dict[str, Any]) -> tuple[str, str]:
    return _key(link.get("from")), _key(link.get("to"))


def _key(name: object) -> str:
    return one_line(words(name)).replace("_", " ").lower()


def _signs(loops: list[dict[str, Any]], draft: Draft) -> dict[tuple[str, str], str | None]:
    signs: dict[tuple[str, str], str | None] = {}
    for loop in loops:
        for link in items(loop.get("links")):
            ends, sign = _ends(link), sign_in(link.get("polarity"))
            if sign and signs.setdefault(ends, sign) != sign:
                draft.say(f"link “{ends[0]} → {ends[1]}”", "its sign: the loops of the file disagree about it")
                signs[ends] = None
    return signs


def _variable(draft: Draft, variable: dict[str, Any]) -> None:
    label = one_line(words(variable.get("name")))
    kind = {"kind": "stock"} if variable.get("type") == "stock" else {}
    says = {"says": words(variable.get("documentation"))}
    draft.variable(_key(label), label, **kind, **says)
    left = [one for one in ("equation", "units", "inflows", "outflows", "graphicalFunction") if variable.get(one)]
    if variable.get("type") in ("flow", "variable") and left:
        left.append(f"that it is a {words(variable['type'])}: it is read as a level")
    if left:
        draft.say(f"variable “{label}”", f"its {', '.join(left)}")


def _relation(
    draft: Draft,
    relation: dict[str, Any],
    signs: dict[tuple[str, str], str | None],
    known: dict[tuple[str, str], str],
    name: str,
) -> None:
    ends = _ends(relation)
    sign = sign_in(relation.get("polarity"))
    where = f"link “{ends[0]} → {ends[1]}”"
    if not sign and signs.get(ends):
        sign = signs[ends]
        draft.say(where, f"its sign, {sign}, is taken from a loop of the file")
    reasons = [words(relation.get(one)) for one in ("reasoning", "polarityReasoning")]
    known.setdefault(ends, name)
    draft.link(*ends, sign, wanted=name, why="\n".join(one for one in reasons if one))
