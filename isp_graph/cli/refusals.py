"""What was typed wrongly, in words: from the kind of the parser's error and from its fields."""

from __future__ import annotations

import click
from click.exceptions import NoSuchCommand

from isp_graph.console.help import written
from isp_graph.console.values import Refused, Surplus
from isp_graph.errors import UsageError
from isp_graph.schema.naming import nearest


def _options(context: click.Context | None) -> dict[str, click.Parameter]:
    if context is None:
        return {}
    return {
        name: each
        for each in context.command.get_params(context)
        if isinstance(each, click.Option)
        for name in [*each.opts, *each.secondary_opts]
    }


def _name(error: click.BadParameter) -> str:
    """Give what the value was for, as one types it."""
    if error.param_hint is not None:
        return str(error.param_hint)
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return written(error.param)


def refusal(error: click.UsageError) -> UsageError:
    """Word what the parser refuses.

    Parameters
    ----------
    error : click.UsageError
        As click raises it, or `isp_graph.console.values`.

    Returns
    -------
    UsageError
        The same, which speaks three languages.

    Examples
    --------
    >>> print(refusal(click.NoSuchOption("--layr")).sentence())
    --layr: no such option here.
    """
    if isinstance(error, click.NoSuchOption):
        known = [name for name in _options(error.ctx) if name.startswith("--")]
        near = nearest(error.option_name, known)
        return UsageError("no_such_option", name=error.option_name, near=near)
    if isinstance(error, NoSuchCommand):
        known = error.ctx.command.list_commands(error.ctx)  # type: ignore[union-attr]
        near = nearest(error.command_name, known)
        return UsageError(
            "no_such_command", name=error.command_name, near=near, known=() if near else known
        )
    if isinstance(error, click.BadOptionUsage):
        option = _options(error.ctx).get(error.option_name)
        flag = isinstance(option, click.Option) and option.is_flag
        if flag:
            return UsageError("takes_no_value", name=error.option_name)
        return UsageError("needs_a_value", name=error.option_name)
    if isinstance(error, Refused):
        near = nearest(str(error.values.get("value")), error.values.get("known", ()))
        return UsageError(error.key, name=_name(error), **error.values | {"near": near})
    if isinstance(error, click.MissingParameter):
        return UsageError("is_missing", name=_name(error))
    if isinstance(error, Surplus):
        return UsageError("too_much", words=error.message)
    return UsageError("not_understood", reason=error.message)
