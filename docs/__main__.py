"""Write the generated pages of the documentation: `python -m docs`."""

from pathlib import Path

from docs.commands_page import pages

REFERENCE = Path(__file__).resolve().parent / "reference"


def main() -> None:
    REFERENCE.mkdir(exist_ok=True)
    for name, content in pages().items():
        (REFERENCE / name).write_text(content, encoding="utf-8", newline="\n")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
