/** Texts of the first run. */
export const firstRun = {
  'firstRun.title': 'Drop a spreadsheet of orders and see who your best customers are.',
  'firstRun.text': 'Scores, segments and persona cards you can print, in a few seconds.',
  'firstRun.drop': 'Drop a file here',
  'firstRun.formats': 'CSV, TSV, XLSX, XLS, ODS or JSON, as your shop exports it',
  'firstRun.choose': 'Choose files',
  'firstRun.sample': 'Try it with sample data',
  'firstRun.sample.about': 'A real online shop from the UCI repository (Online Retail, CC BY 4.0). It works offline.',
  'firstRun.sample.running': 'Preparing the sample',
  'firstRun.sample.failed': 'The sample could not be opened',
  'firstRun.promise': 'Nothing leaves this machine. No account, no upload, no tracking.',
} as const
