"""No label shows a customer: text, metadata and bar codes of people made up to be difficult, on every paper (goal 15).

The judge is not the program's own: pypdf reads the text, zxing-cpp the bars, and plain code looks for the customer.
"""

import sys
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from ledger.documents.label import LabelLayout, render_labels
from ledger.domain.masking import LabelFigures, MaskedLabel, masked_label
from ledger.domain.parcel import parcel_code
from proof.scaffold import Trial, prove
from support.label_people import SHOP, VI, Typed, judge, judge_codes, outcomes, people, policy, texts_of

BATCH = 20
SHORT, SOAK = 600, 50_000  # people
NO_SHRINKING = (Phase.explicit, Phase.generate)  # each try prints a batch: smaller ones take minutes
LEAKS = ("0911647979", "0911 647 979", "Đinh Tiên Hoàng", "duc@example.com", "Văn", "Đức", "Phường Bến Thành")


def work(trial: Trial) -> None:
    tally = Counter[str]()
    for layout in LabelLayout:
        try:
            tally += judged(trial, layout)
        except AssertionError:
            trial.must(False, f"a label of {layout.value} shows a customer")
    trial.figures |= dict(tally)
    trial.must(tally["printed"] >= trial.size(500, 30_000), f"enough labels: {tally['printed']} of {tally.total()}")
    trial.must(tally["printed"] >= 0.85 * (tally.total() - tally["not taken in"]), "most people get a label")
    controls(trial)


def judged(trial: Trial, layout: LabelLayout) -> Counter[str]:
    """Print labels of one layout and judge each. Raises ``AssertionError``."""
    tally = Counter[str]()
    batches = trial.size(SHORT, SOAK) // BATCH // len(LabelLayout)
    kept = settings(
        max_examples=batches, phases=NO_SHRINKING, suppress_health_check=[*HealthCheck], deadline=None, database=None
    )

    @kept
    @seed(trial.chance.randint(0, 1 << 32))
    @given(st.lists(people, min_size=BATCH, max_size=BATCH))
    def print_them(batch: list[Typed]) -> None:
        tally.update(outcomes(batch, layout))

    print_them()
    return tally


def controls(trial: Trial) -> None:
    """A careless label is seen, whatever it shows and wherever."""
    label = masked_label(
        policy().label,
        parcel_code([7] * 11),
        "Nguyễn Văn Đức",
        province=None,
        zone=None,
        figures=LabelFigures(1, 2, 500, 0),
    )
    for layout in LabelLayout:
        pdf = render_labels([label], SHOP, VI, layout)
        (page,) = texts_of(pdf)
        for leak in LEAKS:
            trial.must(is_seen(f"{page} {leak}", label), f"control: {leak[:4]}… on a label is seen")
        other = masked_label(
            policy().label, parcel_code([9] * 11), "Lê Lan", province=None, zone=None, figures=LabelFigures(1, 1, 1, 0)
        )
        try:
            judge_codes(pdf, [other])
        except AssertionError:
            trial.count("careless labels seen")
        else:
            trial.must(False, "control: a bar code that holds something else is seen")


def is_seen(page: str, label: MaskedLabel) -> bool:
    try:
        judge(page, label, "Nguyễn Văn Đức")
    except AssertionError:
        return True
    return False


if __name__ == "__main__":
    prove("labels: nothing of a customer in text, metadata or bar codes", work)
