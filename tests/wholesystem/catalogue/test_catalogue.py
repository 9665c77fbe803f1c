"""The catalogue's maps, figures and readings are whole, fit each other, and open by name."""

import re
from pathlib import Path

import pytest

from wholesystem import catalogue
from wholesystem.errors import MapError, UnknownNameError
from wholesystem.maps import AnyMap, InfluenceMap, Link, Source, SystemsMap, Variable

# map: variables, nodes, links, loops (None where it cannot be played), named loops
COUNTS: dict[str, tuple[int, int, int, int | None, int]] = {
    "the-hold": (12, 12, 18, 7, 4),
    "the-struggle": (11, 14, 20, 2, 2),
    "the-recovery": (12, 12, 16, 5, 3),
    "user-generated-system": (35, 38, 73, 326, 12),
    "whole-person-recovery-system": (15, 15, 18, 3, 2),
    "influence-crawley": (18, 18, 20, None, 0),
    "influence-bognor-regis": (9, 9, 8, None, 0),
    "adversity-trauma-resilience": (10, 10, 13, 2, 2),
}
HARMFUL = {
    "the-hold": {
        "homelessness", "domestic-abuse", "sex-work", "networks-that-use", "the-fix", "the-escape", "the-buzz",
        "internal-factors", "boredom-and-lack-of-opportunity",
    },
    "the-struggle": {
        "no-light", "the-downer", "health/ill-health", "legal-coercion", "friends-and-family/pull-to-use",
        "treatment-experience/bad-treatment", "labelling", "the-scene", "tendency-to-relapse",
    },
    "the-recovery": {"the-baggage", "overwhelming-difficulties"},
    "user-generated-system": {"homelessness", "no-light", "health/ill-health", "friends-and-family/pull-to-use"},
    "whole-person-recovery-system": {"the-hold"},
    "influence-crawley": {"im-no-light", "im-the-downer"},
    "influence-bognor-regis": {"im-the-downer", "im-the-high"},
    "adversity-trauma-resilience": {"adversity", "trauma"},
}  # fmt: skip
HELPFUL = {
    "the-hold": {"the-desire", "recovery-capital"},
    "the-struggle": {
        "friends-and-family", "friends-and-family/support-to-recover", "health", "health/help-with-health",
        "treatment-experience", "treatment-experience/good-treatment", "decision-to-recover", "tendency-to-recover",
    },
    "the-recovery": {"treatment", "making-a-plan", "rest-of-my-life", "breaking-the-routines", "housing"},
    "adversity-trauma-resilience": set(),
}  # fmt: skip
READ = [name for name in catalogue.names() if catalogue.reading(name)]


def sources(one: AnyMap) -> list[Source]:
    """Every source that a map names."""
    parts: list[Variable | Link] = [*one.variables, *one.links]
    return [*one.sources, *(source for part in parts for source in part.sources)]


def test_the_table_names_every_map_in_the_order_of_the_catalogue() -> None:
    assert tuple(COUNTS) == catalogue.names()
    files = Path(catalogue.__file__).parent / "maps"
    assert {path.stem for path in files.iterdir()} == set(catalogue.names())


@pytest.mark.parametrize("name", COUNTS)
def test_a_map_holds_what_is_pinned(name: str) -> None:
    one = catalogue.load(name)
    systems = isinstance(one, SystemsMap)
    loops = len(one.loops()) if isinstance(one, SystemsMap) else None
    named = len(one.loop_names) if isinstance(one, SystemsMap) else 0
    assert (len(one.variables), len(one.nodes), len(one.links), loops, named) == COUNTS[name]
    assert one.kind == ("systems" if systems else "influence")
    assert one.id == name
    assert one.title
    assert one.lead.endswith(".")


@pytest.mark.parametrize("name", COUNTS)
def test_a_map_is_opened_once(name: str) -> None:
    assert catalogue.load(name) is catalogue.load(name)


@pytest.mark.parametrize("name", COUNTS)
def test_every_link_and_variable_says_where_it_was_read(name: str) -> None:
    one = catalogue.load(name)
    assert {source.report for source in sources(one)} <= set(catalogue.reports())
    assert all(variable.sources for variable in one.variables)
    assert all(link.sources for link in one.links)
    assert all(part.why for part in one.links)
    assert all(part.says for part in one.variables)


@pytest.mark.parametrize("name", [name for name in COUNTS if not name.startswith("influence")])
def test_every_link_of_a_systems_map_has_a_sign(name: str) -> None:
    assert all(link.polarity for link in catalogue.load(name).links)


@pytest.mark.parametrize("name", COUNTS)
def test_a_delay_says_why_we_think_so(name: str) -> None:
    for link in catalogue.load(name).links:
        assert bool(link.delay_basis) <= (link.delayed is True)


@pytest.mark.parametrize("name", HARMFUL)
def test_what_harms_is_never_offered_to_be_raised(name: str) -> None:
    one = catalogue.load(name)
    assert {node for node in HARMFUL[name] if not one.is_harm(node)} == set()


@pytest.mark.parametrize("name", HELPFUL)
def test_what_helps_is_not_called_a_harm(name: str) -> None:
    one = catalogue.load(name)
    assert {node for node in HELPFUL[name] if one.is_harm(node)} == set()


def test_drivers_and_outcomes_are_there_for_every_map_that_can_be_played() -> None:
    for name in catalogue.names():
        one = catalogue.load(name)
        if isinstance(one, SystemsMap):
            assert one.drivers, name
            assert one.outcomes, name


