"""How the desk writes days and moments: one form everywhere."""
