/**
 * Words of headers in English, German, Turkish, French and Spanish by what they stand for. A stem with `*` also counts
 * inside a longer word, as German and Turkish build them (`kundenreferenz`, `siparisin`).
 */
export const vocabulary = {
  who: 'mus customer* client* clients clt cli buyer buyers purchaser shopper cust member members household visitor subscriber donor donateur constituent sponsor backer guest patient participant contact acct user users kunde kunden* kundin kd kaeufer kaufer* besteller* auftraggeber* debitor* deb mitglied* musteri* alici* cari uye uyelik acheteur acheteurs adherent* abonne tiers gast misafir konuk hasta spender* teilnehmer* kontakt nutzer* benutzer* kullanici utilisateur usuario cliente clientes comprador* socio socios abonado huesped paciente donante',
  id: 'id ids fk no nr num nbr number* nummer* key code* cod cd kod kodu numarasi numara numero numeros identifier identifiant identificador kennung* referenz* referans* nro uuid guid reference referencia ref codigo clave kimlik kimligi username nutzername* benutzername* login',
  card: 'card karte* kundenkarte* kart karti carte tarjeta tarj',
  loyalty: 'loyalty fidelite fidelidad sadakat treue* fid club',
  order:
    'order orders ord ordr oder purchase purchases purchased transaction transactions txn trx invoice invoices inv receipt receipts sale sales basket checkout booking bookings reservation res reservier* gift po deal opportunity document doc bestel* auftrag* auftrags* rechnung* beleg* dokument* kauf* vorgang* buchung* bon siparis* sip fatura* fis islem* satis* satin alisveris* evrak* belge* rezervasyon* adisyon commande* commandes cde cmd facture* achat* vente* ventes ticket tickets piece dossier reserva reservas transaccion* pedido* ped orden ordenes factura* compra* venta* vta',
  date: 'date dates day dt dat datetime timestamp time datum* zeitpunkt* zeitstempel* tarih* zaman* dia fecha* fec jour horodatage',
  money:
    'amount amounts ammount amout amt tot totl total totals subtotal zwischensumme aratoplam sous revenue revenues turnover sum value spend spent paid charged ext extended final gesamt* betrag* summe* umsatz* umsaetz* wert* endpreis erlos* erloes* ausgaben tutar* toplam* ciro* bedel* odenen odenecek harca* montant* mt total totale valeur chiffre ca depense* importe* imp monto* valor ingreso* ingresos facturacion facturado gasto',
  price: 'price prices prc rate preis* vk pv fiyat* prix tarif* precio* precios pvp',
  unit: 'unit each per single einheit einzel* stuck* stueck* pro birim* adet unitaire unite unitario unitarios unidad uno',
  quantity:
    'quantity quantities qty mik units pieces count items menge* anzahl* anz nbre stuckzahl* adet adedi adeti miktar* sayisi quantite* qte nombre nb cantidad* cant unidades unid uds',
  product:
    'product products prod item article sku articles variant variante variantes artikel* produkt* ware waren* material model modell art urun* stok malzeme* barkod* produit* produits modele producto* productos articulo* articulos modelo good goods listing publicacion',
  name: 'name title description desc label bezeichnung* bez beschreibung* text* titel* ad adi ismi isim aciklama* basli* nom libelle* designation* intitule titre nombre descripcion* titulo*',
  category:
    'category categories cat dept department family group groupe* gruppe* kategorie* warengruppe* sortiment* abteilung* kategori* grubu grup reyon categorie* rayon famille categoria* familia grupo departamento collection',
  status: 'status state stage zustand* durum* statu* statut etat estado situation situacion stand',
  kind: 'type kind typ turu tipi tur tip genre tipo clase',
  currency:
    'currency curr ccy crncy crcy wahrung* wahrg waehrung* waehrg wkz doviz* birimi devise* monnaie moneda* divisa*',
  email: 'email mail emails eposta posta courriel* mel correo* emailadresse* mailadresse*',
  discount:
    'discount* disc rabatt* rabatte nachlass* indirim* iskonto* remise* rabais reduction* descuento* voucher coupon dto dcto',
  tax: 'tax taxes vat gst mwst mehrwertsteuer* umsatzsteuer* steuer* ust kdv* vergi* tva taxe* iva impuesto*',
  shipping:
    'shipping postage freight delivery versand* transport* porto lieferkosten* fracht* kargo* gonderim* teslimat* livraison* expedition port envio* entrega portes transporte',
  cost: 'cost costs charge charges fee fees kosten* gebuhr* gebuehr* ucreti ucret frais cout couts coste costo gastos',
  /** Pieces that cannot be meant as money, as items can (`items total`). */
  pieces:
    'qty quantity quantities units menge* stuckzahl* adet adedi adeti miktar* quantite* qte cantidad* unidades uds',
  stock: 'stock stok lagerbestand inventory',
  refund: 'refund* refunded erstatt* ruckerstatt* iade* rembours* reembols* devuelto devolucion*',
  cancel:
    'cancelled canceled cancellation storniert storno* stornier* abgebrochen iptal* annule annulee annulation cancelado cancelada cancelacion anulado anulada anulacion',
  /** What makes a date, a number or a name something else. */
  else: 'ship shipped shipment delivered due update updated modified birth birthday geb posnr posno expiry expires lieferdatum lieferung* fallig* geburt* aenderung* anderung* ablauf* teslim termin dogum* guncelle* vade* naissance echeance modification expedie nacimiento vencimiento actualizacion modificacion entregado rate percent satz prozent oran* orani yuzde taux pourcentage tasa porcentaje method methode* yontem* metodo first last vor nach ersteller tax_rate company firma firmasi entreprise empresa margin profit marge gewinn kar kari beneficio benefice maliyet count_of balance points puan punkte lead reorder einkauf* ek alis maliyeti zip plz postcode postal zipcode phone phones telefon* telephone tel street strasse* address address1 address2 adress adresse* adres* direccion city stadt ort town ville ciudad sehir country land pays pais ulke module modul plugin province region weight gewicht* poids peso agirlik class zone days tage hours duration channel kanal* canal source campaign kampanya warehouse depo almacen entrepot lager* page url link ip browser device platform rating score commission kommission* komisyon provision* comision vendor seller satici marketplace average avg durchschnitt* ortalama moyenne promedio',
} as const

export type Concept = keyof typeof vocabulary

/** Words that say whether tax or postage is in a price: the price is meant then, not the tax. */
export const inclusive: ReadonlySet<string> = new Set(
  'incl inkl inc included including inclusive inklusive excl exkl ex excluded excluding exclusive exklusive zzgl dahil haric inclus incluse compris incluido incluida avec hors con sin mit ohne without with'.split(
    ' ',
  ),
)

/** Words that say nothing of their own. */
export const fillers: ReadonlySet<string> = new Set(
  'davon dont a an the of for to in on at by and or der die das des dem den von vom am zum zur im und de du des la le les l d et a au del el los las y en ve ile icin my your our his her net netto gross brutto bruto neto ht ttc cents cent minor centimes kurus centimos pence'.split(
    ' ',
  ),
)
