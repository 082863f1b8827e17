import type { StatusMeaning } from '../../../contract/roles.ts'

/** What a status or a type says about a row. */
export const Standing = { counts: 0, void: 1, refunded: 2, return: 3 } as const
export type Standing = (typeof Standing)[keyof typeof Standing]

const ascii = /^[\0-\x7f]*$/
const unlettered = /[^a-z0-9]+/g

/** Lower case, without accents; marks become single spaces. */
export function plainWord(text: string): string {
  // Most texts need none of what takes long.
  if (ascii.test(text)) return text.toLowerCase().replace(unlettered, ' ').trim()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ı/g, 'i')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Words in five languages, `|` between them, compared as plainWord writes them. */
function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split('|')).map((word) => plainWord(word)))
}

/** Cancelled, voided, failed or unpaid. */
const voidWords = words(
  'cancelled|canceled|cancel|cancellation|order cancelled|order canceled|cancelled by customer|canceled by customer|cancelled by merchant|void|voided|failed|failure|failed payment|payment failed|payment declined|payment error|unpaid|not paid|declined|denied|rejected|expired|abandoned|annulled|aborted|invalid|nullified|not completed|incomplete|payment not completed|pending payment|payment pending|awaiting payment|payment required|checkout draft|trash|closed lost|lost|order voided|reversed|blocked|uncollectible|cancelled by seller|canceled by seller|cancelled by buyer|canceled by buyer|cancelled order|auto cancelled|undelivered cancelled|deleted|draft',
  'storniert|storno|stornierung|annulliert|abgebrochen|abgelehnt|fehlgeschlagen|gescheitert|unbezahlt|nicht bezahlt|verfallen|ungültig|zahlung fehlgeschlagen|zahlung abgebrochen|zahlung abgelehnt|zahlung storniert|auftrag storniert|bestellung storniert|vom kunden storniert|vom händler storniert|gelöscht|verloren|rückgebucht|entwurf|zahlung ausstehend|zahlung offen|warten auf zahlung',
  'iptal|iptal edildi|iptal edilmiş|sipariş iptal edildi|geçersiz|başarısız|ödeme başarısız|ödenmedi|ödenmemiş|reddedildi|süresi doldu|terk edildi|müşteri iptali|satıcı iptali|iptal oldu|siparişiniz iptal edildi|ödeme alınamadı|onaylanmadı|silindi|ödeme bekliyor|ödeme bekleniyor',
  'annulé|annulée|annulation|échoué|échouée|échec|paiement échoué|échec du paiement|impayé|impayée|non payé|non payée|refusé|refusée|rejeté|rejetée|expiré|expirée|commande annulée|paiement refusé|paiement annulé|erreur de paiement|supprimé|supprimée|perdu|perdue|brouillon|abandonné|abandonnée|invalide|en attente de paiement|paiement en attente',
  'cancelado|cancelada|anulado|anulada|cancelación|fallido|fallida|pago fallido|impagado|impagada|no pagado|no pagada|sin pagar|rechazado|rechazada|vencido|vencida|caducado|caducada|pedido cancelado|pago rechazado|pago cancelado|error de pago|error en pago|error en el pago|venta cancelada|eliminado|eliminada|perdido|perdida|borrador|abandonado|abandonada|inválido|pendiente de pago|pago pendiente',
  // Italian, Dutch, Portuguese and Polish, as their shops write them.
  'annullato|annullata|ordine annullato|geannuleerd|cancelada|anulowane|anulowany|anulowano|cancelamento|non pagato|niet betaald|nieopłacone|mislukt|fallito|falhou',
)

