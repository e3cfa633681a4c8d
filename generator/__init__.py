"""guatu (挂图): a district's major projects, from YAML in git to scored, published pages."""

__version__ = "0.4.0"
