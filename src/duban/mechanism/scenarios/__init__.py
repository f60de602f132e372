"""Scenarios: cases of article 七 as JSON, read strictly and judged, so that anybody can try the rules."""

from duban.mechanism.scenarios.faults import ScenarioFault, ScenarioFaults
from duban.mechanism.scenarios.parameters import pack_with, parse_parameter
from duban.mechanism.scenarios.reading import Impossible, Scenario, Scenarios, Variant, loads, read, shipped
from duban.mechanism.scenarios.running import Run, differences, run

__all__ = [
    "ScenarioFault",
    "Impossible",
    "Run",
    "Scenario",
    "ScenarioFaults",
    "Scenarios",
    "Variant",
    "differences",
    "loads",
    "pack_with",
    "parse_parameter",
    "read",
    "run",
    "shipped",
]
