"""The verbs of the shop: one verb is one transaction with its audit entries."""
