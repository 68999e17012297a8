"""Questions of our own to trials that no rule was written for, with the answers found by reading."""
