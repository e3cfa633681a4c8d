"""What happens around a change: sealing a period, checking the seals, publishing what then never changes."""
