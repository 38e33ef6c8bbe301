"""Ways to file without every paper: 容缺 with a promise, 告知承诺 with a commitment."""