/** Refunded in full or sent back; a part refunded still counts. */
const refundedWords = words(
  'refunded|refund|refunds|fully refunded|refund completed|refunded in full|money back|chargeback|charged back|returned|return|returns|return completed|returned and refunded',
  'erstattet|rückerstattet|zurückerstattet|vollständig erstattet|komplett erstattet|gutgeschrieben|rückvergütet|retourniert|zurückgesendet|retoure|rückgabe|rücksendung|erstattung|rückerstattung|zurückgegeben|vollständig retourniert',
  'iade|iade edildi|iade edilmiş|geri ödendi|para iadesi yapıldı|ücreti iade edildi|tam iade|iade alındı|iade onaylandı|iade tamamlandı',
  'remboursé|remboursée|totalement remboursé|totalement remboursée|entièrement remboursé|entièrement remboursée|retourné|retournée|remboursement|retour|remboursement effectué|remboursement total',
  'reembolsado|reembolsada|totalmente reembolsado|devuelto|devuelta|reembolso|devolución|reembolso completo|devolución completa',
  'rimborsato|rimborsata|reso|terugbetaald|geretourneerd|zwrócone|zwrócony|zwrot|devolvido|devolvida|estornado',
)

const returnWords = words(
  'return|returned|returns|refund|refunded|credit|credit note|credit memo|chargeback|reversal|cancellation|cancelled|canceled|rma',
  'retoure|retour|rücksendung|rückgabe|gutschrift|erstattung|rückerstattung|retourniert|storno|stornierung|widerruf|stornorechnung',
  'iade|iade edildi|geri iade|para iadesi|iptal|iade faturası',
  'retourné|retournée|remboursement|remboursé|avoir|annulation|note de crédit',
  'devolución|devuelto|reembolso|abono|nota de crédito|factura rectificativa',
)

/** A status as `ReadPlan.statuses` names it. */
export function statusKey(text: string): string {
  return text.trim().toLowerCase()
}

const standings: Readonly<Record<StatusMeaning, Standing>> = {
  counts: Standing.counts,
  void: Standing.void,
  refunded: Standing.refunded,
  return: Standing.return,
}

/**
 * What an order's status says: does the row count, is it void, was it refunded in full?
 * @param meanings of statuses by `statusKey`, before any word list
 */
export function statusStanding(text: string, meanings: Readonly<Record<string, StatusMeaning>> = {}): Standing {
  const key = statusKey(text)
  if (Object.hasOwn(meanings, key)) return standings[meanings[key]!]
  const plain = plainWord(text)
  // WooCommerce writes its states with `wc-` in front; its `pending` is an order that was never paid.
  if (plain === 'wc pending') return Standing.void
  const word = plain.replace(/^wc /, '')
  const standing = standingOf(word)
  if (standing !== Standing.counts) return standing
  // `Storniert / Abgelehnt`, `Cancelled (by customer)`: the first part says what became of it.
  const first = text.split(/[/|,;:–—()]| - /).find((part) => plainWord(part) !== '')
  return first === undefined ? Standing.counts : standingOf(plainWord(first).replace(/^wc /, ''))
}

function standingOf(word: string): Standing {
  if (refundedWords.has(word)) return Standing.refunded
  return voidWords.has(word) ? Standing.void : phraseStanding(word)
}

/** Participles at either end of a phrase: `cancelled by customer`, `müşteri tarafından iptal edildi`, `a été annulée`. */
const voidEnd =
  /^(?:cancell?ed|storniert|annullee?|annulee?|cancelad[oa]|anulad[oa]|voided) |(?:^| )(?:cancell?ed|storniert|iptal(?: edildi| etti| edilmis| oldu)|annulee?s?|cancelad[oa]|anulad[oa])$/
const refundedEnd =
  /^(?:retoure|rucksendung|return|retour|devolucion|iade) (?:eingegangen|erhalten|abgeschlossen|received|completed|recue?|recibid[oa]|completad[oa])$|^(?:refunded|erstattet|ruckerstattet|retourniert|remboursee?|reembolsad[oa]|devuelt[oa]) |(?:^| )(?:refunded|erstattet|zuruckerstattet|iade (?:edildi|etti|edilmis)|remboursee?s?|reembolsad[oa]|devuelt[oa])$/
