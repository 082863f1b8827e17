import type { Role } from '../../contract/imports.ts'
import { plainWord } from './status.ts'

/** A header as it is compared: lower case, no accents, no marks, no brackets, no currency at the end. */
export function headerKey(header: string): string {
  const bare = header.replace(/\(.*?\)|\[.*?\]/g, ' ')
  const words = plainWord((bare.trim() === '' ? header : bare).replace(/[€$£₺]/g, ' '))
  const kept = words.replace(/ (?:in )?(?:eur|euro|usd|gbp|try|tl|chf)$/, '')
  return kept.replace(/ /g, '')
}

interface Synonyms {
  /** Means the role wherever it stands. */
  readonly sure: ReadonlySet<string>
  /** Means the role when nothing better is there. */
  readonly likely: ReadonlySet<string>
}

/** `,` separates headers; spaces inside are dropped as in headerKey. */
function synonyms(sure: string, likely = ''): Synonyms {
  const set = (list: string): ReadonlySet<string> =>
    new Set(
      list
        .split(',')
        .map((word) => plainWord(word).replace(/ /g, ''))
        .filter((word) => word !== ''),
    )
  return { sure: set(sure), likely: set(likely) }
}

/** Headers of orders: English, German, Turkish, French, Spanish, and the exports of well-known shops. */
export const orderHeaders: Readonly<Partial<Record<Role, Synonyms>>> = {
  customer_id: synonyms(
    'customer id, customerid, customer unique id, customer no, customer number, customer nr, customer code, customer key, customer, cust id, custid, cust no, client id, client no, client number, client, buyer id, buyer, user id, userid, user, member id, account id, account no, account number, shopper id, customer user, contact id, kundennummer, kunden nr, kundennr, kunden id, kundenid, kunde, kd nr, kdnr, kunden no, käufer, besteller, debitor, debitorennummer, müşteri no, müşteri numarası, müşteri id, müşteri kodu, müşteri, musteri, cari kod, cari kodu, üye no, üye id, alıcı, kullanıcı id, id client, identifiant client, numéro client, numéro de client, no client, n client, code client, client numero, acheteur, id cliente, cliente, cliente id, código cliente, código de cliente, número de cliente, num cliente, no cliente, nº cliente, comprador, id del cliente',
    'member, account, contact, person id, person, patient id, guest id, customer name, client name, kundenname, müşteri adı, nom client, nom du client, nombre cliente, nombre del cliente, buyer name, user name, username, id',
  ),
  email: synonyms(
    'email, e mail, mail, email address, e mail address, customer email, customer e mail, billing email, buyer email, contact email, email billing, mail adresse, e mail adresse, emailadresse, kunden email, eposta, e posta, e posta adresi, müşteri e posta, mail adresi, courriel, adresse email, adresse e mail, adresse mail, email client, correo, correo electrónico, email cliente, dirección de correo',
  ),
  date: synonyms(
    'date, order date, orderdate, invoice date, purchase date, transaction date, sale date, sales date, date of order, date of purchase, order time, order datetime, order timestamp, ordered at, created at, created, creation date, processed at, paid at, date created, date paid, purchased at, purchased on, payment date, datetime, transaction time, invoicedate, date completed, datum, bestelldatum, rechnungsdatum, kaufdatum, auftragsdatum, verkaufsdatum, belegdatum, bestellt am, buchungsdatum, erstellt am, bestellzeit, tarih, sipariş tarihi, fatura tarihi, satış tarihi, alışveriş tarihi, işlem tarihi, satın alma tarihi, oluşturma tarihi, date de commande, date commande, date de la commande, date de facture, date facture, date achat, date d achat, date de vente, date vente, date de création, fecha, fecha de pedido, fecha pedido, fecha del pedido, fecha de compra, fecha compra, fecha de factura, fecha factura, fecha de venta, fecha venta, fecha de creación',
    'timestamp, time, day, when, zeit, zeitpunkt, tag, zaman, gün, jour, heure, dia, hora, shipped date, ship date, updated at, txn date, trans date, period',
  ),
  amount: synonyms(
    'amount, total, order total, total amount, line total, linetotal, total price, totalprice, total sales, revenue, sales, net sales, gross sales, net revenue, gross revenue, sales amount, order amount, order value, net amount, gross amount, total value, total paid, amount paid, payment value, spend, turnover, grand total, subtotal, order total amount, item total, line amount, extended price, betrag, gesamtbetrag, summe, gesamtsumme, umsatz, gesamtpreis, bestellwert, rechnungsbetrag, warenwert, nettobetrag, bruttobetrag, netto, brutto, zeilensumme, positionswert, endbetrag, gesamt, nettoumsatz, bruttoumsatz, invoice amount, tutar, toplam, toplam tutar, sipariş tutarı, genel toplam, satış tutarı, ciro, fatura tutarı, net tutar, brüt tutar, satır tutarı, ödenen tutar, toplam fiyat, montant, montant total, total ttc, total ht, montant ttc, montant ht, chiffre d affaires, ca, prix total, montant commande, total commande, importe, importe total, monto, monto total, total pedido, total con iva, total sin iva, valor total, ventas, precio total, total del pedido, ingresos',
    'value, paid, payment, sum, wert, erlös, ücret, valeur, valor, ingreso, sale, money, monetary, transaction amount, purchase amount, order sum',
  ),
  unit_price: synonyms(
    'unit price, unitprice, price per unit, price each, item price, lineitem price, line item price, product price, item cost, price per item, einzelpreis, stückpreis, preis pro stück, artikelpreis, einheitspreis, e preis, birim fiyat, birim fiyatı, ürün fiyatı, adet fiyatı, prix unitaire, prix à l unité, pu, pu ht, pu ttc, precio unitario, precio unidad, precio por unidad, precio ud',
    'price, preis, verkaufspreis, listenpreis, fiyat, fiyatı, satış fiyatı, prix, prix de vente, precio, precio de venta, rate, selling price',
  ),
  quantity: synonyms(
    'quantity, qty, item quantity, lineitem quantity, line item quantity, quantity ordered, ordered quantity, order quantity, units, units sold, number of items, item count, pieces, pcs, menge, anzahl, stück, stückzahl, bestellmenge, adet, miktar, sipariş adedi, ürün adedi, quantité, qté, qte, nombre d articles, cantidad, cant, unidades, uds, número de artículos',
    'count, items, number, volume',
  ),
  order_id: synonyms(
    'order id, orderid, order no, order number, order nr, order, order name, order reference, order ref, order key, order code, invoice, invoice no, invoiceno, invoice id, invoice number, invoice nr, transaction id, transactionid, transaction no, transaction number, transaction, txn id, receipt, receipt no, receipt id, receipt number, basket id, purchase id, sale id, sales order, so number, amazon order id, bestellnummer, bestellnr, bestell nr, bestellung, bestell id, auftragsnummer, auftragsnr, auftrag, auftrags nr, rechnungsnummer, rechnungsnr, rechnung, rechnungs nr, belegnummer, beleg nr, belegnr, beleg, vorgangsnummer, bon nr, bonnummer, sipariş no, sipariş numarası, sipariş id, siparis kodu, sipariş, fatura no, fatura numarası, fiş no, işlem no, işlem id, commande, n commande, no commande, numéro de commande, numéro commande, id commande, référence commande, réf commande, facture, n facture, no facture, numéro de facture, ticket, id transaction, pedido, n pedido, no pedido, nº pedido, número de pedido, número pedido, num pedido, id pedido, id del pedido, factura, n factura, nº factura, número de factura, num factura, id transacción, recibo',
    'id, number, no, nr, reference, ref, document no, document number, doc no, voucher, belge no, referans, référence, referencia, cart id, checkout id, session id',
  ),
  product: synonyms(
    'product id, productid, product code, product number, product no, product sku, sku, lineitem sku, item sku, item id, itemid, item no, item number, item code, stock code, stockcode, article, article no, article number, article id, article code, asin, ean, gtin, upc, variant id, variant sku, product, artikelnummer, artikelnr, artikel nr, artikel id, artikel, produktnummer, produktnr, produkt id, produkt, art nr, artnr, ürün kodu, ürün no, ürün id, ürün, stok kodu, barkod, référence produit, réf produit, code produit, id produit, code article, produit, código producto, código de producto, id producto, ref producto, producto, código artículo, artículo',
    'item, code, variant, product reference',
  ),
  product_name: synonyms(
    'product name, productname, product title, product description, item name, item title, item description, lineitem name, line item name, article name, description, title, produktname, produktbezeichnung, artikelname, artikelbezeichnung, bezeichnung, beschreibung, artikelbeschreibung, ürün adı, ürün ismi, ürün açıklaması, açıklama, stok adı, malzeme adı, nom du produit, nom produit, désignation, libellé, libellé produit, nom article, description produit, nombre producto, nombre del producto, nombre de producto, descripción, descripción del producto, nombre artículo, título',
    'products, items, produkte, ürünler, produits, productos',
  ),
  category: synonyms(
    'category, product category, category name, item category, product type, product group, department, main category, kategorie, produktkategorie, warengruppe, artikelgruppe, produktgruppe, abteilung, kategori, ürün kategorisi, ürün grubu, kategori adı, catégorie, catégorie produit, catégorie de produit, famille, famille de produits, rayon, categoría, categoría de producto, categoría producto, familia, departamento, product line, productline',
    'group, vendor, brand, marke, gruppe, marka, grup, groupe, marque, grupo, sub category, subcategory',
  ),
  type: synonyms(
    'transaction type, order type, record type, line type, document type, movement type, sale type, row type, type of transaction, transaktionstyp, belegart, buchungsart, vorgangsart, auftragsart, belegtyp, işlem türü, işlem tipi, sipariş tipi, belge türü, hareket türü, type de transaction, type transaction, type de commande, type de document, tipo de transacción, tipo transacción, tipo de pedido, tipo de documento',
    'type, typ, art, tip, tür, tipo',
  ),
  status: synonyms(
    'status, order status, payment status, financial status, state, order state, invoice status, bestellstatus, auftragsstatus, zahlungsstatus, rechnungsstatus, zustand, durum, sipariş durumu, ödeme durumu, statü, statut, état, statut commande, statut de la commande, état de la commande, statut paiement, estado, estado del pedido, estado pedido, estado de pago, estado del pago',
    'item status, fulfillment state',
  ),
  currency: synonyms(
    'currency, currency code, order currency, währung, währungscode, waehrung, para birimi, döviz, döviz cinsi, döviz kodu, devise, monnaie, code devise, moneda, divisa, código de moneda',
  ),
  name: synonyms(
    'billing name, shipping name, full name, fullname, customer full name, customer name, client name, buyer name, recipient name, kundenname, vollständiger name, müşteri adı, müşteri adı soyadı, ad soyad, adı soyadı, isim soyisim, nom complet, nom client, nom du client, nombre completo, nombre cliente, nombre del cliente, nombre y apellidos',
    'name, kunde name, isim, nom, nombre',
  ),
  discount: synonyms(
    'discount amount, discount, discounts, total discount, total discounts, total discount amount, line discount, item discount, order discount, order discount amount, cart discount, cart discount amount, discount total, item promotion discount, promotion discount, coupon amount, coupon discount, discount value, base discount amount, voucher amount, rabatt, rabattbetrag, rabatt betrag, nachlass, preisnachlass, gutscheinbetrag, gutscheinwert, skonto, indirim, indirim tutarı, toplam indirim, iskonto, iskonto tutarı, remise, montant remise, montant de la remise, total remises, réduction, réductions, montant réduction, rabais, descuento, descuentos, importe descuento, descuento total, total descuento, monto descuento, bonificación',
    'lineitem discount, promo, savings, ersparnis, ship promotion discount',
  ),
  tax: synonyms(
    'tax, taxes, tax amount, total tax, tax total, order tax, order total tax amount, order sales tax, order tax amount, sales tax, item tax, line tax, vat, vat amount, gst, gst amount, base tax amount, mwst, mwst betrag, mehrwertsteuer, umsatzsteuer, ust, ust betrag, steuer, steuern, steuerbetrag, kdv, kdv tutarı, toplam kdv, vergi, vergi tutarı, tva, montant tva, total tva, montant taxes, iva, importe iva, total iva, impuesto, impuestos, total impuestos, importe impuestos',
    'taxe, ebay collected tax, seller collected tax',
  ),
  shipping: synonyms(
    'shipping, shipping amount, shipping cost, shipping costs, shipping price, shipping total, shipping fee, shipping charge, shipping charges, shipping and handling, shipping and handling amount, postage, postage and packing, freight, freight value, freight cost, delivery fee, delivery cost, delivery charge, order shipping, order shipping amount, base shipping amount, shipping rate, versand, versandkosten, versandbetrag, porto, lieferkosten, fracht, frachtkosten, invoice shipping, kargo, kargo ücreti, kargo tutarı, kargo bedeli, gönderim ücreti, teslimat ücreti, livraison, frais de port, frais de livraison, frais d expédition, frais d envoi, gastos de envío, gasto envío, coste de envío, coste envío, costo de envío, costo envío, portes, envío',
    'port, delivery',
  ),
  refund: synonyms(
    'refunded amount, refund amount, amount refunded, refund total, refunds total, total refunded, total refund, refunded total, order refund amount, total refunded amount, base total refunded, erstattungsbetrag, erstatteter betrag, erstattet, erstattungen, rückerstattung, rückerstattungsbetrag, gutschriftbetrag, iade tutarı, iade edilen tutar, toplam iade, montant remboursé, total remboursé, montant remboursement, importe reembolsado, total reembolsado, reembolso, monto reembolsado, importe devuelto',
    'refund, refunds, refunded',
  ),
  phone: synonyms(
    'phone, phone number, telephone, mobile, mobile number, billing phone, customer phone, telefon, telefonnummer, handy, mobilnummer, telefon no, telefon numarası, cep telefonu, gsm, téléphone, numéro de téléphone, portable, teléfono, número de teléfono, móvil, celular, tel',
  ),
}

