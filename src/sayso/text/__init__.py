"""Named helpers for text that several stages need; each module does one thing."""
