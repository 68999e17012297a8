"""The kept results seen as tables shaped like AACT (schema ``ctgov``): views that SQLite, DuckDB and PostgreSQL share.

Column names as in AACT's dump of 2024-10. Every tuple is a row of one of ``outcome_measurements``,
``outcome_analyses``, ``baseline_measurements``, ``reported_events`` and ``milestones``, under its ``tuple_id`` (one
that carries a p is of the first two). AACT has no place for provenance, so descriptions name the printed characters and
their offsets. Ids of outcomes and groups are texts that begin with the document's name; ``nct_id`` is null where a
document does not name exactly one registration.
"""

from collections.abc import Iterator
from typing import Final

_GROUP: Final = "id nct_id result_group_id ctgov_group_code"
_MEASURED: Final = (
    "classification category title description units param_type param_value param_value_num dispersion_type "
    "dispersion_value dispersion_value_num dispersion_lower_limit dispersion_upper_limit explanation_of_na"
)
TABLES: Final = {
    "outcomes": "id nct_id outcome_type title description time_frame population anticipated_posting_date "
    "anticipated_posting_month_year units units_analyzed dispersion_type param_type",
    "result_groups": "id nct_id ctgov_group_code result_type title description outcome_id",
    "outcome_counts": "id nct_id outcome_id result_group_id ctgov_group_code scope units count",
    "outcome_measurements": f"id nct_id outcome_id result_group_id ctgov_group_code {_MEASURED} "
    "dispersion_upper_limit_raw dispersion_lower_limit_raw",
    "outcome_analyses": "id nct_id outcome_id non_inferiority_type non_inferiority_description param_type param_value "
    "dispersion_type dispersion_value p_value_modifier p_value ci_n_sides ci_percent ci_lower_limit ci_upper_limit "
    "ci_upper_limit_na_comment p_value_description method method_description estimate_description groups_description "
    "other_analysis_description ci_upper_limit_raw ci_lower_limit_raw p_value_raw",
    "outcome_analysis_groups": "id nct_id outcome_analysis_id result_group_id ctgov_group_code",
    "baseline_counts": f"{_GROUP} units scope count",
    "baseline_measurements": f"{_GROUP} {_MEASURED} number_analyzed number_analyzed_units population_description "
    "calculate_percentage",
    "reported_events": f"{_GROUP} time_frame event_type default_vocab default_assessment subjects_affected "
    "subjects_at_risk description event_count organ_system adverse_event_term frequency_threshold vocab assessment",
    "milestones": f"{_GROUP} title period description count milestone_description count_units",
}

_ANALYSES: Final = {
    "mean_difference": "Mean Difference (Net)", "risk_difference": "Risk Difference (RD)",
    "odds_ratio": "Odds Ratio (OR)", "risk_ratio": "Risk Ratio (RR)", "hazard_ratio": "Hazard Ratio (HR)",
    "rate_ratio": "Rate Ratio", "relative_change": "Relative Change", "correlation": "Correlation", "p_value": "",
}  # fmt: skip
_PARAMS: Final = {
    "mean": "Mean", "mean_change": "Mean", "mean_percent_change": "Mean", "median": "Median",
    "median_change": "Median", "median_percent_change": "Median", "count": "Count of Participants",
}  # fmt: skip
_SPREADS: Final = {
    "SD": "Standard Deviation", "SE": "Standard Error", "IQR": "Inter-Quartile Range", "range": "Full Range",
}  # fmt: skip
_LEVELS: Final = (80, 90, 95, 97.5, 99)


def _case(column: str, meanings: dict[str, str], otherwise: str) -> str:
    whens = " ".join(f"WHEN '{key}' THEN '{meaning}'" for key, meaning in meanings.items() if meaning)
    return f"CASE {column} {whens} ELSE {otherwise} END"


def _spread() -> str:
    levels = " ".join(f"WHEN {level:g} THEN '{level:g}% Confidence Interval'" for level in _LEVELS)
    level = f"CASE dispersion_level {levels} ELSE 'Other Confidence Interval Level' END"
    return _case("dispersion_type", _SPREADS, f"CASE WHEN dispersion_type = 'CI' THEN {level} END")


