import type { Role } from '../../../contract/imports.ts'
import { plainWord } from '../values/status.ts'

/** A header as it is compared: lower case, no accents, no marks, no brackets, no currency at the end; `#` is a number. */
export function headerKey(header: string): string {
  let key = keys.get(header)
  if (key !== undefined) return key
  key = keyOf(header)
  if (keys.size >= MOST_KEYS) keys.clear()
  if (header.length <= 200) keys.set(header, key)
  return key
}

/** The headers of a table are compared some twenty times. */
const keys = new Map<string, string>()
const MOST_KEYS = 1 << 12

function keyOf(header: string): string {
  const bare = header.replace(/\(.*?\)|\[.*?\]/g, ' ')
  const text = bare.trim() === '' ? header : bare
  if (text.trim() === '#') return ''
  const signs = text
    .replace(/#|№|\b[nN][°º]/g, ' no ')
    // `VAT 19 %` is money, `discount %` a rate.
    .replace(/\d+(?:[.,]\d+)?\s*%/g, ' ')
    .replace(/%/g, ' percent ')
    .replace(/[€$£₺]/g, ' ')
  const kept = plainWord(signs).replace(
    / (?:in )?(?:eur|euro|usd|gbp|try|tl|chf|ars|mxn|brl|cop|clp|pln|sek|cad|aud)$/,
    '',
  )
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
    'customer id, customerid, customer unique id, customer no, customer number, customer nr, customer code, customer key, customer, cust id, custid, cust no, client id, client no, client number, client, buyer id, buyer, user id, userid, user, member id, account id, account no, account number, shopper id, customer user, contact id, kundennummer, kunden nr, kundennr, kunden id, kundenid, kunde, kd nr, kdnr, kunden no, käufer, besteller, debitor, debitorennummer, müşteri no, müşteri numarası, müşteri id, müşteri kodu, müşteri, musteri, cari kod, cari kodu, üye no, üye id, alıcı, kullanıcı id, id client, identifiant client, numéro client, numéro de client, no client, n client, code client, client numero, acheteur, id cliente, cliente, cliente id, código cliente, código de cliente, número de cliente, num cliente, no cliente, nº cliente, comprador, id del cliente, member no, member number, membership number, household key, loyalty card number, loyalty card, kundenkarte, kundenkartennummer, mitgliedsnummer, mitgliedsnr, mitglieds nr, auftraggeber, kundenreferenz, carte fidélité, carte de fidélité, numéro carte fidélité, adhérent, code tiers, id usuario, id de usuario, usuario, tarjeta de fidelidad, sadakat kartı, sadakat kart no, buyer username, buyer user id, account ref, account reference, customer account, constituent id, donor id, guest id, sold to, sold to id, sold to no, sold to party, bill to, bill to id, bill to no, bill to customer, debitoren nr, deb nr, kunden kto, id huésped, id del huésped',
    'member, account, contact, person id, person, patient id, guest id, customer name, client name, kundenname, müşteri adı, nom client, nom du client, nombre cliente, nombre del cliente, buyer name, user name, username, id, associated contact, who, wer, qui, quién, kim, account name, company name, debitorenkonto, konto, tiers, nutzername, benutzername, login, pseudo, name 1, a c, acct, gast, guest, guest name, gastname, name des gastes, gebucht von, booked by, réservé par, reservado por, misafir, misafir adı, huésped, nombre del huésped, donor, donateur, donante, spender, constituent, bağışçı, payer, sold to name, bill to name, debitorname, organization, organisation, organización, organizasyon',
  ),
  email: synonyms(
    'email, e mail, mail, email address, e mail address, customer email, customer e mail, billing email, buyer email, contact email, email billing, mail adresse, e mail adresse, emailadresse, kunden email, eposta, e posta, e posta adresi, müşteri e posta, mail adresi, courriel, adresse email, adresse e mail, adresse mail, email client, correo, correo electrónico, email cliente, dirección de correo, profile email, subscriber email, e mail kunde, absender e mail adresse, from email address',
  ),
  date: synonyms(
    'date, order date, orderdate, invoice date, purchase date, transaction date, sale date, sales date, date of order, date of purchase, order time, order datetime, order timestamp, ordered at, created at, created, creation date, processed at, paid at, date created, date paid, purchased at, purchased on, payment date, datetime, transaction time, invoicedate, date completed, datum, bestelldatum, rechnungsdatum, kaufdatum, auftragsdatum, verkaufsdatum, belegdatum, bestellt am, buchungsdatum, erstellt am, bestellzeit, tarih, sipariş tarihi, fatura tarihi, satış tarihi, alışveriş tarihi, işlem tarihi, satın alma tarihi, oluşturma tarihi, date de commande, date commande, date de la commande, date de facture, date facture, date achat, date d achat, date de vente, date vente, date de création, fecha, fecha de pedido, fecha pedido, fecha del pedido, fecha de compra, fecha compra, fecha de factura, fecha factura, fecha de venta, fecha venta, fecha de creación, posted date, completed at, order created at, close date, verkauft am, gekauft am, date pièce, fec vta, f pedido, booked on, booked at, booking date, date booked, reserved on, gebucht am, reserviert am, réservé le, date de réservation, fecha de reserva, rezervasyon tarihi, gift date, donation date, spendendatum, date du don, fecha de donación, fecha de emisión, fecha emisión, f emisión, emisión, date d émission, ausstellungsdatum, düzenleme tarihi, doc dt, doc date, document date, won time, deal won time, deal created, deal created on',
    'timestamp, time, day, when, zeit, zeitpunkt, tag, zaman, gün, jour, heure, dia, hora, shipped date, ship date, updated at, txn date, trans date, period, order placed, completed, erfasst am, angelegt am, date of visit, visit date, arrival, arrival date, check in, check in date, anreise, anreisedatum, arrivée, date d arrivée, llegada, fecha de llegada, giriş tarihi',
  ),
  amount: synonyms(
    'amount, total, order total, total amount, line total, linetotal, total price, totalprice, total sales, revenue, sales, net sales, gross sales, net revenue, gross revenue, sales amount, order amount, order value, net amount, gross amount, total value, total paid, amount paid, payment value, spend, turnover, grand total, subtotal, order total amount, item total, line amount, extended price, betrag, gesamtbetrag, summe, gesamtsumme, umsatz, gesamtpreis, bestellwert, rechnungsbetrag, nettobetrag, bruttobetrag, netto, brutto, zeilensumme, positionswert, endbetrag, gesamt, nettoumsatz, bruttoumsatz, invoice amount, tutar, toplam, toplam tutar, sipariş tutarı, genel toplam, satış tutarı, ciro, fatura tutarı, net tutar, brüt tutar, satır tutarı, ödenen tutar, toplam fiyat, montant, montant total, total ttc, total ht, montant ttc, montant ht, chiffre d affaires, ca, prix total, montant commande, total commande, importe, importe total, monto, monto total, total pedido, total con iva, total sin iva, valor total, ventas, precio total, total del pedido, ingresos, total collected, total charged, product sales, umsätze, gesamtumsatz brutto, gp, g preis, gesamtbetrag brutto, nettowert, mt ttc, mt ht, imp total, genel tutar, kdv dahil tutar, kdv dahil toplam, gesamt brutto, gesamt netto, total tax incl, total price tax incl, total con impuestos, importe total iva incl, ext amt, extended amount, ventes nettes, ventes totales, total des ventes, ventas netas, ventas totales, total de ventas, net satışlar, toplam satışlar, nettoumsätze, gesamtumsätze, nettoverkäufe, tot, tot amount, rechnungsbetrag brutto, rechnungsbetrag netto, rechnungssumme, oamount, order amt, sum total, room revenue, total charges, base imponible, b imponible, total fra, total factura, importe factura, invoice total gross, invoice total, gift amount, donation amount, spendenbetrag, montant du don, bağış tutarı, bst summe, pos summe, positionssumme',
    'value, paid, payment, sum, wert, erlös, ücret, valeur, valor, ingreso, sale, money, monetary, transaction amount, purchase amount, order sum, brut, bruto, neto, net, gross, how much, beitrag, spende, dépense, gasto, harcama, ausgabe, ausgaben, ventes brutes, ventas brutas, brüt satışlar, bruttoumsätze, bruttoverkäufe, warenwert',
  ),
  unit_price: synonyms(
    'unit price, unitprice, item rate, unit rate, preis pro flasche, vk preis brutto, vk preis netto, price per unit, price each, item price, lineitem price, line item price, product price, item cost, price per item, einzelpreis, stückpreis, preis pro stück, artikelpreis, einheitspreis, e preis, birim fiyat, birim fiyatı, ürün fiyatı, adet fiyatı, prix unitaire, prix à l unité, pu, pu ht, pu ttc, precio unitario, precio unidad, precio por unidad, precio ud, ep, vk brutto, vk preis, vk, unit price tax incl, unit prc, unit cost price, p unit, p unitario, pvp, precio venta, prix unit, prix u, p u, p u ht, p u ttc, nettopreis je einheit, sku selling price, precio del producto',
    'price, preis, verkaufspreis, listenpreis, fiyat, fiyatı, satış fiyatı, prix, prix de vente, precio, precio de venta, rate, selling price, nettopreis, bruttopreis, unit, retail, retail price, sku value, sale price, satış fiyatı',
  ),
  quantity: synonyms(
    'quantity, qty, item quantity, lineitem quantity, line item quantity, quantity ordered, ordered quantity, order quantity, units, units sold, number of items, item count, pieces, pcs, menge, anzahl, stück, stückzahl, bestellmenge, adet, miktar, sipariş adedi, ürün adedi, quantité, qté, qte, nombre d articles, cantidad, cant, unidades, uds, número de artículos, stk, stck, anz, mng, nb, nbre, qtte, cantidad del producto, units ordered, net items sold, quantity purchased, quantity refund, auftragsmenge, cant vendida, uds vendidas, qtyship, qtyord, qtyordered, qtyinv, qtysold, qty ship, qty shipped, numitems, num items, no of items, total items, item qty',
    'count, items, number, volume, mg, mge',
  ),
  order_id: synonyms(
    'order id, orderid, order no, order number, order nr, order, order name, order reference, order ref, order key, order code, sales order, amazon order id, bestellnummer, bestellnr, bestell nr, bestellung, bestell id, auftragsnummer, auftragsnr, auftrag, auftrags nr, sipariş no, sipariş numarası, sipariş id, siparis kodu, sipariş, commande, n commande, no commande, numéro de commande, numéro commande, id commande, référence commande, réf commande, pedido, n pedido, no pedido, nº pedido, número de pedido, número pedido, num pedido, id pedido, id del pedido, commande no, cde, num cde, no cde, número de orden, número orden, orden, id order, identificador de la orden, orders id, nom de la commande, nom commande, nombre del pedido, sipariş adı, bestellname, best nr, best no, invoice, invoice no, invoiceno, invoice id, invoice number, invoice nr, transaction id, transactionid, transaction no, transaction number, transaction, txn id, receipt, receipt no, receipt id, receipt number, basket id, purchase id, sale id, so number, rechnungsnummer, rechnungsnr, rechnung, rechnungs nr, belegnummer, beleg nr, belegnr, beleg, vorgangsnummer, bon, bon nr, bonnummer, fatura no, fatura numarası, fiş no, işlem no, işlem id, facture, n facture, no facture, numéro de facture, ticket, id transaction, factura, n factura, nº factura, número de factura, num factura, id transacción, recibo, no pièce, numéro de pièce, no de venta, evrak no, evrak numarası, belge numarası, adisyon no, bon no, booking id, booking number, re nr, rg nr, rechn nr, verk beleg, belegfeld 1, deal id, opportunity id, bestnr, document no, document number, document nr, doc no, doc number, belge no, dokumentnummer, n document, nº documento, numéro de document, número de documento, res no, reservation, reservation no, reservation number, reservation id, confirmation no, confirmation number, conf no, book number, booking no, booking ref, booking reference, buchungsnummer, buchungsnr, buchungs nr, reservierungsnummer, reservierungsnr, rezervasyon no, n de réservation, numéro de réservation, número de reserva, nº reserva, localizador, ticket no, ticket number, ticket id, no ticket, n ticket, numéro de ticket, numéro ticket, número de ticket, num ticket, nº tiquet, gift id, donation id, spenden id, spendennummer, n reçu, no reçu, numéro de reçu, inv ref, invoice ref, invoice reference, bst nr, bst no, sip no, sip numarası',
    'id, number, no, nr, reference, ref, voucher, referans, référence, referencia, cart id, checkout id, session id, record id, núm, num, evrak, charge id, nummer, doc, document, dokument, documento, pièce, belge, evrak no, folio, comprobante, fiş, vorgang',
  ),
  product: synonyms(
    'product id, productid, product code, plu, plu code, plu no, product number, product no, product sku, sku, lineitem sku, item sku, item id, itemid, item no, item number, item code, stock code, stockcode, article, article no, article number, article id, article code, asin, ean, gtin, upc, variant id, variant sku, product, artikelnummer, artikelnr, artikel nr, artikel id, artikel, produktnummer, produktnr, produkt id, produkt, art nr, artnr, ürün kodu, ürün no, ürün id, ürün, stok kodu, barkod, référence produit, réf produit, code produit, id produit, code article, produit, código producto, código de producto, id producto, ref producto, producto, código artículo, artículo, products model, model number, material, materialnummer, matnr, product variant sku, variant sku, seller sku, satıcı stok kodu, id sku, cod art, ref article, réf article, référence article, id artículo, ref artículo',
    'item, code, variant, product reference',
  ),
  product_name: synonyms(
    'product name, productname, product title, product description, item name, item title, item description, lineitem name, line item name, article name, description, produktname, produktbezeichnung, artikelname, artikelbezeichnung, bezeichnung, beschreibung, artikelbeschreibung, ürün adı, ürün ismi, ürün açıklaması, açıklama, stok adı, malzeme adı, nom du produit, nom produit, désignation, libellé, libellé produit, nom article, description produit, nombre producto, nombre del producto, nombre de producto, descripción, descripción del producto, nombre artículo, título, título de la publicación, artikeltext, artikelbez, artbez, art bez, item desc, products name, ürün tanımı, stok tanımı, angebotstitel, product service, item service, produit service, producto servicio, ürün hizmet, leistung produkt, listing title, listing name, titre du produit, ürün başlığı, ilan başlığı, prod name, prod desc',
    'bez, products, items, produkte, ürünler, produits, productos, item, artikel, article, product, produkt, ürün, produit, producto, artículo, gegenstand, service, leistung, deal name, prod, prods, title, titel, titre',
  ),
  category: synonyms(
    'category, dept, product category, category name, item category, product type, product group, department, main category, kategorie, produktkategorie, warengruppe, artikelgruppe, produktgruppe, abteilung, kategori, ürün kategorisi, ürün grubu, kategori adı, catégorie, catégorie produit, catégorie de produit, famille, famille de produits, rayon, categoría, categoría de producto, categoría producto, familia, departamento, product line, productline, category code, item category code, artikelkategorie, artikelkategoriencode, wg, wgr, product category name, sortiment, famille article, familia artículo',
    'group, vendor, brand, marke, gruppe, marka, grup, groupe, marque, grupo, sub category, subcategory',
  ),
  type: synonyms(
    'transaction type, order type, record type, line type, document type, movement type, sale type, row type, type of transaction, transaktionstyp, belegart, buchungsart, vorgangsart, auftragsart, belegtyp, işlem türü, işlem tipi, sipariş tipi, belge türü, hareket türü, type de transaction, type transaction, type de commande, type de document, tipo de transacción, tipo transacción, tipo de pedido, tipo de documento, doc type, document kind, s h, soll haben, soll haben kennzeichen, sh kennzeichen, d c, dr cr, cr dr, debit credit, débit crédit, debe haber, borç alacak, b a, fiş türü, type de pièce, fkart',
    'type, typ, art, tip, tür, tipo, kind, transaction, movement, event type, beleg, bon typ',
  ),
  status: synonyms(
    'status, order status, state, order state, invoice status, bestellstatus, auftragsstatus, rechnungsstatus, zustand, durum, sipariş durumu, statü, statut, état, statut commande, statut de la commande, état de la commande, estado, estado del pedido, estado pedido, order state name, sipariş statüsü, paket durumu, estado de la orden, deal stage, stage, bestell status, current state, état commande, statü adı, payment status, financial status, payment state, zahlungsstatus, ödeme durumu, statut paiement, estado de pago, estado del pago, res status, reservation status, booking status, buchungsstatus, deal status, statut de la réservation, estado de la reserva, rezervasyon durumu',
    'item status, fulfillment state',
  ),
  cancelled: synonyms(
    'voided, void, is voided, cancelled at, canceled at, cancelled on, canceled on, cancelled date, cancelled, canceled, is cancelled, is canceled, cancellation date, date cancelled, date canceled, order cancelled, voided at, storniert, storniert am, storno, stornodatum, oxstorno, ist storniert, iptal, iptal tarihi, iptal edildi, iptal mi, annulée, annulé, annulé le, annulée le, date annulation, date d annulation, cancelado, cancelada, anulado, anulada, fecha de cancelación, fecha cancelación, fecha de anulación, fecha y hora de cancelación',
  ),
  currency: synonyms(
    'currency, currency code, order currency, währung, währungscode, waehrung, para birimi, döviz, döviz cinsi, döviz kodu, devise, monnaie, code devise, moneda, divisa, código de moneda, wkz, währg, wkz umsatz, waers, transaction currency, settlement currency, order currency code, devise iso',
  ),
  name: synonyms(
    'nom et prénom, nom prénom, prénom et nom, vor und nachname, vorname nachname, name vorname, billing name, shipping name, contact name, contact person, full name, fullname, customer full name, customer name, client name, buyer name, recipient name, kundenname, vollständiger name, müşteri adı, müşteri adı soyadı, ad soyad, adı soyadı, isim soyisim, nom complet, nom client, nom du client, nombre completo, nombre cliente, nombre del cliente, nombre y apellidos',
    'name, kunde name, isim, nom, nombre',
  ),
  discount: synonyms(
    'discount amount, discount, discounts, total discount, total discounts, total discount amount, line discount, item discount, order discount, order discount amount, cart discount, cart discount amount, discount total, item promotion discount, promotion discount, coupon amount, coupon discount, discount value, base discount amount, voucher amount, rabatt, rabattbetrag, rabatt betrag, nachlass, preisnachlass, gutscheinbetrag, gutscheinwert, skonto, indirim, indirim tutarı, toplam indirim, iskonto, iskonto tutarı, remise, montant remise, montant de la remise, total remises, réduction, réductions, montant réduction, rabais, descuento, descuentos, importe descuento, descuento total, total descuento, monto descuento, bonificación, retail disc, disc amt, discount amt, dto, dcto, ind, isk, rem, rab, discounts total, discounts totals, total discounts, zeilenrabatt, rabatte aus werbeaktionen',
    'lineitem discount, promo, savings, ersparnis, ship promotion discount',
  ),
  tax: synonyms(
    'tax, taxes, cuota iva, cuota de iva, payment tax, tax amount, total tax, tax total, order tax, order total tax amount, order sales tax, order tax amount, sales tax, item tax, line tax, vat, vat amount, gst, gst amount, base tax amount, mwst, mwst betrag, mehrwertsteuer, umsatzsteuer, ust, ust betrag, steuer, steuern, steuerbetrag, kdv, kdv tutarı, toplam kdv, vergi, vergi tutarı, tva, montant tva, total tva, montant taxes, iva, importe iva, total iva, impuesto, impuestos, total impuestos, importe impuestos, sum of tax, tax amt, mwst summe, mwst eur, tax collected, total tax amount',
    'taxe, vat incl, vat included, tax included, davon mwst, davon ust, enthaltene mwst, dont tva, iva incluido, ebay collected tax, seller collected tax',
  ),
  shipping: synonyms(
    'shipping, shipping amount, shipping cost, shipping costs, shipping price, shipping total, shipping fee, shipping charge, shipping charges, shipping and handling, shipping and handling amount, postage, postage and packing, freight, freight value, freight cost, delivery fee, delivery cost, delivery charge, order shipping, order shipping amount, base shipping amount, shipping rate, versand, versandkosten, versandbetrag, porto, lieferkosten, fracht, frachtkosten, invoice shipping, kargo, kargo ücreti, kargo tutarı, kargo bedeli, gönderim ücreti, teslimat ücreti, livraison, frais de port, frais de livraison, frais d expédition, frais d envoi, gastos de envío, gasto envío, coste de envío, coste envío, costo de envío, costo envío, portes, envío, verpackung und versand, versand und verpackung, versand und bearbeitungsgebühr, versandgebühr, del cost, delcost, shipping cost amount, shipping and handling cost, kargo dahil değil, shipping rate, postage and packaging, postage packaging, shipping and packaging, delivery charges, frais de livraison ttc, frais de port ttc, kargo bedeli tl',
    'port, delivery, p p, p and p, p p cost',
  ),
  refund: synonyms(
    'refunded amount, refund amount, amount refunded, refund total, refunds total, total refunded, total refund, refunded total, order refund amount, total refunded amount, base total refunded, erstattungsbetrag, erstatteter betrag, erstattet, erstattungen, rückerstattung, rückerstattungsbetrag, gutschriftbetrag, iade tutarı, iade edilen tutar, toplam iade, montant remboursé, total remboursé, montant remboursement, importe reembolsado, total reembolsado, reembolso, monto reembolsado, importe devuelto',
    'refund, refunds, refunded',
  ),
  phone: synonyms(
    'phone, tlf, tfno, phone number, telephone, mobile, mobile number, billing phone, customer phone, telefon, telefonnummer, handy, mobilnummer, telefon no, telefon numarası, cep telefonu, gsm, téléphone, numéro de téléphone, portable, teléfono, número de teléfono, móvil, celular, tel, mobile phone, phone no, cell phone, cell, cep tel, cep, tel no, gsm no, tél, contact phone, contact phone number, whatsapp, teléfono móvil',
  ),
}

