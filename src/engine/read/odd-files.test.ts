import { describe, expect, it } from 'vitest'
import { readTableText } from '../../../test/support/table-reading.ts'

interface Odd {
  readonly text: string
  readonly header?: readonly string[]
  readonly first: readonly string[]
  readonly rows: number
  readonly facts?: {
    readonly preambleLines?: number
    readonly headerRows?: number
    readonly footerLines?: number
    readonly tables?: number
    readonly delimiter?: string
    readonly quote?: string
    readonly faults?: number
  }
}

/** Files as shops, banks and offices write them. */
const files: Readonly<Record<string, Odd>> = {
  'a bank statement with twelve lines above': {
    text: '"Umsatzanzeige";"Datei erstellt am: 05.02.2024"\r\n;Letztes Update: aktuell\r\n\r\nIBAN;DE12 3456 7890\r\nKontoname;Girokonto\r\nSaldo;1.234,56;EUR\r\n\r\nSortierung;Datum absteigend\r\n\r\nIn der Datei finden Sie alle Umsätze.\r\n\r\nBuchung;Empfänger;Text;Saldo;Währung;Betrag;Währung\r\n05.02.2024;REWE;Einkauf;1.234,56;EUR;-23,45;EUR\r\n04.02.2024;Arbeitgeber;Lohn;1.258,01;EUR;2.500,00;EUR\r\n',
    header: ['Buchung', 'Empfänger', 'Text', 'Saldo', 'Währung', 'Betrag', 'Währung'],
    first: ['05.02.2024', 'REWE', 'Einkauf', '1.234,56', 'EUR', '-23,45', 'EUR'],
    rows: 2,
    facts: { preambleLines: 11, delimiter: ';' },
  },
  'balances below a blank line': {
    text: 'Kontonummer;12345\nVon;01.01.2024\n\nDatum;Text;Betrag\n01.01.2024;Miete;-800,00\n15.01.2024;Lohn;2000,00\n31.01.2024;Gebühr;-3,90\n\nAnfangssaldo;;100,00\nEndsaldo;;1296,10\n',
    header: ['Datum', 'Text', 'Betrag'],
    first: ['01.01.2024', 'Miete', '-800,00'],
    rows: 3,
    facts: { preambleLines: 3, footerLines: 2 },
  },
  'a report with groups above the header': {
    text: 'Sales report,,,,\nCreated: 2024-02-01,,,,\n,,,,\n,Q1,,Q2,\nRegion,Units,Revenue,Units,Revenue\nNorth,10,100.50,12,130.00\nSouth,5,50.25,7,77.00\nWest,1,10.25,2,17.00\n',
    header: ['Region', 'Q1 Units', 'Q1 Revenue', 'Q2 Units', 'Q2 Revenue'],
    first: ['North', '10', '100.50', '12', '130.00'],
    rows: 3,
    facts: { preambleLines: 3, headerRows: 2 },
  },
  'names below groups and a blank line': {
    text: 'Expenses,,,,\nDATES,PURPOSE,TRAVEL,,Total\n,,,,\n,,Air,Rail,\n13.04.12,Visit,,£135.70,135.7\n18.04.12,Talk,£20.00,£190.40,210.4\n20.04.12,Visit,,£77.40,77.4\n',
    header: ['DATES', 'PURPOSE', 'TRAVEL Air', 'TRAVEL Rail', 'Total'],
    first: ['13.04.12', 'Visit', '', '£135.70', '135.7'],
    rows: 3,
    facts: { headerRows: 2, preambleLines: 1 },
  },
  'years as columns': {
    text: 'Product,2019,2020,2021\nSofa,10,12,13\nLamp,100,90,95\nChair,5,8,9\n',
    header: ['Product', '2019', '2020', '2021'],
    first: ['Sofa', '10', '12', '13'],
    rows: 3,
  },
  'a few units below the header': {
    text: 'Order,Customer,Date,Pieces,Amount\n,,,pieces,EUR\nA-1,C1,2024-01-05,2,2.50\nA-2,C2,2024-01-06,1,3.50\nA-3,C1,2024-01-07,4,1.50\n',
    header: ['Order', 'Customer', 'Date', 'Pieces pieces', 'Amount EUR'],
    first: ['A-1', 'C1', '2024-01-05', '2', '2.50'],
    rows: 3,
    facts: { headerRows: 2 },
  },
  'pages, the header on each': {
    text: 'Order,Date,Amount\nA-1,2024-01-05,2.50\nA-2,2024-01-06,3.50\n\nPage 2\n\nOrder,Date,Amount\nA-3,2024-01-07,1.50\nA-4,2024-01-07,1.50\n\nPage 3\n\nOrder,Date,Amount\nA-5,2024-01-08,9.50\n',
    header: ['Order', 'Date', 'Amount'],
    first: ['A-1', '2024-01-05', '2.50'],
    rows: 7,
    facts: { tables: 1, faults: 2 },
  },
  'a file behind a file, with its byte order mark': {
    text: 'Order,Date,Amount\nA-1,2024-01-05,2.50\nA-2,2024-01-06,3.50\n\ufeffOrder,Date,Amount\nA-3,2024-01-07,1.50\nA-4,2024-01-08,1.50\n',
    header: ['Order', 'Date', 'Amount'],
    first: ['A-1', '2024-01-05', '2.50'],
    rows: 4,
    facts: { tables: 1, faults: 0 },
  },
  'a last order that starts like a total': {
    text: 'Order,Customer,Date,Product,Amount,Note\nA-1,C1,2024-01-05,Tea,2.50,x\nA-2,C2,2024-01-06,Jam,3.50,y\nA-3,C1,2024-01-07,Tea,2.50,z\nTotal-1,C2,2024-01-09,Pot,9.50,\n',
    header: ['Order', 'Customer', 'Date', 'Product', 'Amount', 'Note'],
    first: ['A-1', 'C1', '2024-01-05', 'Tea', '2.50', 'x'],
    rows: 4,
    facts: { footerLines: 0 },
  },
  'a last row whose quote does not close': {
    text: 'Order,Customer,Date,Product,Amount,Note\nA-1,C1,2024-01-05,Tea,2.50,x\nA-2,C2,2024-01-06,Jam,3.50,y\nA-3,C1,2024-01-07,Tea,2.50,z\nA-4,C2,2024-01-09,"Pot 2"" 9.50,x\n',
    header: ['Order', 'Customer', 'Date', 'Product', 'Amount', 'Note'],
    first: ['A-1', 'C1', '2024-01-05', 'Tea', '2.50', 'x'],
    rows: 4,
    facts: { footerLines: 0, faults: 1 },
  },
  'a small table under a title, then a large one': {
    text: 'Stock\nSKU,Stock\nA-1,4\nA-2,9\nB-7,0\n\nSales\nOrder,Customer,Date,Amount\nS-1,C1,2024-01-05,2.50\nS-2,C2,2024-01-06,3.50\nS-3,C1,2024-01-07,2.50\nS-4,C1,2024-01-08,4.50\n',
    header: ['Order', 'Customer', 'Date', 'Amount'],
    first: ['S-1', 'C1', '2024-01-05', '2.50'],
    rows: 4,
    facts: { tables: 2 },
  },
  'another table of as many columns right below': {
    text: 'Order,Customer,Date,Amount\nA-1,C1,2024-01-05,2.50\nA-2,C2,2024-01-06,3.50\nA-3,C1,2024-01-07,1.50\nCity,Street,Opened,Area\nUlm,High Street,2020-01-05,150\nGraz,Low Street,2021-01-06,80\n',
    header: ['Order', 'Customer', 'Date', 'Amount'],
    first: ['A-1', 'C1', '2024-01-05', '2.50'],
    rows: 3,
    facts: { tables: 2 },
  },
  'rows that are counted from 0, under no name': {
    text: 'Order,Customer,Date,Amount\n0,A-1,C1,2024-01-05,2.50\n1,A-2,C2,2024-01-06,3.50\n2,A-3,C1,2024-01-07,1.50\n',
    header: ['', 'Order', 'Customer', 'Date', 'Amount'],
    first: ['0', 'A-1', 'C1', '2024-01-05', '2.50'],
    rows: 3,
  },
  'a drawn table in a letter': {
    text: 'Hi Anna,\n\nhere they are:\n\n| Order | Date | Amount |\n|:---|---:|:---:|\n| A-1 | 2024-01-05 | 2.50 |\n| A-2 | 2024-01-06 | 3.50 |\n| A-3 | 2024-01-07 | 1.50 |\n\nBest,\nTom\n',
    header: ['Order', 'Date', 'Amount'],
    first: ['A-1', '2024-01-05', '2.50'],
    rows: 3,
    facts: { delimiter: '|' },
  },
  'units below the header': {
    text: 'Date,Amount,Weight\n,EUR,kg\n2024-01-05,2.50,10\n2024-01-06,3.50,12\n2024-01-07,1.50,9\n',
    header: ['Date', 'Amount EUR', 'Weight kg'],
    first: ['2024-01-05', '2.50', '10'],
    rows: 3,
    facts: { headerRows: 2 },
  },
  'a delimiter behind each row': {
    text: 'id,name,amount,\n1,Ann,2.50,\n2,Bob,3.50,\n3,Cem,4.50,\n',
    header: ['id', 'name', 'amount', ''],
    first: ['1', 'Ann', '2.50', ''],
    rows: 3,
  },
  'a header shorter than the rows': {
    text: 'id,name\n1,Ann,2.50\n2,Bob,3.50\n3,Cem,4.50\n4,Dan,1.00\n',
    header: ['id', 'name'],
    first: ['1', 'Ann', '2.50'],
    rows: 4,
  },
  'row numbers under no name': {
    text: ',name,amount\n0,Ann,2.5\n1,Bob,3.5\n2,Cem,4.5\n',
    header: ['', 'name', 'amount'],
    first: ['0', 'Ann', '2.5'],
    rows: 3,
  },
  'e-mails and nothing else': {
    text: 'ann@example.org\nbob@example.org\ncem@example.org\n',
    first: ['ann@example.org'],
    rows: 3,
    facts: { headerRows: 0 },
  },
  'one row and nothing else': { text: '1,Ann,2.50\n', first: ['1', 'Ann', '2.50'], rows: 1, facts: { headerRows: 0 } },
  'a line under the header and a count below': {
    text: 'id|name|amount\n--|----|------\n1|Ann|2.5\n2|Bob|3.5\n\n(2 rows affected)\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 2,
    facts: { delimiter: '|', footerLines: 1 },
  },
  'remarks above and in between': {
    text: '# exported by tool X\n# version 2\nid,name,amount\n1,Ann,2.5\n# a note in between\n2,Bob,3.5\n3,Cem,1.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { preambleLines: 2, faults: 0 },
  },
  'a column called #': {
    text: '#,Name,Qty\n1,Ann,2\n2,Bob,3\n',
    header: ['#', 'Name', 'Qty'],
    first: ['1', 'Ann', '2'],
    rows: 2,
  },
  'columns that stand apart by two blanks or more': {
    text: 'Name      Qty   Price\nAnn Lee     2    3.50\nBob         3    4.50\nCem Kaya    1   10.00\n',
    header: ['Name', 'Qty', 'Price'],
    first: ['Ann Lee', '2', '3.50'],
    rows: 3,
    facts: { delimiter: '  ' },
  },
  colons: {
    text: 'id:name:qty\n1:Ann:2\n2:Bob:3\n',
    header: ['id', 'name', 'qty'],
    first: ['1', 'Ann', '2'],
    rows: 2,
    facts: { delimiter: ':' },
  },
  'a comma and a blank': {
    text: 'id, name, amount\n1, Ann Lee, 2.5\n2, "Bob, Jr.", 3.5\n3, Cem, 4.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann Lee', '2.5'],
    rows: 3,
    facts: { delimiter: ', ' },
  },
  apostrophes: {
    text: "id;name;city\n1;'O''Brien';'New; York'\n2;'Smith';'Rome'\n3;'Lee';'Paris; FR'\n",
    header: ['id', 'name', 'city'],
    first: ['1', "O'Brien", 'New; York'],
    rows: 3,
    facts: { quote: "'" },
  },
  'a backslash before quotes': {
    text: 'id,text,qty\n1,"say \\"hi\\", ok",2\n2,"path C:\\\\x",3\n3,"plain",4\n',
    header: ['id', 'text', 'qty'],
    first: ['1', 'say "hi", ok', '2'],
    rows: 3,
    facts: { faults: 0 },
  },
  'inches in cells': {
    text: 'sku,description,price\nA1,Board 10" x 5",2.50\nA2,"Board 12"" x 6""",3.50\nA3,Pipe 3",1.50\n',
    header: ['sku', 'description', 'price'],
    first: ['A1', 'Board 10" x 5"', '2.50'],
    rows: 3,
    facts: { faults: 2 },
  },
  'two tables with titles': {
    text: 'Table 1: Sales\nMonth,Revenue\nJan,100\nFeb,200\nMar,300\n\nTable 2: Returns\nMonth,Count,Reason\nJan,1,broken\nFeb,2,late\n',
    header: ['Month', 'Revenue'],
    first: ['Jan', '100'],
    rows: 3,
    facts: { tables: 2, preambleLines: 1 },
  },
  'blank lines between the rows': {
    text: 'id,name,amount\n\n1,Ann,2.5\n\n2,Bob,3.5\n\n\n\n3,Cem,4.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { tables: 1 },
  },
  'a source below a blank line': {
    text: 'Country,Value\nDE,10\nFR,20\nTR,30\n\nSource: Eurostat, 2024\nNote: values in millions\n',
    header: ['Country', 'Value'],
    first: ['DE', '10'],
    rows: 3,
    facts: { footerLines: 2 },
  },
  'a group over every column, all text': {
    text: 'General,General,Detail,Detail\ncountry,capital,language,motto\nFrance,Paris,French,Unity\nPeru,Lima,Spanish,Peace\n',
    header: ['General country', 'General capital', 'Detail language', 'Detail motto'],
    first: ['France', 'Paris', 'French', 'Unity'],
    rows: 2,
    facts: { headerRows: 2 },
  },
  'units below names, all text': {
    text: 'country,capital,motto\n(short),(largest),(in English)\nFrance,Paris,Unity\nPeru,Lima,Peace\n',
    header: ['country (short)', 'capital (largest)', 'motto (in English)'],
    first: ['France', 'Paris', 'Unity'],
    rows: 2,
    facts: { headerRows: 2 },
  },
  'values that are words of headers': {
    text: 'active,pending,closed\nyes,no,no\nno,yes,no\nno,no,yes\nyes,yes,no\nno,no,no\n',
    header: ['active', 'pending', 'closed'],
    first: ['yes', 'no', 'no'],
    rows: 5,
    facts: { preambleLines: 0 },
  },
  'a short table of text above one with known names': {
    text: 'country,capital,motto\nFrance,Paris,Unity\nPeru,Lima,Peace\nChad,Ndjamena,Work\nItaly,Rome,none\n\ncode,label,total\nX1,first,7\nX2,second,14\n',
    header: ['country', 'capital', 'motto'],
    first: ['France', 'Paris', 'Unity'],
    rows: 4,
    facts: { tables: 2, preambleLines: 0 },
  },
  'a header in other quotes than the rows': {
    text: "'id','name','amount'\n1,\"Ann, Lee\",2.5\n2,Bob,3.5\n",
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann, Lee', '2.5'],
    rows: 2,
  },
  'a header with blanks behind its commas': {
    text: 'id, name, amount\n1,Ann,2.5\n2,Bob,3.5\n3,Cem,4.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { delimiter: ',' },
  },
  'a header cut at blanks, with a quoted name': {
    text: 'id "full name" city amount\n1,Ann,Rome,2.5\n2,Bob,Oslo,3.5\n3,Cem,Bonn,4.5\n',
    header: ['id', 'full name', 'city', 'amount'],
    first: ['1', 'Ann', 'Rome', '2.5'],
    rows: 3,
  },
  'a last row whose quote never closes is no remark': {
    text: 'id,name,amount\n1,Ann,2.5\n2,Bob,3.5\n"3,Cem,4.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { footerLines: 0, faults: 1 },
  },
  'a last row with another delimiter is no remark': {
    text: 'id,name,amount\n1,Ann,2.5\n2,Bob,3.5\n3;Cem;4.5\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { footerLines: 0, faults: 1 },
  },
  'a line above with more cells than the table, as DATEV writes it': {
    text: '"EXTF";700;21;"Buchungsstapel";9;20230101;;"RE"\n"Umsatz";"Konto";"Datum";"Text"\n8,41;10112;0901;"Tee"\n9,41;10113;1001;"Mug"\n',
    header: ['Umsatz', 'Konto', 'Datum', 'Text'],
    first: ['8,41', '10112', '0901', 'Tee'],
    rows: 2,
    facts: { preambleLines: 1 },
  },
  'delimiters at the end of the rows alone': {
    text: 'id,name,amount\n1,Ann,2.5,\n2,Bob,3.5,\n3,Cem,4.5,\n',
    header: ['id', 'name', 'amount'],
    first: ['1', 'Ann', '2.5'],
    rows: 3,
    facts: { faults: 0 },
  },
  'numbers of rows without a name, as R writes them': {
    text: '"order","name","amount"\n"1",7,"Ann",2.5\n"2",8,"Bob",3.5\n"3",9,"Cem",4.5\n',
    header: ['', 'order', 'name', 'amount'],
    first: ['1', '7', 'Ann', '2.5'],
    rows: 3,
    facts: { faults: 0 },
  },
  'colons between words': {
    text: `name:city:state\n${['Ann', 'Bob', 'Cem', 'Dora', 'Eli', 'Finn', 'Gus', 'Hans'].map((name) => `${name}:Rome:open\n`).join('')}`,
    header: ['name', 'city', 'state'],
    first: ['Ann', 'Rome', 'open'],
    rows: 8,
    facts: { delimiter: ':' },
  },
  'blanks between words, some of them quoted': {
    text: 'name city motto\nFrance Paris "Liberty, equality"\nPeru Lima none\nChad Ndjamena "Unity, work"\n',
    header: ['name', 'city', 'motto'],
    first: ['France', 'Paris', 'Liberty, equality'],
    rows: 3,
    facts: { delimiter: ' ' },
  },
  'text in every column': {
    text: 'country,capital,continent\nGermany,Berlin,Europe\nJapan,Tokyo,Asia\nTurkey,Ankara,Asia\n',
    header: ['country', 'capital', 'continent'],
    first: ['Germany', 'Berlin', 'Europe'],
    rows: 3,
  },
}

