"""Typer in Vietnamese: help pages, usage lines and messages about a wrong command line."""

import re
from typing import Any

import typer
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

# Typer names the error classes of its command line parser only through BadParameter.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

# Typer puts what must be given in braces; everywhere else it stands as it is, and what may be left out in brackets.
_REQUIRED = re.compile(r"\{([^{}]+)\}")
HELP = "Hiện hướng dẫn này rồi thoát."


def speak_vietnamese() -> None:
    """Give Typer's help pages their Vietnamese headings."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "Tham số"
    rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
    rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
    rich_utils.DEFAULT_STRING = "[mặc định: {}]"
    rich_utils.ENVVAR_STRING = "[biến môi trường: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"
    rich_utils.RANGE_STRING = ""  # "x>=1"; the words of the help say it where it matters
    # Typer makes its parameters itself, so that no class of ours can take the place of these two.
    TyperArgument.display_type_rich = _no_type  # type: ignore[assignment, method-assign]
    TyperOption.display_type_rich = _kind_of_value  # type: ignore[assignment, method-assign]


def _no_type(_argument: TyperArgument, ctx: Any) -> str | None:
    """Nothing beside the name of an argument, which says what it stands for; Typer shows the type of Python."""
    return None


def _kind_of_value(option: TyperOption, ctx: Any) -> str | None:
    """What follows an option: its Vietnamese word, or the words to choose from; nothing after a switch."""
    if option.is_flag:
        return None
    choices = option.type_descriptor.choices if option.type_descriptor.is_choice else None
    return "|".join(map(str, choices)) if choices else option.metavar or "GIÁ_TRỊ"


class Command(TyperCommand):
    """A command whose usage line and help option are Vietnamese."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _help_option(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands whose usage line and help option are Vietnamese."""

    def get_usage(self, ctx: Any) -> str:
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        return _help_option(super().get_help_option(ctx))


def _usage(line: str) -> str:
    words = (
        line.replace("Usage:", "Cách dùng:")
        .replace("[OPTIONS]", "[TÙY CHỌN]")
        .replace("COMMAND [ARGS]...", "LỆNH [THAM SỐ]...")
    )
    return _REQUIRED.sub(r"\1", words)


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option


def usage_message(error: Exception) -> str:
    """One Vietnamese line that says what is wrong with the command line and how to see the help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kehoach"
    return f"{_what_is_wrong(error)} Xem hướng dẫn: {command} --help"


def _what_is_wrong(error: Exception) -> str:
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = (parameter.opts[-1] if parameter.opts else parameter.name) if parameter is not None else None
    if kind == "NoSuchOption":
        return f"Không có tùy chọn {getattr(error, 'option_name', '')}."
    if kind == "MissingParameter":
        return f"Thiếu tham số {_shown(parameter) or name or ''}."
    if kind == "NoArgsIsHelpError":
        return "Chưa nêu lệnh."
    message = getattr(error, "message", str(error))
    if message.startswith("No such command"):
        return f"Không có lệnh {message.split(chr(39))[1] if chr(39) in message else ''}."
    if message.startswith("Got unexpected extra argument"):
        return f"Thừa tham số {message.split('(')[-1].rstrip(')')}."
    if several := re.search(r"requires (\d+) arguments", message):
        return f"Tùy chọn {getattr(error, 'option_name', name or '')} cần {several.group(1)} giá trị."
    if "requires an argument" in message:
        return f"Tùy chọn {getattr(error, 'option_name', name or '')} cần một giá trị."
    if message.startswith("Missing command"):
        return "Chưa nêu lệnh."
    if name is not None:
        return f"Giá trị của {_shown(parameter) or name} không hợp lệ."
    if hint := getattr(error, "param_hint", None):
        return f"Thiếu tham số {hint}."
    return "Dòng lệnh không hợp lệ."


def _shown(parameter: Any) -> str | None:
    """The name that the help page gives a parameter: an option by its dashes, an argument by its Vietnamese word."""
    name = next((option for option in parameter.opts if option.startswith("--")), None)
    return name or getattr(parameter, "metavar", None)
