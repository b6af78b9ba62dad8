"""Relations of this project alone: a formula over its roles is all that one needs."""

from crossfoot.formula import Symbol
from crossfoot.relation import relation


@relation()
def not_above_adults(figure: Symbol, adults: Symbol) -> object:
    """Children are never more than the adults who bring them."""
    return figure <= adults


not_above_adults.holds(figure="3,375", adults="9,105")
not_above_adults.fails(figure="9,206", adults="9,105")
