"""annotate: one pass of the reading model over one document's text.

``tokens`` cuts a text into subwords with features, ``windows`` covers them, ``model`` runs the
encoder, ``decode`` turns its scores into spans, ``link`` joins spans into frames, and ``stage``
does it for a batch of documents.
"""
