"""Tables out of files that may be hostile: read in a process of its own, with limits. The only import of calamine.

``reader`` is the door. What ``child`` imports runs in the other process: it knows neither storage nor Qt, opens no
file and no network, and gets and gives everything through pipes.
"""
