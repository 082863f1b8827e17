/** Texts of what the data leave open and only the person can say. */
export const questions = {
  'question.title': 'What only you can say',
  'question.currency.title': '{rows:plural:One row is|# rows are} in {currency}',
  'question.currency.open':
    'Held back until you give a rate, or leave them out: amounts in two currencies are never added up. From {files}.',
  'question.currency.rate': 'Counted at 1 {currency} = {rate} {own}.',
  'question.currency.leftOut': 'Left out. They are kept, and a rate brings them back.',
  'question.currency.field': '{own} for 1 {currency}',
  'question.currency.use': 'Use this rate',
  'question.currency.leave': 'Leave them out',
  'question.currency.wrong': 'A number such as 0.8573 or 0,8573',
  'question.currency.done': 'Rows in {currency} are counted at {rate}.',
  'question.currency.left': 'Rows in {currency} are left out.',
  'question.people.title':
    '{groups:plural:One e-mail address stands|# e-mail addresses stand} at {customers:int} customer numbers',
  'question.people.open':
    'A guest checkout or a new account often makes two customers of one person. Nobody is merged unless you say so, and it can be split again.',
  'question.people.merged': '{n:int} of them are counted as one person each.',
  'question.people.shared':
    '{n:plural:One address is|# addresses are} shared by more than ten numbers, such as a till’s, and not merged with the rest.',
  'question.people.all': 'Merge all of them',
  'question.people.none': 'Split all of them',
  'question.people.look': 'Look at each',
  'question.people.done.all': 'People with the same e-mail address are counted as one.',
  'question.people.done.none': 'Every customer number is a customer again.',
  'question.people.drawer': 'One person or several?',
  'question.people.drawer.subtitle': 'Customer numbers that share an e-mail address, highest spend first',
  'question.people.one': 'Count as one person',
  'question.people.more': 'Show more',
  'question.people.id': 'Number',
  'question.people.orders': 'Orders',
  'question.people.spend': 'Spent',
  'question.people.last': 'Last order',
  'question.people.ids.more': 'and {n:int} more',
  'question.exclusions.title': '{n:plural:One thing looks|# things look} like postage, fees, tests or wholesale',
  'question.exclusions.line': '{reason} {rows:plural:One row|# rows}.',
  'question.exclusions.text': 'They count until you leave them out; nothing is deleted.',
  'question.exclusions.done': 'Left out: {rule}.',
  'question.exclusions.drawer': 'What should not count?',
  'question.exclusions.drawer.subtitle': 'Suggested from the data; the rules stand in the settings',
  'question.exclusions.look': 'Look at each',
  'question.reversals.title':
    '{pairs:plural:One cancellation reverses|# cancellations reverse} an earlier purchase, {amount:money} in all',
  'question.reversals.top':
    '{n:plural:One of your|# of your} top {top:int} buyers {n:plural:rests|rest} on what was cancelled: {names}.',
  'question.reversals.look': 'Look at each',
  'question.reversals.about': 'Each purchase, and below it the cancellation that reverses it; the largest first',
  'question.reversals.text':
    'Same customer, same goods, same amount. Net spend is right either way; taken out, they no longer count as orders, returns or last purchases.',
  'question.reversals.switch': 'Take both out',
  'question.reversals.on': 'Purchases and the cancellations that reverse them are taken out.',
  'question.reversals.off': 'Cancelled purchases count as purchases and returns.',
} as const
