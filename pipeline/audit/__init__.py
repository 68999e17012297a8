"""Whether to believe a result: checks that doubt, and never change anything."""

from dataclasses import replace
from typing import Final

from pipeline.audit.changes import (
    change_follows_from_levels,
    direction_agrees_with_numbers,
    percent_follows_from_levels,
)
from pipeline.audit.counts import share_has_a_count
from pipeline.audit.granularity import mean_has_a_sum
from pipeline.audit.intervals import (
    estimate_is_no_bound,
    estimate_lies_in_its_interval,
    interval_is_centred,
    interval_runs_upwards,
    range_mark_is_single,
)
from pipeline.audit.limits import change_stays_within_baseline, value_is_possible
from pipeline.audit.places import places_agree, share_is_of_patients
from pipeline.audit.rates import rate_follows_from_events
from pipeline.audit.record import Check, Record
from pipeline.audit.shares import share_follows_from_count
from pipeline.audit.significance import p_follows_from_counts, p_follows_from_interval, p_follows_from_means
from pipeline.audit.signs import sign_agrees_with_siblings
from pipeline.audit.spreads import spread_fits_siblings, spread_is_not_repeated, spread_is_of_its_kind
from pipeline.audit.sums import (
    arms_sum_to_total,
    categories_sum_to_group,
    groups_sum_to_total,
    total_counts_patients_only,
)
from pipeline.extraction import Finding

# A check is named as the claim that should hold; docs/AUDIT.md has a row for each.
CHECKS: Final[tuple[Check, ...]] = (
    share_follows_from_count,
    share_has_a_count,
    share_is_of_patients,
    rate_follows_from_events,
    categories_sum_to_group,
    arms_sum_to_total,
    groups_sum_to_total,
    total_counts_patients_only,
    interval_runs_upwards,
    estimate_lies_in_its_interval,
    estimate_is_no_bound,
    interval_is_centred,
    range_mark_is_single,
    p_follows_from_interval,
    p_follows_from_counts,
    p_follows_from_means,
    mean_has_a_sum,
    spread_fits_siblings,
    spread_is_not_repeated,
    spread_is_of_its_kind,
    sign_agrees_with_siblings,
    value_is_possible,
    change_stays_within_baseline,
    change_follows_from_levels,
    percent_follows_from_levels,
    direction_agrees_with_numbers,
    places_agree,
)


def audit(record: Record) -> tuple[Finding, ...]:
    """What the checks doubt in a document, in order of place, each finding with the name of its check."""
    found = {replace(finding, check=check.__name__) for check in CHECKS for finding in check(record)}
    return tuple(sorted(found, key=lambda f: (f.extent.start, f.extent.end, f.check, f.message)))


__all__ = ["CHECKS", "Check", "Record", "audit"]
