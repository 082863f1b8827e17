/** Why two customers are alike: `own` is the one looked at, `other` the one like her. */
export const similarMessages = {
  'similar.goods': 'Both buy {item}, {own:int} and {other:int} times; {share:pct} of customers do.',
  'similar.goods_more':
    'Both buy {item}, {own:int} and {other:int} times; {share:pct} of customers do. They share {common:int} goods in all.',
  'similar.recency': 'Last order {own:int} and {other:int} days ago; half of all customers within {usual:int}.',
  'similar.frequency': '{own:int} and {other:int} orders; half of all customers have at most {usual:int}.',
  'similar.monetary': 'Net spend of {own:about} and {other:about}; half of all customers at most {usual:about}.',
  'similar.basket': '{own:about} and {other:about} an order; half of all customers at most {usual:about}.',
  'similar.tenure': 'First order {own:int} and {other:int} days ago; half of all customers within {usual:int}.',
  'similar.gap': '{own:int} and {other:int} days between orders; half of all customers at most {usual:int}.',
  'similar.returns': '{own:pct} and {other:pct} of their lines come back; usual is {usual:pct}.',
  'similar.momentum': '{own:pct} and {other:pct} of the year’s spend in the last three months; usual is {usual:pct}.',
  'similar.attribute': 'Both have {attribute} {value}; {share:pct} of customers do.',
} as const