describe('odd files', () => {
  it.each(Object.entries(files))('%s', (_, { text, header, first, rows, facts = {} }) => {
    const read = readTableText(text)
    const { faults, tables, ...own } = facts
    const body = header === undefined ? read.rows : read.rows.slice(1)
    expect([header === undefined ? undefined : read.rows[0], body[0], body.length]).toEqual([header, first, rows])
    expect(read.inspection).toMatchObject(own)
    if (faults !== undefined) expect(read.rejected).toHaveLength(faults)
    if (tables !== undefined) expect(read.inspection.tables).toHaveLength(tables)
  })

  it('one row alone with other quotes, blanks behind its commas, or its last quote open', () => {
    const rows = [
      '1,"Ann, Lee",2.5',
      "'2','Bob, Roe','3.5'",
      "'3','Cem','4.5'",
      '4, "Dora, Fox", 5.5',
      '5, Eli, 6.5',
      '6,Gus,"7.5, net',
    ]
    const { rows: read, rejected } = readTableText(
      `id,name,amount\n${'0,"Ann, Lee",2.5\n'.repeat(12)}${rows.join('\n')}\n${'7,Hal,8.5\n'.repeat(20)}`,
    )
    expect(read.slice(13, 19)).toEqual([
      ['1', 'Ann, Lee', '2.5'],
      ['2', 'Bob, Roe', '3.5'],
      ['3', 'Cem', '4.5'],
      ['4', 'Dora, Fox', '5.5'],
      ['5', 'Eli', '6.5'],
      ['6', 'Gus', '7.5, net'],
    ])
    expect(rejected.map(({ line }) => line)).toEqual([15, 17, 19])
  })

  it('double quotes are letters where single ones quote', () => {
    const { rows } = readTableText(`id,name,amount\n1,'Ann, Lee',2.5\n2,15" screen,3.5\n3,"x",1\n4,'Bob, Roe',1\n`)
    expect(rows.slice(2, 4)).toEqual([
      ['2', '15" screen', '3.5'],
      ['3', '"x"', '1'],
    ])
  })

  it('a row with one delimiter too many is not cut at its blanks', () => {
    const line = '1,,a b c d,2'
    const { rows } = readTableText(`id,text,amount\n${'0,x y z,1\n'.repeat(5)}${line}\n`)
    expect(rows.at(-1)).toEqual(['1', '', 'a b c d', '2'])
  })

  it('the second table is read where it is asked for', () => {
    const { rows } = readTableText(files['two tables with titles']!.text, { table: 2 })
    expect(rows).toEqual([
      ['Month', 'Count', 'Reason'],
      ['Jan', '1', 'broken'],
      ['Feb', '2', 'late'],
    ])
  })
})