/** Headers of customers. */
export const customerHeaders: Readonly<Partial<Record<Role, Synonyms>>> = {
  customer_id: {
    sure: orderHeaders.customer_id!.sure,
    likely: new Set([
      'id',
      'no',
      'number',
      'key',
      'nr',
      'nummer',
      'memberid',
      'personid',
      'uuid',
      'guid',
      'externalid',
      'member',
      'account',
      'contact',
    ]),
  },
  email: orderHeaders.email!,
  name: {
    sure: new Set([
      ...orderHeaders.name!.sure,
      'name',
      'contactname',
      'isim',
      'ad',
      'adi',
      'nom',
      'nombre',
      'vollername',
    ]),
    likely: new Set(),
  },
  phone: orderHeaders.phone!,
  age: synonyms('age, alter, yaş, âge, edad, customer age, age years'),
  gender: synonyms('gender, sex, geschlecht, cinsiyet, sexe, genre, sexo, género, anrede, salutation'),
  location: synonyms(
    'location, city, town, address, region, state, province, zip, zip code, postcode, postal code, stadt, ort, wohnort, plz, postleitzahl, adresse, bundesland, şehir, il, ilçe, adres, posta kodu, konum, bölge, ville, code postal, région, ciudad, población, dirección, código postal, provincia, región, localidad, billing city, default address city',
  ),
  country: synonyms(
    'country, country code, nation, billing country, shipping country, default address country code, land, staat, länderkürzel, ländercode, ülke, ülke kodu, pays, code pays, país, código de país',
  ),
  signup_date: synonyms(
    'signup date, sign up date, signupdate, signed up, signed up at, registration date, registered, registered at, registered on, date registered, join date, joined, joined at, created at, created, creation date, customer since, member since, date created, account created, first seen, registrierungsdatum, registriert am, anmeldedatum, kunde seit, erstellt am, kayıt tarihi, üyelik tarihi, katılma tarihi, oluşturma tarihi, date d inscription, date inscription, inscrit le, date de création, client depuis, fecha de registro, fecha registro, fecha de alta, fecha alta, cliente desde, fecha de creación',
    'date, datum, tarih, fecha',
  ),
  lifetime_value: synonyms(
    'lifetime value, ltv, clv, customer lifetime value, cltv, total spent, total spend, total revenue, total amount spent, lifetime spend, lifetime revenue, kundenwert, gesamtumsatz, umsatz gesamt, yaşam boyu değer, toplam harcama, valeur vie client, valeur client, total dépensé, total des achats, valor de vida, valor de vida del cliente, total gastado, money spent',
  ),
  plan: synonyms(
    'plan, subscription, subscription plan, tier, package, membership, tarif, abo, paket, abonnement, suscripción, üyelik tipi, üyelik, forfait, plan name, pricing plan',
  ),
  industry: synonyms(
    'industry, sector, branche, sektör, secteur, secteur d activité, industrie, industria, sector de actividad, vertical',
  ),
  consent: synonyms(
    'consent, opt in, optin, marketing consent, accepts marketing, accepts email marketing, email marketing consent, newsletter, subscribed, gdpr, kvkk, einwilligung, werbeeinwilligung, newsletter anmeldung, izin, pazarlama izni, ileti izni, onay, consentement, accepte le marketing, consentimiento, acepta marketing, email opt in, sms opt in',
  ),
}

