/** What a campaign proves and what it does not, and how that was found. */
export const upliftMessages = {
  'uplift.problem.one_group':
    'The file knows {groups:plural:one group|# groups}; without a second one, that was treated differently, nothing can be compared.',
  'uplift.problem.no_outcome': 'No column says in numbers what came of the campaign.',
  'uplift.verdict.effect': 'The treatment works: the whole interval of its average effect lies above zero.',
  'uplift.verdict.harm': 'The treatment does harm: the whole interval of its average effect lies below zero.',
  'uplift.verdict.no_effect': 'No effect proven: the interval of the average effect contains zero.',
  'uplift.verdict.targeting':
    'The scores tell who is moved more: on people the model had not seen, the whole 99 % interval of the Qini area lies above the random line.',
  'uplift.verdict.no_targeting':
    'Not proven that the scores tell who is moved more: the 99 % interval of the Qini area contains the random line. Choosing by them may be no better than choosing by lot.',
  'uplift.note.own_columns':
    'Learned from the columns of the campaign alone. Without a date and a customer number that is known, orders cannot take part: what was bought because of the campaign would leak into what predicts it.',
  'uplift.note.orders_before':
    'Learned from the columns of the campaign and from what each person had bought up to the day before it.',
  'uplift.note.left_out': '{column} was left out: it has too many different values.',
  'uplift.profit.nobody': 'At this cost and margin no share pays: mailing nobody is best.',
  'uplift.profit.unproven': 'Not proven to pay: the interval of the profit at the best share contains zero.',
  'uplift.profit.everybody': 'Mailing everybody is best at this cost and margin; choosing would lose profit.',
  'uplift.profit.over_everybody':
    'Mailing the best share alone brings more than mailing everybody; the whole interval of the gain lies above zero.',
  'uplift.profit.over_nobody':
    'Mailing the best share brings more than mailing nobody, and mailing everybody would cost more than it brings.',
  'uplift.profit.no_better_than_everybody':
    'The best share is not proven to bring more than mailing everybody: the interval of the gain contains zero.',
  'uplift.profit.no_better_than_nobody':
    'The best share is not proven to bring more than mailing nobody: the interval of the gain contains zero.',
} as const
