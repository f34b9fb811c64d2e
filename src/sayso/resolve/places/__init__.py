"""Places: names on the map, and which place each name means."""

from sayso.resolve.places.find import PlacesConfig, find_toponyms, locate

__all__ = ["PlacesConfig", "find_toponyms", "locate"]
