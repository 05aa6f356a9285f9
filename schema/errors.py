"""The errors a person may see. Every message is Vietnamese, names what is wrong and the next step."""


class KehoachError(Exception):
    """Base of every expected failure.

    message: what is wrong, in Vietnamese. next_step: what the user can do about it, in Vietnamese.
    """

    def __init__(self, message: str, next_step: str) -> None:
        super().__init__(message, next_step)
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class WrongUsage(KehoachError):
    """What was asked for is named wrongly: there is no such thing, there are several, or it goes with nothing else."""


class EvidenceError(ValueError):
    """A quote was asked for that the text does not hold (empty or outside): the caller's defect, never the input's."""
