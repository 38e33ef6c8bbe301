"""The window clerks' audience: receiving, checking, accepting, handing out, recording visits."""