# What each tuple is in AACT, whose group it belongs to, and the outcome it measures. ``§`` is replaced by the prefix
# of the tables' names, ``¤`` by the collation that sorts by code points: the ids are the same in all databases.
_TUPLES: Final = f"""
WITH tuples AS NOT MATERIALIZED (
    SELECT s.*,
        CASE s.place WHEN 'baseline' THEN 'Baseline' WHEN 'event' THEN 'Reported Event'
            WHEN 'milestone' THEN 'Participant Flow' ELSE 'Outcome' END AS result_type,
        CASE WHEN s.place IN ('baseline', 'event', 'milestone') THEN s.doc_id ELSE s.outcome_key END AS owner
    FROM (
        SELECT r.*, d.registry AS nct_id, coalesce(r.denominator, r.arm_n) AS n,
            CASE WHEN r.statistic IN ({", ".join(f"'{name}'" for name in _ANALYSES)}) THEN 'analysis'
                WHEN r.category = 'baseline' THEN 'baseline'
                WHEN r.category = 'safety' AND r.statistic IN ('proportion', 'count', 'event_count') THEN 'event'
                WHEN r.category = 'disposition' AND r.statistic IN ('proportion', 'count') THEN 'milestone'
                ELSE 'measurement' END AS place,
            r.doc_id || '-O' || CAST(DENSE_RANK() OVER (PARTITION BY r.doc_id ORDER BY r.outcome¤,
                coalesce(r.study, '')¤, coalesce(r.timepoint_text, '')¤) AS TEXT) AS outcome_key,
            r.statistic || ': ' || r.source_text || ' at ' || CAST(r.source_start AS TEXT) || '-'
                || CAST(r.source_end AS TEXT) || ', tuple ' || r.tuple_id AS told
        FROM §results r JOIN §documents d ON d.doc_id = r.doc_id
    ) s
), members AS NOT MATERIALIZED (
    SELECT doc_id, nct_id, result_type, owner, coalesce(arm, '') AS title FROM tuples
    UNION
    SELECT doc_id, nct_id, result_type, owner, comparator FROM tuples
    WHERE comparator IS NOT NULL AND result_type = 'Outcome'
), groups AS NOT MATERIALIZED (
    SELECT ranked.*, letter || CASE WHEN place < 10 THEN '00' WHEN place < 100 THEN '0' ELSE '' END
        || CAST(place AS TEXT) AS code
    FROM (
        SELECT members.*, {_case("result_type", {"Outcome": "OG", "Baseline": "BG", "Reported Event": "EG"}, "'FG'")}
            AS letter, DENSE_RANK() OVER (PARTITION BY doc_id, result_type, owner ORDER BY title¤) - 1 AS place
        FROM members
    ) ranked
)"""
_JOINED: Final = """FROM tuples t JOIN groups g ON g.doc_id = t.doc_id AND g.result_type = t.result_type
    AND g.owner = t.owner AND g.title = """
_OWN: Final = _JOINED + "coalesce(t.arm, '')"
_ID: Final = "g.owner || '-' || g.code"
_ANALYSED: Final = "(t.place = 'analysis' OR (t.place = 'measurement' AND t.p_value IS NOT NULL))"
_SAME: Final = "CASE WHEN min({0}) = max({0}) THEN min({0}) END"
_PARAM: Final = _case("t.statistic", _PARAMS, "'Number'")
_COUNT: Final = "coalesce(t.count, CASE WHEN t.statistic = 'count' THEN CAST(t.value AS BIGINT) END)"

_PLACED: Final = {"id": "t.tuple_id", "nct_id": "t.nct_id", "result_group_id": _ID, "ctgov_group_code": "g.code"}
_VALUES: Final = {
    "classification": "t.subgroup", "title": "t.outcome", "description": "t.told", "units": "t.unit",
    "param_type": _PARAM, "param_value": "t.value_printed", "param_value_num": "t.value",
    "dispersion_type": _spread().replace("dispersion_", "t.dispersion_"),
    "dispersion_value": "CAST(t.dispersion_value AS TEXT)", "dispersion_value_num": "t.dispersion_value",
    "dispersion_lower_limit": "t.dispersion_low", "dispersion_upper_limit": "t.dispersion_high",
}  # fmt: skip
_RAW: Final = {name: f"CAST(t.dispersion_{end} AS TEXT)" for name, end in (("lower", "low"), ("upper", "high"))}
_ESTIMATED: Final = "CASE WHEN t.place = 'analysis' AND t.statistic <> 'p_value' THEN {} END"
_INTERVAL: Final = "CASE WHEN t.place = 'analysis' AND t.dispersion_type = 'CI' THEN {} END"

