"""The ledger behind Sổ Kín: what a shop stores, decides, signs and prints, without any window."""
