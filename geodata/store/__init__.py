"""The store: everything that teams and commissions sent on election day, kept as it came."""
