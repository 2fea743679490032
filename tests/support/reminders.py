"""A place beside the system's clock that remembers what was shown there."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class FakeTray:
    """Remembers what was said, and what could not wait."""

    said: list[str] = field(default_factory=list)
    pressing: list[bool] = field(default_factory=list)

    def say(self, title: str, words: str, *, is_pressing: bool) -> None:
        assert title == "Sổ Kín"
        self.said.append(words)
        self.pressing.append(is_pressing)
