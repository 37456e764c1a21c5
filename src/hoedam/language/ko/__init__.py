"""Korean: how it is normalised, cut into sentences and quotations, and analysed."""
