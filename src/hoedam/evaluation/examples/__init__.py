"""The examples and counterexamples of each rule table, run both ways; `hoedam rules --check` prints what fails.

One function per table. What matching means is the table's own matter: to decide a clause, to be found in a sentence,
to make exactly the phrase in [brackets] a person.
"""
