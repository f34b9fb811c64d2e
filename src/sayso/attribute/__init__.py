"""attribute: from annotated frames to attributions and assertions.

One question a file: who speaks (``speakers``, ``source_kind``), in whose words (``mode``), how
surely and which way (``stance``), what is left open (``questions``), what is the author's own
conclusion (``inference``), through whom it came (``hops``, ``relays``), who "he" or "the minister" is
(``coreference``), who else a short name can mean (``rivals``), what is told of who has no name
(``descriptors``). ``stage`` puts the answers together.
"""
