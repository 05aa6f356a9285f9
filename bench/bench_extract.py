"""Documents a second that ``extract`` takes apart on one core, counted in documents of 12,000 characters of text."""

import statistics
import time
from pathlib import Path

from extractors.pipeline import extract
from ingest.read import read_path

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"
PLANS = Path(__file__).resolve().parents[2] / "shared" / "plans"
CHARACTERS = 12_000
ROUNDS = 5


def main() -> None:
    """Print the median rate and the time per kind of work."""
    files = sorted(PLANS.glob("*.txt")) or sorted(SAMPLES.glob("*.txt"))
    documents = [read_path(file) for file in files]
    for document in documents:
        extract(document)  # warm: patterns compiled, vocabulary read
    rates = []
    for _ in range(ROUNDS):
        started = time.process_time()
        for document in documents:
            extract(document)
        spent = time.process_time() - started
        rates.append(sum(len(document.text) for document in documents) / CHARACTERS / spent)
    print(f"extract: {statistics.median(rates):.1f} documents/s of {CHARACTERS} characters on one core", end=" ")
    print(f"(median of {ROUNDS}, {len(documents)} plans; goal: 15)")


if __name__ == "__main__":
    main()