/** Not all of it, not yet, not any more or not at all. */
const notWhole =
  /\b(?:not|no|non|never|nicht|kein\w*|degil|pas|jamais|sin|part\w*|teil\w*|kism\w*|request\w*|anfrage|angefragt|beantragt|talep\w*|talebi|demand\w*|solicit\w*|reversal|revers\w*|pending|await\w*|wird|will|olacak|edilecek|en cours|bekl\w*|rejected|declined|refused|abgelehnt|reddedildi|refuse\w*|rechazad\w*)\b/

function phraseStanding(word: string): Standing {
  if (word.length > 80 || !word.includes(' ') || notWhole.test(word)) return Standing.counts
  if (refundedEnd.test(word)) return Standing.refunded
  return voidEnd.test(word) ? Standing.void : Standing.counts
}

/** What a row's type says: is it a return? */
export function typeStanding(text: string, meanings: Readonly<Record<string, StatusMeaning>> = {}): Standing {
  const key = statusKey(text)
  if (Object.hasOwn(meanings, key)) return standings[meanings[key]!]
  const word = plainWord(text)
  if (returnWords.has(word)) return Standing.return
  if (voidWords.has(word)) return Standing.void
  return word.length <= 80 && returnPhrase.test(word) && !notWhole.test(word) ? Standing.return : Standing.counts
}

/** Papers and bookings that give money back, wherever the word stands: `Toptan Satış İade Faturası`. */
const returnPhrase =
  /(?:^| )(?:iade|gutschrift\w*|rechnungskorrektur\w*|korrekturrechnung|stornorechnung|refund|credit (?:note|memo|invoice)|sales return|avoir|nota de credito|abono|rectificativa)(?: |$)/

/** Words of orders that take their usual way. */
const usual =
  /\b(?:paid|pay(?:ed|ment (?:received|accepted|captured))|captured|authori[sz]ed|settled|complet\w*|process\w*|prepar\w*|ship\w*|deliver\w*|dispatch\w*|fulfil\w*|unfulfilled|pack\w*|pick\w*|transit|open|opened|new|confirm\w*|accepted|approved|active|success\w*|succeeded|ok|done|finished|clos\w*|invoiced|billed?|sent|sold|sale|won|hold|placed|received|ready|partial\w*|await\w*|pending|in progress|to (?:bill|deliver)|bezahlt\w*|abgeschlossen|versand\w*|versendet|verschickt|geliefert|zugestellt|ausgeliefert|bearbeitung|bearbeitet|offen|neu|bestatigt|erledigt|erfolgreich|ausgefuhrt|gepackt|verpackt|angenommen|freigabe|freigegeben|fertig|teil\w*|warenausgang|fakturiert|berechnet|bestellt|aktiv|teslim|kargo\w*|gonderi\w*|hazir\w*|tamamlan\w*|onay\w*|odendi|odeme alindi|yeni|faturalan\w*|isleniyor|kismi|beklemede|livre\w*|expedi\w*|en cours|pay[ee]+s?|paiement accepte|termine\w*|valide\w*|traite\w*|nouve\w*|facture\w*|confirme\w*|envoye\w*|entregad\w*|enviad\w*|pagad\w*|cobrad\w*|completad\w*|procesa\w*|confirmad\w*|nuev\w*|aceptad\w*|camino|facturad\w*|finalizad\w*|abiert\w*|parcial\w*)\b/

/** Whether a status says plainly what became of its order, by the words that are known here. */
export function isKnownStatus(text: string): boolean {
  return statusStanding(text) !== Standing.counts || usual.test(plainWord(text))
}

const notCancelled = words(
  '0|false|no|n|f|nein|falsch|hayır|h|yok|yanlış|non|faux|falso|active|aktiv|null|none|nan|n a|0000 00 00|0000 00 00 00 00 00|not cancelled|nicht storniert',
)

/** What a column says that tells when or whether an order was cancelled: a date, a 1 or a yes is a cancellation. */
export function cancelStanding(text: string): Standing {
  const word = plainWord(text)
  return word === '' || notCancelled.has(word) ? Standing.counts : Standing.void
}
