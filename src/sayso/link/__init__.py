"""Link: which assertions state the same proposition, and which cannot both hold."""
