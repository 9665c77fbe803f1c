"""How a map behaves: played many times, because much is not known, and asked what drives it."""

from wholesystem.dynamics.comparison import Comparison, compare
from wholesystem.dynamics.driving import Dominance, Dominant, dominance
from wholesystem.dynamics.ensemble import Ensemble, StepWarning, draw
from wholesystem.dynamics.history import Kept, Known, keep_draws
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start
from wholesystem.dynamics.pressing import Press, press
from wholesystem.dynamics.run import Band, Run, Summary
from wholesystem.dynamics.scenario import Scenario, reference
from wholesystem.dynamics.scores import flow_scores, link_scores
from wholesystem.dynamics.simulation import run_scenario, simulate
from wholesystem.dynamics.warmth import warm

__all__ = [
    "Band",
    "Change",
    "Comparison",
    "Dominance",
    "Dominant",
    "Ensemble",
    "Hold",
    "Kept",
    "Known",
    "Press",
    "Pulse",
    "Push",
    "Run",
    "Scenario",
    "Start",
    "StepWarning",
    "Summary",
    "compare",
    "dominance",
    "draw",
    "flow_scores",
    "keep_draws",
    "link_scores",
    "press",
    "reference",
    "run_scenario",
    "simulate",
    "warm",
]
