"""docs/reference/roles.md, from the one enum of powers and the sentence of each role."""

from collections.abc import Mapping

from wholeperson.people.rules.roles import IN_A_TEAM, OF_ONES_OWN, POWERS, SENTENCES, PeerKind, Power, Role


def table(powers: Mapping[Role, frozenset[Power]], sentences: Mapping[Role, str]) -> str:
    """Write what each role is, then which power it carries."""
    lines = [
        "# Roles and powers", "",
        "What somebody can be in an alliance, and what that allows beyond their own record; made by `make docs` from",
        "`people/rules/roles.py`. One person may have several roles; none of them leads to another.", "",
        "| role | who that is | how it begins |", "| --- | --- | --- |",
        *(f"| {role.value} | {sentences[role]} | {_begins(role)} |" for role in Role),
        "", f"A peer is one of these: {', '.join(kind.value for kind in PeerKind)}.", "",
        "| power | " + " | ".join(role.value for role in Role) + " |", "| --- |" + " --- |" * len(Role),
    ]  # fmt: skip
    for power in Power:
        holds = " | ".join("yes" if power in powers[role] else "·" for role in Role)
        lines.append(f"| {power.value} | {holds} |")
    return "\n".join([*lines, "", "No role reads anybody's journal, and no power reaches past the one question in"]) + (
        "\n`consent/public.py`: may they see this?\n"
    )


def _begins(role: Role) -> str:
    if role in OF_ONES_OWN:
        return "by joining"
    return "by an invitation, in one named team" if role in IN_A_TEAM else "by an invitation"


def make() -> str:
    """Write the page."""
    return table(POWERS, SENTENCES)
