"""Words and phrases of customers, language by language. Data alone, no logic."""