/** Headers of customers. */
export const customerHeaders: Readonly<Partial<Record<Role, Synonyms>>> = {
  customer_id: {
    // Of a person and the company she works for the person is meant.
    sure: new Set(['contactid', ...orderHeaders.customer_id!.sure]),
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
      'distinctid',
      'recordid',
      'contactid',
      'subscriberid',
      'leid',
      'klaviyoid',
      'profileid',
      'traitsid',
      'member',
      'account',
      'contact',
      'code',
      'codigo',
      'kod',
      'kodu',
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
    'location, city, town, address, region, state, province, zip, zip code, postcode, postal code, stadt, ort, wohnort, plz, postleitzahl, adresse, bundesland, şehir, il, ilçe, adres, posta kodu, konum, bölge, ville, code postal, région, ciudad, población, dirección, código postal, provincia, región, localidad, billing city, default address city, mailing city, billing city, shipping city, city name, home city, contact city, hometown, wohnort stadt, yaşadığı şehir',
  ),
  country: synonyms(
    'country, country code, nation, billing country, shipping country, default address country code, land, staat, länderkürzel, ländercode, ülke, ülke kodu, pays, code pays, país, código de país, mailing country, country region, country name, country of residence, cc, nationalität, land region',
  ),
  signup_date: synonyms(
    'signup date, sign up date, signupdate, signed up, signed up at, registration date, registered, registered at, registered on, date registered, join date, joined, joined at, created at, created, creation date, customer since, member since, date created, account created, first seen, registrierungsdatum, registriert am, anmeldedatum, kunde seit, erstellt am, kayıt tarihi, üyelik tarihi, katılma tarihi, oluşturma tarihi, date d inscription, date inscription, inscrit le, date de création, client depuis, fecha de registro, fecha registro, fecha de alta, fecha alta, cliente desde, fecha de creación, date added, create date, created date, signed up date, profile created on, optin time, opt in time, confirm time, angemeldet am, beigetreten am, mitglied seit, eintrittsdatum, üyelik başlangıcı, kayıt zamanı, date d adhésion, date adhésion, inscrit depuis, miembro desde, alta, first active, sign up, signup, first login, firstlogin, inscription, inscrit, fecha de inscripción, üyelik, kayıt',
    'date, datum, tarih, fecha',
  ),
  lifetime_value: synonyms(
    'lifetime value, ltv, clv, customer lifetime value, cltv, total spent, total spend, total revenue, total amount spent, lifetime spend, lifetime revenue, kundenwert, gesamtumsatz, umsatz gesamt, yaşam boyu değer, toplam harcama, valeur vie client, valeur client, total dépensé, total des achats, valor de vida, valor de vida del cliente, total gastado, money spent, total customer lifetime value, historic customer lifetime value, predicted customer lifetime value, lifetime spent, amount spent, total sales, total order value, bisheriger umsatz, umsatz bisher, ca total, chiffre d affaires total, total compras, importe acumulado, mrr, arr, annual recurring revenue, ca cumulé, ca cumule, ventes, ventes cumulées, ventas acumuladas, toplam alışveriş, toplam alışveriş tutarı, umsatz ges, umsatz gesamt eur, total sales value',
  ),
  plan: synonyms(
    'plan, subscription, subscription plan, tier, package, membership, tarif, abo, paket, abonnement, suscripción, üyelik tipi, üyelik, forfait, plan name, pricing plan, plan type, current plan, membership level, membership type, mitgliedschaft, mitgliedsart, üyelik paketi, formule, plan contratado',
  ),
  industry: synonyms(
    'industry, sector, branche, sektör, secteur, secteur d activité, industrie, industria, sector de actividad, vertical, wirtschaftszweig, secteur activité, company industry, faaliyet alanı, rubro, giro',
  ),
  consent: synonyms(
    'consent, opt in, optin, marketing consent, accepts marketing, accepts email marketing, email marketing consent, newsletter, subscribed, gdpr, kvkk, einwilligung, werbeeinwilligung, newsletter anmeldung, izin, pazarlama izni, ileti izni, onay, consentement, accepte le marketing, consentimiento, acepta marketing, email opt in, sms opt in, accepts sms marketing, opt in newsletter, newsletter opt in, newsletter abonniert, werbung erlaubt, acepta publicidad, acepta newsletter, acepta recibir publicidad, recibe newsletter, sms izni, e posta izni, eposta izni, iletişim izni, kampanya izni, abonné newsletter, accepte la newsletter, accepte newsletter, email consent, sms consent, email subscription status',
  ),
}

