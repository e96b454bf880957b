"""Papers and registers: a report is a function from a plan to a ``Document``, and a format is a
function from a ``Document`` to bytes.

``document`` is the vocabulary; ``pdf``, ``word`` and ``html`` write it out; ``spreadsheet`` writes
registers. Nothing here reads the clock: a document says when it was made.
"""
