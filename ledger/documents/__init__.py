"""Paper: records and wording in, PDF or spreadsheet bytes out. The only import of ReportLab."""
