"""Imposition: pages put on sheets so that, folded, cut and gathered, they read in order."""

from publish.impose.planning import plan
from publish.impose.schemes import SCHEMES, Scheme
from publish.impose.sheet import BINDINGS, Binding, Cell, Duplex, Sheet, Side
from publish.impose.writing import Imposed, impose

__all__ = [
    "BINDINGS",
    "SCHEMES",
    "Binding",
    "Cell",
    "Duplex",
    "Imposed",
    "Scheme",
    "Sheet",
    "Side",
    "impose",
    "plan",
]
