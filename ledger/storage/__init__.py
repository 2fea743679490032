"""The encrypted file: the only SQL and the only import of ``sqlcipher3``."""
