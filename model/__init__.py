"""Turnaround's plan, without a window: records, verbs, rules and papers.

Nothing here imports Qt or reads the clock: today, and who is acting, are given.
"""