def test_influence_maps_are_not_systems_maps() -> None:
    kinds = {name: type(catalogue.load(name)) for name in catalogue.names()}
    assert [name for name, kind in kinds.items() if kind is InfluenceMap] == [
        "influence-crawley",
        "influence-bognor-regis",
    ]


def test_an_unknown_map_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r'has no map "the-hld"\. Did you mean "the-hold"\?'):
        catalogue.load("the-hld")


def test_a_map_opens_by_its_id_or_by_the_name_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "kitchen.yaml"
    file.write_text("id: the-kitchen\ntitle: The kitchen\nvariables: [{id: eating, label: Eating}]\n")
    assert catalogue.open_map("the-hold") is catalogue.load("the-hold")
    assert catalogue.open_map(str(file)).title == "The kitchen"


@pytest.mark.parametrize("name", ["the-hld", "a" * 5000, "no/such/place"])
def test_what_is_neither_a_map_nor_a_file_is_answered_with_the_nearest(name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"in the catalogue, and no such file"):
        catalogue.open_map(name)


@pytest.mark.parametrize(("name", "says"), [("kitchen.yaml", "there is no such file"), ("", "its name has no ending")])
def test_what_looks_like_a_file_and_is_none_is_refused(name: str, says: str) -> None:
    with pytest.raises(MapError, match=says):
        catalogue.open_map(name)


def test_every_report_has_a_citation_and_is_used() -> None:
    used = {source.report for name in catalogue.names() for source in sources(catalogue.load(name))}
    used |= {figure.report for figure in catalogue.figures()}
    for name, report in catalogue.reports().items():
        assert report.id == name
        assert report.citation
        assert report.lines
    assert used <= set(catalogue.reports())
    assert "RSA" in used


def test_every_figure_stands_behind_variables_that_exist() -> None:
    known = {one.id for name in catalogue.names() for one in catalogue.load(name).variables}
    for figure in catalogue.figures():
        assert set(figure.variables) <= known, figure.id
        assert figure.says.endswith("."), figure.id
        assert figure.report in catalogue.reports()
        assert figure.lines
    ids = [figure.id for figure in catalogue.figures()]
    assert len(set(ids)) == len(ids)


def test_the_figures_behind_a_variable_are_those_that_name_it() -> None:
    behind = catalogue.figures_behind("the-fix")
    assert behind
    assert all("the-fix" in figure.variables for figure in behind)
    assert catalogue.figures_behind("nothing") == ()


def test_a_share_has_an_interval_around_it_where_the_base_is_known() -> None:
    for figure in catalogue.figures():
        span = figure.interval
        assert (span is not None) == (figure.n is not None and figure.kind == "share"), figure.id
        if span is not None:
            assert 0 <= span.low <= figure.percent <= span.high <= 100


def test_the_interval_is_wilsons() -> None:
    # 75 % of 152, by hand: centre (114 + 1.9208) / (152 + 3.8416), half width 1.96 * sqrt(152 * .1875 + .9604) / 155.84
    span = catalogue.Figure(id="a", says="A.", percent=75, n=152).interval
    assert span is not None
    assert (round(span.low, 1), round(span.high, 1)) == (67.6, 81.2)
    assert catalogue.Figure(id="a", says="A.", percent=75).interval is None
    assert catalogue.Figure(id="a", says="A.", percent=75, n=152, kind="ratio").interval is None


@pytest.mark.parametrize("name", READ)
def test_everything_that_a_reading_shows_is_in_its_map(name: str) -> None:
    one = catalogue.load(name)
    reading = catalogue.reading(name)
    assert reading is not None
    assert isinstance(one, SystemsMap)
    assert reading.map == name
    parts = {variable.id for variable in one.variables} | {link.id for link in one.links}
    loops = {loop.links for loop in one.loops()}
    for step in reading.steps:
        assert set(step.shows) <= parts, step.title
        assert set(step.loop) <= {link.id for link in one.links}
        if step.loop:
            turned = {step.loop[at:] + step.loop[:at] for at in range(len(step.loop))}
            assert turned & loops, step.title
    assert 1 <= reading.help_from <= len(reading.steps)
    assert {str(source["report"]) for source in reading.sources} <= set(catalogue.reports())


@pytest.mark.parametrize("name", READ)
def test_a_reading_speaks_in_sentences_of_under_twenty_words_and_is_ours(name: str) -> None:
    reading = catalogue.reading(name)
    assert reading is not None
    assert reading.retold_by_us
    assert reading.warning
    for text in (reading.warning, *(step.text for step in reading.steps)):
        for sentence in re.split(r"(?<=[.!?])\s+", text.strip()):
            assert len(sentence.split()) < 20, sentence


def test_a_map_without_a_reading_has_none() -> None:
    assert set(READ) == {"the-hold", "the-struggle", "the-recovery", "whole-person-recovery-system"}
    assert catalogue.reading("influence-crawley") is None
    assert catalogue.reading("../reports") is None


@pytest.mark.parametrize("name", [name for name in COUNTS if not name.startswith("influence")])
def test_every_named_loop_of_a_map_is_one_of_its_loops_with_a_sentence(name: str) -> None:
    one = catalogue.load(name)
    assert isinstance(one, SystemsMap)
    named = {loop.name for loop in one.loops() if loop.name}
    assert named == {loop.name for loop in one.loop_names}
    assert all(loop.says.endswith(".") for loop in one.loop_names)