const what = synonyms(
  'event type, event, event name, eventtype, action, activity, ereignis, ereignistyp, aktion, olay, olay türü, etkinlik, événement, type d événement, evento, tipo de evento',
)

/** Headers of events. */
export const eventHeaders: Readonly<Partial<Record<Role, Synonyms>>> & { readonly event_type: Synonyms } = {
  customer_id: {
    sure: orderHeaders.customer_id!.sure,
    likely: new Set([
      ...orderHeaders.customer_id!.likely,
      'visitorid',
      'visitor',
      'profileid',
      'distinctid',
      'identity',
    ]),
  },
  email: orderHeaders.email!,
  event_type: what,
  timestamp: {
    sure: new Set([
      ...orderHeaders.date!.sure,
      ...synonyms(
        'timestamp, event time, event date, event timestamp, occurred at, time stamp, ereigniszeit, zeitstempel, zaman damgası, olay zamanı, horodatage, marca de tiempo, fecha del evento',
      ).sure,
    ]),
    likely: orderHeaders.date!.likely,
  },
  event_id: synonyms(
    'event id, event uuid, event no, event number, message id, insert id, ereignis id, olay id, olay no, id événement, id evento',
    'id, uuid, number, no',
  ),
  event_value: synonyms(
    'event value, value, event amount, event revenue, ereigniswert, olay değeri, valeur, valor, valor del evento',
    'amount, revenue, price, total, betrag, tutar, montant, importe',
  ),
  product_id: orderHeaders.product!,
  category: orderHeaders.category!,
}
export const treatmentHeaders = synonyms(
  'treatment, treated, treatment group, test group, campaign group, arm, variant, is treated, exposed, exposure, control, control group, testgruppe, kontrollgruppe, behandlung, gruppe test, test grubu, kontrol grubu, groupe test, groupe de contrôle, traitement, grupo de prueba, grupo de control, tratamiento',
  'segment, group, gruppe, grup, groupe, grupo',
)
export const outcomeHeaders = synonyms(
  'outcome, conversion, converted, response, responded, visit, visited, clicked, result, reaktion, ergebnis, konvertiert, dönüşüm, sonuç, résultat, réponse, resultado, respuesta, conversión',
)

/** What was spent after a campaign. */
export const spendHeaders = synonyms(
  'spend, spent, revenue, sales, amount, order value, purchase, purchases, purchased, bought, ordered, orders, umsatz, ausgaben, kauf, gekauft, harcama, ciro, gelir, dépense, achat, chiffre d affaires, gasto, compra, ingresos',
)

/** 1 for a sure header, 0.7 for a likely one, else 0. */
export function headerScore(words: Synonyms | undefined, key: string): number {
  if (words === undefined) return 0
  return words.sure.has(key) ? 1 : words.likely.has(key) ? 0.7 : 0
}

let allKeys: Set<string> | null = null

/** Whether a cell is a header known in any table. */
export function isKnownHeader(cell: string): boolean {
  if (cell.length > 60) return false
  if (allKeys === null) {
    allKeys = new Set()
    for (const table of [orderHeaders, customerHeaders])
      for (const words of Object.values(table)) for (const word of [...words.sure, ...words.likely]) allKeys.add(word)
    for (const words of [...Object.values(eventHeaders), treatmentHeaders, outcomeHeaders])
      for (const word of [...words.sure, ...words.likely]) allKeys.add(word)
  }
  return allKeys.has(headerKey(cell))
}
