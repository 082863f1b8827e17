const missingScores = (name: string, what: string) =>
  `${name} knows only the scores {known}: too many customers have the same ${what}, so {missing} cannot occur. Limits of your own, set beside the RFM segments, tell them apart where they help.`

/** Warnings of an analysis, reasons for k, suggestions of what to leave out. */
export const analysisMessages = {
  'analysis.future_rows':
    '{rows:plural:One row is|# rows are} dated after today ({today:date}). They were kept and take no part in any figure.',
  'analysis.rows_after': '{rows:plural:One row is|# rows are} dated after {asOf:date} and take no part in any figure.',
  'analysis.one_customer':
    'There is one customer with a purchase: scores and clusters compare customers, so they say little here.',
  'analysis.one_day':
    'All orders are of one day, {day:date}. Who comes back and who slips away cannot be told from a single day: the names of the segments rest on the orders and the spend of that day alone. A file of some months tells.',
  'analysis.one_time_buyers':
    '{customers:int} customers ({share:pct}) bought once. Frequency tells them apart poorly; recency and spend carry the picture.',
  'analysis.constant.r':
    'All customers bought last on the same day, so recency cannot tell them apart: everyone gets the score {score}.',
  'analysis.constant.f':
    'All customers have the same number of orders, so frequency cannot tell them apart: everyone gets the score {score}.',
  'analysis.constant.m':
    'All customers spent the same, so spend cannot tell them apart: everyone gets the score {score}.',
  'analysis.missing_scores.r': missingScores('Recency', 'recency'),
  'analysis.missing_scores.f': missingScores('Frequency', 'number of orders'),
  'analysis.missing_scores.m': missingScores('Spend', 'spend'),
  'analysis.no_revenue':
    'Returns outweigh purchases, so shares of revenue cannot be given: they are shown as 0.00, and there are no ABC classes where nobody has a positive sum.',
  'analysis.negative_customers':
    '{customers:plural:One customer has|# customers have} returned more than they bought in the chosen time: their spend is negative.',
  'analysis.no_churn': 'churn_score, churn_risk and persona_group stay empty in exports: nobody has a churn score.',
  'analysis.no_value': 'clv stays empty in exports: nobody has an expected value.',
  'analysis.no_uplift':
    'uplift_score stays empty in exports: it takes a campaign file in which some people were left alone on purpose.',
  'analysis.rows_rejected':
    '{rows:plural:One row|# rows} of {file} could not be read and {rows:plural:takes|take} no part. The import screen shows each with its reason.',
  'analysis.rows_rejected.cli':
    '{rows:plural:One row|# rows} of {file} could not be read and {rows:plural:takes|take} no part. rejected.csv lists each with its reason.',

  'analysis.people_open':
    '{groups:plural:One e-mail address stands|# e-mail addresses stand} at {customers:plural:one customer|# customers}: each counts on its own. --merge-people counts those with one address as one person.',
  'analysis.reversals_open':
    '{pairs:plural:One cancellation takes|# cancellations take} back an earlier purchase ({amount:exact} in all): both count. --net-reversals leaves both out.',
  'analysis.reversals_top':
    '{pairs:plural:One cancellation takes|# cancellations take} back an earlier purchase ({amount:exact} in all): both count, and {names} would be among the best buyers only for what was taken back. --net-reversals leaves both out.',

  'import.same_file':
    'The same file was imported before as {before}: its orders now count twice. Switch one of the two off on the import screen.',
  'import.same_file.cli': 'The same file was read before as {before}: its orders now count twice. Name it once.',
  'analysis.repeated_lines':
    '{file}: {rows:plural:1 line is|# lines are} equal to another line of the same order, and counted.',
  'analysis.known_lines':
    '{file}: {rows:plural:1 line|# lines} of {orders:plural:1 order|# orders} {rows:plural:stands|stand} in an earlier file too, and {rows:plural:is|are} counted twice.',
  'analysis.rows_held_back':
    '{rows:plural:1 row is|# rows are} in {currency}, not in {project}, and {rows:plural:takes|take} no part without a rate: amounts in two currencies are never added up.',
  'import.other_currency':
    '{file} is in {currency}, the project in {project}. Its rows are kept and count once you give a rate; amounts in two currencies are never added up without one.',

  'exclusion.postage': '{value} is a postage line, not something people buy.',
  'exclusion.fees': '{value} is a fee or charge, not something people buy.',
  'exclusion.manual': '{value} is a manual adjustment.',
  'exclusion.discount': '{value} is a discount booked as a line.',
  'exclusion.test': '{value} looks like a test article.',
  'exclusion.test_account': '{value} looks like a test account.',
  'exclusion.wholesale':
    '{value} alone brings {share:pct} of the revenue and spends {times:num} times as much as the median customer: perhaps a wholesale account.',
  'cluster.fewer_than_asked':
    '{k:int} groups were asked for, but the customers are so alike that only {clusters:plural:one group is|# groups are} possible.',
  'cluster.few_distinct':
    'There are only {largest:int} different kinds of customers by these figures, so at most {largest:int} groups were tried instead of {max:int}.',
  'cluster.all_alike': 'All {customers:int} customers are alike by these figures, so there is only one group.',
  'cluster.constant_feature': 'Left out of the grouping: {feature}, because it is the same for every customer.',
  'cluster.reason_alike': '1 group: all customers are alike by these figures.',
  'cluster.reason_one_customer': '1 group: there is only one customer.',
  'cluster.reason_range': '{k:plural:1 group|# groups}: no larger number was tried.',
  'cluster.reason_two': '2 groups: the customers are too alike for a third.',
  'cluster.reason_best_agree':
    '{k:int} groups: of 3 and more they stand apart best (silhouette {silhouette:num}), and the inertia curve bends there too.',
  'cluster.reason_best_differ':
    '{k:int} groups: of 3 and more they stand apart best (silhouette {silhouette:num}). The inertia curve bends at {knee:int}, so {knee:int} is worth a look.',
  'cluster.reason_best_no_knee':
    '{k:int} groups: of 3 and more they stand apart best (silhouette {silhouette:num}). The inertia curve has no clear bend.',
  'cluster.reason_simpler_agree':
    '{k:int} groups: {best:int} stand apart hardly better (silhouette {bestSilhouette:num} against {silhouette:num}), and fewer groups are easier to work with. The inertia curve bends at {k:int} too.',
  'cluster.reason_simpler_differ':
    '{k:int} groups: {best:int} stand apart hardly better (silhouette {bestSilhouette:num} against {silhouette:num}), and fewer groups are easier to work with. The inertia curve bends at {knee:int}, so {knee:int} is worth a look.',
  'cluster.reason_simpler_no_knee':
    '{k:int} groups: {best:int} stand apart hardly better (silhouette {bestSilhouette:num} against {silhouette:num}), and fewer groups are easier to work with. The inertia curve has no clear bend.',
} as const
