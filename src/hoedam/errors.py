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
