"""Decisions only: no clock, file, database or window. Instants, holidays and policy come in as arguments."""
