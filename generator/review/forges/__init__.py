"""What happens on a forge: which change is proposed by whom, and the one comment that tells what it means."""
