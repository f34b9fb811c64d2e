"""Where statements come from: reprinted passages, credits, and copies that betray themselves."""
