"""What an owner asks of a filed case: to be quick, to give it back, to take what was promised, to be heard."""
