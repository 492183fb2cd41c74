"""`python -m ormolu`: the command line."""

from __future__ import annotations

import sys

try:
    import rich  # noqa: F401  (the tour shows its steps with it)
    import typer
except ModuleNotFoundError as missing:
    sys.exit(f"The command line needs {missing.name}: pip install 'ormolu[cli]'")

from ormolu import __version__

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Ormolu: a SQL toolkit and object-relational mapper."
)


@app.callback()
def main() -> None:
    """Ormolu: a SQL toolkit and object-relational mapper."""


@app.command()
def tour(url: str = typer.Option(None, help="Database URL; without it, a SQLite file in a temporary folder.")) -> None:
    """Play the tutorial's user-management system step by step: Python, emitted SQL, result."""
    from ormolu.exc import ArgumentError, DBAPIError, NoSuchModuleError
    from ormolu.tour import play

    try:
        play(url)
    except (ArgumentError, DBAPIError, FileNotFoundError, ModuleNotFoundError, NoSuchModuleError) as error:
        typer.secho(f"ormolu tour: {error}", err=True, fg="red")
        raise typer.Exit(1) from error


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


if __name__ == "__main__":
    app()
