"""What hoedam refuses, each with a sentence that says what was wrong, where, and what to do."""


class HoedamError(Exception):
    """Something a user can mend; its text is one clear sentence."""


class SourceUnreadable(HoedamError):
    """A file, folder or stream that could not be read as a document."""


class SettingInvalid(HoedamError):
    """An option or setting that has no meaning, such as an impossible date."""


class ReadingInvalid(HoedamError):
    """JSON that is not a reading, or whose spans are not true."""


class RulesInvalid(HoedamError):
    """A rule table with an unknown key, an empty group or a duplicate id."""


class GoldInvalid(HoedamError):
    """A gold file whose records cannot be found in its text."""


class LedgerUnusable(HoedamError):
    """A ledger that is missing, is none, is of another version, or cannot be reached or written."""


class LedgerBusy(HoedamError):
    """Somebody else is writing to the ledger, or was quicker: nothing was changed, try again."""


class DecisionInvalid(HoedamError):
    """A correction, signature or status change that the ledger's rules do not allow."""


class NotInLedger(LedgerUnusable):
    """A number, or a digest, that the ledger does not have."""


class NotAllowed(HoedamError):
    """Something that the person's role does not let them do."""


class AccountInvalid(HoedamError):
    """An account, password or key that cannot be as it was asked for."""


class SignInNeeded(HoedamError):
    """A request of nobody known, for what only users may see."""


class SignInRefused(HoedamError):
    """A sign-in with a wrong name or password; never tells which."""


class SignInLocked(SignInRefused):
    """A sign-in under a name that was tried in vain too often."""
