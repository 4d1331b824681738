"""Customers and staff: sign-up, sign-in, roles."""
