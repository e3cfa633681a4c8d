"""The papers A–Q of the mechanism: one module a paper makes it from facts, the catalogue lists them."""
