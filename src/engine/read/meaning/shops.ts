import type { Role } from '../../../contract/imports.ts'

/** An export that is known by some of its headers (as headerKey writes them). */
export interface ShopLayout {
  readonly shop: string
  /** All of them stand in the file. */
  readonly marks: readonly string[]
  /** Header → role, in order of preference: a role that is taken, or a column that is not there, is passed over. */
  readonly roles: readonly (readonly [header: string, role: Role])[]
  /** The amount or price is what was asked before discounts were taken off. */
  readonly beforeDiscount?: boolean
}

/**
 * Exports whose columns cannot be told from one header alone: numbers called `Name`, prices of a whole line, totals in
 * several currencies. Sources: the exports' own documentation and files, as of 2026.
 */
export const shopLayouts: readonly ShopLayout[] = [
  {
    // `Name` is the order (#1001), `Id` a number nobody knows it by; `Total` stands on its first line and is what was paid.
    shop: 'Shopify',
    marks: ['lineitemname', 'financialstatus', 'name'],
    roles: [
      ['name', 'order_id'],
      ['id', 'attribute'],
      ['createdat', 'date'],
      ['total', 'amount'],
      ['subtotal', 'attribute'],
      ['discountamount', 'discount'],
      ['refundedamount', 'refund'],
    ],
  },
  {
    shop: 'Squarespace',
    marks: ['lineitemname', 'financialstatus', 'orderid'],
    roles: [
      ['orderid', 'order_id'],
      ['createdat', 'date'],
      ['total', 'amount'],
      ['amountrefunded', 'refund'],
    ],
  },
  {
    // `item-price` is the price of all pieces of the line, before promotions.
    shop: 'Amazon',
    marks: ['amazonorderid'],
    roles: [
      ['amazonorderid', 'order_id'],
      ['itemprice', 'amount'],
      ['itempromotiondiscount', 'discount'],
      ['orderstatus', 'status'],
      ['itemstatus', 'attribute'],
    ],
    beforeDiscount: true,
  },
  {
    shop: 'Amazon',
    marks: ['orderid', 'orderitemid', 'purchasedate', 'itemprice'],
    roles: [
      ['orderid', 'order_id'],
      ['itemprice', 'amount'],
      ['itempromotiondiscount', 'discount'],
    ],
    beforeDiscount: true,
  },
  {
    // Items: shipping, tax and `Transaction ID` (one a line) stand beside the order's own number.
    shop: 'Etsy',
    marks: ['saledate', 'itemname', 'listingid', 'orderid'],
    roles: [
      ['orderid', 'order_id'],
      ['transactionid', 'attribute'],
      ['saledate', 'date'],
      ['buyer', 'customer_id'],
      ['listingid', 'product'],
      ['itemname', 'product_name'],
      ['itemtotal', 'amount'],
      ['price', 'unit_price'],
      ['discountamount', 'discount'],
      ['ordershipping', 'shipping'],
      ['ordersalestax', 'tax'],
    ],
    beforeDiscount: true,
  },
  {
    shop: 'Etsy',
    marks: ['saledate', 'orderid', 'buyeruserid', 'ordertotal'],
    roles: [
      ['orderid', 'order_id'],
      ['saledate', 'date'],
      ['buyeruserid', 'customer_id'],
      ['ordertotal', 'amount'],
      ['discountamount', 'discount'],
      ['shipping', 'shipping'],
      ['salestax', 'tax'],
      ['buyer', 'attribute'],
      ['numberofitems', 'quantity'],
    ],
  },
  {
    // The grid in the administration: two grand totals, of which the first is in the shop's own currency.
    shop: 'Magento',
    marks: ['purchasepoint', 'purchasedate', 'grandtotal'],
    roles: [
      ['id', 'order_id'],
      ['purchasedate', 'date'],
      ['grandtotal', 'amount'],
      ['customeremail', 'email'],
      ['customername', 'name'],
      ['billtoname', 'name'],
      ['totalrefunded', 'refund'],
      ['shippingandhandling', 'shipping'],
    ],
  },
  {
    // The tables sales_order and sales_order_item: `base_` is the shop's own currency.
    shop: 'Magento',
    marks: ['incrementid', 'createdat'],
    roles: [
      ['incrementid', 'order_id'],
      ['entityid', 'attribute'],
      ['createdat', 'date'],
      ['rowtotal', 'amount'],
      ['basegrandtotal', 'amount'],
      ['grandtotal', 'amount'],
      ['qtyordered', 'quantity'],
      ['customeremail', 'email'],
      ['status', 'status'],
      ['state', 'attribute'],
      ['name', 'product_name'],
      ['basediscountamount', 'discount'],
      ['basetaxamount', 'tax'],
      ['baseshippingamount', 'shipping'],
      ['basetotalrefunded', 'refund'],
    ],
  },
  {
    // A line with the order's total, then one for each item.
    shop: 'eBay',
    marks: ['salesrecordnumber', 'buyerusername', 'soldfor'],
    roles: [
      ['ordernumber', 'order_id'],
      ['salesrecordnumber', 'attribute'],
      ['buyerusername', 'customer_id'],
      ['buyeremail', 'email'],
      ['saledate', 'date'],
      ['totalprice', 'amount'],
      ['soldfor', 'unit_price'],
      ['itemnumber', 'product'],
      ['itemtitle', 'product_name'],
      ['transactionid', 'attribute'],
      ['ebaycollectedtax', 'attribute'],
    ],
  },
  {
    // The list of orders: `Customer` is a name, `ID` the number.
    shop: 'PrestaShop',
    marks: ['reference', 'newclient', 'total'],
    roles: [
      ['reference', 'order_id'],
      ['id', 'attribute'],
      ['customer', 'customer_id'],
      ['total', 'amount'],
    ],
  },
  {
    shop: 'PrestaShop',
    marks: ['reference', 'nouveauclient', 'total'],
    roles: [
      ['reference', 'order_id'],
      ['id', 'attribute'],
      ['client', 'customer_id'],
      ['total', 'amount'],
      ['etat', 'status'],
    ],
  },
  {
    shop: 'BigCommerce',
    marks: ['orderid', 'orderstatus', 'subtotal', 'ordertotal'],
    roles: [
      ['orderid', 'order_id'],
      ['orderdate', 'date'],
      ['ordertotal', 'amount'],
      ['taxtotal', 'tax'],
      ['shippingcost', 'shipping'],
      ['refundamount', 'refund'],
    ],
  },
  {
    shop: 'Wix',
    marks: ['ordernumber', 'datecreated', 'contactemail'],
    roles: [
      ['ordernumber', 'order_id'],
      ['datecreated', 'date'],
      ['contactemail', 'email'],
      ['qty', 'quantity'],
      ['totalorderquantity', 'attribute'],
      ['item', 'product_name'],
      ['total', 'amount'],
      ['price', 'unit_price'],
      ['couponamount', 'discount'],
      ['shippingrate', 'shipping'],
      ['paymentstatus', 'status'],
      ['refundedamount', 'refund'],
    ],
  },
  {
    // A payment is an order; `Amount` is what was charged, in the currency beside it.
    shop: 'Stripe',
    marks: ['id', 'amount', 'amountrefunded', 'captured'],
    roles: [
      ['id', 'order_id'],
      ['created', 'date'],
      ['createddate', 'date'],
      ['amount', 'amount'],
      ['amountrefunded', 'refund'],
      ['customerid', 'customer_id'],
      ['customeremail', 'email'],
      ['currency', 'currency'],
      ['invoiceid', 'attribute'],
      ['refundeddate', 'attribute'],
      ['convertedamount', 'attribute'],
    ],
  },
  {
    // `Gross` is what the buyer paid; the fee is the seller's.
    shop: 'PayPal',
    marks: ['gross', 'fee', 'net', 'fromemailaddress'],
    roles: [
      ['fromemailaddress', 'email'],
      ['toemailaddress', 'attribute'],
      ['gross', 'amount'],
      ['net', 'attribute'],
      ['transactionid', 'order_id'],
      ['date', 'date'],
      ['time', 'attribute'],
      ['name', 'name'],
      ['shippingandhandlingamount', 'shipping'],
      ['salestax', 'tax'],
      ['type', 'type'],
      ['itemtitle', 'product_name'],
      ['invoicenumber', 'attribute'],
      ['itemid', 'attribute'],
    ],
  },
  {
    shop: 'PayPal',
    marks: ['brutto', 'gebuhr', 'netto', 'transaktionscode'],
    roles: [
      ['absenderemailadresse', 'email'],
      ['empfangeremailadresse', 'attribute'],
      ['brutto', 'amount'],
      ['netto', 'attribute'],
      ['transaktionscode', 'order_id'],
      ['datum', 'date'],
      ['name', 'name'],
      ['versandundbearbeitungsgebuhr', 'shipping'],
      ['umsatzsteuer', 'tax'],
      ['typ', 'type'],
      ['artikelbezeichnung', 'product_name'],
      ['rechnungsnummer', 'attribute'],
      ['artikelnummer', 'attribute'],
    ],
  },
  {
    // The table oxorder; `OXTOTALBRUTSUM` are the articles alone.
    shop: 'OXID',
    marks: ['oxordernr', 'oxorderdate'],
    roles: [
      ['oxordernr', 'order_id'],
      ['oxid', 'attribute'],
      ['oxorderdate', 'date'],
      ['oxuserid', 'customer_id'],
      ['oxbillemail', 'email'],
      ['oxtotalordersum', 'amount'],
      ['oxtotalbrutsum', 'attribute'],
      ['oxtotalnetsum', 'attribute'],
      ['oxdelcost', 'shipping'],
      ['oxdiscount', 'discount'],
      ['oxvoucherdiscount', 'attribute'],
      ['oxcurrency', 'currency'],
      ['oxstorno', 'cancelled'],
    ],
  },
  {
    // Tables VBAK/VBAP and VBRK/VBRP of SAP SD, under their technical names.
    shop: 'SAP',
    marks: ['vbeln', 'kunnr'],
    roles: [
      ['vbeln', 'order_id'],
      ['kunnr', 'customer_id'],
      ['kunag', 'customer_id'],
      ['erdat', 'date'],
      ['fkdat', 'date'],
      ['audat', 'date'],
      ['matnr', 'product'],
      ['arktx', 'product_name'],
      ['matkl', 'category'],
      ['kwmeng', 'quantity'],
      ['fkimg', 'quantity'],
      ['netwr', 'amount'],
      ['netpr', 'unit_price'],
      ['waerk', 'currency'],
      ['auart', 'type'],
    ],
  },
  {
    // Version 5: `number` is the order, `invoiceAmount` its total on every line, `price` that of one piece.
    shop: 'Shopware',
    marks: ['ordertime', 'invoiceamount'],
    roles: [
      ['ordernumber', 'order_id'],
      ['number', 'order_id'],
      ['orderid', 'attribute'],
      ['ordertime', 'date'],
      ['invoiceamount', 'amount'],
      ['invoiceamountnet', 'attribute'],
      ['customerid', 'customer_id'],
      ['articlenumber', 'product'],
      ['articlename', 'product_name'],
      ['invoiceshipping', 'shipping'],
      ['transactionid', 'attribute'],
    ],
  },
  {
    shop: 'Shopware',
    marks: ['ordernumber', 'amounttotal'],
    roles: [
      ['ordernumber', 'order_id'],
      ['orderdatetime', 'date'],
      ['orderdate', 'date'],
      ['amounttotal', 'amount'],
      ['amountnet', 'attribute'],
      ['shippingtotal', 'shipping'],
      ['statemachinestatetechnicalname', 'status'],
      ['statemachinestatename', 'status'],
      ['ordercustomeremail', 'email'],
      ['ordercustomercustomernumber', 'customer_id'],
      ['id', 'attribute'],
    ],
  },
  {
    // Analytics, one line an order; `Customer` is a name.
    shop: 'WooCommerce',
    marks: ['orderno', 'nrevenue', 'customertype'],
    roles: [
      ['orderno', 'order_id'],
      ['nrevenue', 'amount'],
      ['netsales', 'attribute'],
      ['itemssold', 'quantity'],
      ['products', 'product_name'],
    ],
  },
  {
    shop: 'WooCommerce',
    marks: ['orderid', 'orderdate', 'ordertotal', 'discounttotal'],
    roles: [
      ['ordernumber', 'order_id'],
      ['orderid', 'order_id'],
      ['orderdate', 'date'],
      ['ordertotal', 'amount'],
      ['discounttotal', 'discount'],
      ['shippingtotal', 'shipping'],
      ['taxtotal', 'tax'],
      ['refundedtotal', 'refund'],
      ['customerid', 'customer_id'],
      ['transactionid', 'attribute'],
      ['cartdiscount', 'attribute'],
    ],
  },
]

/** The layout whose marks all stand among the headers, or null. */
export function shopOf(keys: ReadonlySet<string>): ShopLayout | null {
  return shopLayouts.find(({ marks }) => marks.every((mark) => keys.has(mark))) ?? null
}