const what = synonyms(
  'event type, event, event name, eventtype, action type, işlem, eylem, metric, metric name, action, activity, activity type, event action, ereignis, ereignistyp, aktion, olay, olay türü, etkinlik, événement, type d événement, evento, tipo de evento',
)

/** Headers of events. */
export const eventHeaders: Readonly<Partial<Record<Role, Synonyms>>> & { readonly event_type: Synonyms } = {
  customer_id: {
    sure: orderHeaders.customer_id!.sure,
    likely: new Set([
      ...orderHeaders.customer_id!.likely,
      'visitorid',
      'visitor',
      'userpseudoid',
      'anonymousid',
      'clientid',
      'fullvisitorid',
      'subscriber',
      'subscriberid',
      'recipient',
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
        'timestamp, event time, event timestamp, received at, sent at, server time, server timestamp, servertime, client timestamp, local time, logged at,  event datetime, occurred at, client event time, original timestamp, zaman, fecha y hora, date et heure, datum und uhrzeit, event date, time stamp, ereigniszeit, zeitstempel, zaman damgası, olay zamanı, horodatage, marca de tiempo, fecha del evento',
      ).sure,
    ]),
    likely: orderHeaders.date!.likely,
  },
  event_id: synonyms(
    'event id, insert id, transaction id, event uuid, event no, event number, message id, insert id, ereignis id, olay id, olay no, id événement, id evento',
    'id, uuid, number, no',
  ),
  event_value: synonyms(
    'event value, event value in usd, value, properties revenue, properties value, properties total, properties price, wert, değer, event amount, event revenue, ereigniswert, olay değeri, valeur, valor, valor del evento',
    'amount, revenue, price, total, betrag, tutar, montant, importe',
  ),
  product_id: orderHeaders.product!,
  category: orderHeaders.category!,
}
export const treatmentHeaders = synonyms(
  'treatment, treated, holdout, hold out, holdout group, treatment group, testgroup, ab group, a b group, test group, campaign group, arm, variant, is treated, exposed, exposure, control, control group, testgruppe, kontrollgruppe, behandlung, gruppe test, test grubu, kontrol grubu, groupe test, groupe de contrôle, traitement, grupo de prueba, grupo de control, tratamiento',
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
