"""Click in Dutch: help pages and usage errors. Its own words are translated where it makes them, nowhere else."""

import re
from typing import Any

import click

OPTIONS = "Opties"
COMMANDS = "Opdrachten"
USAGE = "Gebruik"
HELP = "Toon deze uitleg."


class DutchFormatter(click.HelpFormatter):
    """Prints "Gebruik:" where click prints "Usage:"."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix=f"{USAGE}: ")


class DutchContext(click.Context):
    """A context whose help is laid out by :class:`DutchFormatter`."""

    formatter_class = DutchFormatter


class DutchCommand(click.Command):
    """A command whose help page is Dutch."""

    context_class = DutchContext

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Dutch heading."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(OPTIONS):
                formatter.write_dl([(name, _dutch_extra(text)) for name, text in records])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the usage line."""
        pieces = super().collect_usage_pieces(ctx)
        return [p.replace("[OPTIONS]", "[OPTIES]").replace("COMMAND [ARGS]", "OPDRACHT [ARGUMENTEN]") for p in pieces]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help, with a Dutch text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class DutchGroup(DutchCommand, click.Group):
    """A group whose help page is Dutch."""

    command_class = DutchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands under Dutch headings."""
        DutchCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their first sentence."""
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, command.get_short_help_str(90)) for name, command in commands if command]
        if rows:
            with formatter.section(COMMANDS):
                formatter.write_dl(rows)


def _dutch_extra(text: str) -> str:
    bounded = re.sub(r"\b(\d+)<=x<=(\d+)\b", r"\1 tot en met \2", text)
    return re.sub(
        r"\[x>=(\d+)\]",
        r"[\1 of meer]",
        bounded.replace("[default: ", "[standaard: ")
        .replace("[required]", "[verplicht]")
        .replace("; required]", "; verplicht]"),
    )


def usage_message(error: click.UsageError) -> str:
    """Return what is wrong with a command line, in Dutch."""
    match error:
        case click.NoSuchOption():
            near = f" Bedoelt u {' of '.join(sorted(error.possibilities))}?" if error.possibilities else ""
            return f"De optie {error.option_name} bestaat niet.{near}"
        case click.MissingParameter():
            return f"{_parameter(error.param, error.param_hint)} ontbreekt."
        case click.BadOptionUsage() if "does not take a value" in error.message:
            return f"Achter {error.option_name} hoort geen waarde."
        case click.BadOptionUsage():
            return f"Achter {error.option_name} ontbreekt een waarde."
        case click.BadArgumentUsage():
            return "Een argument ontbreekt."
        case click.BadParameter():
            return f"{_parameter(error.param, error.param_hint)}: {_value(error.param, error.message)}"
        case _:
            return _other(error.message)


def _parameter(param: click.Parameter | None, hint: Any) -> str:
    if isinstance(param, click.Argument):
        return param.make_metavar(click.Context(click.Command("x"))).strip("[].")
    if param is not None:
        return " / ".join(param.opts)
    return str(hint or "Een waarde")


def _value(param: click.Parameter | None, message: str) -> str:
    if param is not None and isinstance(param.type, click.Choice):
        return f"kies uit {', '.join(map(str, param.type.choices))}."
    if param is not None and isinstance(param.type, click.Path):
        return "dit bestand of deze map bestaat niet."
    if param is not None and isinstance(param.type, click.IntRange) and param.type.max is not None:
        return f"geef een geheel getal van {param.type.min} tot en met {param.type.max}."
    if param is not None and isinstance(param.type, click.IntRange):
        return f"geef een geheel getal van {param.type.min} of meer."
    # Our own checks word their message in Dutch already.
    return message


def _other(message: str) -> str:
    if message.startswith("No such command"):
        return f"De opdracht {message.partition(chr(39))[2].partition(chr(39))[0]} bestaat niet."
    if message.startswith("Got unexpected extra argument"):
        return f"Er staat te veel op de regel: {message.partition('(')[2].rstrip(')')}."
    if message.startswith("Missing command"):
        return "Welke opdracht? Zie woo-redact --help."
    return message
