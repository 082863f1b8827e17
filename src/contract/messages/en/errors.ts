/** `error.<code>`: what happened, what is safe, what to do next; `.cli` where the command line has another way to mend it. */
export const errorMessages = {
  'error.input.invalid': 'The request was not understood: {detail}.',
  'error.operation.unknown': 'There is no operation called {name}.',
  'error.operation.forbidden': '{name} cannot be called from here.',
  'error.file.missing': '{name}: there is no such file. Check the name and the folder.',
  'error.file.folder': '{name} is a folder. Choose the files inside it.',
  'error.file.folder_empty': '{name} is a folder without a table in it. Choose the files themselves.',
  'error.file.folder_large':
    'The first {files:int} files of {name} are here. Drop the others by themselves once these are in.',
  'error.file.empty': '{name} is empty. Export it again from your shop and choose the new file.',
  'error.file.changed':
    '{name} was written to while it was read, so what was read may be half old and half new. Nothing was taken over. Try again once the program that writes it is done.',
  'error.file.outdated':
    '{name} has changed since it was looked at. Nothing was taken over. Look at it as it is now, and import it again.',
  'error.file.outdated.cli': '{name} changed while it was looked at. Nothing was taken over. Run the command again.',
  'error.file.unreadable':
    '{name} could not be read ({reason}). Check that it is not open elsewhere and that you may read it.',
  'error.file.format':
    '{name} is not a table: it looks like {seen}. What can be read is CSV, XLSX, ODS or JSON: save it as one of these, or choose another file.',
  'error.file.password': '{name} is protected by a password. Save a copy without one and choose that file.',
  'error.settings.foreign':
    '{name} is not a file of settings of this app. Choose one that was saved with “Save settings”; nothing was changed.',
  'error.settings.newer':
    '{name} was saved by a later version of the app (its format is {version}, this one reads up to {supported}). Update the app and choose it again; nothing was changed.',
  'error.file.too_large':
    '{name} needs far more memory or time than such a file should. Save it as CSV or XLSX and choose that file.',
  'error.file.sheet': '{name} has no sheet called {sheet}. Its sheets are: {sheets}.',
  'error.file.archive':
    '{name} holds several files: {tables}. Drop it on the window, where each of them is imported by itself, or unpack it and choose one.',
  'error.file.archive.cli': '{name} holds {tables}. Say which of them to read with --sheet NAME',
  'error.file.archive_table': '{name} holds no table called {table}. What it holds: {tables}.',
  'error.file.no_sheets':
    '{name} is no workbook: it has no sheets, and none called {sheet}. Read it without naming one.',
  'error.file.no_sheets.cli': '{name} is no workbook: it has no sheets, and none called {sheet}. Leave --sheet out.',
  'error.file.table': '{name} has {tables:plural:1 table|# tables}, and no table {table}.',
  'error.paste.no_table':
    'What was pasted is no table. Copy the cells in the spreadsheet, header included, and paste again.',
  'error.paste.too_long':
    'What was pasted is longer than {limit:int} characters. Save it as a file and choose that; nothing was taken.',
  'error.file.no_rows': '{name} has a header and no rows below it. Export it again with its rows.',
  'error.mapping.no_customer':
    '{name}: no column looks like a customer; columns are: {columns}. Say which one it is in the preview.',
  'error.mapping.no_customer.cli':
    '{name}: no column looks like a customer; columns are: {columns}. Name it with --map customer_id=COLUMN',
  'error.mapping.no_date':
    '{name}: no column looks like a date; columns are: {columns}. Say which one it is in the preview.',
  'error.mapping.no_date.cli':
    '{name}: no column looks like a date; columns are: {columns}. Name it with --map date=COLUMN',
  'error.mapping.no_amount':
    '{name}: no column looks like an amount; columns are: {columns}. Say in the preview which one it is, or which two are the price of one and the quantity.',
  'error.mapping.no_amount.cli':
    '{name}: no column looks like an amount; columns are: {columns}. Name it with --map amount=COLUMN, or with --map unit_price=COLUMN and --map quantity=COLUMN',
  'error.mapping.no_timestamp':
    '{name}: no column looks like a date; columns are: {columns}. Say in the preview which one says when each event happened.',
  'error.mapping.no_timestamp.cli':
    '{name}: no column looks like a date; columns are: {columns}. Name it with --map timestamp=COLUMN',
  'error.mapping.no_event_type':
    '{name}: no column says what happened; columns are: {columns}. Say in the preview which one is the type of the event.',
  'error.mapping.no_event_type.cli':
    '{name}: no column says what happened; columns are: {columns}. Name it with --map event_type=COLUMN',
  'error.mapping.no_person':
    '{name}: no column looks like a customer number or an e-mail address; columns are: {columns}. Say which one it is in the preview.',
  'error.mapping.no_person.cli':
    '{name}: no column looks like a customer number or an e-mail address; columns are: {columns}. Name it with --map customer_id=COLUMN or --map email=COLUMN',
  'error.mapping.no_treatment':
    '{name}: no column says which group each person was in; columns are: {columns}. Say which one it is in the preview.',
  'error.mapping.no_treatment.cli':
    '{name}: no column says which group each person was in; columns are: {columns}. Name it with --map treatment=COLUMN',
  'error.mapping.no_outcome':
    '{name}: no column says what came of the campaign (a visit, a purchase, an amount); columns are: {columns}. Say which one it is in the preview.',
  'error.mapping.no_outcome.cli':
    '{name}: no column says what came of the campaign (a visit, a purchase, an amount); columns are: {columns}. Name it with --map outcome=COLUMN',
  'error.uplift.no_campaign': '{file} holds no campaign results.',
  'error.uplift.not_usable':
    '{file} cannot tell what the campaign changed: it needs two groups and a column with numbers that says what came of it. The file is kept as it is.',
  'error.uplift.no_control':
    'None of the groups in {file} is named like a control group: {groups}. Choose the one that got nothing.',
  'error.uplift.no_group': 'There is no such pair of groups with {group}; groups are: {groups}.',
  'error.uplift.no_outcome': 'No outcome is called {outcome}; there are: {outcomes}.',
  'error.uplift.too_few':
    'Too few to compare {arm} with {control}: the smaller group has {people:plural:one person|# people} and {outcomes:plural:one outcome|# outcomes}; at least {leastPeople:int} and {leastOutcomes:int} are needed. Nothing was changed.',
  'error.uplift.not_found': 'That result is not there any more. Compute it again.',
  'error.mapping.column_missing': '{name} has no column called {column} (for {role}); columns are: {columns}.',
  'error.mapping.role_unknown': 'There is no role called {role}. Roles are: {roles}.',
  'error.import.all_rejected':
    '{name}: {rows:plural:its only row|none of its # rows} could {rows:plural:not |}be read, so nothing was imported. The commonest reason: {reason} For example: {example}',
  'error.customer.not_found': 'There is no customer {id} in the latest analysis.',
  'error.import.not_found': 'This import is no longer there.',
  'error.change.outdated':
    '{name} was not taken over: the project has changed since its figures were computed, so others would have come true. What it would change now is shown here; check it and confirm again.',
  'error.project.not_found': 'This project is no longer there.',
  'error.project.empty': 'There is nothing to analyse yet. Import a file of orders first.',
  'error.project.no_orders':
    '{names}: read as customers, and without orders there is nothing to analyse. Add a file of orders, or say that this is one with --kind FILE=orders.',
  'error.analysis.no_customers':
    'Nobody has a purchase in the chosen time, so there is nothing to score. Widen the analysis window or switch exclusions off.',
  'error.analysis.no_customers.cli':
    'Nobody has a purchase up to the day everything is measured from, so there is nothing to score. Choose a later day with --as-of, or a file with purchases.',
  'error.analysis.none': 'Nothing has been analysed yet. Import a file of orders first.',
  'error.analysis.k_out_of_range': 'There are results for 1 to {max} clusters; {k} is not among them.',
  'error.store.newer':
    '{file} was written by a newer version of Segmento (format {version}; this one knows up to {supported}). Update Segmento to open it. Nothing was changed.',
  'error.store.locked': 'Segmento is already running on {folder}.',
  'error.store.corrupt':
    '{file} cannot be read as a Segmento store ({reason}). It was left as it is; restore a copy from the backups folder beside it.',
  'error.store.unwritable':
    '{file} cannot be written ({reason}), so nothing was changed in it. Check that its folder is there and that you may write to it.',
  'error.store.disk_full': 'The disk is full, so nothing was changed in {file}. Free some space and try again.',
  'error.print.no_browser':
    'Printing to PDF needs Chromium or Chrome on this machine, and none was found. Install one, or print the HTML from your browser.',
  'error.option.invalid': '{option}: {value} does not fit. Expected: {expected}.',
  'error.option.missing': '{option} is missing. Expected: {expected}.',
  'error.option.unknown': 'There is no {option} here. There is: {known}.',
  'error.output.not_found': 'This file is no longer there. Export it again.',
  'error.output.unwritable': '{path} cannot be written ({reason}). Choose another folder.',
  'error.cancelled': 'Cancelled. Nothing was changed.',
  'error.bug':
    'Something went wrong inside Segmento. Your data is as it was. The log holds the details under {traceId}.',
} as const
