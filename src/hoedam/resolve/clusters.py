def place(new, groups):
    for g, members in groups.items():
        if any(m.keys & new.keys for m in members):
            return g, 1
    return None, None
