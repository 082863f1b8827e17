/** Hours that the zones which exports name are ahead of UTC; letters that stand for several zones are none of them. */
export const zoneHours: Readonly<Record<string, number>> = {
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  mez: 1,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  trt: 3,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
}

/** Stems of the months' names in English, German, Turkish, French, Spanish and their neighbours, without accents. */
const monthStems: readonly (readonly string[])[] = [
  ['jan', 'jaen', 'oca', 'ene', 'gen', 'sty', 'янв', 'led'],
  ['feb', 'sub', 'fev', 'lut', 'фев'],
  ['mar', 'maer', 'mrz', 'mae', 'mrt', 'мар'],
  ['apr', 'nis', 'avr', 'abr', 'kwi', 'апр'],
  ['may', 'mai', 'mag', 'maj', 'мая', 'mei'],
  ['jun', 'haz', 'juin', 'giu', 'cze', 'июн'],
  ['jul', 'tem', 'juil', 'lug', 'lip', 'июл'],
  ['aug', 'agu', 'ago', 'aou', 'sie', 'авг'],
  ['sep', 'eyl', 'set', 'wrz', 'сен'],
  ['oct', 'okt', 'eki', 'ott', 'out', 'paz', 'окт'],
  ['nov', 'kas', 'lis', 'ноя'],
  ['dec', 'dez', 'ara', 'dic', 'des', 'gru', 'дек'],
]
const monthNames: readonly (readonly string[])[] = [
  [
    'january',
    'januar',
    'jaenner',
    'janner',
    'ocak',
    'janvier',
    'janv',
    'enero',
    'janeiro',
    'gennaio',
    'januari',
    'stycznia',
    'styczen',
    'января',
    'январь',
    'ledna',
    'leden',
  ],
  [
    'february',
    'februar',
    'feber',
    'subat',
    'fevrier',
    'fevr',
    'febrero',
    'fevereiro',
    'febbraio',
    'februari',
    'lutego',
    'luty',
    'февраля',
    'февраль',
    'unora',
    'unor',
  ],
  [
    'march',
    'marz',
    'maerz',
    'mart',
    'mars',
    'marzo',
    'marco',
    'maart',
    'marca',
    'marzec',
    'марта',
    'март',
    'brezna',
    'brezen',
  ],
  ['april', 'nisan', 'avril', 'abril', 'aprile', 'kwietnia', 'kwiecien', 'апреля', 'апрель', 'dubna', 'duben'],
  ['may', 'mai', 'mayis', 'mayo', 'maio', 'maggio', 'mei', 'maja', 'maj', 'мая', 'маи', 'kvetna', 'kveten'],
  [
    'june',
    'juni',
    'haziran',
    'juin',
    'junio',
    'junho',
    'giugno',
    'czerwca',
    'czerwiec',
    'июня',
    'июнь',
    'cervna',
    'cerven',
  ],
  [
    'july',
    'juli',
    'temmuz',
    'juillet',
    'juil',
    'julio',
    'julho',
    'luglio',
    'lipca',
    'lipiec',
    'июля',
    'июль',
    'cervence',
    'cervenec',
  ],
  [
    'august',
    'agustos',
    'aout',
    'agosto',
    'augustus',
    'sierpnia',
    'sierpien',
    'августа',
    'август',
    'srpna',
    'srpen',
    'augusti',
  ],
  [
    'september',
    'sept',
    'eylul',
    'septembre',
    'septiembre',
    'setiembre',
    'setembro',
    'settembre',
    'wrzesnia',
    'wrzesien',
    'сентября',
    'сентябрь',
    'zari',
  ],
  [
    'october',
    'oktober',
    'ekim',
    'octobre',
    'octubre',
    'outubro',
    'ottobre',
    'pazdziernika',
    'pazdziernik',
    'октября',
    'октябрь',
    'rijna',
    'rijen',
  ],
  ['november', 'novembro', 'kasim', 'novembre', 'noviembre', 'listopada', 'listopad', 'ноября', 'ноябрь', 'listopadu'],
  [
    'december',
    'dezember',
    'aralik',
    'decembre',
    'diciembre',
    'dezembro',
    'dicembre',
    'grudnia',
    'grudzien',
    'декабря',
    'декабрь',
    'prosince',
    'prosinec',
  ],
]

function plainLetters(word: string): string {
  const bare = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return bare.replace(/ı/g, 'i').replace(/ł/g, 'l').replace(/\.$/, '')
}

/** 1–12, or 0 where the word is no month's name. */
export function monthNumber(word: string): number {
  const plain = plainLetters(word)
  for (let month = 0; month < 12; month++)
    if (monthNames[month]!.includes(plain) || (plain.length <= 4 && monthStems[month]!.includes(plain)))
      return month + 1
  return 0
}

/** Behind a time: `8:26 Uhr`, `07:06 hs.` */
export function isClockWord(word: string): boolean {
  return /^(?:uhr|h|hs|hrs|hours?|heures?|horas?|saat)\.?$/.test(word)
}

/** Beginnings of weekdays in the same languages; each is a weekday's short name, or its first letters. */
const weekdays = new Set(
  (
    'mon tue wed thu fri sat sun mo di mi do fr sa so mon die mit don fre sam son paz sal car per cum ' +
    'pt sa ca pe cu ct pz lun mar mer jeu ven dim mie jue vie sab dom gio seg ter qua qui sex maa din woe vri zat zon ' +
    'pon wto sro czw pia sob nie пн вт ср чт пт сб вс'
  ).split(' '),
)
const weekdayName =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|(?:segunda|terca|quarta|quinta|sexta)(?:-feira)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag|poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)$/

/** Whether a word names a day of the week, short or in full. */
export function isWeekday(word: string): boolean {
  const plain = plainLetters(word)
  return weekdays.has(plain) || weekdayName.test(plain)
}
