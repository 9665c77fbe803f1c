"""The house word list reads what we say, and never what participants say."""

from pathlib import Path

import pytest

from tools import words

LISTED = words.words()


def said(tmp_path: Path, name: str, text: str) -> list[str]:
    """Look through a tree of one file."""
    path = tmp_path / "src" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return words.problems(tmp_path, LISTED)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wholeperson/team/templates/team/a.html", "<p>You must come.</p>"),
        ("wholeperson/team/templates/team/a.html", '<img src="a.svg" alt="A client">'),
        ("wholeperson/team/templates/team/a.html", '{% translate "Submit" %}'),
        ("wholeperson/team/presenters.py", 'TITLE = "Your case is open"'),
        ("wholeperson/team/permissions.py", 'def check(a):\n    raise ValueError(f"{a} failed to come")'),
        ("wholesystem/catalogue/a.yaml", "lead: Why an addict uses."),
    ],
)
def test_a_listed_word_in_our_voice_is_found(tmp_path: Path, name: str, text: str) -> None:
    assert len(said(tmp_path, name, text)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wholeperson/team/templates/team/a.html", "<blockquote>I was an addict.</blockquote>"),
        ("wholeperson/team/templates/team/a.html", "{# users must not see this #}<p>{{ user.case }}</p>"),
        (
            "wholeperson/team/templates/team/a.html",
            "<p>Keep this in case you need it. Domestic abuse is never your fault.</p>",
        ),
        ("wholeperson/team/presenters.py", '"""What a user must see."""\nKEY = "user"'),
        ("wholesystem/catalogue/a.yaml", "label: Getting clean\nquote: I must stop."),
    ],
)
def test_quotes_names_code_and_other_meanings_are_left_alone(tmp_path: Path, name: str, text: str) -> None:
    assert said(tmp_path, name, text) == []


def test_a_word_without_source_or_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[[words]]\nword = "a"\ninstead = "b"\nsource = ""\nwhy = "c"\n')
    with pytest.raises(ValueError, match="give its source"):
        words.words(path)
