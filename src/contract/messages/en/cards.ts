/** Persona cards: `card.<part>.<position>`; `card.why.*` name the number that triggered a sentence. */
export const cardMessages = {
  // One line: who these people are.
  'card.portrait.best':
    'Your best customers: {orders:num} {orders:plural:order|orders} each, half of them back within {days:plural:the last day|the last # days}.',
  'card.portrait.growing':
    'Regulars on the way up: {orders:num} {orders:plural:order|orders} and {spend:about} each so far.',
  'card.portrait.new':
    'Newcomers: half of them bought within {days:plural:the last day|the last # days}, {orders:num} {orders:plural:order|orders} each so far.',
  'card.portrait.new.once':
    'Newcomers with one order behind them; half of them bought within {days:plural:the last day|the last # days}.',
  'card.portrait.slipping':
    'Customers growing quiet: {orders:num} {orders:plural:order|orders} each, the last one typically {days:plural:a day|# days} ago.',
  'card.portrait.slipping.once': 'Bought once, typically {days:plural:a day|# days} ago, and not yet again.',
  'card.portrait.atRisk':
    'Good customers about to leave: {orders:num} {orders:plural:order|orders} and {spend:about} each, silent for about {months:plural:a month|# months}.',
  'card.portrait.dormant': 'Long gone quiet: the last order is typically {months:plural:a month|# months} old.',
  'card.portrait.dormant.once':
    'Came once and stayed away: the last order is typically {months:plural:a month|# months} old.',
  'card.portrait.everyone':
    '{customers:plural:One customer|# customers} in a single group: {orders:num} {orders:plural:order|orders} and {spend:about} each.',
  'card.portrait.negative': '{customers:plural:One customer|# customers} whose returns outweigh what they bought.',

  // Why these people are together.
  'card.together.weight.more':
    '{customers:plural:One customer|# customers}, {ofCustomers:pct} of all, {customers:plural:brings|bring} {ofRevenue:pct} of revenue: {ratio:num} times their share.',
  'card.together.weight.even':
    '{customers:plural:One customer|# customers}, {ofCustomers:pct} of all, {customers:plural:brings|bring} {ofRevenue:pct} of revenue.',
  'card.together.weight.less':
    '{customers:plural:One customer|# customers}, {ofCustomers:pct} of all, {customers:plural:brings|bring} only {ofRevenue:pct} of revenue.',
  'card.together.weight.none':
    '{customers:plural:One customer|# customers}, {ofCustomers:pct} of all, {customers:plural:brings|bring} no revenue on balance.',
  'card.together.everyone':
    '{customers:plural:There is one customer|All # customers stand together}: the figures set no smaller group apart.',
  'card.together.recency.low':
    'They bought lately: {mean:int} days since the last order on average, against {overall:int} for everyone.',
  'card.together.recency.high':
    'They have been away: {mean:int} days since the last order on average, against {overall:int} for everyone.',
  'card.together.frequency.high':
    'They come often: {mean:num} {mean:plural:order|orders} each, against {overall:num} for everyone.',
  'card.together.frequency.low':
    'They come rarely: {mean:num} {mean:plural:order|orders} each, against {overall:num} for everyone.',
  'card.together.monetary.high': 'They spend more: {mean:about} each, against {overall:about} for everyone.',
  'card.together.monetary.low': 'They spend less: {mean:about} each, against {overall:about} for everyone.',
  'card.together.attribute.high': 'Their {feature} is higher: {mean:num}, against {overall:num} for everyone.',
  'card.together.attribute.low': 'Their {feature} is lower: {mean:num}, against {overall:num} for everyone.',
  'card.together.alike': 'No single figure sets them clearly apart from the average customer.',
  'card.together.category': 'They buy “{category}” {lift:num} times as often as everyone.',
  'card.together.returns':
    'They send back more: {rate:pct} of their rows are returns, against {overall:pct} for everyone.',

  // What to do next, with an estimate from the data.
  'card.action.silent.best':
    'Write to the quiet ones first: {n:plural:one of your best customers|# of your best customers} who spent {spent:about} {inYear:plural:in the last 12 months|in total} {n:plural:has|have} been silent for {months:plural:a month|# months}.',
  'card.action.silent.slipping':
    'Remind them before they forget you: {n:plural:one customer|# customers} who spent {spent:about} {inYear:plural:in the last 12 months|in total} {n:plural:has|have} been silent for {months:plural:a month|# months}.',
  'card.action.silent.atRisk':
    'Win them back now: {n:plural:one customer|# customers} who spent {spent:about} {inYear:plural:in the last 12 months|in total} {n:plural:has|have} been silent for {months:plural:a month|# months}.',
  'card.action.silent.everyone':
    'Start with those who went quiet: {n:plural:one customer|# customers} who spent {spent:about} {inYear:plural:in the last 12 months|in total} {n:plural:has|have} been silent for {months:plural:a month|# months}.',
  'card.action.one_more.best':
    'Keep them close and sell one step up: {buyers:plural:a single extra order|an extra order from # of them} at the usual {basket:about} brings {gain:about}.',
  'card.action.one_more.growing':
    'Ask for the next order: {buyers:plural:a single one|one each from # of them} at the usual {basket:about} brings {gain:about}.',
  'card.action.one_more.everyone':
    'Ask for one more order: {buyers:plural:a single one|one each from # of them} at the usual {basket:about} brings {gain:about}.',
  'card.action.towards_best':
    'Lead them to the next order: they have placed {orders:num} each, your keenest group {best:num}. One more from {buyers:plural:a single customer|# of them} brings {gain:about}.',
  'card.action.second_order':
    'Win the second order: {once:int} of {customers:int} {once:plural:has|have} bought only once. {buyers:plural:One more order|# more orders} at the usual {basket:about} {buyers:plural:brings|bring} {gain:about}.',
  'card.action.low_effort':
    'Send one reminder at little cost, then let go: the group brings {share:pct} of revenue. If {buyers:int} of {customers:int} came back once more, that would be {gain:about}.',
  'card.action.returns_first':
    'Ask what went wrong before any offer: {customers:plural:this customer stands|these # customers stand} at {revenue:about} on balance.',

  // The creative brief. Headlines are cues for copy; the category is the one that tells this group best.
  'card.headline.best': 'You chose {category}. See what comes next, before everyone else.',
  'card.headline.best.plain': 'Before everyone else: for {customers:plural:a very good customer|our # best customers}.',
  'card.headline.growing': 'Made to go with {category}.',
  'card.headline.growing.plain': 'Your next order, made easy.',
  'card.headline.new': 'First {category}. What others chose next.',
  'card.headline.new.plain': 'Good to have you here. What others chose second.',
  'card.headline.slipping': 'New beside {category} since you were last here.',
  'card.headline.slipping.plain': 'New since you were last here.',
  'card.headline.atRisk': '{months:plural:A month|# months} without you. {category} is still here.',
  'card.headline.atRisk.plain': '{months:plural:A month|# months} without you.',
  'card.headline.dormant': 'Still thinking of {category}?',
  'card.headline.dormant.plain': 'Shall we stay in touch?',
  'card.headline.everyone': 'What our customers choose most: {category}.',
  'card.headline.everyone.plain': 'What is new this month.',
  'card.headline.negative': 'Was {category} not what you hoped for?',
  'card.headline.negative.plain': 'Was something not what you hoped for?',

  'card.angle.best':
    'Recognition, not discounts: they already spend {spend:about} each, against {overall:about} on average.',
  'card.angle.growing':
    'Habit: they usually order again after {days:plural:a day|# days}. Make that order the easy one.',
  'card.angle.growing.plain':
    'Habit: with {orders:num} {orders:plural:order|orders} each they know the way. Make the next one the easy one.',
  'card.angle.new':
    'Reassurance: half of them bought within {days:plural:the last day|the last # days}. Help them enjoy it, then show what belongs with it.',
  'card.angle.slipping':
    'News: half of them last ordered {days:plural:a day|# days} ago or longer. Show what has changed since.',
  'card.angle.atRisk':
    'Thanks, by name, for {orders:num} {orders:plural:order|orders} each. Then ask what would bring them back.',
  'card.angle.dormant': 'One honest question: after {months:plural:a month|# months}, do they still need you?',
  'card.angle.once': 'Curiosity: {once:int} of {customers:int} never came back after one order. Ask what was missing.',
  'card.angle.returns':
    'Certainty: {rate:pct} of their rows are returns, against {overall:pct} for everyone. Sizes, photos and advice before any discount.',
  'card.angle.everyone':
    'Closeness: {orders:num} {orders:plural:order|orders} of {basket:about} each. Speak to them as the regulars they are.',
  'card.angle.negative': 'Care: they stand at {revenue:about} on balance. Listen first, sell later.',

  'card.offer.best': 'First pick of what is new beside {category}, and a gift from {amount:about} a basket.',
  'card.offer.best.plain': 'First pick of what is new, and a gift from {amount:about} a basket.',
  'card.offer.growing': 'Free delivery from {amount:about}, just above their usual {basket:about}.',
  'card.offer.growing.plain': 'Free delivery from {amount:about}, just above their usual {basket:about}.',
  'card.offer.new': '{amount:about} off the second order, good for {days:plural:one day|# days}.',
  'card.offer.new.plain': '{amount:about} off the second order, good for {days:plural:one day|# days}.',
  'card.offer.slipping': '{amount:about} off {category}, good for two weeks.',
  'card.offer.slipping.plain': '{amount:about} off the next order, good for two weeks.',
  'card.offer.atRisk': '{amount:about} off the next order, no minimum, good for two weeks.',
  'card.offer.atRisk.plain': '{amount:about} off the next order, no minimum, good for two weeks.',
  'card.offer.dormant': 'A single code for {amount:about}, only for those who click.',
  'card.offer.dormant.plain': 'A single code for {amount:about}, only for those who click.',
  'card.offer.everyone': 'Free delivery from {amount:about}, just above the usual {basket:about}.',
  'card.offer.everyone.plain': 'Free delivery from {amount:about}, just above the usual {basket:about}.',
  'card.offer.plain': 'No discount: there is no usual basket to measure one by.',
  'card.offer.negative': 'No discount. Exchange instead of refund, and advice before the order.',

  'card.channel.best':
    'A call or a letter to the {personal:plural:one who spends most|# who spend most}, e-mail signed by a person to the rest.',
  'card.channel.one': 'A personal call or letter.',
  'card.channel.growing': 'E-mail {days:plural:one day|# days} after the last order, when the next is due.',
  'card.channel.new': 'Two e-mails: one now, one {days:plural:a day|# days} after the first order.',
  'card.channel.slipping': 'E-mail once the silence passes {days:plural:one day|# days}; a second two weeks later.',
  'card.channel.atRisk':
    'A call or a card to the {personal:plural:one who spent most|# who spent most}, e-mail to the rest.',
  'card.channel.dormant': 'One e-mail to {customers:plural:the one|all #}, then no more paid reach.',
  'card.channel.everyone':
    'E-mail to {customers:plural:the one|all #}; a reminder after {days:plural:one day|# days} of silence.',
  'card.channel.negative': 'A question from customer care, by e-mail or phone.',

  // The number behind a sentence.
  'card.why.weight': '{ofRevenue:pct} of revenue ({revenue:money}) ÷ {ofCustomers:pct} of customers = {ratio:num}',
  'card.why.trait': '{feature}: {effect:num} standard deviations {above:plural:above|below} the mean',
  'card.why.alike': 'strongest effect: {effect:num} standard deviations from the mean',
  'card.why.category': '{category}: {rows:plural:one purchase row|# purchase rows}, {lift:num} times everyone’s share',
  'card.why.no_category': 'the file names no categories and no products',
  'card.why.returns': 'return rows ÷ all rows: {rate:pct} here, {overall:pct} for everyone',
  'card.why.silence':
    '{n:int} of {customers:int} without an order for more than {threshold:plural:one day|# days} ({measured:plural:three in four repeat buyers here order again sooner|too few ordered twice to measure their own rhythm}); median {days:plural:one day|# days}',
  'card.why.gain':
    '{buyers:int} × {basket:money} a basket ({revenue:money} over {orders:plural:one order|# orders}) = {gain:money}',
  'card.why.negative': 'net spend {average:money} each; {rate:pct} of rows are returns, {overall:pct} for everyone',
  'card.why.recency': 'median {days:plural:one day|# days} since the last order, {overall:int} for everyone',
  'card.why.frequency': '{orders:num} {orders:plural:order|orders} each, {overall:num} for everyone',
  'card.why.spend': 'net spend {spend:money} each, {overall:money} for everyone',
  'card.why.gap':
    '{measured:plural:median of their own mean gaps between orders|too few ordered twice to measure a gap, so a month is used}: {days:plural:one day|# days}',
  'card.why.basket': '{revenue:money} ÷ {orders:plural:one order|# orders} = {basket:money} a basket',
  'card.why.offer': '{part:pct} of the usual basket of {basket:money}, rounded to {amount:about}',
  'card.why.once': '{once:int} of {customers:int} with exactly one order',
  'card.why.personal': 'one in twenty of {customers:int}, at most 100: {personal:int}',
  'card.why.share': '{ofCustomers:pct} of customers, {ofRevenue:pct} of revenue',

  // What stands on the printed card itself.
  'card.section.buys': 'What they buy',
  'card.section.together': 'Why they belong together',
  'card.section.traits': 'What sets them apart',
  'card.section.action': 'What to do next',
  'card.section.brief': 'Creative brief',
  'card.section.note': 'Note',
  'card.brief.headline': 'Headline',
  'card.brief.angle': 'Angle',
  'card.brief.offer': 'Offer',
  'card.brief.channel': 'Channel',
  'card.figure.size': 'Customers',
  'card.figure.share_of_revenue': 'Share of revenue',
  'card.figure.of_revenue': 'of revenue',
  'card.figure.avg_spend': 'Average spend',
  'card.figure.median_spend': 'Median spend',
  'card.figure.avg_frequency': 'Orders each',
  'card.figure.median_recency': 'Days since last order',
  'card.figure.median_recency.short': 'Days away',
  'card.figure.return_rate': 'Return rate',
  'card.figure.churn': 'Churn risk',
  'card.figure.clv': 'Next 12 months',
  'card.figure.overall': 'everyone {value}',
  'card.figure.of_customers': '{customers:plural:customer|customers}, {share:pct} of all',
  'card.figure.of_customers.short': '{customers:plural:customer|customers}, {share:pct}',
  'card.trait.recency': 'Days away',
  'card.trait.frequency': 'Orders',
  'card.trait.monetary': 'Spend',
  'card.traits.less': 'less than everyone',
  'card.traits.more': 'more',
  'card.buys.none': 'The file names no categories and no products.',
  'card.buys.lift': '{lift:num}×',
  'card.buys.row': '{rows:plural:one purchase row|# purchase rows}, {lift:num} times everyone’s share',
  'card.column.group': 'This group',
  'card.column.everyone': 'Everyone',
  'card.trend': '{sign}{customers:int} customers, {shareSign}{share:num} points of revenue since {since:date}',
  'card.trend.none': 'Unchanged since {since:date}',
  'card.legend': 'Grey: everyone. Colour: this group.',
  'card.page': 'Page {page:int} of {pages:int}',
  'card.source': '{project} · figures as of {asOf:date}',
  'card.date': '{date:date}',
  'card.title': 'Persona cards',
  'card.empty': 'There are no cards yet.',
  'card.label': 'Found as {label}',
} as const
