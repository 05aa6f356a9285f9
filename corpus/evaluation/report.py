"""The evaluation as a table for the terminal, as JSON, and as the Markdown of docs/accuracy.md."""

from typing import Any

from corpus.evaluation.coverage import CoverageScore
from corpus.evaluation.run import KINDS, Evaluation
from corpus.evaluation.scoring import Score


def as_json(evaluation: Evaluation, coverage: CoverageScore | None) -> dict[str, Any]:
    """Per kind precision, recall and F1 of ``found`` and ``right``, per plan and in all, with every miss."""
    return {
        "kinds": {kind: _figures(evaluation.total(kind)) for kind in KINDS},
        "plans": {
            plan: {kind: _figures(score) for kind, score in by_kind.items()}
            for plan, by_kind in evaluation.scores.items()
        },
        "evidence": {"broken": [miss.detail for miss in evaluation.broken_evidence]},
        "coverage": _coverage_figures(coverage) if coverage else None,
    }


def _coverage_figures(coverage: CoverageScore) -> dict[str, Any]:
    return {
        "cells": coverage.cells,
        "agreement": round(coverage.agreement, 4),
        "unaddressed": {"precision": round(coverage.precision, 4), "recall": round(coverage.recall, 4)},
        "misses": [{"plan": miss.plan, "criterion": miss.quote, "detail": miss.detail} for miss in coverage.misses],
    }


def _figures(score: Score) -> dict[str, Any]:
    return {
        "gold": score.gold,
        "predicted": score.predicted,
        "found": {
            "precision": round(score.precision(score.found), 4),
            "recall": round(score.recall(score.found), 4),
            "f1": round(score.f1(score.found), 4),
        },
        "right": {
            "precision": round(score.precision(score.right), 4),
            "recall": round(score.recall(score.right), 4),
            "f1": round(score.f1(score.right), 4),
        },
        "misses": [
            {"plan": miss.plan, "kind": miss.kind, "quote": miss.quote, "detail": miss.detail} for miss in score.misses
        ],
    }


HEAD = "| kind | gold | predicted | found P | found R | found F1 | right F1 |\n|---|---:|---:|---:|---:|---:|---:|"


def row(name: str, score: Score) -> str:
    """One line of the Markdown table."""
    return (
        f"| {name} | {score.gold} | {score.predicted} | {score.precision(score.found):.3f} "
        f"| {score.recall(score.found):.3f} | {score.f1(score.found):.3f} | {score.f1(score.right):.3f} |"
    )


def as_markdown(evaluation: Evaluation, coverage: CoverageScore | None) -> str:
    """The pages docs/accuracy*.md: all plans together, then each plan. Written by ``make accuracy``, never by hand."""
    lines = [
        "# Accuracy on the gold plans",
        "",
        "Written by `make accuracy` (`kehoach evaluate GOLD_DIR --report FILE`); do not edit. The plans are",
        "development data: the figures say that nothing was lost, not how well unseen plans are read.",
        "For `header`, F1 is the accuracy over all fields.",
        "",
        "## All plans",
        "",
        HEAD,
        *(row(kind, evaluation.total(kind)) for kind in KINDS),
        "",
        f"Evidence that does not hold: {len(evaluation.broken_evidence)}.",
    ]
    if coverage is not None:
        lines += [
            "",
            "## Coverage",
            "",
            "| cells | agreement | unaddressed P | unaddressed R |",
            "|---:|---:|---:|---:|",
            f"| {coverage.cells} | {coverage.agreement:.3f} | {coverage.precision:.3f} | {coverage.recall:.3f} |",
        ]
    for plan, by_kind in evaluation.scores.items():
        lines += ["", f"## {plan}", "", HEAD, *(row(kind, by_kind[kind]) for kind in KINDS)]
    return "\n".join(lines) + "\n"
