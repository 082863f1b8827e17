import { plainWord } from '../read/values/status.ts'

export type ServiceKind = 'postage' | 'fees' | 'manual' | 'discount' | 'test'

/** What lines that are no goods are called, in English, German, Turkish, French and Spanish; whole names. */
const names: Readonly<Record<ServiceKind, string>> = {
  postage:
    'post|postage|dotcom postage|postage and packing|postage & packing|p & p|carriage|freight|shipping|shipping cost|shipping costs|shipping fee|shipping fees|shipping charge|shipping charges|shipping and handling|shipping & handling|delivery|delivery cost|delivery costs|delivery fee|delivery fees|delivery charge|delivery charges|' +
    'versand|versandkosten|versandkostenpauschale|versandkostenanteil|versandpauschale|versandgebühr|versandgebühren|porto|porto und verpackung|versand und verpackung|lieferkosten|liefergebühr|lieferung|fracht|frachtkosten|' +
    'kargo|kargo ücreti|kargo bedeli|kargo tutarı|kargo masrafı|gönderim ücreti|teslimat ücreti|nakliye|nakliye bedeli|nakliye ücreti|' +
    'port|frais de port|frais de livraison|frais de transport|frais d envoi|frais d expédition|livraison|transport|' +
    'gasto de envío|gastos de envío|coste de envío|costes de envío|costo de envío|costos de envío|envío|portes|flete|transporte',
  fees:
    'bank charges|amazonfee|amazon fee|cruk commission|fee|fees|service fee|service charge|handling|handling fee|payment fee|processing fee|cod fee|cash on delivery|cash on delivery fee|surcharge|tip|tips|gratuity|deposit|insurance|shipping insurance|shipping protection|' +
    'gebühr|gebühren|bearbeitungsgebühr|zahlungsgebühr|nachnahme|nachnahmegebühr|mindermengenzuschlag|servicepauschale|trinkgeld|pfand|einwegpfand|kaution|mahngebühr|transportversicherung|' +
    'komisyon|hizmet bedeli|işlem ücreti|kapıda ödeme|kapıda ödeme bedeli|kapıda ödeme ücreti|vade farkı|bahşiş|depozito|' +
    'frais|frais de dossier|frais de service|frais de gestion|commission|pourboire|consigne|éco participation|' +
    'comisión|cargo por servicio|gastos de gestión|contrareembolso|propina|depósito',
  manual:
    'manual|manual adjustment|manual entry|manual discount|manual credit|adjustment|adjust bad debt|bad debt|correction|rounding|rounding adjustment|write off|' +
    'korrektur|manuell|manuelle buchung|manuelle korrektur|manuelle position|rundung|rundungsdifferenz|ausbuchung|diverses|sonstiges|freie position|' +
    'düzeltme|manuel|manuel düzeltme|manuel giriş|yuvarlama|muhtelif|diğer|ajustement|correction manuelle|arrondi|divers|saisie manuelle|' +
    'ajuste|ajuste manual|corrección|redondeo|varios',
  discount:
    'discount|coupon|voucher|promotion|promo code|gift card|gift voucher|gift certificate|store credit|' +
    'rabatt|gutschein|geschenkgutschein|nachlass|skonto|aktionsrabatt|indirim|kupon|hediye çeki|hediye kartı|' +
    'remise|réduction|bon d achat|carte cadeau|chèque cadeau|code promo|descuento|cupón|vale|tarjeta regalo|cheque regalo',
  test:
    'test|test product|test order|test item|dummy|sample|samples|do not ship|do not buy|' +
    'testartikel|testprodukt|testbestellung|test artikel|test produkt|muster|probe|deneme|deneme ürünü|test ürünü|numune|' +
    'produit test|produit de test|article test|article de test|essai|échantillon|producto de prueba|artículo de prueba|prueba|muestra',
}

/** What stands before or behind such a name without making goods of it: who carries it, how fast, where to. */
const how: ReadonlySet<string> = new Set(
  plainWord(
    'standard express expreso premium priority economy free flat rate pauschal kostenlos ücretsiz gratuit gratuite gratis dhl dpd ups gls hermes fedex usps aras mng yurtiçi sürat ptt colissimo chronopost correos seur mrw domestic international national inland ausland eu uk us de at ch fr es tr deutschland österreich schweiz france españa türkiye',
  ).split(' '),
)

const kinds: ReadonlyMap<string, ServiceKind> = new Map(
  (Object.entries(names) as [ServiceKind, string][]).flatMap(([kind, list]) =>
    list.split('|').map((name) => [plainWord(name), kind] as const),
  ),
)

/** What kind of line that is no goods a product's name or code stands for, or null: it is something people buy. */
export function serviceKind(text: string): ServiceKind | null {
  // Whole names only: a "shipping box" is bought.
  if (text.length > 60) return null
  const words = plainWord(text).split(' ')
  const isHow = (word: string | undefined): boolean => word !== undefined && (how.has(word) || /^\d{1,3}$/.test(word))
  let [from, to] = [0, words.length]
  for (;;) {
    const kind = kinds.get(words.slice(from, to).join(' '))
    if (kind !== undefined) return kind
    if (to - from > 1 && isHow(words[to - 1])) to--
    else if (to - from > 1 && how.has(words[from]!)) from++
    else return null
  }
}