# Of each view: the expressions of the columns that are filled, and the rows.
_VIEWS: Final[dict[str, tuple[dict[str, str], str]]] = {
    "outcomes": (
        {"id": "t.outcome_key", "nct_id": "t.nct_id", "title": "t.outcome", "description": "t.study",
         "time_frame": "t.timepoint_text", "units": _SAME.format("t.unit"),
         "dispersion_type": _SAME.format(f"({_VALUES['dispersion_type']})"), "param_type": _SAME.format(f"({_PARAM})")},
        "FROM tuples t WHERE t.result_type = 'Outcome' "
        "GROUP BY t.outcome_key, t.nct_id, t.outcome, t.study, t.timepoint_text",
    ),
    "result_groups": (
        {"id": _ID, "nct_id": "g.nct_id", "ctgov_group_code": "g.code", "result_type": "g.result_type",
         "title": "nullif(g.title, '')", "outcome_id": "CASE WHEN g.result_type = 'Outcome' THEN g.owner END"},
        "FROM groups g",
    ),
    "outcome_counts": (
        {"id": _ID, "nct_id": "t.nct_id", "outcome_id": "g.owner", "result_group_id": _ID, "ctgov_group_code": "g.code",
         "scope": "'Measure'", "units": "'Participants'", "count": "min(t.n)"},
        f"{_OWN} WHERE t.place = 'measurement' GROUP BY g.owner, g.code, t.nct_id HAVING min(t.n) = max(t.n)",
    ),
    "outcome_measurements": (
        {**_PLACED, "outcome_id": "t.outcome_key", **_VALUES, "dispersion_upper_limit_raw": _RAW["upper"],
         "dispersion_lower_limit_raw": _RAW["lower"]},
        f"{_OWN} WHERE t.place = 'measurement'",
    ),
    "outcome_analyses": (
        {"id": "t.tuple_id", "nct_id": "t.nct_id", "outcome_id": "t.outcome_key",
         "param_type": _ESTIMATED.format(_case("t.statistic", _ANALYSES, "NULL")),
         "param_value": _ESTIMATED.format("t.value"),
         "dispersion_type": _ESTIMATED.format(
             _case("t.dispersion_type", {"SD": "Standard Deviation", "SE": "Standard Error of the Mean"}, "NULL")),
         "dispersion_value": _ESTIMATED.format("t.dispersion_value"), "p_value_modifier": "t.p_op",
         "p_value": "t.p_value", "ci_n_sides": _INTERVAL.format("'2-Sided'"),
         "ci_percent": _INTERVAL.format("t.dispersion_level"), "ci_lower_limit": _INTERVAL.format("t.dispersion_low"),
         "ci_upper_limit": _INTERVAL.format("t.dispersion_high"),
         "groups_description": "t.arm || coalesce(' versus ' || t.comparator, '')",
         "other_analysis_description": "t.told", "ci_upper_limit_raw": _INTERVAL.format(_RAW["upper"]),
         "ci_lower_limit_raw": _INTERVAL.format(_RAW["lower"]), "p_value_raw": "t.p_op || CAST(t.p_value AS TEXT)"},
        f"FROM tuples t WHERE {_ANALYSED}",
    ),
    "outcome_analysis_groups": (
        {"id": "t.tuple_id || '-' || g.code", "nct_id": "t.nct_id", "outcome_analysis_id": "t.tuple_id",
         "result_group_id": _ID, "ctgov_group_code": "g.code"},
        f"{_JOINED.replace('g.title = ', 'g.title IN ')}(coalesce(t.arm, ''), coalesce(t.comparator, t.arm, '')) "
        f"WHERE {_ANALYSED}",
    ),
    "baseline_counts": (
        {**_PLACED, "id": _ID, "units": "'Participants'", "scope": "'overall'", "count": "min(t.n)"},
        f"{_OWN} WHERE t.place = 'baseline' GROUP BY g.owner, g.code, t.nct_id HAVING min(t.n) = max(t.n)",
    ),
    "baseline_measurements": (
        {**_PLACED, **_VALUES, "number_analyzed": "t.n",
         "number_analyzed_units": "CASE WHEN t.n IS NOT NULL THEN 'Participants' END"},
        f"{_OWN} WHERE t.place = 'baseline'",
    ),
    "reported_events": (
        {**_PLACED, "time_frame": "t.timepoint_text",
         "subjects_affected": f"CASE WHEN t.statistic <> 'event_count' THEN {_COUNT} END", "subjects_at_risk": "t.n",
         "description": "t.told", "adverse_event_term": "t.outcome",
         "event_count": "CASE WHEN t.statistic = 'event_count' THEN CAST(t.value AS BIGINT) END"},
        f"{_OWN} WHERE t.place = 'event'",
    ),
    "milestones": (
        {**_PLACED, "title": "t.outcome", "period": "t.timepoint_text", "description": "t.told", "count": _COUNT},
        f"{_OWN} WHERE t.place = 'milestone'",
    ),
}  # fmt: skip


def views(create: str, prefix: str = "", collation: str = "") -> Iterator[str]:
    """The statements that make the views ``aact_outcomes`` and so on.

    ``create`` is how a database makes a view that may be there, ``prefix`` what stands before the tables' names,
    ``collation`` what makes it sort texts by code points where that is not its way.
    """
    for name, (filled, rows) in _VIEWS.items():
        columns = ", ".join(f'{filled.get(c, "CAST(NULL AS TEXT)")} AS "{c}"' for c in TABLES[name].split())
        query = f"{_TUPLES}\nSELECT {columns}\n{rows}"
        yield f"{create} {prefix}aact_{name} AS {query.replace('§', prefix).replace('¤', collation)}"
