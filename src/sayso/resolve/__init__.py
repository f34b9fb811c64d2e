"""resolve: who and what is meant, within one document and across a case."""
