/** `import.ambiguity.*` what a file leaves open, `import.option.*` how it could be read, `import.assumed.*` why one way was taken · `import.reject.*` why a row was set aside · `import.reason.*` why a column plays a role · `import.note.*`, `import.problem.*` in the preview · `import.warning.*` after reading. */
export const importMessages = {
  'import.reject.date': '“{value}” in {column} is not a date that can be read.',
  'import.reject.date_empty': 'There is no date in {column}.',
  'import.reject.arm_empty': 'There is no group in {column}.',
  'import.reject.number': '“{value}” in {column} is not a number that can be read.',
  'import.reject.number_empty': 'There is no number in {column}.',
  'import.reject.too_long': 'The text in {column} has {bytes:int} bytes; it can be read up to {most:int}.',
  'import.reject.too_large': '“{value}” in {column} is larger than an amount can be.',
  'import.reject.missing_columns': 'The row has {cells:plural:1 cell|# cells} and the header {columns}.',
  'import.reject.too_many_columns': 'The row has {cells:plural:1 cell|# cells} and the header {columns}.',
  'import.reject.unclosed_quote': 'A quotation mark opens a cell and is never closed.',
  'import.reject.stray_quote': 'A quotation mark stands alone inside a cell; it is kept as it is.',
  'import.reject.invalid_encoding': 'The row holds bytes that are not valid {encoding}.',
  'import.reject.oversized': 'The row is longer than {megabytes} MB.',
  'import.reject.malformed': 'The record is not valid JSON: character {at:int} of it cannot stand there.',
  'import.reject.unfinished': 'The file breaks off inside this record.',
  'import.reject.too_many_items': 'The record repeats itself in more rows than can be read: {items:int}.',
  'import.reject.currency': 'The row is in {currency}, the others are in {main}.',

  'import.reason.chosen': 'You chose this.',
  'import.reason.header': 'The header says so, and the content fits.',
  'import.reason.header_only': 'The header says so, but the content does not look like it.',
  'import.reason.header_words': 'The words of the header say so, and the content fits.',
  'import.reason.events': 'The column holds what people do, such as views and clicks.',
  'import.reason.dates': 'The column holds dates.',
  'import.reason.emails': 'The column holds e-mail addresses.',
  'import.reason.numbers': 'The column holds amounts.',
  'import.reason.repeating_ids': 'The column holds numbers that repeat, as those of customers do.',
  'import.reason.shop': 'The file is laid out like an export from {shop}.',
  'import.reason.numbered': 'The column holds numbers such as #1001, as orders have them.',
  'import.reason.name_alone': 'Nothing else says who bought.',
  'import.reason.price_alone': 'It is the only price, and there is no quantity.',
  'import.reason.kept': 'Kept under its own name.',
  'import.reason.empty': 'The column is empty.',
  'import.reason.beside': 'It is a column of another table beside this one.',
  'import.reason.own_column': 'The column was written by Segmento and says where the row comes from.',
  'import.reason.row_number': 'The column only counts the rows.',

  'import.note.dates_open_mdy':
    '{column} is read as month/day: {example} is {read}. Nothing in it says whether the day or the month comes first; as day/month it would be {otherwise}.',
  'import.note.dates_open_dmy':
    '{column} is read as day/month: {example} is {read}. Nothing in it says whether the day or the month comes first; as month/day it would be {otherwise}.',
  'import.note.dates_open_ymd':
    '{column} is read as year-month-day: {example} is {read}. Nothing in it says whether the year or the day comes first; with the day first it would be {otherwise}.',
  'import.note.dates_mixed_dmy':
    'In {column} some dates can only be day/month and others only month/day. All are read as day/month: {example} is {read}, not {otherwise}; what is no date that way is rejected.',
  'import.note.dates_mixed_mdy':
    'In {column} some dates can only be month/day and others only day/month. All are read as month/day: {example} is {read}, not {otherwise}; what is no date that way is rejected.',
  'import.note.serial_dates': '{column} holds spreadsheet day numbers; they are read as dates.',
  'import.note.decimal_open_thousands':
    '{example} in {column} is read with a thousands mark. If the mark is a decimal one, say so.',
  'import.note.decimal_open_decimal':
    '{example} in {column} is read with a decimal mark. If the mark separates thousands, say so.',
  'import.note.point_zero': '{example} in {column} is read as {read}, like all whole numbers there.',
  'import.note.numbered_profiles':
    'Nothing in the profiles says whose they are: they are numbered in the order of the file, as {column}.',
  'import.note.negative_price':
    '{column} holds prices below zero, such as {example}: such a row counts as a return, whatever its quantity.',
  'import.note.cancel_mark': 'A C in front of a number in {column} marks a cancelled one; these rows are returns.',
  'import.note.repeated_totals':
    '{column} repeats the total of the order on each of its lines; it is counted once an order.',
  'import.note.head_totals':
    'The first row of each order holds the sum of {column} over its other rows; only those others count.',
  'import.note.totals_on_first_line':
    '{column} stands on the first line of an order only; the lines below belong to the same order and add nothing.',
  'import.note.blank_orders':
    '{rows:plural:1 row|# rows} of those looked at {rows:plural:has|have} no {column}: what a customer bought at one moment counts as one order there.',
  'import.note.archive': '{name} holds {tables:plural:1 table|# tables}; each of them is a file of its own here.',
  'import.note.archive_aside': 'Left aside in {name}, being no tables: {names}.',
  'import.note.archive_nested':
    'Archives inside {name} are not opened: {names}. Unpack them and drop what lies in them.',
  'import.note.archive_more':
    'The first {tables:int} tables of {name} are here, and {more:plural:one more is|# more are} not. Unpack it and drop those by themselves once these are in.',
  'import.note.unreadable':
    '{rejected:plural:1 row|# rows} of the {rows:int} looked at cannot be read and will be listed to be mended. Line {line:int}: {reason}',
  'import.note.unreadable_mostly':
    '{rejected:plural:1 row|# rows} of the {rows:int} looked at cannot be read and will be listed to be mended. Most are like line {line:int}: {reason}',
  'import.note.status_numbers':
    '{column} holds numbers such as {example}: which of them are cancelled orders cannot be read from the file, so all of them count until you say which do not.',
  'import.note.status_out':
    'Orders are left out by {column}: those with {list} and others like them. What else counts, if this is wrong, is said with --status or by leaving the column aside.',
  'import.note.period_dates':
    '{column} names no day: {example} counts as {read:date}, its first day. Recency is only as exact as that.',
  'import.note.yearless_dates':
    '{column} names no year: {example} is {read:date}, by the period above the table or the year you chose.',
  'import.note.text_mark':
    'All values of {column} begin with the apostrophe that spreadsheets put before text; it is no part of them: {example} is read as {read}.',
  'import.note.minor_units': '{column} counts cents, as its header says: {example} is read as {read}.',
  'import.note.currencies':
    '{column} holds more than one currency: {list}. Rows in another than {currency} are held back until you give a rate.',
  'import.note.name_alone':
    'Customers are told apart by {column}, because there is no number and no e-mail address: two people of one name count as one.',
  'import.note.amount_is_price':
    '{column} is the price of one piece, as it stays the same where several were bought: price × quantity counts.',
  'import.note.price_alone': '{column} is read as the amount of the row, because there is no quantity.',
  'import.note.footer':
    '{rows:plural:1 line|# lines} below the table {rows:plural:is|are} not read, being no row of it: {example}',

  'import.ambiguity.date_order': 'Does the day or the month come first in {column}? It holds dates such as {example}.',
  'import.ambiguity.decimal': 'What does the mark in {example} ({column}) stand for?',
  'import.ambiguity.serials': '{column} holds numbers such as {example}. Are they the days of a spreadsheet?',
  'import.ambiguity.order_totals': 'Is {column} the total of the order, or that of the line?',
  'import.ambiguity.head_totals': 'Is the first row of an order the total of its other rows in {column}?',
  'import.ambiguity.merged':
    '{columns} is written on the first row of a group and empty below. Does it hold for the rows below too?',
  'import.ambiguity.status': 'Which orders count, by {column}? It holds {list}.',
  'import.ambiguity.type': 'Which rows are sales, by {column}? Those with {list} may give money back.',
  'import.ambiguity.order_numbers':
    'Do the numbers in {column} start anew each day? {example} stands on {days} days, for different customers.',
  'import.ambiguity.credit': 'What does CR mean in {column}, as in {example}?',
  'import.ambiguity.amounts': 'Is {column} in cents or in whole units? It holds numbers such as {example}.',
  'import.ambiguity.amount': 'Which amount is the revenue: {columns}?',
  'import.ambiguity.date': 'Which date counts: {columns}?',
  'import.ambiguity.customer_id': 'Which column tells one customer from another: {columns}?',
  'import.ambiguity.discount': 'Is {column} still to be taken off?',
  'import.ambiguity.tax': 'Does {column} belong to the revenue?',
  'import.ambiguity.shipping': 'Does {column} belong to the revenue?',
  'import.ambiguity.refund': 'Is {column} to be taken off?',

  'import.option.date_ymd': 'Year first',
  'import.option.date_dmy': 'Day first',
  'import.option.date_mdy': 'Month first',
  'import.option.decimal': 'Decimals: {example} is a small number',
  'import.option.thousands': 'Thousands: {example} is a large number',
  'import.option.totals_once': 'The total of the order: counted once',
  'import.option.totals_line': 'The amount of the line: every line counts',
  'import.option.head_totals_once': 'It is their total: only the other rows count',
  'import.option.head_totals_line': 'It is an amount of its own: every row counts',
  'import.option.merged_leave': 'No: those rows have none',
  'import.option.merged_fill': 'Yes: each of them belongs to the value above it',
  'import.option.status_all': 'All of them',
  'import.option.status_but': 'All but those with {list}',
  'import.option.type_but': 'All but those with {list}, which are returns',
  'import.option.order_numbers_daily': 'Yes: a number is one order of one customer on one day',
  'import.option.order_numbers_whole': 'No: the same number is the same order, whoever and whenever',
  'import.option.credit_minus': 'Money given back: such a row is a return',
  'import.option.credit_plus': 'Money that came in: rows with DR are returns',
  'import.option.amounts_minor': 'In cents: {example} is {read}',
  'import.option.amounts_major': 'In whole units: {example} is {example:int}',
  'import.option.use': '{column}',
  'import.option.product': '{column} × quantity',
  'import.option.discount_subtract': 'Take {column} off',
  'import.option.discount_leave': 'It is off already',
  'import.option.discount_add': 'Add {column}',
  'import.option.refund_subtract': 'Take {column} off',
  'import.option.refund_leave': 'Leave it in',
  'import.option.refund_add': 'Add {column}',
  'import.option.add': 'Add {column}',
  'import.option.subtract': 'Take {column} off',
  'import.option.leave': 'Leave the amount as it is',
  'import.option.leave_with': 'With {column}, as it is written',
  'import.option.leave_without': 'Without {column}, as it is written',

  'import.outcome.revenue': 'revenue {revenue:about}',
  'import.outcome.customers': '{customers:plural:1 customer|# customers}',
  'import.outcome.orders': '{orders:plural:1 order|# orders}',
  'import.outcome.dates': '{first:date} to {last:date}',
  'import.outcome.month': '{month:month} = {revenue:about}',
  'import.outcome.future': '{percent:pct} of the rows lie in the future',
  'import.outcome.unreadable': '{percent:pct} of the rows cannot be read',

  'import.assumed.chosen': 'You chose this.',
  'import.assumed.dates_dmy':
    'Read that way, the dates lie closer together, or they are written as in countries that put the day first.',
  'import.assumed.dates_mdy':
    'Read that way, the dates lie closer together, or nothing else in the file speaks against it.',
  'import.assumed.dates_ymd': 'Read that way, the dates lie closer together.',
  'import.assumed.dates_mixed': 'More of the dates can only be read that way.',
  'import.assumed.marks':
    'The other numbers or the delimiter of the file are written that way, or it is money, which seldom has three decimals.',
  'import.assumed.status_open': 'What they mean cannot be read from the file, and most orders count.',
  'import.assumed.status_shop': 'In exports from {shop} those are cancelled or refunded orders.',
  'import.assumed.status_deals': 'Beside deals that were won, all others are not sold yet or lost.',
  'import.assumed.status_unpaid': 'It says what became of the payment: those orders are not paid.',
  'import.assumed.type_open': 'What they mean cannot be read from the file, and most rows are sales.',
  'import.assumed.type_ledger': 'They are the two sides of a ledger, and most rows are sales.',
  'import.assumed.type_codes': 'Books write credit notes that way.',
  'import.assumed.order_numbers': 'Tills count from one again each morning; no order belongs to several customers.',
  'import.assumed.merged': 'Nothing is filled in until you say so.',
  'import.assumed.credit_minus': 'In the books of a seller a credit is what a customer gets back.',
  'import.assumed.credit_plus': 'Most of the amounts are marked so, and most rows are sales.',
  'import.assumed.minor_twin': '{column} holds exactly a hundredth of it.',
  'import.assumed.minor_service': 'Payment services such as Stripe, Adyen and Square count in cents.',
  'import.assumed.major': 'Nothing in the file says that it counts cents, though all of its numbers are whole.',
  'import.assumed.header': 'Its header is the more usual one.',
  'import.assumed.repeated': 'It is the same on all lines of an order that has several products.',
  'import.assumed.head_totals': 'It names no product, and the amounts of the other rows make up its own.',
  'import.assumed.as_written': 'The amounts are taken as they are written.',
  'import.assumed.refund': 'Money given back is no revenue.',
  'import.assumed.sums_before': 'In the file the amount is price × quantity, with the discount still in it.',
  'import.assumed.sums_after': 'In the file the amount is price × quantity with the discount taken off.',
  'import.assumed.price_before': 'The price of one is usually the price before the discount.',
  'import.assumed.shop_before': 'Exports from {shop} state prices before the discount.',
  'import.assumed.header_before': '{column} is usually the amount before the discount.',
  'import.assumed.total_paid': '{column} is usually what was paid, with the discount taken off.',

  'import.note.preamble':
    '{lines:plural:1 line|# lines} above the header {lines:plural:is|are} no part of the table: {example}',
  'import.note.split_cells': 'Each row is one cell that holds a whole line; it is cut at each “{delimiter}”.',
  'import.note.stray_cells':
    '{rows:plural:1 row has|# rows have} cells beside the table that {rows:plural:is|are} not read, such as “{example}”.',
  'import.note.sheets_alike':
    '{sheets:plural:1 other sheet has|# other sheets have} the same columns and {sheets:plural:is|are} not read: {list}. Each is imported on its own.',
  'import.note.sheets_alike.cli':
    '{sheets:plural:1 other sheet has|# other sheets have} the same columns and {sheets:plural:is|are} not read: {list}.',
  'import.note.few_letters':
    'Only {letters:plural:1 letter tells|# letters tell} the encoding: {encoding}, as in “{example}”. If that looks wrong, choose another encoding.',
  'import.note.merged_header': 'The header stands on {rows} rows; their words are joined, as in “{example}”.',
  'import.note.tables':
    'The file holds {tables} tables. Table {table}, on line {line}, is read; choose another if that is the wrong one.',
  'import.note.empty': 'There is nothing in the file.',
  'import.note.no_header': 'The file names no columns; the first row is data.',
  'import.note.faults': '{rows:plural:1 row has a fault|# rows have faults}; --report FILE.json lists them.',
  'import.note.beside':
    'Another table stands beside this one: {columns}. Its columns are not used; to import it, put it in a file or sheet of its own.',
  'import.note.beside.cli': 'Another table stands beside this one: {columns}. Its columns are printed as well.',
  'import.note.tables.cli':
    '{tables} tables, of which table {table} on line {line} is printed. --table prints another.',
  'import.problem.no_year':
    'The dates in {column} name no year, as in {example}, and nothing in the file says which it is. Choose the year, or give --year on the command line.',
  'import.problem.no_rows':
    'There are no rows below the header, so there is nothing to import. If the header is another line, choose it under Header; if this is no table, discard it.',
  'import.problem.no_customer': 'No column looks like a customer. Choose the one that says who bought.',
  'import.problem.no_date': 'No column looks like a date. Choose the one that says when it was bought.',
  'import.problem.no_amount':
    'No column looks like an amount. Choose the one with the total of the row, or a unit price and a quantity.',
  'import.problem.no_timestamp': 'No column looks like a date. Choose the one that says when each event happened.',
  'import.problem.no_event_type': 'No column says what happened. Choose the one with the type of the event.',
  'import.problem.no_person':
    'No column looks like a customer number or an e-mail address. Choose the one that says who each row is about.',
  'import.problem.no_treatment':
    'No column says which group each person was in. Choose the one that tells who was treated and who was not.',
  'import.problem.no_outcome':
    'No column says what came of the campaign. Choose the one with the visit, the purchase or the amount.',

  'import.reason.event_extra': 'Not read: it tells of the event, not of the customer.',
  'import.reject.event_type_empty': 'The type of the event in {column} is empty.',
  'import.warning.repeated_events':
    '{rows:plural:One event|# events} had an id that was there already and {rows:plural:counts|count} once.',
  'import.warning.events_without_person':
    '{rows:plural:One event has|# events have} no customer and {rows:plural:was|were} left out.',

  'import.warning.sheets_alike':
    'Only the sheet {sheet} was read; {sheets:plural:1 other has|# others have} the same columns: {list}.',
  'import.warning.json_cut':
    '{name} breaks off before its end: its brackets are never closed. What stands before that was read; if rows are missing, export it again.',
  'import.warning.json_fields':
    'The records of {name} have more than {fields:int} different fields; the others were left out.',
  'import.warning.without_customer':
    '{rows:plural:1 row has|# rows have} no customer. {rows:plural:It is|They are} counted apart and {rows:plural:takes|take} no part in the segments.',
  'import.warning.without_person':
    '{rows:plural:1 row has|# rows have} neither a customer number nor an e-mail address and {rows:plural:was|were} left out.',
  'import.warning.other_currency':
    '{rows:plural:1 row is|# rows are} in {other}, not in {currency}. {rows:plural:It is|They are} kept and count once you give a rate; amounts in two currencies are never added up without one.',
  'import.warning.repeated_totals':
    '{rows:plural:1 line repeats|# lines repeat} the total of an order and {rows:plural:adds|add} nothing.',
  'import.warning.value_left_empty':
    '{rows:plural:1 value|# values} in {column} could not be read and {rows:plural:was|were} left empty.',
  'import.warning.second_table':
    'Line {line:int} looks like the header of another table: it and the {rows:int} rows below it have {cells:int} cells each, so they are among the rejected rows. Save these lines as a file of their own to import them.',
  'import.warning.stray_quotes':
    '{rows:plural:1 cell holds a lone quotation mark|# cells hold a lone quotation mark}; it was kept as it is.',
} as const
