/** Why a score is there or not, and what is to be known of it. */
export const predictionMessages = {
  'predict.buying.few_repeaters':
    '{customers:plural:One customer|# customers} bought on more than one day; the model needs at least {least:int} to tell waiting from leaving.',
  'predict.buying.few_spenders':
    'Only {customers:plural:one customer has|# customers have} an amount to learn from; the model needs at least {least:int}.',
  'predict.buying.few_repeat_spend':
    'Not used: {customers:plural:one customer|# customers} bought on more than one day, and it takes {least:int} to tell how far the amounts of one customer vary.',
  'predict.buying.no_dropout':
    'Not used: by this model practically nobody ever leaves, so the data do not tell a customer who left from one who waits. It happens with short histories and steady buyers.',
  'predict.buying.not_converged': 'Not used: the likelihood has no clear maximum on these data.',
  'predict.buying.no_mean': 'Not used: amounts differ so wildly between customers that their average has no limit.',
  'predict.churn.short_history':
    'No score: the data cover {days:plural:one day|# days}. To learn from one stretch of time, choose on a second and check on a third, a horizon of {horizon:int} days needs about {needed:int}.',
  'predict.churn.few_customers':
    'No score: of {customers:plural:one customer|# customers} known before {from}, {silent:int} bought nothing until {to}. At least {least:int} with and {least:int} without a purchase are needed to tell them apart.',

  'predict.value.too_short':
    'Not enough data: expected spend is learnt from one stretch of time, chosen by a second and judged on a third. The history of {days:plural:one day|# days} is too short for three; it takes about {least:int} days.',
  'predict.value.few_customers':
    'Not enough data: {customers:plural:one customer was|# customers were} known when the second stretch began and {buyers:plural:one|#} of them bought in it; it takes {least:int} and {leastBuyers:int}.',
  'predict.value.few_to_learn_from':
    'Not used: {customers:plural:one customer|# customers} with known outcomes, and it takes {least:int} who spend something.',
  'predict.value.no_season':
    'The data cover less than a year, so seasons are not known: a year is expected to go on like the last stretch of it.',
  'predict.value.no_model': 'No model of spend holds on these data, so nobody gets an expected value.',
  'predict.reason.recency.up':
    'Last bought {value:int} days ago; usual are {usual:int}: raises the probability by {points:num} points.',
  'predict.reason.recency.down':
    'Last bought {value:int} days ago; usual are {usual:int}: lowers the probability by {points:num} points.',
  'predict.reason.purchase_days.up':
    'Bought on {value:plural:one day|# days}; usual are {usual:num}: raises the probability by {points:num} points.',
  'predict.reason.purchase_days.down':
    'Bought on {value:plural:one day|# days}; usual are {usual:num}: lowers the probability by {points:num} points.',
  'predict.reason.spend.up':
    'Spent {value:money} so far; usual are {usual:money}: raises the probability by {points:num} points.',
  'predict.reason.spend.down':
    'Spent {value:money} so far; usual are {usual:money}: lowers the probability by {points:num} points.',
  'predict.reason.tenure.up':
    'First bought {value:int} days ago; usual are {usual:int}: raises the probability by {points:num} points.',
  'predict.reason.tenure.down':
    'First bought {value:int} days ago; usual are {usual:int}: lowers the probability by {points:num} points.',
  'predict.reason.basket.up':
    'Spends {value:money} on a day of purchase; usual are {usual:money}: raises the probability by {points:num} points.',
  'predict.reason.basket.down':
    'Spends {value:money} on a day of purchase; usual are {usual:money}: lowers the probability by {points:num} points.',
  'predict.reason.gap.up':
    '{value:int} days between purchases; usual are {usual:int}: raises the probability by {points:num} points.',
  'predict.reason.gap.down':
    '{value:int} days between purchases; usual are {usual:int}: lowers the probability by {points:num} points.',
  'predict.reason.recent_days.up':
    'Bought on {value:plural:one day|# days} of the last 90; usual are {usual:num}: raises the probability by {points:num} points.',
  'predict.reason.recent_days.down':
    'Bought on {value:plural:one day|# days} of the last 90; usual are {usual:num}: lowers the probability by {points:num} points.',
  'predict.reason.return_share.up':
    'Gave back {value:num} % of what was bought; usual are {usual:num} %: raises the probability by {points:num} points.',
  'predict.reason.return_share.down':
    'Gave back {value:num} % of what was bought; usual are {usual:num} %: lowers the probability by {points:num} points.',
} as const
