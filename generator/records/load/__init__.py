"""A folder, or one commit of its repository, to all records and every problem in them."""

from generator.records.load.folder import load
from generator.records.load.opening import read
from generator.records.load.revision import Seen, load_revision, load_tree
from generator.records.load.some import load_some

__all__ = ["Seen", "load", "load_revision", "load_some", "load_tree", "read"]
