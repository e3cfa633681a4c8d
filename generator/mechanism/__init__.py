"""What the regulation makes of the records: entries, cards, ranks, states."""
