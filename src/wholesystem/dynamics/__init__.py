"""How a map behaves: played many times, because much is not known, and asked what drives it and what would help."""

from wholesystem.dynamics.centrality import Centrality, centrality
from wholesystem.dynamics.combining import Combination, Combinations, Pair
from wholesystem.dynamics.comparison import Comparison, compare
from wholesystem.dynamics.driving import Dominance, Dominant, dominance
from wholesystem.dynamics.ensemble import Ensemble, StepWarning, draw
from wholesystem.dynamics.figures import Figures
from wholesystem.dynamics.history import Kept, Known, keep_draws
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start
from wholesystem.dynamics.learning import Learn
from wholesystem.dynamics.leverage import Leverage, leverage
from wholesystem.dynamics.levers import Lever
from wholesystem.dynamics.moves import LeftOut, Move
from wholesystem.dynamics.pressing import Press, SmallPush, press
from wholesystem.dynamics.resting import From, RestingState, RestingStates, resting_states
from wholesystem.dynamics.run import Band, Run, Summary
from wholesystem.dynamics.scenario import Scenario, reference
from wholesystem.dynamics.scores import flow_scores, link_scores
from wholesystem.dynamics.simulation import run_scenario, simulate
from wholesystem.dynamics.tipping import Size, Tip, Tipping, drivers_held, tipping
from wholesystem.dynamics.warmth import warm

__all__ = [
    "Band",
    "Centrality",
    "Change",
    "Combination",
    "Combinations",
    "Comparison",
    "Dominance",
    "Dominant",
    "Ensemble",
    "Figures",
    "From",
    "Hold",
    "Kept",
    "Known",
    "Learn",
    "LeftOut",
    "Lever",
    "Leverage",
    "Move",
    "Pair",
    "Press",
    "Pulse",
    "Push",
    "RestingState",
    "RestingStates",
    "Run",
    "Scenario",
    "Size",
    "SmallPush",
    "Start",
    "StepWarning",
    "Summary",
    "Tip",
    "Tipping",
    "centrality",
    "compare",
    "dominance",
    "draw",
    "drivers_held",
    "flow_scores",
    "keep_draws",
    "leverage",
    "link_scores",
    "press",
    "reference",
    "resting_states",
    "run_scenario",
    "simulate",
    "tipping",
    "warm",
]
