"""Figures as text: medians, ratios with their spread, and a table that is Markdown and readable as it is."""

from __future__ import annotations

from statistics import median


def figure(value):
    """Three digits that count, thousands apart: 0.123, 12.3, 12 300."""
    if value == 0:
        return "0"
    if value >= 100:
        digits = max(0, len(str(int(value))) - 3)
        return f"{round(value, -digits):,.0f}".replace(",", " ")
    return f"{value:.3g}"


def spread(ratio, ratios):
    """A ratio of medians, with the lowest and highest of the single rounds behind it; empty if there is none."""
    if ratio is None:
        return ""
    if len(ratios) < 2:
        return f"{ratio:.3f}"
    return f"{ratio:.3f} ({min(ratios):.2f} to {max(ratios):.2f})"


def ratio_of_medians(values, base):
    """Medians by round, one divided by the other, and the ratio in each round that both have; None without a base."""
    common = [number for number in values if number in base and base[number] > 0]
    if not common:
        return None, []
    return median(values.values()) / median(base.values()), [values[number] / base[number] for number in common]


def render(header, rows):
    """The table; columns are as wide as their widest cell. A row whose first cell repeats leaves it empty."""
    shown, before = [], None
    for row in rows:
        cells = [str(cell) for cell in row]
        shown.append(["" if cells[0] == before else cells[0], *cells[1:]])
        before = cells[0]
    widths = [max(len(row[column]) for row in [header, *shown]) for column in range(len(header))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |"
             for row in [header, *shown]]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
