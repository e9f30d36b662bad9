"""Measures the published portal. Loopback only; every loop is bounded in count and time."""
