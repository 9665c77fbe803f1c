"""A guided reading: one step at a time over the picture."""

from dataclasses import dataclass

from wholeperson.mapping.presenters.page import NOT_YOU, Picture, paragraphs, picture
from wholesystem import catalogue
from wholesystem.maps import AnyMap


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """One step of a reading, or its opening."""

    id: str
    title: str
    map_title: str
    opening: bool
    warning: str
    heading: str
    text: tuple[str, ...]
    number: int
    count: int
    before: str
    after: str
    to_help: str
    picture: Picture
    reports: tuple[catalogue.Report, ...]
    not_you: str = NOT_YOU


def reading_page(a_map: AnyMap, reading: catalogue.Reading, asked: str) -> ReadingPage:
    """The step that the address asks for; anything that is not a step's number is the opening."""
    count = len(reading.steps)
    number = int(asked) if asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= count else 0
    step = reading.steps[number - 1] if number else None
    lit = _lit(a_map, step) if step else ()
    around = bool(set(lit) & {variable.id for variable in a_map.variables if variable.shown == "around"})

    def at(step: int) -> str:
        return f"/maps/{a_map.id}/reading/?step={step}"

    return ReadingPage(
        id=a_map.id,
        title=reading.title,
        map_title=a_map.title,
        opening=step is None,
        warning=reading.warning,
        heading=step.title if step else "",
        text=paragraphs(step.text) if step else (),
        number=number,
        count=count,
        before=at(number - 1) if number > 1 else f"/maps/{a_map.id}/reading/" if number == 1 else "",
        after=at(number + 1) if number < count else "",
        to_help=at(reading.help_from) if number < reading.help_from else "",
        picture=picture(a_map, around=around, lit=lit),
        reports=tuple(report for report in catalogue.reports().values() if _cites(reading, report.id)),
    )


def _cites(reading: catalogue.Reading, report: str) -> bool:
    return any(source.get("report") == report for source in reading.sources)


def _lit(a_map: AnyMap, step: catalogue.Step) -> tuple[str, ...]:
    """What a step lights up, with the ends of each arrow that it names."""
    links = {link.id: link for link in a_map.links}
    ends = [
        end for name in (*step.shows, *step.loop) if name in links for end in (links[name].source, links[name].target)
    ]
    return tuple(dict.fromkeys((*step.shows, *step.loop, *ends)))
