/** Texts of the overview. */
export const overview = {
  'overview.sentence.brought': '{customers} brought {revenue}.',
  'overview.sentence.customers': '{n:plural:One customer|# customers}',
  'overview.sentence.top': '{share} of them bring 80 %.',
  'overview.sentence.once': '{once} bought once.',
  'overview.sentence.everyoneOnce': '{once} bought once only.',
  'overview.sentence.all': 'All of them',
  'overview.sentence.neverOnce': 'Everyone bought more than once.',
  'overview.sentence.negative': 'Returns outweigh purchases.',
  'overview.period': '{from} to {to}',

  'overview.figure.revenue': 'Revenue, net of returns',
  'overview.figure.revenueDetail': '{gross} before returns',
  'overview.figure.customers': 'Customers',
  'overview.figure.customersDetail': '{n:plural:one without a purchase|# without a purchase}',
  'overview.figure.orders': 'Orders',
  'overview.figure.ordersDetail': '{n:num} for each buyer',
  'overview.figure.average': 'Average order',
  'overview.figure.averageDetail': 'Purchases ÷ orders, before returns',
  'overview.figure.change': '{change} {span}',
  'overview.figure.changeSpan': '{from}–{to} on the three months before',
  'overview.figure.newCustomers': '{change} new ones {from}–{to}',
  'overview.revenue.why':
    'Purchases less returns of every customer. Customers who only returned things are in it; in the sentence above only those who bought are.',
  'overview.revenue.gross': 'Purchases',
  'overview.revenue.returns': 'Returns',
  'overview.revenue.net': 'Net',
  'overview.revenue.buyers': 'Net of customers with a purchase',
  'overview.revenue.without': 'Rows without a customer, not counted',

  'overview.lorenz.title': 'The top {share} of customers bring half of the revenue',
  'overview.lorenz.flat': 'Revenue is spread evenly over customers',

  'overview.rfm.title': '{name} are {customers} of customers and {revenue} of revenue',
  'overview.rfm.subtitle':
    'Each field: customers with that recency and frequency score, coloured by their share of revenue. Click one to see them.',
  'overview.rfm.none': 'Nobody has a score',

  'overview.months.best': '{month} was the best month: {revenue}',
  'overview.months.one': '{month}: {revenue}',
  'overview.months.partial': '{month} runs to {day} only.',

  'overview.cohorts.title': '{share} of new customers buy again in the month after their first order',
  'overview.cohorts.none': 'How many buy again, by the month of their first order',
  'overview.cohorts.subtitle': 'Average over {n:plural:one month|# months} of first orders, weighted by customers.',

  'overview.abc.title': 'Who brings the money',
  'overview.abc.A': 'Bring the first 80 % of revenue',
  'overview.abc.B': 'Bring the next 15 %',
  'overview.abc.C': 'Bring the last 5 %',
  'overview.abc.why':
    'Customers sorted by net spend, best first. A: the share of revenue before her is below 80 %. B: below 95 %. C: the rest. Equal spends share a class; who spent nothing on balance is in C.',
  'overview.abc.none': 'No classes: nobody spent anything on balance.',
  'overview.abc.row': '{n:plural:one customer|# customers}',

  'overview.returns.title': 'Returns',
  'overview.returns.rate': 'of rows are returns',
  'overview.returns.money': '{amount} given back, {share} of purchases',
  'overview.returns.none': 'The data holds no returns.',

  'overview.rows.title': 'Where these numbers come from',
  'overview.rows.read': 'Rows read',
  'overview.rows.accepted': 'Used',
  'overview.rows.without': 'Without a customer',
  'overview.rows.rejected': 'Could not be read',
  'overview.rows.dates': 'Orders from {from} to {to}; everything is measured from {asOf}.',
  'overview.rows.withoutRevenue': '{amount} of revenue',
  'overview.rows.open': 'Open Import',
  'overview.notes.title': 'Worth knowing',
} as const
