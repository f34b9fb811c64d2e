"""Reading: inputs become items (``gather``), items become documents (``stage``).

``gather`` touches the world: files, folders, standard input, the network. The stage does not: it is a
pure function from an item's bytes to a document, or to the reason why there is none.
"""
