def propose(e, l):
    return ()
