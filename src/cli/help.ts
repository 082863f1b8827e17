const general = `Usage: segmento COMMAND

Commands:
  analyze FILE… --out DIR   read files of orders and customers, write segments and persona cards
  read FILE                 print the table in a file as clean CSV, and say how it was read
  serve                     run the app in a browser, on this machine alone

segmento COMMAND --help says more. segmento --version prints the version.
`

const analyze = `Usage: segmento analyze FILE… --out DIR

Reads the files, analyses them and writes the results to DIR; prints the segments.

Options:
  -o, --out DIR          where the results go (required)
      --map ROLE=COLUMN  use this column for that role: customer_id, order_id, date, amount, unit_price,
                         quantity, category, product, status, cancelled, discount, tax, shipping, refund, attribute, …;
                         can be repeated (default: detected)
      --revenue ROLE=HOW what becomes of the discount, tax, shipping or refund beside the price: add, subtract or
                         leave, as in --revenue tax=subtract; can be repeated (default: a discount is subtracted
                         from prices that stand before it, refunds are subtracted, the rest is left)
      --order-totals HOW once or line: whether a total that repeats on the lines of an order counts once
      --order-numbers HOW daily or whole: whether the numbers of orders start anew each day (default: detected)
      --status STATUS=HOW what a status or a kind of row means: counts, void, refunded or return, as in --status 4=void;
                         can be repeated
      --credit SIGN      minus or plus: whether CR behind an amount is money given back or money that came in
      --amounts UNIT     minor or major: whether whole amounts are cents (1999 is 19.99) or stand as they are written
      --merged HOW       leave or fill: whether leading cells that are empty belong to the value above them
      --date-order ORDER dmy, mdy or ymd, where the dates leave it open (default: detected)
      --year YYYY        the year of dates such as 0503, which name none (default: as the lines above the table say)
      --decimal MARK     . or , where the amounts leave it open (default: detected)
      --kind FILE=KIND   orders, customers or events, for that file (default: detected)
      --merge-people     count customers with one e-mail address as one person (default: as they are)
      --net-reversals    leave out purchases that a later cancellation takes back, with it (default: both count)
      --as-of YYYY-MM-DD the date to measure from (default: the latest transaction)
      --k auto|N         number of clusters (default: auto)
      --seed N           random seed; the same seed, data and version give the same results (default: 1)
      --store FILE       keep the store there (default: a temporary one, removed)
      --json             print summary.json instead of the table
      --no-pdf           do not print the cards to PDF
  -v, --verbose          say on standard error what is being done

Exit status: 0 done, 2 something you can mend, 1 a fault of the program.
`

const read = `Usage: segmento read FILE
       segmento read FILE… --out DIR

Prints the table in a file as CSV (RFC 4180, UTF-8): the header first, its rows joined where it has several, none where
the file names no columns; then every row, each cell as its text. Rows that an analysis would set aside are printed too, as far as they can be read.

Options:
      --report FILE.json  write there what was detected, and the rows with faults
      --sheet NAME        read this sheet of a workbook (default: the one that holds the table), or this table of a
                          zip archive that holds several
      --table N           read the N-th table of the file (default: the one that looks most like data)
      --rows N            print the first N rows
  -o, --out DIR           write DIR/<file name>.csv and .json for every file instead

Exit status: 0 done, 2 something you can mend, 1 a fault of the program.
`

const serve = `Usage: segmento serve [FILE…]

Runs the app at an address of this machine that nobody else can reach, and prints it. Files are offered for import.

Options:
      --port N   the port (default: any free one)
      --open     open it in the browser
`

export function helpText(about: string | null): string {
  switch (about) {
    case 'analyze':
      return analyze
    case 'read':
      return read
    case 'serve':
      return serve
    default:
      return general
  }
}
