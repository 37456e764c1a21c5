"""What leaves hoedam: one file per format, each behind one function that writes to a binary file.

Tables of rows (`tables.Table`), streamed:

    tables.write(table, "csv" | "json" | "jsonl" | "xlsx" | "parquet", file)

The follow-up checklist, a briefing, deadlines, a feed, from plain values:

    checklist.write_checklist(rows, file, title=…, as_of=…, kinds=…, stages=…)
    docx.write_docx(briefing, file)          hwpx.write_hwpx(briefing, file)          markdown.write_markdown(briefing, file)
    calendar.write_calendar(dues, file, name=…, language=…) -> number of events
    feed.write_feed(feed, entries, file)

Readings (effective ones: corrections applied), streamed:

    annotation.write_annotations(readings, file, base=…, confirmed=…)
    event_tables.write_polecat | write_icews | write_gdelt(readings, file, count=…, courtesy=…) -> Tally
    labelstudio.write_labelstudio(readings, file)     labelstudio.read_labelstudio(raw) -> list[marks.Correction]
    doccano.write_doccano(readings, file)             doccano.read_doccano(raw, by=…) -> list[marks.Correction]

Out of a ledger and back: `handing` has what it hands to these formats, `lists` its rows as tables, `chronicle` the
events of a relation, `figures` what is counted, `dossier` a relation as a briefing; `taking` puts corrections that came back to it as decisions of a person.

The same input is the same bytes, everywhere. A format's library is loaded when it is used, never by an import of these
modules. What each file holds: docs/exports.md.
"""
