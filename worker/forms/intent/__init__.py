"""What people want who write, sentence by sentence."""
