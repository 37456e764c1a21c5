"""Pages, one module each: an address, what it asks of the ledger, and the template that shows it."""
