import type { Role } from '../../../contract/imports.ts'
import { roleByWords } from './header-words.ts'
import { headerKey, headerScore, orderHeaders, outcomeHeaders, spendHeaders, treatmentHeaders } from './headers.ts'
import type { ColumnProfile } from './profile.ts'
import type { RoleGuess } from './roles.ts'
import { plainWord } from '../values/status.ts'

/** A group has a name that many people share. */
const MOST_ARMS = 20

/** Values that name a group that got nothing. */
const armName =
  /\b(controle?|contrôle|no e-?mail|kontrol\w*|hold ?out|placebo|untreated|unbehandelt\w*|ohne (mailing|werbung|kontakt)|sans (envoi|contact)|sin (env[ií]o|contacto))\b|t[ée]moin/i
/** The whole name of such a group. */
const untreated =
  /^(?:(?:universal |global )?(?:control|hold ?-?out)(?: group)?|placebo|untreated|kontroll?gruppe|kontrol(?: grubu)?|(?:groupe )?(?:t[ée]moin|(?:de )?contr[ôo]le)|(?:grupo )?(?:de )?control)$/i
/** Fewer rows, or more groups, prove nothing. */
const ENOUGH = 10
const MOST_NAMED = 4
/** Values of two groups that need no names. */
const plainArms: ReadonlySet<string> = new Set(
  '0 1 true false yes no y n ja nein oui non evet hayır sí si a b'.split(' '),
)
const yesNo = /^(yes|no|true|false|y|n|ja|nein|evet|hayır|oui|non|sí|si)$/i

/** The column of the groups of a campaign, or null: no header and values say that people were put into groups. */
export function armsOf(columns: readonly ColumnProfile[]): ColumnProfile | null {
  const isGroup = (column: ColumnProfile): boolean => {
    const named = treatmentScore(headerKey(column.name))
    if (named === 0 || column.distinct < 2 || column.distinct > MOST_ARMS) return false
    if (column.values.some((value) => armName.test(value))) return true
    return named === 1 && column.values.every((value) => plainArms.has(value.toLowerCase()))
  }
  return (
    columns.find(isGroup) ??
    columns.find((column) => treatmentScore(headerKey(column.name)) === 1) ??
    columns.find(saysArms) ??
    (columns.some((column) => !saysWhoGotIt(column) && isYesOrNo(column) && isOutcome(column))
      ? columns.find(saysWhoGotIt)
      : undefined) ??
    null
  )
}

/** Whether somebody was written to: `recibió_oferta`, `mail_sent`, yes or no. */
function saysWhoGotIt(column: ColumnProfile): boolean {
  const { name } = column
  return gotIt.test(plainWord(name)) && isYesOrNo(column)
}

function isYesOrNo({ values, distinct }: ColumnProfile): boolean {
  return values.length >= ENOUGH && distinct === 2 && values.every((value) => plainArms.has(value.trim().toLowerCase()))
}
const gotIt =
  /\b(recib\w*|received|got|erhalten|erhielt|recu|aldi|gonderildi|sent|enviad[oa]|envoye|gesendet|versendet|contacted|contactad[oa]|contacte|kontaktiert|angeschrieben|mailed|targeted|cible|exposed|expuest[oa])\b/

/** Groups whose names say that one of them got nothing, whatever stands above them. */
function saysArms({ values, distinct }: ColumnProfile): boolean {
  if (values.length < ENOUGH || distinct < 2 || distinct > MOST_NAMED) return false
  return values.some((value) => untreated.test(value.trim()))
}

/** Whether something says what came of it: by a header that can mean nothing else, or beside groups with names. */
export function hasOutcome(columns: readonly ColumnProfile[], arms: ColumnProfile): boolean {
  const hasNames = arms.values.some((value) => armName.test(value) || plainArms.has(value.toLowerCase()))
  return columns.some(
    (column) =>
      column !== arms && (headerScore(outcomeHeaders, headerKey(column.name)) === 1 || (hasNames && isOutcome(column))),
  )
}

/** `Kampagnengruppe`, `campaign_arm`: what the words of a header say where no table knows it. */
function treatmentScore(key: string): number {
  const known = headerScore(treatmentHeaders, key)
  if (known > 0 || /product|produ|artikel|urun|kunden|customer|client|musteri/.test(key)) return known
  return /(group|gruppe|grubu|groupe|grupo|arm|cell|variante?)$|^(group|grup|groupe|grupo)|experiment|deney/.test(key)
    ? 0.7
    : 0
}

