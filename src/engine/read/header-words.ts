import type { Role } from '../../contract/imports.ts'
import { plainWord } from './status.ts'

/**
 * Words of headers in English, German, Turkish, French and Spanish by what they stand for. A stem with `*` also counts
 * inside a longer word, as German and Turkish build them (`kundenreferenz`, `siparisin`).
 */
const vocabulary = {
  who: 'customer* client* clients buyer buyers purchaser shopper cust kunde kunden* kundin kaeufer kaufer* besteller* debitor* musteri* alici* cari uye acheteur acheteurs adherent cliente clientes comprador* socio',
  id: 'id ids no nr num number* nummer* key code* kod kodu numarasi numara numero numeros identifier identifiant identificador kennung* referenz* referans* nro reference ref codigo clave kimlik kimligi',
  order:
    'order orders purchase purchases transaction transactions invoice invoices receipt sale sales basket checkout bestell* auftrag* auftrags* rechnung* beleg* kauf* vorgang* siparis* fatura* fis islem* satis* satin alisveris* commande* commandes facture* achat* vente* ventes transaccion* pedido* factura* compra* venta* ticket',
  date: 'date dates day datetime timestamp datum* zeitpunkt* zeitstempel* tarih* zaman* dia fecha* jour horodatage',
  money:
    'amount amounts total totals revenue turnover sum value spend spent paid gesamt* betrag* summe* umsatz* wert endpreis erlos* erloes* tutar* toplam* ciro* bedel* odenen montant* total totale valeur chiffre ca importe* monto* valor ingreso* ingresos facturacion facturado',
  price: 'price prices rate preis* fiyat* prix tarif* precio* precios',
  unit: 'unit each per single einheit einzel* stuck* stueck* pro birim* adet unitaire unite unitario unitarios unidad uno',
  quantity:
    'quantity quantities qty units pieces count items menge* anzahl* stuckzahl* adet adedi miktar* sayisi quantite* qte nombre nb cantidad* unidades uds cant',
  product:
    'product products item article sku articles artikel* produkt* ware waren* urun* stok malzeme* barkod* produit* produits producto* productos articulo* articulos good goods',
  name: 'name title description label bezeichnung* beschreibung* titel* ad adi ismi isim aciklama* basli* nom libelle* designation* intitule titre nombre descripcion* titulo*',
  category:
    'category categories department family group groupe* gruppe* kategorie* warengruppe* sortiment* abteilung* kategori* grubu grup reyon categorie* rayon famille categoria* familia grupo departamento collection',
  status: 'status state zustand* durum* statu statut etat estado situation situacion stand',
  kind: 'type kind art typ turu tipi tur tip genre tipo clase',
  currency: 'currency wahrung* waehrung* doviz birimi devise* monnaie moneda* divisa*',
  email: 'email mail emails eposta posta courriel* mel correo* emailadresse* mailadresse*',
  discount: 'discount* rabatt* nachlass* indirim* iskonto* remise* rabais reduction* descuento* voucher coupon',
  tax: 'tax taxes vat gst mwst mehrwertsteuer* umsatzsteuer* steuer* ust kdv* vergi* tva taxe* iva impuesto*',
  shipping:
    'shipping postage freight delivery versand* transport* porto lieferkosten* fracht* kargo* gonderim* teslimat* livraison* expedition port envio* entrega portes transporte',
  cost: 'cost costs charge charges fee fees kosten* ucreti ucret frais couts coste costo gastos',
  refund: 'refund* refunded erstatt* ruckerstatt* iade* rembours* reembols* devuelto devolucion*',
  /** What makes a date, a number or a name something else. */
  else: 'ship shipped shipment delivered due update updated modified birth birthday expiry expires cancelled canceled lieferdatum lieferung* fallig* geburt* aenderung* anderung* storno* ablauf* teslim dogum* guncelle* vade* iptal* naissance echeance modification annulation expedie nacimiento vencimiento actualizacion modificacion entregado anulacion rate percent satz prozent oran* orani yuzde taux pourcentage tasa porcentaje method methode* art yontem* metodo first last vor nach ersteller tax_rate company firma firmasi entreprise empresa margin profit marge gewinn kar kari beneficio benefice maliyet count_of balance points puan punkte',
} as const

type Concept = keyof typeof vocabulary

const exact = new Map<string, Set<Concept>>()
const stems: { readonly stem: string; readonly concept: Concept }[] = []
for (const [concept, list] of Object.entries(vocabulary) as [Concept, string][])
  for (const word of list.split(' ')) {
    const bare = word.replace('*', '')
    exact.set(bare, (exact.get(bare) ?? new Set()).add(concept))
    if (word.endsWith('*') && bare.length >= 4) stems.push({ stem: bare, concept })
  }

/** What the words of a header stand for. */
function conceptsOf(header: string): Set<Concept> {
  const found = new Set<Concept>()
  const spaced = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
  // `MwSt` is one word, `CustomerID` two: both ways to see it count.
  const words = plainWord(`${spaced} ${header}`)
    .replace(/\be (mail|posta)\b/g, 'e$1')
    .split(' ')
  for (const word of words) {
    for (const concept of exact.get(word) ?? []) found.add(concept)
    for (const { stem, concept } of stems) if (word.length > stem.length && word.includes(stem)) found.add(concept)
  }
  return found
}

/**
 * The role that the words of a header say, where no table knows the header as a whole; null where they say none, or
 * where a word says it is something else (a delivery date, a tax rate).
 */
export function roleByWords(header: string): Role | null {
  const words = header.length > 60 ? new Set<Concept>() : conceptsOf(header)
  const has = (...wanted: readonly Concept[]): boolean => wanted.every((concept) => words.has(concept))
  if (words.size === 0 || has('else')) return null
  if (has('email')) return 'email'
  if (has('currency')) return 'currency'
  if (has('refund')) return has('date') || has('id') || has('status') ? null : 'refund'
  if (has('discount')) return has('id') || has('name') || has('kind') ? null : has('money') ? 'discount' : null
  if (has('shipping')) return has('money') || has('price') || has('cost') ? 'shipping' : null
  if (has('tax')) return has('id') || has('name') ? null : has('money') && !has('price') ? 'tax' : null
  if (has('status')) return has('who') || has('product') ? null : 'status'
  if (has('date')) return has('who') || has('product') ? null : 'date'
  if (has('who', 'id')) return 'customer_id'
  if (has('product', 'id')) return 'product'
  if (has('product', 'category') || (has('category') && !has('who'))) return 'category'
  if (has('product', 'name')) return 'product_name'
  if (has('cost')) return null
  if (has('unit', 'price') || (has('product', 'price') && !has('money'))) return 'unit_price'
  if (has('order', 'id')) return has('money') || has('price') ? null : 'order_id'
  if (has('order', 'kind')) return 'type'
  if (has('money') || (has('order', 'price') && !has('unit'))) return has('unit') || has('who') ? null : 'amount'
  if (has('quantity')) return has('name') && !has('product') && !has('order') ? null : 'quantity'
  return null
}
