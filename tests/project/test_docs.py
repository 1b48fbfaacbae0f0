"""The guide keeps up with the program: every command, ground, exit code and kind of error."""

import re
from pathlib import Path

import click
import pytest

from woo_redact.cli.main import COMMANDS, main
from woo_redact.errors import ExitCode

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
# Words that would show that a help text is not Dutch.
ENGLISH = re.compile(r"\b(the|this|with|file|files|option|options|usage|show|default|required)\b", re.IGNORECASE)


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(main)
    found = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found.extend((f"{name} {sub}", command.commands[sub]) for sub in command.commands)
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_command_is_in_the_guide_and_has_a_dutch_help_text(name: str, command: click.Command) -> None:
    assert f"woo-redact {name}" in GUIDE
    context = command.context_class(command, info_name=name)
    text = re.sub(r"\[[^\]]*\]|--[\w-]+", "", command.get_help(context))
    assert ENGLISH.search(text) is None, ENGLISH.search(text)


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_option_is_in_the_guide_and_explained(name: str, command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.opts[-1] in GUIDE, f"{name} {parameter.opts[-1]}"


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_in_the_guide(code: ExitCode) -> None:
    assert re.search(rf"^\| {code.value} \|", GUIDE, re.MULTILINE)


def test_readme_commands_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "woo-redact run samples" in readme
    assert "<!-- tests -->" in readme
    for link in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (ROOT / link).exists(), link