/** Words of what people did after a campaign. */
const didWords =
  /\b(convert\w*|konver\w*|convirt\w*|respon\w*|reakt\w*|reagiert|visit\w*|ziyaret\w*|besuch\w*|click\w*|klick\w*|tikla\w*|bought|purchas\w*|gekauft|kauf|kaufte|kaufbetrag|achete\w*|achats?|compr(?:o|a|as|ado)|spen[dt]|revenue|orders?|ordered|bestellt\w*|umsatz|harca\w*|gast(?:o|ado)|depens\w*|gelir\w*|order value|bestellwert|sales?|satin al\w*|opened|geoffnet|donusum\w*|open rate|donated|ca gener\w*|chiffre d affaires)\b/
/** When it was sent: a date by any of these names is that of the campaign. */
const sentWords =
  /\b(sent|send|mailed|launch\w*|start\w*|treat\w*|campaign|versand\w*|gesendet|versendet|gonderim\w*|kampanya\w*|envoi|envoye\w*|envio|enviad\w*|kampagne\w*)\b/
/** What was so before. */
const beforeWords =
  /\b(date|datum|tarih\w*|fecha|since|before|past|prior|last|previous|history|vor|letzte\w*|avant|antes|once|onceki|seit|id|channel|segment)\b/

/**
 * Which role each column of a file of campaign results plays: who, when, in which group, what came of it (several columns
 * may say that); all others describe the person. `chosen` wins over everything.
 */
export function guessCampaignRoles(columns: readonly ColumnProfile[], chosen: ReadonlyMap<number, Role>): RoleGuess[] {
  const taken = new Set<Role>(chosen.values())
  const best = (score: (column: ColumnProfile, key: string) => number): ColumnProfile | undefined => {
    let found: { column: ColumnProfile; score: number } | undefined
    for (const column of columns) {
      if (chosen.has(column.index) || column.values.length === 0) continue
      const own = score(column, headerKey(column.name))
      if (own > (found?.score ?? 0)) found = { column, score: own }
    }
    return found?.column
  }
  const treatment = taken.has('treatment')
    ? undefined
    : best((column, key) => {
        if (column.distinct < 2 || column.distinct > MOST_ARMS) return 0
        const named = treatmentScore(key)
        if (named === 0) return saysArms(column) || saysWhoGotIt(column) ? 0.4 : 0
        return named + (column.values.some((value) => armName.test(value)) ? 0.5 : 0)
      })
  const customer = taken.has('customer_id')
    ? undefined
    : best((column, key) => (column.distinct > 1 ? whoScore(column, key) : 0))
  const date = taken.has('date')
    ? undefined
    : best((column, key) =>
        column.dateShare >= 0.5 || column.serialShare >= 0.5
          ? headerScore(orderHeaders.date, key) || (sentWords.test(plainWord(column.name)) ? 0.5 : 0)
          : 0,
      )
  return columns.map((column): RoleGuess => {
    const own = chosen.get(column.index)
    if (own !== undefined) return { role: own, confidence: 1, reason: { code: 'import.reason.chosen' } }
    if (column.values.length === 0) return { role: 'ignore', confidence: 0.9, reason: { code: 'import.reason.empty' } }
    const said = (role: Role): RoleGuess => ({
      role,
      confidence: 0.95,
      reason: { code: 'import.reason.header', params: { header: column.name } },
    })
    if (column === treatment) return said('treatment')
    if (column === customer) return said('customer_id')
    if (column === date) return said('date')
    if (isOutcome(column)) return said('outcome')
    return { role: 'attribute', confidence: 0.5, reason: { code: 'import.reason.kept' } }
  })
}

/** An id says who it was; where there is none, an e-mail address does. */
function whoScore(column: ColumnProfile, key: string): number {
  const said = roleByWords(column.name)
  const isId = said?.role === 'customer_id' && !said.isGuess
  return headerScore(orderHeaders.customer_id, key) || (isId ? 0.6 : column.emailShare >= 0.8 ? 0.5 : 0)
}

function isOutcome(column: ColumnProfile): boolean {
  const key = headerKey(column.name)
  if (column.numberShare < 0.9 && !(column.distinct <= 2 && column.values.every((value) => yesNo.test(value))))
    return false
  if (headerScore(outcomeHeaders, key) === 1 || headerScore(spendHeaders, key) === 1) return true
  const words = plainWord(column.name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
  return didWords.test(words) && !beforeWords.test(words)
}
